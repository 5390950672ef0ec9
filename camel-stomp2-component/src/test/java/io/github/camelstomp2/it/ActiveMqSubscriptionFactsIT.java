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

import static io.github.camelstomp2.it.RawFrames.receive;
import static io.github.camelstomp2.it.RawFrames.receiveBodies;
import static io.github.camelstomp2.it.RawFrames.send;
import static io.github.camelstomp2.it.RawFrames.subscribe;
import static io.github.camelstomp2.it.RawFrames.unsubscribe;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.RawStompClient;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How ActiveMQ Classic selects, excludes and browses, asked without the component. */
class ActiveMqSubscriptionFactsIT {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.ACTIVEMQ);

    private final String queue = "/queue/" + BROKER.uniqueName("facts");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amount > 100",
                "paid = TRUE",
                "region = 'EU' AND amount BETWEEN 100 AND 200",
                "JMSPriority > 6",
                "JMSType = 'order' AND JMSCorrelationID = 'c-1'"
            })
    void aSelectorSeesTextsAsNumbersToo(String selector) {
        try (RawStompClient client = connect()) {
            client.ask(subscribe("s", queue, "selector", selector));
            client.ask(send(queue, "other"));
            client.ask(send(
                    queue,
                    "wanted",
                    "amount",
                    "150",
                    "paid",
                    "true",
                    "region",
                    "EU",
                    "priority",
                    "8",
                    "type",
                    "order",
                    "correlation-id",
                    "c-1"));
            assertThat(receiveBodies(client, 1)).containsExactly("wanted");
        }
    }

    @Test
    void aSelectorThatItDoesNotUnderstandIsRefusedAndTheConnectionStays() {
        try (RawStompClient client = connect()) {
            assertError(client.ask(subscribe("s", queue, "selector", "region = ")), "region = ");
            assertError(client.ask(subscribe("s", queue, "selector", "\"my-region\" = 'EU'")), "my-region");
            assertThat(client.ask(send(queue, "still here")).command()).isEqualTo("RECEIPT");
        }
    }

    @Test
    void noLocalLeavesOutWhatTheConnectionSentItself() {
        String topic = "/topic/" + BROKER.uniqueName("facts");
        try (RawStompClient client = connect();
                RawStompClient other = connect()) {
            client.ask(subscribe("s", topic, "activemq.noLocal", "true"));
            client.ask(send(topic, "own"));
            other.ask(send(topic, "other"));
            assertThat(receiveBodies(client, 1)).containsExactly("other");
        }
    }

    @Test
    void anExclusiveConsumerGetsAllUntilItIsGone() {
        try (RawStompClient first = connect();
                RawStompClient second = connect()) {
            first.ask(subscribe("s", queue, "activemq.exclusive", "true"));
            second.ask(subscribe("s", queue, "activemq.exclusive", "true"));
            first.ask(send(queue, "one"));
            first.ask(send(queue, "two"));
            receive(second, 0);
            List<WireFrame> messages = receive(first, 2);
            first.ack(messages.get(0));
            first.close();
            assertThat(receiveBodies(second, 1)).containsExactly("two");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "1.2"})
    void browsingShowsEachMessageOnceThenItsEndAndTakesNothing(String version) {
        try (RawStompClient client = RawStompClient.connect(BROKER.broker(), Map.of("accept-version", version))) {
            client.ask(send(queue, "one"));
            client.ask(send(queue, "two"));
            client.ask(subscribe("s", queue, "browser", "true"));
            List<WireFrame> messages = receive(client, 3);
            assertThat(messages.stream().map(WireFrame::bodyText)).containsExactly("one", "two", "");
            WireFrame end = messages.get(2);
            assertThat(end.header("browser")).isEqualTo("end");
            assertThat(end.header("message-id")).isEqualTo("0");
            assertThat(end.has("ack")).isFalse();
            assertThat(BROKER.broker().messageCount(queue)).isEqualTo(2);
        }
    }

    @Test
    void browsingGoesOnWhenWhatWasShownIsAcknowledged() {
        try (RawStompClient client = connect()) {
            client.ask(send(queue, "one"));
            client.ask(send(queue, "two"));
            client.ask(subscribe("s", queue, "browser", "true", "activemq.prefetchSize", "1"));
            client.ack(receive(client, 1).get(0));
            client.ack(client.receiveMessage());
            assertThat(client.receiveMessage().header("browser")).isEqualTo("end");
            assertThat(BROKER.broker().messageCount(queue)).isEqualTo(2);
        }
    }

    @Test
    void anEmptyQueueShowsTheEndAtOnce() {
        try (RawStompClient client = connect()) {
            client.ask(subscribe("s", queue, "browser", "true"));
            assertThat(client.receiveMessage().header("browser")).isEqualTo("end");
        }
    }

    @Test
    void version10CannotBrowse() {
        try (RawStompClient client = RawStompClient.connect(BROKER.broker(), Map.of("accept-version", "1.0"))) {
            assertError(
                    client.ask(subscribe("s", queue, "browser", "true")),
                    "Queue Browser feature only valid for Stomp v1.1+ clients!");
        }
    }

    @Test
    void anUnsubscribeGivesUnacknowledgedMessagesBackAtOnce() {
        try (RawStompClient client = connect();
                RawStompClient other = connect()) {
            client.ask(send(queue, "order"));
            client.ask(subscribe("s", queue));
            receive(client, 1);
            client.ask(unsubscribe("s"));
            other.ask(subscribe("s", queue));
            assertThat(receive(other, 1).get(0).header("redelivered")).isEqualTo("true");
        }
    }

    private static RawStompClient connect() {
        return RawStompClient.connect(BROKER.broker());
    }

    private static void assertError(WireFrame answer, String words) {
        assertThat(answer.command()).isEqualTo("ERROR");
        assertThat(answer.header("message") + " " + answer.bodyText()).contains(words);
    }
}
