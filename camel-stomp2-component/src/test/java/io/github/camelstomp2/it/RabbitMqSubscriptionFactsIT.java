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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.RawStompClient;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What RabbitMQ does with headers that it does not know, and with UNSUBSCRIBE, asked without the component. */
class RabbitMqSubscriptionFactsIT {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.RABBITMQ);

    private final String queue = "/queue/" + BROKER.uniqueName("facts");

    @ParameterizedTest
    @CsvSource({"selector, region = 'EU'", "no-local, true", "browser, true", "activemq.exclusive, true"})
    void aConsumerWithAHeaderOfOtherBrokersIsAnOrdinaryConsumer(String header, String value) {
        try (RawStompClient client = connect()) {
            client.ask(subscribe("s", queue, header, value));
            client.ask(send(queue, "order", "region", "US"));
            client.ack(receive(client, 1).get(0));
            await().until(() -> BROKER.broker().messageCount(queue) == 0);
        }
    }

    /** Not a consumer that is alone with a queue: a queue that is alone with a connection. */
    @Test
    void exclusiveLocksTheQueueAndDropsItWithItsConnection() {
        try (RawStompClient client = connect();
                RawStompClient other = connect()) {
            client.ask(subscribe("s", queue, "exclusive", "true"));
            assertError(other.ask(subscribe("s", queue)), "RESOURCE_LOCKED");
        }
    }

    @Test
    void whatWasNotAcknowledgedComesBackWithTheEndOfTheConnectionNotWithUnsubscribe() {
        try (RawStompClient other = connect()) {
            try (RawStompClient client = connect()) {
                client.ask(send(queue, "order"));
                client.ask(subscribe("s", queue));
                receive(client, 1);
                client.ask(unsubscribe("s"));
                other.ask(subscribe("s", queue));
                receive(other, 0);
                assertThat(BROKER.broker().unacknowledgedCount(queue)).isOne();
            }
            assertThat(receive(other, 1).get(0).header("redelivered")).isEqualTo("true");
        }
    }

    /** So giving back before UNSUBSCRIBE does not help: only the end of the connection does. */
    @Test
    void whatIsGivenBackComesAgainToTheSameConsumer() {
        try (RawStompClient client = connect()) {
            client.ask(send(queue, "order"));
            client.ask(subscribe("s", queue, "prefetch-count", "1"));
            String ack = receive(client, 1).get(0).header("ack");
            client.ask(ServerFrame.of("NACK").header("id", ack).header("requeue", "true"));
            receive(client, 1);
            client.ask(unsubscribe("s"));
            assertThat(BROKER.broker().unacknowledgedCount(queue)).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue/x", "/dsub/x", "/foo/x"})
    void otherDestinationsAreUnknownAndTheConnectionStays(String destination) {
        try (RawStompClient client = connect()) {
            assertError(client.ask(subscribe("s", destination)), "Unknown destination");
            assertThat(client.ask(send(queue, "still here")).command()).isEqualTo("RECEIPT");
        }
    }

    @Test
    void aBareNameIsAQueue() {
        String name = queue.substring("/queue/".length());
        try (RawStompClient client = connect()) {
            client.ask(send(name, "order"));
            client.ask(subscribe("s", queue));
            assertThat(receiveBodies(client, 1)).containsExactly("order");
        }
    }

    /** The three that end the connection; the receipt does not mean what it says. */
    @ParameterizedTest
    @CsvSource({
        "/amq/queue/missing, not_found, no queue 'missing'",
        "/exchange/missing/key, not_found, no exchange 'missing'",
        "/queue/taken, precondition_failed, inequivalent arg 'x-dead-letter-exchange' for queue 'taken'"
    })
    void whatItRefusesWithTheNameOfAnAmqpErrorItConfirmsTooAndCloses(String destination, String name, String words) {
        try (RawStompClient owner = connect();
                RawStompClient client = connect()) {
            owner.ask(send("/queue/taken", "x", "x-dead-letter-exchange", ""));
            client.write(subscribe("s", destination).header("receipt", "r-1").bytes("1.2"));
            WireFrame error = client.receive();
            assertThat(error.command()).isEqualTo("ERROR");
            assertThat(error.header("message")).isEqualTo(name);
            assertThat(error.bodyText()).contains(words);
            WireFrame receipt = client.receive();
            assertThat(receipt.command()).isEqualTo("RECEIPT");
            assertThat(receipt.header("receipt-id")).isEqualTo("r-1");
            assertThatThrownBy(client::receive).hasMessageContaining("closed the connection");
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
