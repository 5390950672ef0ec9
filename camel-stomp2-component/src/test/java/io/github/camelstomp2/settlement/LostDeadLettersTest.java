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

import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Dead letters that end the connection, by a limit of the broker that nobody knows. */
@Timeout(60)
class LostDeadLettersTest extends RouteTestSupport {
    private static final String RABBITMQ = "RabbitMQ/4.3.6";
    private static final String ARTEMIS = "ActiveMQ-Artemis/2.50.0";
    private static final String DLQ = "/queue/DLQ.orders";

    private static final String LONG = "7".repeat(2_000);

    private final List<String> begun = new CopyOnWriteArrayList<>();

    private void startFailing() throws Exception {
        start(on -> on.from(stomp("queue/orders")).routeId("in").process(exchange -> {
            begun.add(exchange.getMessage().getBody(String.class));
            throw new IllegalStateException("no stock");
        }));
    }

    /** Delivers a message, as RabbitMQ does: with another id each time. */
    private static void deliver(BrokerSide side, String id, boolean again, String body) {
        deliver(side, id, again, LONG, body);
    }

    private static void deliver(BrokerSide side, String id, boolean again, String order, String body) {
        side.connection.send(ServerFrame.of("MESSAGE")
                .header("subscription", side.subscribe().header("id"))
                .header("destination", "/queue/orders")
                .header("message-id", id)
                .header("ack", id)
                .header("redelivered", Boolean.toString(again))
                .header("order", order)
                .header("correlation-id", "c-" + body)
                .body(body));
    }

    private BrokerSide nextConnection() {
        return BrokerSide.subscribed(broker, ARTEMIS);
    }

    @Test
    void theRouteIsTriedOnceAndTheDeadLetterGoesWithLessWhenItHasEndedTwoConnections() throws Exception {
        startFailing();
        for (int i = 0; i < 2; i++) {
            BrokerSide side = nextConnection();
            deliver(side, "a-" + i, i > 0, "x");
            assertThat(side.expectSend(DLQ).header("order")).isEqualTo(LONG);
            side.connection.close();
        }
        BrokerSide side = nextConnection();
        deliver(side, "a-2", true, "x");
        WireFrame letter = side.expectDeadLetter(DLQ, "a-2");
        assertThat(letter.has("order")).isFalse();
        assertThat(letter.header("dead-letter-left-out")).contains("order (2000 characters)");
        assertThat(letter.header("dead-letter-reason")).isEqualTo("no stock");
        assertThat(letter.header("correlation-id")).isEqualTo("c-x");
        assertThat(letter.bodyText()).isEqualTo("x");
        assertThat(begun).containsExactly("x");
    }

    @Test
    void aDeadLetterWithFewShortHeadersKeepsThemForTheyAreNotTheReason() throws Exception {
        startFailing();
        for (int i = 0; i < 2; i++) {
            BrokerSide side = nextConnection();
            deliver(side, "a-" + i, i > 0, "7", "x");
            side.expectSend(DLQ);
            side.connection.close();
        }
        BrokerSide side = nextConnection();
        deliver(side, "a-2", true, "7", "x");
        WireFrame letter = side.expectDeadLetter(DLQ, "a-2");
        assertThat(letter.header("order")).isEqualTo("7");
        assertThat(letter.has("dead-letter-left-out")).isFalse();
    }

    @Test
    void thoseThatWereLostGoOneByOneSoThatNoneLosesItsHeadersForAnother() throws Exception {
        startFailing();
        BrokerSide first = nextConnection();
        deliver(first, "a-1", false, "x");
        deliver(first, "a-2", false, "y");
        first.expectSend(DLQ);
        first.expectSend(DLQ);
        first.connection.close();

        BrokerSide side = nextConnection();
        deliver(side, "b-1", true, "x");
        deliver(side, "b-2", true, "y");
        WireFrame one = side.expectSend(DLQ);
        expectNoFrame(side.connection);
        side.connection.receiptFor(one);
        side.expectAck("b-1");
        WireFrame other = side.expectDeadLetter(DLQ, "b-2");
        assertThat(other.header("order")).isEqualTo(LONG);
        assertThat(begun).containsExactlyInAnyOrder("x", "y");
    }

    @Test
    void aMessageWithTheSameContentThatComesForTheFirstTimeIsProcessed() throws Exception {
        startFailing();
        BrokerSide first = nextConnection();
        deliver(first, "a-1", false, "x");
        first.expectSend(DLQ);
        first.connection.close();
        BrokerSide side = nextConnection();
        deliver(side, "b-1", false, "x");
        side.expectDeadLetter(DLQ, "b-1");
        assertThat(begun).hasSize(2);
    }

    @Test
    void oneThatNoConnectionSurvivesStaysWithTheBrokerAndIsTriedAgainAsAWhole() throws Exception {
        startFailing();
        for (int i = 0; i < 3; i++) {
            BrokerSide side = BrokerSide.subscribed(broker, RABBITMQ);
            deliver(side, "a-" + i, i > 0, "x");
            BrokerSide.confirmQueue(broker, RABBITMQ, DLQ);
            side.expectSend(DLQ);
            side.connection.close();
        }
        BrokerSide side = BrokerSide.subscribed(broker, RABBITMQ);
        deliver(side, "a-3", true, "x");
        BrokerSide.confirmQueue(broker, RABBITMQ, DLQ);
        deliver(side, "a-4", false, "good");
        BrokerSide.confirmQueue(broker, RABBITMQ, DLQ);
        side.expectDeadLetter(DLQ, "a-4");
        assertThat(side.expectNack("a-3").header("requeue")).isEqualTo("true");
        deliver(side, "a-5", true, "x");
        BrokerSide.confirmQueue(broker, RABBITMQ, DLQ);
        WireFrame whole = side.expectDeadLetter(DLQ, "a-5");
        assertThat(whole.header("order")).isEqualTo(LONG);
        assertThat(begun).containsExactly("x", "good");
    }
}
