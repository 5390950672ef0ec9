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
package io.github.camelstomp2.tools.message;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Message;

/** Where a dead letter was before it became one, and the headers that say why it did. */
public final class Origin {
    /** What the makers of dead letters add: this component, RabbitMQ, ActiveMQ Classic, Artemis. In lower case. */
    private static final List<String> FAILURE_HEADERS = List.of(
            "dead-letter-",
            "x-death",
            "x-first-death-",
            "x-last-death-",
            "x-delivery-count",
            "x-acquired-count",
            "dlqdeliveryfailurecause",
            "originalexpiration",
            "_amq_orig_",
            "_amq_actual_expiry");

    private Origin() {}

    /** The destination to which a dead letter is sent back; {@code null} when it does not say where it was. */
    public static String of(Message letter) {
        String destination = text(letter, "dead-letter-destination");
        if (destination == null) {
            destination = queue(text(letter, "x-first-death-queue"));
        }
        if (destination == null) {
            destination = queue(text(letter, "_AMQ_ORIG_ADDRESS"));
        }
        if (destination == null) {
            destination = ofActiveMq(letter);
        }
        return destination == null ? text(letter, "tshoot-destination") : destination;
    }

    /** Only of a queue: from a topic a copy would go to all its other consumers too. */
    private static String ofActiveMq(Message letter) {
        String origin = text(letter, "original-destination");
        return origin != null && origin.startsWith("/queue/") ? origin : null;
    }

    private static String queue(String name) {
        return name == null ? null : "/queue/" + name;
    }

    private static String text(Message letter, String header) {
        String value = letter.getHeader(header, String.class);
        return value == null || value.isBlank() ? null : value;
    }

    /** Takes off what says why a message is a dead letter. */
    public static void removeFailure(Map<String, Object> headers) {
        headers.keySet().removeIf(Origin::saysFailure);
    }

    private static boolean saysFailure(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return FAILURE_HEADERS.stream().anyMatch(name::startsWith);
    }
}
