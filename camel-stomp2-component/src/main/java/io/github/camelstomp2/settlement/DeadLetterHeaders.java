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
package io.github.camelstomp2.settlement;

import io.github.camelstomp2.protocol.text.PrintableText;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;

/** The headers of a dead letter that say why the message failed. */
final class DeadLetterHeaders {
    /** The beginning of all these names. */
    static final String PREFIX = "dead-letter-";

    /**
     * Headers of the original that were left out because the broker would not accept them; absent when there are none.
     */
    static final String LEFT_OUT = "dead-letter-left-out";

    /** Class of the exception; absent when the route refused the message without one. */
    static final String EXCEPTION = "dead-letter-exception";

    /** The exception's message. */
    static final String REASON = "dead-letter-reason";

    /** The destination from which the message was consumed. */
    static final String DESTINATION = "dead-letter-destination";

    /** The route in which the message failed; absent when it was not in a route. */
    static final String ROUTE = "dead-letter-route";

    /** The time of the failure, as ISO 8601 in UTC. */
    static final String TIME = "dead-letter-time";

    /** How often the route tried, including Camel's redeliveries. */
    static final String ATTEMPTS = "dead-letter-attempts";

    private DeadLetterHeaders() {}

    /**
     * @param cause {@code null} when the route refused the message
     * @param routeId {@code null} when it did not fail in a route
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

    /** How often the route tried. */
    static int attempts(Exchange exchange) {
        Integer redeliveries = exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, Integer.class);
        return redeliveries == null ? 1 : redeliveries + 1;
    }

    /** The reason in one line that fits into a header of every broker. */
    static String reason(Throwable cause) {
        if (cause == null) {
            return "refused by the route";
        }
        return PrintableText.of(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
    }
}
