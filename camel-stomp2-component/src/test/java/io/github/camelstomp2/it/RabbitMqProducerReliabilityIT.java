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
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.protocol.StompUnsendableException;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.RabbitMqProcess;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RabbitMqProducerReliabilityIT extends ProducerReliabilitySuite {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.dedicated(BrokerKind.RABBITMQ);

    @RegisterExtension
    static final BrokerExtension STANDBY = BrokerExtension.dedicated(BrokerKind.RABBITMQ);

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
        return List.of(
                UnwantedMessage.destination("/nowhere/x", Answer.ERROR, "is not a valid destination"),
                UnwantedMessage.headers(
                        "/queue/" + queue, Map.of("priority", "high"), Answer.ERROR, "Processing error"),
                UnwantedMessage.destination("/exchange/none/x", Answer.ERROR_THEN_CLOSED, "no exchange 'none'"));
    }

    @Override
    List<UnwantedMessage> fatal() {
        UnwantedMessage expiration = UnwantedMessage.headers(
                "/queue/" + queue, Map.of("expiration", "soon"), Answer.ERROR_THEN_CLOSED, "invalid expiration");
        // A newer one takes no such frame, and is sent none: RabbitMqLimitsIT.
        return RabbitMqVersions.isFour(BROKER.broker())
                ? List.of(expiration)
                : List.of(
                        UnwantedMessage.body(
                                "/queue/" + queue, Answer.ERROR_THEN_CLOSED, "larger than configured max size"),
                        expiration);
    }

    @AfterEach
    void endAlarm() {
        node().setMemoryAlarm(false);
    }

    private RabbitMqProcess node() {
        return (RabbitMqProcess) BROKER.broker();
    }

    /** RabbitMQ ends the connection, without an ERROR, when a queue refuses a publish that it is to confirm. */
    @Test
    void queuesThatAreFullAreNamedAndThoseWhoSendToOthersGoOn() throws Exception {
        String full = BROKER.uniqueName("full");
        node().eval("rabbit_policy:parse_set(<<\"/\">>, <<\"full\">>, <<\"^" + full + "\">>,"
                + " <<\"{\\\"max-length\\\":1,\\\"overflow\\\":\\\"reject-publish\\\"}\">>, <<\"0\">>, <<\"queues\">>,"
                + " <<\"test\">>).");
        List<String> refusing = List.of(full + "-1", full + "-2", full + "-3");
        refusing.forEach(name -> OnTheBroker.put(BROKER.broker(), name, "fills it"));

        try (LogLines log = new LogLines()) {
            IntStream.range(0, 5).forEach(i -> sends.sendEvery(PACE, uri() + "-" + i));
            awaitConfirmed(100);
            List<Sends.Sent> refused = refusing.stream()
                    .map(name -> sends.send("stomp2:queue/" + name, "one too many"))
                    .toList();
            refused.forEach(sent -> sent.ends(PATIENCE));
            refused.forEach(sends::forget);
            awaitConfirmed(sends.all().size() + 100);
            sends.stop();

            sends.awaitConfirmations(PATIENCE);
            for (int i = 0; i < 3; i++) {
                String name = "/queue/" + refusing.get(i);
                assertThat(refused.get(i).failure())
                        .isInstanceOf(StompUnconfirmedException.class)
                        .hasCauseInstanceOf(StompUnsendableException.class)
                        .hasMessageContaining(name);
                assertThat(log.operatorLines())
                        .filteredOn(line -> line.contains(name + " is held back"))
                        .hasSize(1);
                assertThat(BROKER.broker().messageCount(refusing.get(i))).isEqualTo(1);
            }
        }
        Set<String> arrived = new HashSet<>();
        IntStream.range(0, 5).forEach(i -> arrived.addAll(OnTheBroker.takeBodies(BROKER.broker(), queue + "-" + i)));
        assertThat(arrived).containsAll(sends.confirmedBodies());
    }

    /** RabbitMQ stops reading from connections that send; those of the consumers are others. */
    @Test
    void underAMemoryAlarmSendsWaitHeartBeatsGoOnAndConsumersConsume() {
        heartBeats();
        String in = BROKER.uniqueName("in");
        IntStream.range(0, 100).forEach(i -> sends.send("stomp2:queue/" + in, "order " + i));
        sends.awaitConfirmations(PATIENCE);
        startAlarm();

        List<Sends.Sent> waiting =
                IntStream.range(0, 50).mapToObj(i -> sends.send(uri(), "m" + i)).toList();
        // Of those before the fifth none may be acknowledged late: or the last would never be delivered.
        StompRoutes.Received received = consume("stomp2:queue/" + in + "?prefetch=5");
        await().atMost(PATIENCE)
                .until(() -> received.size() == 100 && BROKER.broker().messageCount(in) == 0);
        int connections = proxy.accepted();
        await().during(TWICE_THE_SILENCE_OF_A_DEAD_BROKER)
                .atMost(PATIENCE)
                .until(() -> proxy.accepted() == connections && waiting.stream().noneMatch(Sends.Sent::hasEnded));
        node().setMemoryAlarm(false);

        sends.awaitConfirmations(PATIENCE);
        assertThat(OnTheBroker.takeBodies(BROKER.broker(), queue)).hasSize(52).doesNotHaveDuplicates();
        assertThat(proxy.accepted()).isEqualTo(connections);
    }

    @Test
    void underAMemoryAlarmASendThatTimesOutIsUnknownIfWrittenAndDefinitelyNotSentOtherwise() {
        startAlarm();

        String padding = " ".repeat(512 * 1024);
        List<Sends.Sent> late = IntStream.range(0, 60)
                .mapToObj(i -> sends.send(uri() + "?confirmTimeout=2s", i + padding))
                .toList();
        sends.awaitEnds(AT_ONCE);
        node().setMemoryAlarm(false);

        sends.send(uri(), "after").ends(PATIENCE);
        List<String> unknown = bodiesOf(late, StompUnconfirmedException.class);
        List<String> neverSent = bodiesOf(late, StompConnectionException.class);
        assertThat(unknown).isNotEmpty();
        assertThat(neverSent).isNotEmpty().hasSize(60 - unknown.size());
        assertThat(OnTheBroker.takeBodies(BROKER.broker(), queue))
                .containsAll(unknown)
                .contains("before", "last", "after")
                .doesNotContainAnyElementsOf(neverSent);
    }

    private static List<String> bodiesOf(List<Sends.Sent> sent, Class<? extends Throwable> failure) {
        return sent.stream()
                .filter(each -> failure.isInstance(each.failure()))
                .map(Sends.Sent::body)
                .toList();
    }

    /** Returns when the connection of the producers is blocked: after the alarm RabbitMQ takes one more read of it. */
    private void startAlarm() {
        sends.send(uri(), "before").ends(PATIENCE);
        node().setMemoryAlarm(true);
        await().atMost(PATIENCE)
                .until(() -> node().eval("rabbit_alarm:get_alarms().").contains("memory"));
        sends.send(uri(), "last").ends(PATIENCE);
    }
}
