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

import io.github.camelstomp2.it.UnwantedMessage.Answer;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.protocol.StompUnsendableException;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.TestBroker;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ActiveMqProducerReliabilityIT extends ProducerReliabilitySuite {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.dedicated(BrokerKind.ACTIVEMQ);

    @RegisterExtension
    static final BrokerExtension STANDBY = BrokerExtension.dedicated(BrokerKind.ACTIVEMQ);

    @Override
    BrokerExtension broker() {
        return BROKER;
    }

    @Override
    BrokerExtension standby() {
        return STANDBY;
    }

    @Override
    List<UnwantedMessage> refused() {
        return List.of(UnwantedMessage.destination(
                "/queue/" + TestBroker.READ_ONLY_QUEUES + "orders",
                Answer.ERROR_WITH_RECEIPT_ID,
                "not authorized to write"));
    }

    @Override
    List<UnwantedMessage> fatal() {
        String destination = "/queue/" + queue;
        return List.of(
                UnwantedMessage.headers(
                        destination,
                        Map.of("long", "v".repeat(20_000)),
                        Answer.ERROR_THEN_CLOSED,
                        "The maximum header length was exceeded"),
                // Without words: its end may come while the body is still being written, and then nobody reads them.
                UnwantedMessage.body(destination, Answer.ERROR_THEN_CLOSED, ""),
                UnwantedMessage.headers(destination, Map.of("expires", "soon"), Answer.CLOSED, ""));
    }

    /** It would end the connection (StompWireFormat, 1,000 lines), which nobody has to find out by trying. */
    @Test
    void aSendWithMoreHeadersThanTheBrokerTakesIsNotWrittenAndNamesTheLimit() {
        UnwantedMessage message = UnwantedMessage.headers(
                "/queue/" + queue, UnwantedMessage.manyHeaders(1_100), Answer.ERROR_THEN_CLOSED, "");
        assertThat(message.ask(BROKER.broker())).matches(message::isAnsweredBy);
        sends.send(uri(), "before").ends(PATIENCE);
        int connections = proxy.accepted();

        Sends.Sent sent = message.sendWith(sends).ends(AT_ONCE);

        assertThat(sent.failure())
                .isInstanceOf(StompUnsendableException.class)
                .hasMessageContaining("more than the 997");
        sends.forget(sent);
        sends.send(uri(), "after").ends(PATIENCE);
        assertThat(proxy.accepted()).isEqualTo(connections);
    }

    private static boolean isStill(long now, AtomicLong before) {
        return before.getAndSet(now) == now;
    }

    /** ActiveMQ keeps the receipts back; the connection itself goes on. */
    @Test
    void sendsToAFullQueueWaitHeartBeatsAndOtherSendsGoOn() {
        heartBeats();
        String full = TestBroker.SMALL_QUEUES + BROKER.uniqueName("full");
        String body = "x".repeat(TestBroker.SMALL_QUEUE_BYTES / 8);
        List<Sends.Sent> toFull = IntStream.range(0, 40)
                .mapToObj(i -> sends.send("stomp2:queue/" + full, i + body))
                .toList();
        Sends.Sent late = sends.send("stomp2:queue/" + full + "?confirmTimeout=2s", "late")
                .ends(AT_ONCE);
        sends.send(uri(), "elsewhere").ends(AT_ONCE);
        int connections = proxy.accepted();
        AtomicLong confirmed = new AtomicLong();
        await().during(TWICE_THE_SILENCE_OF_A_DEAD_BROKER)
                .atMost(PATIENCE)
                .until(() -> proxy.accepted() == connections && isStill(sends.confirmedCount(), confirmed));
        assertThat(toFull).anyMatch(sent -> !sent.hasEnded());

        StompRoutes.Received received = consume("stomp2:queue/" + full);

        await().atMost(PATIENCE).until(() -> toFull.stream().allMatch(Sends.Sent::isConfirmed));
        assertThat(late.failure()).isInstanceOf(StompUnconfirmedException.class);
        await().atMost(PATIENCE).until(() -> received.bodies()
                .containsAll(toFull.stream().map(Sends.Sent::body).toList()));
    }
}
