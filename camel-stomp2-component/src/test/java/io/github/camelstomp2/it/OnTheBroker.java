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
import io.github.camelstomp2.testbed.TestBroker;
import io.github.camelstomp2.testbed.WireFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Looks at what a broker has, without the component. */
final class OnTheBroker {

    private OnTheBroker() {}

    /** Puts persistent messages into a queue. */
    static void put(TestBroker broker, String queue, String... bodies) {
        try (RawStompClient client = RawStompClient.connect(broker)) {
            for (String body : bodies) {
                client.sendToQueue(queue, body);
            }
        }
    }

    /** Restarts a broker that has left messages of a queue with nobody, as an operator would. */
    static void freeStranded(TestBroker broker, String queue) {
        if (broker.strandedCount(queue) > 0) {
            broker.stop();
            broker.start();
        }
    }

    /** Sends one that does not say whether it is persistent; headers as name, value, name, value ... */
    static void sendTransient(TestBroker broker, String destination, String body, String... headers) {
        try (RawStompClient client = RawStompClient.connect(broker)) {
            client.ask(ServerFrame.of("SEND")
                    .header("destination", destination)
                    .headers(RawFrames.headers(headers))
                    .body(body));
        }
    }

    /** Takes all messages out of a queue. */
    static List<WireFrame> take(TestBroker broker, String queue) {
        long count = broker.messageCount(queue);
        List<WireFrame> messages = new ArrayList<>();
        try (RawStompClient client = RawStompClient.connect(broker)) {
            client.write(
                    ("SUBSCRIBE\nid:all\ndestination:/queue/" + queue + "\nsubscription-type:ANYCAST\nack:auto\n\n\0")
                            .getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < count; i++) {
                messages.add(client.receiveMessage());
            }
        }
        return messages;
    }

    /** Takes all messages out of a queue; only their bodies, as texts. */
    static List<String> takeBodies(TestBroker broker, String queue) {
        return take(broker, queue).stream().map(WireFrame::bodyText).toList();
    }
}
