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
package io.github.camelstomp2.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.it.LogLines;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requesters that want their replies where RabbitMQ ends the connection of the one who sends them. */
@Timeout(60)
class GoneRequestersTest extends RequestingTestSupport {
    private static final String NOWHERE = "/exchange/none/x";
    private static final String GONE = "/reply-queue/amq.gen-1";
    private static final String NAMED = "/reply-queue/answers";
    private static final String ALIVE = "/reply-queue/amq.gen-2";

    private static final int SEND_ATTEMPTS = 10;

    /** Most of them are written before the broker has read the first one. */
    private static final int AT_A_TIME = 20;

    private BrokerSide producers;
    private BrokerSide consumer;
    private CompletableFuture<Exchange> asked;
    private WireFrame request;

    /** A route that answers, and a request to another service that waits for its reply. */
    @BeforeEach
    void startBoth() throws Exception {
        start(on -> {
            on.from(stomp("queue/weights")).setBody(on.simple("re ${body}"));
            on.from("direct:in").to(stomp("queue/prices"));
        });
        BrokerSide.Pair sides = BrokerSide.producerAndConsumer(broker, RABBITMQ);
        producers = sides.producer();
        consumer = sides.consumer();
        asked = ask("apples?");
        request = producers.expectSend("/queue/prices");
        producers.connection.receiptFor(request);
    }

    private void deliver(String ackId, String replyTo) {
        consumer.deliver(ackId, Map.of("reply-to", replyTo, "correlation-id", ackId), ackId);
    }

    private static void refuseAndClose(BrokerSide side, String words) {
        side.connection.send(
                ServerFrame.of("ERROR").header("message", "not_found").body(words + "\n"));
        side.connection.close();
    }

    private void assertThatTheOtherRequestIsAnswered() {
        assertThat(asked).isNotDone();
        reply(producers, RABBITMQ_REPLIES, request, "3");
        assertThat(answer(asked)).isEqualTo("3");
    }

    @Test
    void oneRefusalEndsAllRepliesToAPlaceThatIsNotThereAndNothingElse() {
        for (int i = 0; i < AT_A_TIME; i++) {
            deliver("a-" + i, NOWHERE);
        }
        BrokerSide replies = BrokerSide.connected(broker, RABBITMQ);
        for (int i = 0; i < AT_A_TIME; i++) {
            replies.expectSend(NOWHERE);
        }
        deliver("b", ALIVE);
        replies.expectSend(ALIVE);
        refuseAndClose(replies, "NOT_FOUND - no exchange 'none' in vhost '/'");

        for (int i = 0; i < AT_A_TIME; i++) {
            consumer.connection.expectFrame("ACK");
        }
        BrokerSide next = BrokerSide.connected(broker, RABBITMQ);
        next.connection.receiptFor(next.expectSend(ALIVE));
        consumer.expectAck("b");
        expectNoFrame(next.connection);
        assertThatTheOtherRequestIsAnswered();
    }

    @Test
    void aQueueThatHasEndedWithItsRequesterIsNotTriedAgainWhenTheBrokerNamesIt() {
        deliver("a", GONE);
        BrokerSide replies = BrokerSide.connected(broker, RABBITMQ);
        replies.expectSend(GONE);
        refuseAndClose(replies, "NOT_FOUND - queue 'amq.gen-1' in vhost '/' process is stopped by supervisor");
        consumer.expectAck("a");
        expectNoFrame(BrokerSide.connected(broker, RABBITMQ).connection);
        assertThatTheOtherRequestIsAnswered();
    }

    /** The first two may have had another reason, and be chance: then the requester is alive and waits. */
    @Test
    void whereTheBrokerSaysNothingTheReplyIsGivenUpAfterFourEndsAndFurtherOnesAreNotTried() throws Exception {
        try (LogLines log = new LogLines()) {
            deliver("a", GONE);
            for (int i = 0; i < 4; i++) {
                BrokerSide replies = BrokerSide.connected(broker, RABBITMQ);
                replies.expectSend(GONE);
                replies.connection.close();
            }
            consumer.expectAck("a");
            BrokerSide replies = BrokerSide.connected(broker, RABBITMQ);
            deliver("b", GONE);
            deliver("c", ALIVE);
            replies.connection.receiptFor(replies.expectSend(ALIVE));
            assertThat(Set.of(
                            consumer.connection.expectFrame("ACK").header("id"),
                            consumer.connection.expectFrame("ACK").header("id")))
                    .isEqualTo(Set.of("b", "c"));
            expectNoFrame(replies.connection);
            await().untilAsserted(() -> assertThat(log.operatorLines())
                    .anyMatch(line -> line.contains("was not sent: no queue takes it for " + GONE
                            + ": the requester is gone, and its queue with it")));
        }
        assertThatTheOtherRequestIsAnswered();
    }

    /** Its requester may be alive: the queue is full, or its node is down. So the request must not become a dead letter. */
    @Test
    void aRequestWhoseReplyGoesToANamedQueueThatTakesNothingComesAgain() {
        deliver("a", NAMED);
        for (int i = 0; i < SEND_ATTEMPTS; i++) {
            BrokerSide replies = BrokerSide.connected(broker, RABBITMQ);
            replies.expectSend(NAMED);
            replies.connection.close();
        }
        assertThat(consumer.expectNack("a").header("requeue")).isEqualTo("true");
        assertThatTheOtherRequestIsAnswered();
    }

    @Test
    void aReplyWhoseConnectionWasLostOnceIsSentAgain() {
        deliver("a", ALIVE);
        BrokerSide replies = BrokerSide.connected(broker, RABBITMQ);
        replies.expectSend(ALIVE);
        replies.connection.close();
        BrokerSide next = BrokerSide.connected(broker, RABBITMQ);
        next.connection.receiptFor(next.expectSend(ALIVE));
        consumer.expectAck("a");
        assertThatTheOtherRequestIsAnswered();
    }
}
