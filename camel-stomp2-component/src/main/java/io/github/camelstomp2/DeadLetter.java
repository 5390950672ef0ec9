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

import io.github.camelstomp2.protocol.PrintableText;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a dead letter says of why it is one. */
final class DeadLetter {
    /** Names of all of these begin so. */
    static final String PREFIX = "dead-letter-";

    /** Headers of the original that the broker would not have taken; absent when there are none. */
    static final String LEFT_OUT = "dead-letter-left-out";

    /** Class of the exception; absent when the route refused the message without one. */
    static final String EXCEPTION = "dead-letter-exception";

    /** The exception's message. */
    static final String REASON = "dead-letter-reason";

    /** The destination from which the message was consumed. */
    static final String DESTINATION = "dead-letter-destination";

    /** The route in which it failed; absent when it was in none. */
    static final String ROUTE = "dead-letter-route";

    /** When, as ISO 8601 in UTC. */
    static final String TIME = "dead-letter-time";

    /** How often the route tried, Camel's redeliveries included. */
    static final String ATTEMPTS = "dead-letter-attempts";

    private DeadLetter() {}

    /**
     * @param cause {@code null} when the route refused the message
     * @param routeId {@code null} when it failed in no route
     * @param attempts how often the route tried
     */
    static Map<String, String> headers(Throwable cause, String destination, String routeId, int attempts, Instant now) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (cause != null) {
            headers.put(EXCEPTION, cause.getClass().getName());
        }
        headers.put(REASON, reason(cause));
        headers.put(DESTINATION, destination);
        if (routeId != null) {
            headers.put(ROUTE, PrintableText.of(routeId));
        }
        headers.put(TIME, now.toString());
        headers.put(ATTEMPTS, Integer.toString(attempts));
        return headers;
    }

    /** In one line that fits into a header everywhere. */
    static String reason(Throwable cause) {
        if (cause == null) {
            return "refused by the route";
        }
        return PrintableText.of(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
    }
}
