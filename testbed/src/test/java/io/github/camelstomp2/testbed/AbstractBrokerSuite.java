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
package io.github.camelstomp2.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the test bed promises of every broker. */
abstract class AbstractBrokerSuite {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    abstract BrokerExtension extension();

    private TestBroker broker() {
        return extension().broker();
    }

    @Test
    void itSaysItsVersionAndKind() {
        try (RawStompClient client = RawStompClient.connect(broker())) {
            assertThat(broker().version()).matches("\\d+\\.\\d+.*");
            assertThat(client.connected().header("server")).contains(broker().version());
        }
    }

    @Test
    void aPersistentMessageSurvivesAKill() {
        String queue = extension().uniqueName("kill");
        int port = broker().port();
        sendTo(queue, "survivor");

        broker().storeDefinitions();
        broker().kill();
        assertThat(broker().isRunning()).isFalse();
        assertThat(Poll.accepts(broker().host(), port)).isFalse();
        broker().start();

        assertThat(broker().port()).isEqualTo(port);
        assertThat(takeFrom(queue)).isEqualTo("survivor");
    }

    @Test
    void aPersistentMessageSurvivesAStop() {
        String queue = extension().uniqueName("stop");
        sendTo(queue, "survivor");

        broker().stop();
        assertThat(Poll.accepts(broker().host(), broker().port())).isFalse();
        broker().start();

        assertThat(broker().messageCount(queue)).isOne();
        assertThat(takeFrom(queue)).isEqualTo("survivor");
    }

    @Test
    void aWrongPasscodeIsRefused() {
        assertThat(RawStompClient.answerTo(broker(), "wrong").command()).isEqualTo("ERROR");
    }

    @Test
    void theTlsListenerServesAndTakesAClientCertificate() {
        TestCertificates certificates = TestCertificates.get();
        for (TestCertificates.Identity identity : new TestCertificates.Identity[] {null, certificates.client()}) {
            try (RawStompClient client = RawStompClient.connectTls(broker(), identity)) {
                assertThat(client.connected().command()).isEqualTo("CONNECTED");
            }
        }
    }

    @Test
    void messagesAreCountedUntilTheyAreAcknowledged() {
        String queue = extension().uniqueName("count");
        assertThat(broker().messageCount(queue)).isZero();
        sendTo(queue, "one", "two", "three");
        assertThat(broker().messageCount(queue)).isEqualTo(3);

        try (RawStompClient client = RawStompClient.connect(broker())) {
            client.subscribeToQueue("s1", queue);
            WireFrame first = client.receiveMessage();
            client.receiveMessage();
            client.receiveMessage();
            assertThat(broker().messageCount("/queue/" + queue)).isEqualTo(3);
            assertThat(broker().consumerCount(queue)).isOne();
            assertThat(broker().unacknowledgedCount(queue)).isEqualTo(3);
            client.ack(first);
            awaitMessages(queue, 2);
            assertThat(broker().unacknowledgedCount(queue)).isEqualTo(2);
        }
        Poll.until(PATIENCE, "the consumer to be gone", () -> broker().consumerCount(queue) == 0);
        Poll.until(
                PATIENCE,
                "its messages to be given back",
                () -> broker().unacknowledgedCount(queue) == broker().strandedCount(queue));
        awaitMessages(queue, 2);
    }

    /** Tests look at a count once, right after a receipt. */
    @Test
    void aConfirmedMessageIsCountedAtOnce() {
        String queue = extension().uniqueName("counted");
        try (RawStompClient client = RawStompClient.connect(broker())) {
            for (int sent = 1; sent <= 100; sent++) {
                client.sendToQueue(queue, "x");
                assertThat(broker().messageCount(queue)).isEqualTo(sent);
            }
        }
    }

    /** Tests wait for a queue to be empty while consumers lose their connections. */
    @Test
    void aMessageThatIsGivenBackIsCountedAllTheTime() {
        String queue = extension().uniqueName("given-back");
        sendTo(queue, IntStream.range(0, 100).mapToObj(String::valueOf).toArray(String[]::new));
        for (int round = 0; round < 5; round++) {
            try (RawStompClient client = RawStompClient.connect(broker())) {
                client.subscribeToQueue("s1", queue);
                client.receiveMessage();
            }
            Poll.until(PATIENCE, "the consumer to be gone", () -> {
                assertThat(broker().messageCount(queue)).isEqualTo(100);
                return broker().consumerCount(queue) == 0;
            });
        }
    }

    @Test
    void thePrefetchOfTheOnlyConsumerIsSeen() {
        String queue = extension().uniqueName("prefetch");
        try (RawStompClient client = RawStompClient.connect(broker())) {
            client.ask(ServerFrame.of("SUBSCRIBE")
                    .header("id", "s1")
                    .header("destination", "/queue/" + queue)
                    .header("ack", "client")
                    .header("subscription-type", "ANYCAST")
                    .header("activemq.prefetchSize", "17")
                    .header("consumer-window-size", "17")
                    .header("prefetch-count", "17"));
            Poll.until(PATIENCE, "the prefetch", () -> broker().prefetch(queue) == 17);
        }
    }

    @Test
    void aDurableSubscriptionIsSeenAlsoWhenItsConsumerIsAway() {
        String topic = extension().uniqueName("durable");
        assertThat(broker().durableSubscriptionCount(topic)).isZero();
        try (RawStompClient client =
                RawStompClient.connect(broker(), Map.of("client-id", extension().uniqueName("client")))) {
            client.ask(subscription("passing", topic));
            client.ask(subscription("lasting", topic)
                    .header("activemq.subscriptionName", "lasting")
                    .header("durable-subscription-name", "lasting")
                    .header("durable", "true")
                    .header("auto-delete", "false"));
        }
        Poll.until(PATIENCE, "the durable one", () -> broker().durableSubscriptionCount(topic) == 1);
    }

    private static ServerFrame subscription(String id, String topic) {
        return ServerFrame.of("SUBSCRIBE")
                .header("id", id)
                .header("destination", "/topic/" + topic)
                .header("subscription-type", "MULTICAST");
    }

    @Test
    void aDeletedQueueIsEmpty() {
        String queue = extension().uniqueName("delete");
        sendTo(queue, "one", "two");
        assertThat(broker().messageCount(queue)).isEqualTo(2);
        broker().deleteQueue(queue);
        assertThat(broker().messageCount(queue)).isZero();
        broker().deleteQueue(extension().uniqueName("absent"));
    }

    @Test
    void aFrozenBrokerAcceptsConnectionsAndAnswersWhenItGoesOn() {
        String queue = extension().uniqueName("freeze");
        try (RawStompClient client = RawStompClient.connect(broker())) {
            broker().suspend();
            assertThat(Poll.accepts(broker().host(), broker().port())).isTrue();
            client.write(ServerFrame.of("SEND")
                    .header("destination", "/queue/" + queue)
                    .header("destination-type", "ANYCAST")
                    .header("receipt", "late")
                    .body("x")
                    .bytes("1.2"));
            client.expectNothing(Duration.ofMillis(300));
            broker().resume();
            assertThat(client.receive().header("receipt-id")).isEqualTo("late");
        }
    }

    private void sendTo(String queue, String... bodies) {
        try (RawStompClient client = RawStompClient.connect(broker())) {
            for (String body : bodies) {
                client.sendToQueue(queue, body);
            }
        }
    }

    private String takeFrom(String queue) {
        try (RawStompClient client = RawStompClient.connect(broker())) {
            client.subscribeToQueue("s1", queue);
            WireFrame message = client.receiveMessage();
            client.ack(message);
            return message.bodyText();
        }
    }

    private void awaitMessages(String queue, long count) {
        Poll.until(
                PATIENCE,
                () -> count + " messages in " + queue + ", not " + broker().messageCount(queue),
                () -> broker().messageCount(queue) == count);
    }
}
