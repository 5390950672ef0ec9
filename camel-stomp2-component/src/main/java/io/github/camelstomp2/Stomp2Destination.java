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

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Destination names as users may write them, and as brokers want them. */
final class Stomp2Destination {
    /** What brokers know by a leading slash; the longer names first, since they contain the shorter ones. */
    private static final List<String> PREFIXES =
            List.of("amq/queue", "temp-queue", "temp-topic", "reply-queue", "exchange", "queue", "topic", "dsub");

    private Stomp2Destination() {}

    /** Behind these a destination has parts of its own, which a slash divides, or a name that is taken to the letter. */
    private static final Set<String> IN_PARTS = Set.of("exchange", "reply-queue");

    /**
     * {@code queue/x}, {@code queue:x} and {@code /queue/x} are {@code /queue/x}; the same for the other well-known
     * prefixes. In the name behind them {@code %2F} is a slash, since in a URI it is one, too: whoever gives a destination in
     * another way means the same. Anything else stays as it is.
     *
     * @throws IllegalArgumentException if nothing is named
     */
    static String normalize(String destination) {
        String bare = destination.startsWith("/") ? destination.substring(1) : destination;
        for (String prefix : PREFIXES) {
            if (bare.length() > prefix.length() && bare.toLowerCase(Locale.ROOT).startsWith(prefix)) {
                char border = bare.charAt(prefix.length());
                if (border == '/' || border == ':') {
                    String name = bare.substring(prefix.length() + 1);
                    return named("/" + prefix + "/", IN_PARTS.contains(prefix) ? name : slashes(name), destination);
                }
            }
        }
        if (bare.isBlank()) {
            throw new IllegalArgumentException(namesNothing(destination));
        }
        return destination;
    }

    private static String slashes(String name) {
        return name.indexOf('%') < 0 ? name : name.replace("%2F", "/").replace("%2f", "/");
    }

    private static String named(String prefix, String name, String destination) {
        if (name.isBlank()) {
            throw new IllegalArgumentException(namesNothing(destination));
        }
        return prefix + name;
    }

    private static String namesNothing(String destination) {
        return "'" + destination + "' names no destination; write for example stomp2:queue/orders";
    }

    /** Without the slashes, as names of subscriptions are: {@code /topic/prices} → {@code topic.prices}. */
    static String dotted(String destination) {
        return (destination.startsWith("/") ? destination.substring(1) : destination).replace('/', '.');
    }
}
