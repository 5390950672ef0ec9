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
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.RawStompClient;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How RabbitMQ declares queues, and loses messages over it, asked without the component. */
class RabbitMqQueueFactsIT {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.RABBITMQ);

    private static final String[] DEAD_LETTERS = {"x-dead-letter-exchange", "", "x-dead-letter-routing-key", "DLQ.x"};

    private final String name = BROKER.uniqueName("facts");
    private final String queue = "/queue/" + name;

    @ParameterizedTest
    @CsvSource({
        "x-queue-type, quorum",
        "x-queue-type, stream",
        "x-dead-letter-exchange, ''",
        "x-message-ttl, 60000",
        "x-max-priority, 9"
    })
    void whoDisagreesWithTheArgumentsOfAQueueLosesTheConnection(String argument, String value) {
        try (RawStompClient first = connect();
                RawStompClient second = connect()) {
            first.ask(send(queue, "order", argument, value));
            assertThat(reason(second, send(queue, "order")))
                    .startsWith("PRECONDITION_FAILED - inequivalent arg '" + argument + "' for queue '" + name + "'");
            assertClosed(second);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "x-queue-type, quorum",
        "x-queue-type, classic",
        "x-dead-letter-exchange, ''",
        "x-message-ttl, 60000",
        "x-max-priority, 9"
    })
    void whoSaysTheSameIsServed(String argument, String value) {
        try (RawStompClient first = connect();
                RawStompClient second = connect()) {
            first.ask(send(queue, "order", argument, value));
            assertThat(second.ask(subscribe("s", queue, argument, value)).command())
                    .isEqualTo("RECEIPT");
            assertThat(receive(second, 1).get(0).header(argument)).isEqualTo(value);
            assertThat(BROKER.broker().queueArguments(name)).isEqualTo(withType(Map.of(argument, value)));
        }
    }

    @Test
    void aSubscribeThatIsRefusedGetsItsReceiptAllTheSame() {
        try (RawStompClient first = connect();
                RawStompClient second = connect()) {
            first.ask(send(queue, "order", DEAD_LETTERS));
            assertThat(second.ask(subscribe("s", queue)).command()).isEqualTo("ERROR");
            assertThat(second.receive().command()).isEqualTo("RECEIPT");
            assertClosed(second);
        }
    }

    @Test
    void onlyTheFirstFrameOfAConnectionThatNamesAQueueIsLookedAt() {
        try (RawStompClient client = connect()) {
            client.ask(subscribe("s", queue, DEAD_LETTERS));
            assertThat(client.ask(send(queue, "order")).command()).isEqualTo("RECEIPT");
        }
    }

    /** It declares when it is read, but waits for nothing: the receipt of ABORT may come before the queue is there. */
    @Test
    void aSendThatIsAbortedDeclaresAndPublishesNothing() {
        try (RawStompClient client = connect()) {
            client.ask(ServerFrame.of("BEGIN").header("transaction", "t"));
            client.write(
                    send(queue, "", DEAD_LETTERS).header("transaction", "t").bytes("1.2"));
            client.ask(ServerFrame.of("ABORT").header("transaction", "t"));
            await().untilAsserted(() -> assertThat(BROKER.broker().queueArguments(name))
                    .isEqualTo(withType(RawFrames.headers(DEAD_LETTERS))));
            client.ask(send(queue, "what comes later on this channel", DEAD_LETTERS));
            assertThat(BROKER.broker().messageCount(name)).isOne();
        }
    }

    @Test
    void aSendThatSaysItIsNotPersistentDeclaresAQueueThatGoesWithItsConnection() {
        try (RawStompClient client = connect()) {
            client.ask(send(queue, "order", "persistent", "false"));
            assertThat(BROKER.broker().messageCount(name)).isOne();
        }
        await().until(() -> BROKER.broker().messageCount(name) == 0);
    }

    @Test
    void aSendThatSaysItIsNotPersistentIsRefusedByADurableQueue() {
        try (RawStompClient first = connect();
                RawStompClient second = connect()) {
            first.ask(send(queue, "order"));
            assertThat(reason(second, send(queue, "order", "persistent", "false")))
                    .startsWith("RESOURCE_LOCKED");
            assertClosed(second);
        }
    }

    @Test
    void aQueueThatMustBeThereTakesNoArguments() {
        try (RawStompClient first = connect();
                RawStompClient second = connect()) {
            first.ask(send(queue, "order", DEAD_LETTERS));
            second.ask(subscribe("s", "/amq/queue/" + name, "x-queue-type", "quorum"));
            assertThat(receive(second, 1).get(0).header("destination")).isEqualTo(queue);
        }
    }

    @Test
    void aQueueThatMustBeThereAndIsNotCannotBeConsumed() {
        try (RawStompClient client = connect()) {
            assertThat(reason(client, subscribe("s", "/amq/queue/" + name)))
                    .startsWith("NOT_FOUND - no queue '" + name + "'");
            assertThat(client.receive().command()).isEqualTo("RECEIPT");
            assertClosed(client);
        }
    }

    /** How the component asks, over a connection of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"classic", "quorum"})
    void aSubscriptionWithAStreamOffsetIsRefusedAndTakesNothing(String type) {
        try (RawStompClient first = connect();
                RawStompClient second = connect()) {
            first.ask(send(queue, "order", "x-queue-type", type));
            assertThat(reason(second, subscribe("s", "/amq/queue/" + name, "x-stream-offset", "next")))
                    .startsWith("PRECONDITION_FAILED - invalid arg 'x-stream-offset' for queue '" + name + "'");
            first.ask(subscribe("s", queue, "x-queue-type", type));
            assertThat(receive(first, 1).get(0).header("redelivered")).isEqualTo("false");
        }
    }

    /** A slash is all that can be said with a percent sign. */
    @ParameterizedTest
    @CsvSource({"a%2Fb, a%2Fb", "50%, 50%25", "a%2fb, a%252fb", "a b+c#d?e, a b+c#d?e", "\u00fc\u20ac, %C3%BC%E2%82%AC"
    })
    void aDestinationIsReadOtherwiseThanItIsWritten(String read, String written) {
        try (RawStompClient client = connect()) {
            client.ask(send(queue + read, "order"));
            client.ask(subscribe("s", queue + read));
            assertThat(receive(client, 1).get(0).header("destination")).isEqualTo(queue + written);
        }
    }

    @Test
    void whatIsSentToAQueueThatMustBeThereAndIsNotIsConfirmedAndLost() {
        try (RawStompClient client = connect()) {
            assertThat(client.ask(send("/amq/queue/" + name, "order")).command())
                    .isEqualTo("RECEIPT");
            assertThat(BROKER.broker().messageCount(name)).isZero();
        }
    }

    @Test
    void whatIsSentAfterAQueueWasDeletedIsConfirmedAndLostUntilTheNextConnection() {
        try (RawStompClient client = connect()) {
            client.ask(send(queue, "first"));
            BROKER.broker().deleteQueue(name);
            assertThat(client.ask(send(queue, "lost")).command()).isEqualTo("RECEIPT");
            assertThat(BROKER.broker().messageCount(name)).isZero();
        }
        try (RawStompClient client = connect()) {
            client.ask(send(queue, "kept"));
            assertThat(BROKER.broker().messageCount(name)).isOne();
        }
    }

    @Test
    void prioritiesOrderOnlyAQueueThatWasDeclaredWithThem() {
        assertThat(prioritiesOf(queue)).isEqualTo("1,9,4");
        assertThat(prioritiesOf(queue + ".by-priority", "x-max-priority", "9")).isEqualTo("9,4,1");
    }

    private static String prioritiesOf(String destination, String... arguments) {
        try (RawStompClient client = connect()) {
            for (String priority : new String[] {"1", "9", "4"}) {
                client.ask(send(destination, priority, arguments).header("priority", priority));
            }
            client.ask(subscribe("s", destination, arguments));
            return String.join(",", receiveBodies(client, 3));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rejected", "expired"})
    void aDeadLetterSaysWhyAndFromWhere(String reason) {
        String[] arguments = {"x-dead-letter-exchange", "", "x-dead-letter-routing-key", "DLQ." + name};
        try (RawStompClient client = connect()) {
            client.ask(subscribe("dead", "/queue/DLQ." + name));
            if (reason.equals("expired")) {
                client.ask(send(queue, "order", arguments).header("expiration", "1"));
            } else {
                client.ask(send(queue, "order", arguments));
                client.ask(subscribe("s", queue, arguments));
                String ack = client.receiveMessage().header("ack");
                client.ask(ServerFrame.of("NACK").header("id", ack).header("requeue", "false"));
            }
            WireFrame letter = receive(client, 1).get(0);
            assertThat(letter.header("subscription")).isEqualTo("dead");
            assertThat(letter.header("x-first-death-queue")).isEqualTo(name);
            assertThat(letter.header("x-first-death-reason")).isEqualTo(reason);
        }
    }

    /** From 4.0 on each queue has its type among its arguments. */
    private static Map<String, String> withType(Map<String, String> arguments) {
        Map<String, String> all = new HashMap<>(arguments);
        if (RabbitMqVersions.isFour(BROKER.broker())) {
            all.putIfAbsent("x-queue-type", "classic");
        }
        return all;
    }

    private static RawStompClient connect() {
        return RawStompClient.connect(BROKER.broker());
    }

    /** RabbitMQ 4 may send two ERRORs: one that says "Processing error" only, and one with the reason. */
    private static String reason(RawStompClient client, ServerFrame frame) {
        WireFrame answer = client.ask(frame);
        assertThat(answer.command()).isEqualTo("ERROR");
        return answer.bodyText().startsWith("Processing error")
                ? client.receive().bodyText()
                : answer.bodyText();
    }

    private static void assertClosed(RawStompClient client) {
        assertThatThrownBy(() -> {
                    while (true) {
                        assertThat(client.receive().command()).isEqualTo("ERROR");
                    }
                })
                .hasMessageContaining("closed the connection");
    }
}
