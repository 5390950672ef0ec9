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
 * A queue that gets all messages of a topic, by the naming convention of ActiveMQ Classic: each application consumes a queue
 * of its own, {@code Consumer.<application>.VirtualTopic.<name>}, of what is sent to the topic {@code VirtualTopic.<name>}.
 * That broker does it by itself; others are told by their dialects.
 *
 * @param queue the queue's name
 * @param topic the topic, as the component writes destinations: {@code /topic/VirtualTopic.<name>}
 */
record VirtualTopic(String queue, String topic) {
    // The queue of its dead letters, DLQ.Consumer…, is none of a topic.
    private static final Pattern NAME = Pattern.compile("(?:/queue/)?(Consumer\\..+?\\.(VirtualTopic\\.[^/]+))");

    /** What this destination stands for, or {@code null} when it is no virtual topic's queue. */
    static @Nullable VirtualTopic of(String destination) {
        Matcher name = NAME.matcher(destination);
        return name.matches() ? new VirtualTopic(name.group(1), Destinations.TOPIC + name.group(2)) : null;
    }
}
