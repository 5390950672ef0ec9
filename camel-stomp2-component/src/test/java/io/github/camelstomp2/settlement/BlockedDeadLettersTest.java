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
package io.github.camelstomp2.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.it.LogLines;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Dead letters that are not taken: at most prefetch of them are under way, tried less and less often, said once. */
@Timeout(60)
class BlockedDeadLettersTest extends RouteTestSupport {
    private static final String ACTIVEMQ = "ActiveMQ/6.1.7";
    private static final String ARTEMIS = "ActiveMQ-Artemis/2.50.0";
    private static final String RABBITMQ = "RabbitMQ/3.10.8";
    private static final String DLQ = "/queue/DLQ.orders";

    private final List<String> begun = new CopyOnWriteArrayList<>();

    private BrokerSide startFailing(String server, String... options) throws Exception {
        start(on -> on.from(stomp("queue/orders", options)).routeId("in").process(exchange -> {
            begun.add(exchange.getMessage().getBody(String.class));
            throw new IllegalStateException("no stock");
        }));
        return BrokerSide.subscribed(broker, server);
    }

    @Test
    void aBrokerThatDeliversMoreThanItWasAskedForGetsNoMoreDeadLettersThanPrefetch() throws Exception {
        BrokerSide side = startFailing(ARTEMIS, "prefetch=2", "concurrentConsumers=3");
        side.deliverAtOnce("a-1", "a-2", "a-3", "a-4", "a-5");
        WireFrame first = side.expectSend(DLQ);
        side.expectSend(DLQ);
        expectNoFrame(side.connection);
        assertThat(begun).hasSize(2);
        assertThat(consumer().getUnsettledMessages()).isEqualTo(2);

        side.connection.receiptFor(first);
        side.connection.expectFrame("ACK");
        side.expectSend(DLQ);
        expectNoFrame(side.connection);
        assertThat(begun).hasSize(3);
    }

    @Test
    void whatIsDeliveredAgainWaitsForTheDeadLettersThatAreUnderWay() throws Exception {
        BrokerSide side = startFailing(ACTIVEMQ, "prefetch=2");
        side.deliverAtOnce("a-1", "a-2");
        WireFrame first = side.expectMembers(DLQ).get(0);
        WireFrame second = side.expectMembers(DLQ).get(0);
        side.refuse(first);
        side.connection.expectFrame("ABORT");
        side.connection.expectFrame("UNSUBSCRIBE");
        side.takeSubscribe();
        side.deliverAtOnce("b-1", "b-2");
        side.expectMembers(DLQ);
        expectNoFrame(side.connection);
        assertThat(begun).hasSize(3);

        side.connection.receiptFor(second); // of the subscription that has ended
        side.connection.expectFrame("ABORT");
        side.expectMembers(DLQ);
    }

    @Test
    void onActiveMqTheAcknowledgementMakesNoRoomBeforeTheDeadLetterIsTaken() throws Exception {
        BrokerSide side = startFailing(ACTIVEMQ, "prefetch=1");
        side.deliver("a-1", "x");
        WireFrame letter = side.expectMembers(DLQ).get(0);
        expectNoFrame(side.connection);
        side.connection.receiptFor(letter);
        side.connection.receiptFor(side.expectCommit("a-1"));
    }

    @Test
    void theLogHasALineWhenItBeginsAndOneWhenItIsOver() throws Exception {
        try (LogLines log = new LogLines()) {
            BrokerSide side = startFailing(RABBITMQ, "prefetch=3");
            for (String id : List.of("a-1", "a-2", "a-3")) {
                side.deliver(id, "x");
                BrokerSide.confirmQueue(broker, RABBITMQ, DLQ);
                side.refuse(side.expectSend(DLQ));
            }
            for (int i = 0; i < 3; i++) {
                side.connection.expectFrame("NACK");
            }
            await().untilAsserted(() -> assertThat(log.operatorLines())
                    .filteredOn(line -> line.startsWith("ERROR"))
                    .singleElement()
                    .asString()
                    .contains("/queue/orders", "no stock", DLQ, "not allowed", "after a pause of 1 s"));

            side.deliver("b-1", "x");
            BrokerSide.confirmQueue(broker, RABBITMQ, DLQ);
            side.expectDeadLetter(DLQ, "b-1");
            await().untilAsserted(
                            () -> assertThat(log.operatorLines())
                                    .anyMatch(
                                            line -> line.startsWith(
                                                    "INFO Dead letters can be sent to " + DLQ
                                                            + " again, after 3 that could not be sent; they are of messages from /queue/orders at tcp://")));
        }
    }

    @Test
    void camelsInFlightFiguresCountDeadLetters() throws Exception {
        BrokerSide side = startFailing(ARTEMIS);
        side.deliverAtOnce("a-1", "a-2");
        side.expectSend(DLQ);
        side.expectSend(DLQ);
        await().untilAsserted(() ->
                assertThat(context.getInflightRepository().size("in")).isEqualTo(2));
        assertThat(consumer().getPendingExchangesSize()).isEqualTo(2);
    }

    @Test
    void aDeadLetterGoesWithoutAHeaderThatActiveMqWouldNotTake() throws Exception {
        try (LogLines log = new LogLines()) {
            BrokerSide side = startFailing(ACTIVEMQ);
            side.deliver("a-1", Map.of("long", "x".repeat(11_000), "order", "7"), "the body");
            WireFrame letter = side.expectMembers(DLQ).get(0);
            assertThat(letter.has("long")).isFalse();
            assertThat(letter.header("dead-letter-left-out")).isEqualTo("long (11000 characters)");
            assertThat(letter.header("order")).isEqualTo("7");
            assertThat(letter.bodyText()).isEqualTo("the body");
            side.connection.receiptFor(letter);
            side.connection.receiptFor(side.expectCommit("a-1"));
            await().untilAsserted(() ->
                    assertThat(log.operatorLines()).anyMatch(line -> line.contains("long (11000 characters)")));
            assertThat(begun).hasSize(1);
        }
    }

    @Test
    void elsewhereItKeepsIt() throws Exception {
        BrokerSide side = startFailing(ARTEMIS);
        side.deliver("a-1", Map.of("long", "x".repeat(11_000)), "x");
        WireFrame letter = side.expectDeadLetter(DLQ, "a-1");
        assertThat(letter.header("long")).hasSize(11_000);
        assertThat(letter.has("dead-letter-left-out")).isFalse();
    }
}
