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

import static io.github.camelstomp2.protocol.StompHeaderNames.CORRELATION_ID;

import io.github.camelstomp2.MissingCorrelationIdException;
import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.protocol.StompHeaders;
import org.apache.camel.Exchange;

/** The correlation id of a consumed message, which all messages get that are sent because of it. */
public final class CorrelationIds {
    private CorrelationIds() {}

    /**
     * Sets the property of a consumed message's exchange: the id of the message, or otherwise the id of the exchange,
     * which Camel also writes into its logs.
     *
     * @param required whether the message must have an id
     * @throws MissingCorrelationIdException if it must have one and has none
     */
    static void take(Exchange exchange, StompHeaders wire, boolean required) {
        String given = wire.get(CORRELATION_ID);
        if (isGiven(given)) {
            exchange.setProperty(Stomp2Constants.CORRELATION_ID, given);
        } else if (required) {
            throw new MissingCorrelationIdException(given != null);
        } else {
            exchange.setProperty(Stomp2Constants.CORRELATION_ID, exchange.getExchangeId());
        }
    }

    /**
     * The id in the SEND of an exchange: the message's header, otherwise the property; {@code null} when there is
     * neither.
     */
    static String toSend(Exchange exchange) {
        String header = HeaderValues.of(exchange.getMessage().getHeader(CORRELATION_ID));
        return isGiven(header) ? header : exchange.getProperty(Stomp2Constants.CORRELATION_ID, String.class);
    }

    /** Whether the id can be used: not an empty or blank one. */
    public static boolean isGiven(String id) {
        return id != null && !id.isBlank();
    }
}
