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

import java.util.regex.Pattern;

/** The names of destinations as the component writes them, before a dialect makes its own of them. */
final class Destinations {
    static final String QUEUE = "/queue/";
    static final String TOPIC = "/topic/";

    private static final Pattern WILDCARD = Pattern.compile("(^|\\.)[*>#](\\.|$)");

    private Destinations() {}

    /** Whether each subscription gets what is sent to it, as long as it is there. */
    static boolean isFanOut(String destination) {
        return destination.startsWith(TOPIC) || destination.startsWith("/exchange/");
    }

    /** Whether it is a queue by its name, or for most brokers: {@code /queue/orders}, {@code orders}. */
    static boolean isQueue(String destination) {
        return destination.startsWith(QUEUE) || isBare(destination);
    }

    /** Whether it says nothing of its kind: {@code orders}, a queue for most brokers. */
    static boolean isBare(String destination) {
        return !destination.startsWith("/") && !destination.contains(":");
    }

    /**
     * Whether ActiveMQ Classic reads more than one queue out of this name: a list, or a wildcard. A topic alone is none; what
     * follows a question mark are options.
     */
    static boolean isSeveralQueues(String destination) {
        String name = destination.split("\\?", 2)[0];
        return name.indexOf(',') >= 0 || isWildcardOfQueues(name);
    }

    /** Whether a word of a queue's name is {@code *}, {@code >} or {@code #}. */
    static boolean isWildcardOfQueues(String destination) {
        return isQueue(destination)
                && WILDCARD.matcher(lastSegment(destination)).find();
    }

    /** What follows the last slash. */
    static String lastSegment(String destination) {
        return destination.substring(destination.lastIndexOf('/') + 1);
    }
}
