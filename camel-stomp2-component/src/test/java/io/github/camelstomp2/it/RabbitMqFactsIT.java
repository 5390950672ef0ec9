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
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.RawStompClient;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RabbitMqFactsIT extends BrokerFactsSuite {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.RABBITMQ);

    @Override
    BrokerExtension broker() {
        return BROKER;
    }

    @Override
    boolean keepsUnanswered() {
        return true;
    }

    /** Delivers three messages of a queue of six, and ends the subscription with these answers and a receipt "end". */
    private void endWith(RawStompClient client, String queue, Function<WireFrame, String> answer) {
        for (int i = 0; i < 6; i++) {
            client.sendToQueue(queue, Integer.toString(i));
        }
        client.write(utf8(
                "SUBSCRIBE\nid:s1\ndestination:/queue/" + queue + "\nack:client-individual\nprefetch-count:3\n\n\0"));
        StringBuilder frames = new StringBuilder("BEGIN\ntransaction:t\n\n\0");
        for (int i = 0; i < 3; i++) {
            frames.append(answer.apply(client.receiveMessage()));
        }
        client.write(utf8(frames + "UNSUBSCRIBE\nid:s1\n\n\0COMMIT\ntransaction:t\nreceipt:end\n\n\0"));
        await().until(() -> isAnswerTo("end", client.receive()));
    }

    /** Why messages that were not begun are given back so: others get them at once, in their order. */
    @Test
    @Holds(Rule.GIVEN_BACK)
    void refusalsInATransactionAroundUnsubscribeGiveBackInOrder() {
        String queue = broker().uniqueName("facts");
        try (RawStompClient client = RawStompClient.connect(broker().broker())) {
            endWith(
                    client,
                    queue,
                    message -> "NACK\nid:" + message.header("ack") + "\nrequeue:true\ntransaction:t\n\n\0");

            assertThat(OnTheBroker.takeBodies(broker().broker(), queue)).containsExactly("0", "1", "2", "3", "4", "5");
            client.expectNothing(Duration.ofMillis(500));
        }
    }

    /** Why the last acknowledgement of a poll is written so: the next message stays where it is. */
    @Test
    void acknowledgementsInATransactionAroundUnsubscribeLetNoFurtherMessageCome() {
        String queue = broker().uniqueName("facts");
        try (RawStompClient client = RawStompClient.connect(broker().broker())) {
            endWith(client, queue, message -> "ACK\nid:" + message.header("ack") + "\ntransaction:t\n\n\0");

            assertThat(OnTheBroker.takeBodies(broker().broker(), queue)).containsExactly("3", "4", "5");
            client.expectNothing(Duration.ofMillis(500));
        }
    }

    /** By what the client knows that a message is kept of which it has seen nothing. */
    @Test
    void aMessageOnItsWayToASubscriptionThatEndsLeadsToAnErrorAndStaysWithTheConnection() {
        String queue = broker().uniqueName("facts");
        try (RawStompClient client = RawStompClient.connect(broker().broker())) {
            endWith(client, queue, message -> "ACK\nid:" + message.header("ack") + "\n\n\0");

            assertThat(client.receive().bodyText()).contains("There is no current subscription with tag 'T_s1'");
            assertThat(broker().broker().messageCount(queue)).isPositive();
        }
    }
}
