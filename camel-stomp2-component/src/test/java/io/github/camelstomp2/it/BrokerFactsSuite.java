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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.RawStompClient;
import io.github.camelstomp2.testbed.WireFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the component takes for granted about brokers, asked without the component. */
abstract class BrokerFactsSuite {

    abstract BrokerExtension broker();

    /** Why a route that stops unsubscribes last. */
    @Test
    @Holds(Rule.AFTER_UNSUBSCRIBE)
    void anAcknowledgementAfterUnsubscribeDoesNotCount() throws Exception {
        String queue = broker().uniqueName("facts");
        try (RawStompClient client = RawStompClient.connect(broker().broker())) {
            client.sendToQueue(queue, "order");
            client.subscribeToQueue("s1", queue);
            WireFrame message = client.receiveMessage();

            client.write(utf8("UNSUBSCRIBE\nid:s1\ndestination:/queue/" + queue + "\nreceipt:u\n\n\0"));
            client.write(utf8("ACK\nid:" + message.header("ack") + "\nreceipt:a\n\n\0"));

            await().until(() -> isAnswerTo("a", client.receive()));
        }
        await().until(() -> broker().broker().consumerCount(queue) == 0);
        await().untilAsserted(
                        () -> assertThat(broker().broker().messageCount(queue)).isEqualTo(1));
    }

    /** Whether a message that is not answered when its subscription ends stays with the connection. */
    boolean keepsUnanswered() {
        return false;
    }

    /** Why messages that a route has not begun, and those that cross the end of a poll, are given back by hand there. */
    @Test
    @Holds(Rule.GIVEN_BACK)
    void whatIsNotAnsweredWhenItsSubscriptionEndsGoesToOthersAtOnceUnlessTheBrokerKeepsItForTheConnection() {
        String queue = broker().uniqueName("facts");
        try (RawStompClient client = RawStompClient.connect(broker().broker());
                RawStompClient other = RawStompClient.connect(broker().broker())) {
            client.sendToQueue(queue, "order");
            client.subscribeToQueue("s1", queue);
            client.receiveMessage();
            client.write(utf8("UNSUBSCRIBE\nid:s1\ndestination:/queue/" + queue + "\nreceipt:u\n\n\0"));
            await().until(() -> isAnswerTo("u", client.receive()));

            other.subscribeToQueue("o1", queue);
            if (keepsUnanswered()) {
                other.expectNothing(Duration.ofSeconds(1));
                client.close();
            }

            assertThat(other.receiveMessage().bodyText()).isEqualTo("order");
        }
    }

    @Test
    void howeverOftenASubscriptionEndsItsMessageIsNoDeadLetter() throws Exception {
        String queue = broker().uniqueName("facts");
        for (int i = 0; i < 30; i++) {
            try (RawStompClient client = RawStompClient.connect(broker().broker())) {
                if (i == 0) {
                    client.sendToQueue(queue, "order");
                }
                client.subscribeToQueue("s1", queue);
                client.receiveMessage();
                client.write(utf8("UNSUBSCRIBE\nid:s1\ndestination:/queue/" + queue + "\nreceipt:u\n\n\0"));
                await().until(() -> isAnswerTo("u", client.receive()));
            }
        }
        await().untilAsserted(
                        () -> assertThat(broker().broker().messageCount(queue)).isEqualTo(1));
    }

    static boolean isAnswerTo(String receipt, WireFrame frame) {
        return frame.command().equals("ERROR")
                || frame.find("receipt-id").filter(receipt::equals).isPresent();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
