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
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelstomp2.HeldConnections;
import io.github.camelstomp2.Stomp2Endpoint;
import io.github.camelstomp2.Stomp2Producer;
import io.github.camelstomp2.connection.ProducerConnection;
import io.github.camelstomp2.connection.SendRoom;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompReplyLostException;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ExchangeTimedOutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of requests whose connection, broker or route is lost. */
@Timeout(60)
class LostRequestsTest extends RequestingTestSupport {
    // ---- the connection is lost

    @Test
    void aDeliveredRequestWhoseTemporaryQueueIsGoneFailsAtOnce() throws Exception {
        for (String server : new String[] {ACTIVEMQ, RABBITMQ}) {
            startAsking();
            CompletableFuture<Exchange> asked = ask("apples?");
            BrokerSide side = server.equals(ACTIVEMQ) ? subscribed(server) : BrokerSide.connected(broker, server);
            side.connection.receiptFor(side.expectSend("/queue/prices"));
            expectNoFrame(side.connection);
            side.connection.close();

            assertThat(failure(asked))
                    .isInstanceOf(StompReplyLostException.class)
                    .hasMessageContaining("the request to /queue/prices")
                    .hasMessageContaining("was delivered");
            stopAll();
            startBroker();
        }
    }

    /** It needs no confirmation, or may be sent no more often than any other message. */
    @ParameterizedTest
    @ValueSource(strings = {"confirm=false", "sendAttempts=1"})
    void aRequestThatIsNotToBeRepeatedIsUnknownWhenItsConnectionIsLost(String option) throws Exception {
        startAsking(option);
        CompletableFuture<Exchange> asked = ask("apples?");
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);
        side.expectSend("/queue/prices");
        side.connection.close();

        assertThat(failure(asked)).isInstanceOf(StompUnconfirmedException.class);
    }

    @Test
    void aDeliveredRequestGoesOnWaitingForItsReplyInANamedQueue() throws Exception {
        startAsking("replyTo=queue/answers");
        CompletableFuture<Exchange> asked = ask("apples?");
        BrokerSide side = subscribed(ACTIVEMQ);
        WireFrame request = side.expectSend("/queue/prices");
        side.connection.receiptFor(request);
        expectNoFrame(side.connection);
        side.connection.close();

        BrokerSide next = subscribed(ACTIVEMQ);
        assertThat(next.subscribe().header("destination")).isEqualTo("/queue/answers");
        expectNoFrame(next.connection);
        assertThat(asked).isNotDone();
        reply(next, request, "3");
        assertThat(answer(asked)).isEqualTo("3");
    }

    @Test
    void aRequestWithoutReceiptIsSentAgainWhenTheQueueForItsReplyIsThereAgain() throws Exception {
        startAsking();
        CompletableFuture<Exchange> asked = ask("apples?");
        BrokerSide side = subscribed(ACTIVEMQ);
        side.expectSend("/queue/prices");
        side.connection.close();

        BrokerSide next = BrokerSide.connected(broker, ACTIVEMQ);
        WireFrame subscribe = next.connection.expectSubscribe();
        expectNoFrame(next.connection);
        next.connection.receiptFor(subscribe);
        WireFrame again = next.expectSend("/queue/prices");
        assertThat(again.header("reply-to")).isEqualTo(subscribe.header("destination"));
        next.connection.receiptFor(again);
        reply(next, subscribe.header("id"), again, "3");
        assertThat(answer(asked)).isEqualTo("3");
    }

    @Test
    void aDeliveredRequestFailsWhenTheClientGivesUpConnecting() throws Exception {
        startAsking("replyTo=queue/answers", "reconnectMaxAttempts=1");
        CompletableFuture<Exchange> asked = ask("apples?");
        BrokerSide side = subscribed(RABBITMQ);
        side.connection.receiptFor(side.expectSend("/queue/prices"));
        expectNoFrame(side.connection);
        broker.refuse();
        side.connection.close();

        assertThat(failure(asked))
                .isInstanceOf(StompReplyLostException.class)
                .hasMessageContaining("gave up connecting");
    }

    // ---- the broker does not want it

    @Test
    void requestsFailWithTheBrokersWordsWhenTheQueueForRepliesIsRefused() throws Exception {
        start(on -> {
            on.from("direct:in").to(stomp("queue/prices"));
            on.from("direct:send").to(stomp("queue/orders"));
        });
        CompletableFuture<Exchange> asked = ask("apples?");
        BrokerSide side = BrokerSide.connected(broker, ACTIVEMQ);
        side.refuse(side.connection.expectSubscribe());

        assertThat(failure(asked)).hasMessageContaining("was not sent").hasMessageContaining("not allowed");
        assertThat(failure(ask("pears?"))).hasMessageContaining("not allowed");
        CompletableFuture<Void> sent =
                inBackground(() -> context.createProducerTemplate().sendBody("direct:send", "x"));
        side.connection.receiptFor(side.expectSend("/queue/orders"));
        sent.join();
        expectNoFrame(side.connection);
    }

    @Test
    void aQueueForRepliesThatTheBrokerTakesAwayIsReplaced() throws Exception {
        startAsking();
        CompletableFuture<Exchange> asked = ask("apples?");
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);
        side.connection.receiptFor(side.expectSend("/queue/prices"));
        expectNoFrame(side.connection);
        side.connection.send(ServerFrame.of("ERROR")
                .header("message", "Server cancelled subscription")
                .header("subscription", RABBITMQ_REPLIES));
        assertThat(failure(asked)).isInstanceOf(StompReplyLostException.class);

        CompletableFuture<Exchange> next = ask("pears?");
        WireFrame request = side.expectSend("/queue/prices");
        assertThat(request.header("reply-to")).isNotEqualTo(RABBITMQ_REPLIES);
        reply(side, request.header("reply-to"), request, "4");
        assertThat(answer(next)).isEqualTo("4");
    }

    @Test
    void aRequestThatIsConfirmedAfterItsQueueWasTakenAwayFailsAtOnce() throws Exception {
        startAsking();
        CompletableFuture<Exchange> asked = ask("apples?");
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);
        WireFrame request = side.expectSend("/queue/prices");
        side.connection.send(ServerFrame.of("ERROR")
                .header("message", "Server cancelled subscription")
                .header("subscription", RABBITMQ_REPLIES));
        side.connection.receiptFor(request);

        assertThat(failure(asked)).isInstanceOf(StompReplyLostException.class);
    }

    // ---- memory

    @Test
    void requestsThatHaveEndedLeaveTheirRoomToOthers() throws Exception {
        startAsking("requestTimeout=2000");
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);
        CompletableFuture<Exchange> answered = ask("answered");
        reply(side, RABBITMQ_REPLIES, side.expectSend("/queue/prices"), "3");
        answer(answered);
        CompletableFuture<Exchange> refused = ask("refused");
        side.refuse(side.expectSend("/queue/prices"));
        assertThat(failure(refused)).isInstanceOf(StompBrokerException.class);
        CompletableFuture<Exchange> ignored = ask("ignored");
        assertThat(failure(ignored)).isInstanceOf(ExchangeTimedOutException.class);

        Stomp2Endpoint endpoint =
                context.getEndpoint(stomp("queue/prices", "requestTimeout=2000"), Stomp2Endpoint.class);
        ProducerConnection lease = HeldConnections.ofProducers(endpoint);
        SendRoom room = lease.requests();
        room.leave(room.enter(64 * 1024 * 1024, Duration.ZERO));
        lease.close();
    }

    // ---- the route is stopped

    @Test
    void requestsThatWaitEndWhenTheirProducerIsStopped() throws Exception {
        start(on -> on.from("direct:other").to(stomp("queue/orders")));
        Stomp2Endpoint endpoint =
                context.getEndpoint(stomp("queue/prices", "replyTo=queue/answers"), Stomp2Endpoint.class);
        Stomp2Producer producer = (Stomp2Producer) endpoint.createProducer();
        producer.start();
        Exchange exchange = endpoint.createExchange(ExchangePattern.InOut);
        exchange.getMessage().setBody("apples?");
        CompletableFuture<Exchange> asked = new CompletableFuture<>();
        producer.process(exchange, doneSync -> asked.complete(exchange));
        BrokerSide side = subscribed(RABBITMQ);
        side.connection.receiptFor(side.expectSend("/queue/prices"));
        side.connection.expectNoFrame(Duration.ofSeconds(1));

        producer.stop();

        assertThat(failure(asked)).isInstanceOf(StompReplyLostException.class).hasMessageContaining("was stopped");
        assertThat(side.connection.expectFrame("UNSUBSCRIBE").header("id"))
                .isEqualTo(side.subscribe().header("id"));
    }

    @Test
    void aRequestThatWasNotWrittenIsNotWhenItsProducerIsStopped() throws Exception {
        start(on -> on.from("direct:other").to(stomp("queue/orders")));
        Stomp2Endpoint endpoint = context.getEndpoint(stomp("queue/prices"), Stomp2Endpoint.class);
        Stomp2Producer producer = (Stomp2Producer) endpoint.createProducer();
        producer.start();
        Exchange exchange = endpoint.createExchange(ExchangePattern.InOut);
        CompletableFuture<Exchange> asked = new CompletableFuture<>();
        producer.process(exchange, doneSync -> asked.complete(exchange));
        producer.stop();

        assertThat(failure(asked)).isInstanceOf(StompConnectionException.class).hasMessageContaining("was not sent");
        assertThat(catchThrowable(() -> expectNoFrame(BrokerSide.connected(broker, RABBITMQ).connection)))
                .isNull();
    }
}
