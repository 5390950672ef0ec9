/*
 * Copyright the camel-stomp2 contributors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelstomp2.binding;

import static io.github.camelstomp2.protocol.StompHeaderNames.DESTINATION;
import static io.github.camelstomp2.protocol.StompHeaderNames.MESSAGE_ID;
import static io.github.camelstomp2.protocol.StompHeaderNames.REDELIVERED;
import static io.github.camelstomp2.protocol.StompHeaderNames.REPLY_TO;
import static io.github.camelstomp2.protocol.StompHeaderNames.SUBSCRIPTION;

import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.Stomp2Message;
import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.options.PropertyHeaders;
import io.github.camelstomp2.protocol.StompHeaders;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/** Makes exchange properties and message headers from the headers of MESSAGE frames. */
final class InboundHeaders implements Stomp2Message.HeaderMapping {
    private final HeaderFilterStrategy filter;
    private final PropertyHeaders properties;

    InboundHeaders(HeaderFilterStrategy filter, PropertyHeaders properties) {
        this.filter = filter;
        this.properties = properties;
    }

    /**
     * Sets the protocol's headers of a message as exchange properties, and gives the exchange a message with the other
     * headers.
     */
    void fill(Exchange exchange, StompHeaders wire, BrokerDialect dialect) {
        String destination = wire.get(DESTINATION);
        exchange.setProperty(
                Stomp2Constants.DESTINATION, destination == null ? null : dialect.readDestination(destination));
        exchange.setProperty(Stomp2Constants.MESSAGE_ID, wire.get(MESSAGE_ID));
        exchange.setProperty(Stomp2Constants.SUBSCRIPTION, wire.get(SUBSCRIPTION));
        exchange.setProperty(Stomp2Constants.BROKER, dialect.name());
        String redelivered = wire.get(REDELIVERED);
        if (redelivered != null) {
            exchange.setProperty(Stomp2Constants.REDELIVERED, Boolean.valueOf(redelivered));
        }
        String replyTo = wire.get(REPLY_TO);
        if (replyTo != null) {
            exchange.setProperty(Stomp2Constants.REPLY_TO, replyTo);
        }
        String senderId = dialect.idOfSender(wire);
        if (senderId != null) {
            exchange.setProperty(Stomp2Constants.SENDER_MESSAGE_ID, senderId);
        }
        exchange.setIn(message(exchange, wire, dialect));
    }

    /**
     * A message with the headers of a frame. Those that the option {@code propertyHeaders} names become exchange
     * properties.
     */
    Stomp2Message message(Exchange exchange, StompHeaders wire, BrokerDialect dialect) {
        if (!properties.isEmpty()) {
            wire.forEach((name, value) -> {
                if (properties.contains(name) && !filter.applyFilterToExternalHeaders(name, value, exchange)) {
                    exchange.setProperty(name, wire.get(name)); // the first one of repeated headers counts
                }
            });
        }
        return new Stomp2Message(exchange, wire, this, dialect);
    }

    @Override
    public boolean isMessageHeader(String name, String value, Exchange exchange) {
        // As a message header, reply-to would be sent with the next SEND, and the replies to that would go to a client
        // that does not expect them.
        return !REPLY_TO.equals(name)
                && !properties.contains(name)
                && !filter.applyFilterToExternalHeaders(name, value, exchange);
    }
}
