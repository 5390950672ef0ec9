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

/**
 * Decides whether a consumer of one destination receives what is sent to another one, by the rules of any broker:
 * several names for one queue, lists of destinations, wildcards, virtual topics.
 */
public final class DestinationOverlap {
    private static final String EXCHANGE_OF_TOPICS = "/exchange/amq.topic/";
    private static final String EXISTING_QUEUE = "/amq/queue/";

    private DestinationOverlap() {}

    /**
     * @param consumed a destination as the component writes it
     * @param sent a destination as the component writes it
     */
    public static boolean exists(String consumed, String sent) {
        return names(consumed).stream()
                .anyMatch(pattern -> names(sent).stream().anyMatch(name -> reaches(pattern, name)));
    }

    /**
     * The destinations of a list such as {@code /queue/A,B}. The kind of the first one is also the kind of those that
     * name none.
     */
    private static List<String> names(String destination) {
        String first = oneName(destination);
        String kind = first.substring(0, first.lastIndexOf('/') + 1);
        return List.of(first.split(",")).stream()
                .map(String::strip)
                .map(name -> name.startsWith("/") ? name : kind + name)
                .toList();
    }

    private static String oneName(String destination) {
        if (Destinations.isBare(destination)) {
            return Destinations.QUEUE + destination;
        }
        return destination.startsWith(EXISTING_QUEUE)
                ? Destinations.QUEUE + destination.substring(EXISTING_QUEUE.length())
                : destination.replace(EXCHANGE_OF_TOPICS, Destinations.TOPIC);
    }

    private static boolean reaches(String consumed, String sent) {
        VirtualTopic virtual = VirtualTopic.of(consumed);
        return matches(consumed.split("[./]", -1), sent.split("[./]", -1))
                || (virtual != null && virtual.topic().equals(sent));
    }

    /**
     * Whether a name matches a pattern, where {@code *} stands for one word, {@code >} and {@code #} for all following
     * words.
     */
    private static boolean matches(String[] pattern, String[] name) {
        for (int i = 0; i < pattern.length; i++) {
            if (pattern[i].equals(">") || pattern[i].equals("#")) {
                return true;
            }
            if (i >= name.length || !(pattern[i].equals("*") || pattern[i].equals(name[i]))) {
                return false;
            }
        }
        return pattern.length == name.length;
    }
}
