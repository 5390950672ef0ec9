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

import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.Stomp2Message;
import io.github.camelstomp2.broker.ReservedHeaders;
import io.github.camelstomp2.protocol.text.PrintableText;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Logs which headers an endpoint does not send: each name once at WARN, so that the user sees it, and at DEBUG after
 * that. Used by any number of threads.
 */
final class UnsentHeaders {
    private static final Logger LOG = LoggerFactory.getLogger(UnsentHeaders.class);

    private final ToldOnce told = new ToldOnce();
    private final String broker;

    /** @param broker the broker's address, without secrets */
    UnsentHeaders(String broker) {
        this.broker = broker;
    }

    /** A header is not sent because its value has no form as text. */
    void withoutText(String name, Object value, String destination) {
        tell(name, "a " + value.getClass().getName() + " has no form as text; set it to a String before", destination);
    }

    /**
     * A header is not sent because of the filter. Logged only for headers that a route has set, and that can be set in
     * another way.
     */
    void filtered(String name, Object value, Exchange exchange, String destination) {
        if (ReservedHeaders.isUnsendable(name)) {
            // None of these headers comes in as a message header, so the route has set it.
            tell(
                    name,
                    "STOMP and brokers have another meaning for it; set a header of another name, or what "
                            + "docs/headers.md says instead",
                    destination);
        } else if (ReservedHeaders.isSaidByEndpoints(name) && !isOfConsumedMessage(name, value, exchange)) {
            tell(
                    name,
                    "it would change how the broker delivers the message or declares the queue; use an option of the "
                            + "endpoint, or sendHeader." + name,
                    destination);
        }
    }

    /** Whether the header came with the consumed message, so that nobody asked to send it. */
    private static boolean isOfConsumedMessage(String name, Object value, Exchange exchange) {
        return exchange.getMessage() instanceof Stomp2Message consumed
                ? value.equals(consumed.getStompHeaders().get(name))
                : exchange.getProperty(Stomp2Constants.BROKER) != null;
    }

    private void tell(String name, String why, String destination) {
        LOG.atLevel(told.isNew(name) ? Level.WARN : Level.DEBUG)
                .log(
                        "The header {} is not sent to {} at {}: {}",
                        PrintableText.of(name),
                        PrintableText.of(destination),
                        broker,
                        why);
    }
}
