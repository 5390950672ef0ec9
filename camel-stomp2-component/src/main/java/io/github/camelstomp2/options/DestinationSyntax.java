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
package io.github.camelstomp2.options;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The names of destinations: as users may write them, and as brokers need them. */
public final class DestinationSyntax {
    /** The prefixes that brokers know. A longer one comes before a shorter one that it contains. */
    private static final List<String> PREFIXES =
            List.of("amq/queue", "temp-queue", "temp-topic", "reply-queue", "exchange", "queue", "topic", "dsub");

    private DestinationSyntax() {}

    /** Behind these prefixes a slash separates parts of a destination, or the name is used unchanged. */
    private static final Set<String> IN_PARTS = Set.of("exchange", "reply-queue");

    /**
     * {@code queue/x}, {@code queue:x} and {@code /queue/x} become {@code /queue/x}; the same holds for the other known
     * prefixes. In the name behind a prefix {@code %2F} means a slash, as in a URI, also where a destination is not
     * given in a URI. Everything else stays unchanged.
     *
     * @throws IllegalArgumentException if the name is missing
     */
    public static String normalize(String destination) {
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

    /**
     * The destination with dots instead of slashes, for names of subscriptions: {@code /topic/prices} → {@code
     * topic.prices}.
     */
    static String dotted(String destination) {
        return (destination.startsWith("/") ? destination.substring(1) : destination).replace('/', '.');
    }
}
