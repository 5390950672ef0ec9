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

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A queue that gets all messages of a topic, by the naming convention of ActiveMQ Classic: an application consumes its
 * own queue {@code Consumer.<application>.VirtualTopic.<name>} and receives what is sent to the topic {@code
 * VirtualTopic.<name>}. ActiveMQ Classic does it by itself; the dialects of other brokers ask for it.
 *
 * @param queue the queue's name
 * @param topic the topic as the component writes it: {@code /topic/VirtualTopic.<name>}
 */
public record VirtualTopic(String queue, String topic) {
    // The name of its dead letter queue (DLQ.Consumer…) does not match.
    private static final Pattern NAME = Pattern.compile("(?:/queue/)?(Consumer\\..+?\\.(VirtualTopic\\.[^/]+))");

    /** The virtual topic and queue of this destination, or {@code null} when it is not a virtual topic's queue. */
    public static @Nullable VirtualTopic of(String destination) {
        Matcher name = NAME.matcher(destination);
        return name.matches() ? new VirtualTopic(name.group(1), Destinations.TOPIC + name.group(2)) : null;
    }
}
