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
package io.github.camelstomp2.broker;

import java.util.List;
import java.util.regex.Pattern;

/** The names of destinations as the component writes them, before a dialect translates them for its broker. */
public final class Destinations {
    public static final String QUEUE = "/queue/";
    public static final String TOPIC = "/topic/";

    private static final String EXCHANGE = "/exchange/";

    /** The prefixes of destinations. A longer one comes before a shorter one that it contains. */
    private static final List<String> PREFIXES = List.of(
            "/amq/queue/",
            "/reply-queue/",
            "/temp-queue/",
            "/temp-topic/",
            "/remote-temp-queue/",
            "/remote-temp-topic/",
            QUEUE,
            TOPIC,
            "/dsub/");

    private static final Pattern WILDCARD = Pattern.compile("(^|\\.)[*>#](\\.|$)");

    private Destinations() {}

    /**
     * The name of the queue or topic; for an exchange the routing key, or the exchange's name if there is no key.
     * {@code a/b} for {@code /queue/a/b}.
     */
    public static String name(String destination) {
        for (String prefix : PREFIXES) {
            if (destination.startsWith(prefix)) {
                return destination.substring(prefix.length());
            }
        }
        if (destination.startsWith(EXCHANGE)) {
            return destination.substring(Math.max(EXCHANGE.length(), keyOf(destination)));
        }
        return lastSegment(destination);
    }

    /** Where the routing key begins, or 0: {@code /exchange/name/key}. */
    private static int keyOf(String exchange) {
        return exchange.indexOf('/', EXCHANGE.length()) + 1;
    }

    /** Where the result of {@link #name} begins. */
    public static int beginOfName(String destination) {
        return destination.length() - name(destination).length();
    }

    /** Whether each subscription receives every message (topics and exchanges), but only while it exists. */
    public static boolean isFanOut(String destination) {
        return destination.startsWith(TOPIC) || destination.startsWith(EXCHANGE);
    }

    /**
     * Whether it is a queue by its prefix, or has no prefix, which most brokers take for a queue: {@code
     * /queue/orders}, {@code orders}.
     */
    public static boolean isQueue(String destination) {
        return destination.startsWith(QUEUE) || isBare(destination);
    }

    /** Whether it has no prefix: {@code orders}, a queue for most brokers. */
    static boolean isBare(String destination) {
        return !destination.startsWith("/") && !destination.contains(":");
    }

    /**
     * Whether ActiveMQ Classic takes this name for more than one queue: a list or a wildcard. A single topic is not
     * such a name. The text behind a question mark is options.
     */
    public static boolean isSeveralQueues(String destination) {
        String name = destination.split("\\?", 2)[0];
        return name.indexOf(',') >= 0 || isWildcardOfQueues(name);
    }

    /** Whether a word of a queue's name is {@code *}, {@code >} or {@code #}. */
    public static boolean isWildcardOfQueues(String destination) {
        return isQueue(destination)
                && WILDCARD.matcher(lastSegment(destination)).find();
    }

    /** The part behind the last slash. */
    static String lastSegment(String destination) {
        return destination.substring(destination.lastIndexOf('/') + 1);
    }
}
