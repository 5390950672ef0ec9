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
package io.github.camelstomp2;

import static io.github.camelstomp2.protocol.StompHeaderNames.CORRELATION_ID;

import io.github.camelstomp2.protocol.StompHeaders;
import org.apache.camel.Exchange;

/** The id that leads from a consumed message to all that is sent because of it. */
final class CorrelationIds {
    private CorrelationIds() {}

    /**
     * Sets the property of a consumed message's exchange: to what the message says, else to the id of the exchange, which
     * Camel makes anyway and writes into its logs.
     *
     * @param required whether the message has to say it
     * @throws MissingCorrelationIdException if it has to and does not
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

    /** What a SEND of an exchange says: the message's header, else the property; {@code null} when there is neither. */
    static String toSend(Exchange exchange) {
        String header = HeaderText.of(exchange.getMessage().getHeader(CORRELATION_ID));
        return isGiven(header) ? header : exchange.getProperty(Stomp2Constants.CORRELATION_ID, String.class);
    }

    /** Whether it correlates anything: an empty or blank one does not. */
    static boolean isGiven(String id) {
        return id != null && !id.isBlank();
    }
}
