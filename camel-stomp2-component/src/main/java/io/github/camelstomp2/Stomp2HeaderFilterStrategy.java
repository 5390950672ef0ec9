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

import io.github.camelstomp2.protocol.StompHeaderNames;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Which headers pass between messages and frames. Camel's own never do, in any letter case and in both directions: from
 * outside they would steer components ({@code CamelFileName}). What belongs to the protocol never does either: incoming
 * it becomes exchange properties, outgoing it is the component's to say.
 */
public class Stomp2HeaderFilterStrategy implements HeaderFilterStrategy {
    private static final Set<String> PROTOCOL_HEADERS = Set.of(
            StompHeaderNames.ACCEPT_VERSION,
            StompHeaderNames.ACK,
            StompHeaderNames.CONTENT_LENGTH,
            StompHeaderNames.DESTINATION,
            StompHeaderNames.HEART_BEAT,
            StompHeaderNames.HOST,
            StompHeaderNames.ID,
            StompHeaderNames.LOGIN,
            StompHeaderNames.MESSAGE_ID,
            StompHeaderNames.PASSCODE,
            StompHeaderNames.RECEIPT,
            StompHeaderNames.REDELIVERED,
            StompHeaderNames.SUBSCRIPTION,
            StompHeaderNames.TRANSACTION);

    /**
     * Whether the next broker keeps the message, and whether it goes to a queue or a topic (Artemis drops what is sent as the
     * other one), is said by the endpoint, not by the broker from which it came.
     */
    private static final Set<String> SAID_BY_THE_ENDPOINT = Set.of(StompHeaderNames.PERSISTENT, "destination-type");

    @Override
    public boolean applyFilterToCamelHeaders(String headerName, Object headerValue, Exchange exchange) {
        return isReserved(headerName) || SAID_BY_THE_ENDPOINT.contains(headerName.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean applyFilterToExternalHeaders(String headerName, Object headerValue, Exchange exchange) {
        // To whom the next message is to be answered is not said by the one from which it is made.
        return isReserved(headerName) || StompHeaderNames.REPLY_TO.equalsIgnoreCase(headerName);
    }

    private static boolean isReserved(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("camel") || lower.startsWith("org.apache.camel") || PROTOCOL_HEADERS.contains(lower);
    }
}
