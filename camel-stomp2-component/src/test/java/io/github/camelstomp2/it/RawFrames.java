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
package io.github.camelstomp2.it;

import io.github.camelstomp2.testbed.RawStompClient;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Frames without the component. Headers are given as name, value, name, value ... */
final class RawFrames {
    static final Duration QUIET = Duration.ofMillis(400);

    private RawFrames() {}

    /** A SUBSCRIBE with {@code ack:client-individual}; Artemis is told whether it is a queue or a topic. */
    static ServerFrame subscribe(String id, String destination, String... more) {
        return ServerFrame.of("SUBSCRIBE")
                .header("id", id)
                .header("destination", destination)
                .header("ack", "client-individual")
                .header("subscription-type", routingType(destination))
                .headers(headers(more));
    }

    static ServerFrame unsubscribe(String id, String... more) {
        return ServerFrame.of("UNSUBSCRIBE").header("id", id).headers(headers(more));
    }

    static ServerFrame send(String destination, String body, String... more) {
        Map<String, String> headers = headers(more);
        headers.putIfAbsent("persistent", "true");
        headers.putIfAbsent("destination-type", routingType(destination));
        return ServerFrame.of("SEND")
                .header("destination", destination)
                .headers(headers)
                .body(body);
    }

    /** The next messages, to the last. */
    static List<WireFrame> receive(RawStompClient client, int count) {
        List<WireFrame> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(client.receiveMessage());
        }
        client.expectNothing(QUIET);
        return messages;
    }

    static List<String> receiveBodies(RawStompClient client, int count) {
        return receive(client, count).stream().map(WireFrame::bodyText).toList();
    }

    static Map<String, String> headers(String... namesAndValues) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }

    private static String routingType(String destination) {
        return destination.startsWith("/topic/") ? "MULTICAST" : "ANYCAST";
    }
}
