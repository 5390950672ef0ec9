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
package io.github.camelstomp2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.it.LogLines;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.converter.stream.InputStreamCache;
import org.apache.camel.support.SynchronizationAdapter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Consumed messages that want a reply. */
@Timeout(60)
class ReplyingRoutesTest extends RouteTestSupport {
    private static final String ACTIVEMQ = "ActiveMQ/6.1.7";
    private static final String ARTEMIS = "ActiveMQ-Artemis/2.50.0 ActiveMQ Artemis Messaging Engine";
    private static final String RABBITMQ = "RabbitMQ/3.10.8";
    private static final String ANSWERS = "/remote-temp-queue/ID:1:2";
    private static final Duration A_WHILE = Duration.ofMillis(150);

    private final AtomicReference<Exchange> seen = new AtomicReference<>();
    private BrokerSide consumer;

    private static Map<String, String> asking(String... more) {
        Map<String, String> headers = new HashMap<>(Map.of("reply-to", ANSWERS, "correlation-id", "c-1"));
        for (int i = 0; i < more.length; i += 2) {
            headers.put(more[i], more[i + 1]);
        }
        return headers;
    }

    /** A route that answers with the price of apples. */
    private void startAnswering(String server, String... options) throws Exception {
        start(on -> answer(on, options));
        consumer = BrokerSide.subscribed(broker, server);
    }

    private void answer(RouteBuilder on, String... options) {
        on.from(stomp("queue/prices", options))
                .routeId("prices")
                .process(this::see)
                .setBody(on.constant("3"));
    }

    private void see(Exchange exchange) {
        seen.set(exchange.copy());
    }

    @Test
    void theResultOfTheRouteGoesToWhoeverAskedAndThenTheRequestIsAcknowledged() throws Exception {
        startAnswering(ACTIVEMQ);
        consumer.deliver("a-1", asking("currency", "EUR", "timestamp", "1"), "apples?");
        BrokerSide producers = BrokerSide.connected(broker, ACTIVEMQ);
        WireFrame reply = producers.expectSend(ANSWERS);
        assertThat(reply.bodyText()).isEqualTo("3");
        assertThat(reply.header("correlation-id")).isEqualTo("c-1");
        assertThat(reply.header("currency")).isEqualTo("EUR");
        assertThat(reply.headerNames()).doesNotContain("reply-to", "message-id", "subscription");
        consumer.connection.expectNoFrame(A_WHILE);

        producers.connection.receiptFor(reply);
        consumer.expectAck("a-1");
        assertThat(seen.get().getPattern()).isEqualTo(ExchangePattern.InOut);
        assertThat(seen.get().getProperty(Stomp2Constants.REPLY_TO)).isEqualTo(ANSWERS);
        assertThat(seen.get().getMessage().getHeaders()).doesNotContainKey("reply-to");
    }

    @Test
    void aMessageWithoutReplyToIsNotAnswered() throws Exception {
        startAnswering(ACTIVEMQ);
        consumer.deliver("a-1", Map.of("correlation-id", "c-1"), "apples?");
        consumer.expectAck("a-1");
        broker.expectNoConnection(A_WHILE);
        assertThat(seen.get().getPattern()).isEqualTo(ExchangePattern.InOnly);
    }

    @Test
    void withReplyEnabledFalseNobodyIsAnswered() throws Exception {
        startAnswering(ACTIVEMQ, "replyEnabled=false");
        consumer.deliver("a-1", asking(), "apples?");
        consumer.expectAck("a-1");
        broker.expectNoConnection(A_WHILE);
        assertThat(seen.get().getPattern()).isEqualTo(ExchangePattern.InOnly);
        assertThat(seen.get().getProperty(Stomp2Constants.REPLY_TO)).isEqualTo(ANSWERS);
    }

    @Test
    void whoOnlyLooksAtARequestDoesNotAnswerIt() throws Exception {
        startAnswering(ACTIVEMQ, "browse=true");
        consumer.deliver(null, asking(), "apples?");
        await().until(() -> seen.get() != null);
        broker.expectNoConnection(A_WHILE);
    }

    @Test
    void aRequestWithoutCorrelationIdIsAnsweredWithItsMessageId() throws Exception {
        startAnswering(ACTIVEMQ);
        consumer.deliver("a-1", Map.of("reply-to", ANSWERS), "apples?");
        assertThat(BrokerSide.connected(broker, ACTIVEMQ).expectSend(ANSWERS).header("correlation-id"))
                .isEqualTo("a-1");
    }

    @Test
    void onRabbitMqTheIdThatTheSenderKnowsIsInAHeaderOfItsOwn() throws Exception {
        startAnswering(RABBITMQ);
        consumer.deliver("a-1", Map.of("reply-to", "/reply-queue/amq.gen-1", "amqp-message-id", "sender-1"), "apples?");
        WireFrame reply = BrokerSide.connected(broker, RABBITMQ).expectSend("/reply-queue/amq.gen-1");
        assertThat(reply.header("correlation-id")).isEqualTo("sender-1");
    }

    @Test
    void aReplyIsKeptOverARestartIfItsRequestWas() throws Exception {
        startAnswering(ACTIVEMQ);
        consumer.deliver("a-1", asking("persistent", "true"), "apples?");
        BrokerSide producers = BrokerSide.connected(broker, ACTIVEMQ);
        assertThat(producers.expectSend(ANSWERS).header("persistent")).isEqualTo("true");
        consumer.deliver("a-2", asking(), "apples?");
        assertThat(producers.expectSend(ANSWERS).has("persistent")).isFalse();
        consumer.deliver("a-3", asking("persistent", "false"), "apples?");
        assertThat(producers.expectSend(ANSWERS).has("persistent")).isFalse();
    }

    @Test
    void onRabbitMqAReplyDoesNotDeclareTheQueueOfWhoeverAsked() throws Exception {
        startAnswering(RABBITMQ);
        consumer.deliver("a-1", asking("reply-to", "/queue/answers"), "apples?");
        BrokerSide producers = BrokerSide.connected(broker, RABBITMQ);
        BrokerSide.connected(broker, RABBITMQ)
                .answerCheck("PRECONDITION_FAILED - invalid arg 'x-stream-offset' for queue 'answers'");
        producers.connection.receiptFor(producers.expectSend("/amq/queue/answers"));
        consumer.expectAck("a-1");
        consumer.deliver("a-2", asking("reply-to", "/queue/answers"), "pears?");
        producers.expectSend("/amq/queue/answers");
    }

    @Test
    void onRabbitMqAReplyForWhichThereIsNoQueueIsNotSentAndTheLogSaysSo() throws Exception {
        startAnswering(RABBITMQ);
        consumer.deliver("a-1", asking("reply-to", "/queue/answers"), "apples?");
        BrokerSide producers = BrokerSide.connected(broker, RABBITMQ);
        try (LogLines log = new LogLines()) {
            BrokerSide.connected(broker, RABBITMQ).answerCheck("NOT_FOUND - no queue 'answers' in vhost '/'");
            consumer.expectAck("a-1");
            assertThat(log.containing("no queue takes it for /queue/answers: ")).hasSize(1);
        }
        producers.connection.expectNoFrame(A_WHILE);
    }

    @Test
    void onArtemisTheDestinationsOfJmsClientsAreUnderstood() throws Exception {
        startAnswering(ARTEMIS);
        consumer.deliver("a-1", asking("reply-to", "temp-queue://uuid-1"), "apples?");
        BrokerSide producers = BrokerSide.connected(broker, ARTEMIS);
        assertThat(producers.expectSend("uuid-1").header("destination-type")).isEqualTo("ANYCAST");
        consumer.deliver("a-2", asking("reply-to", "topic://news"), "apples?");
        assertThat(producers.expectSend("news").header("destination-type")).isEqualTo("MULTICAST");
        consumer.deliver("a-3", asking("reply-to", "/queue/answers"), "apples?");
        assertThat(producers.expectSend("/queue/answers").header("destination-type"))
                .isEqualTo("ANYCAST");
        consumer.deliver("a-4", asking("reply-to", "stomp2.replies.x", "destination-type", "ANYCAST"), "apples?");
        assertThat(producers.expectSend("stomp2.replies.x").header("destination-type"))
                .isEqualTo("MULTICAST");
    }

    @Test
    void jsonIsAnsweredWithJson() throws Exception {
        start(on -> on.from(stomp("queue/prices", "payload=json"))
                .process(exchange -> exchange.getMessage().setBody(Map.of("price", 3))));
        consumer = BrokerSide.subscribed(broker, ACTIVEMQ);
        consumer.deliver("a-1", asking(), "{\"of\":\"apples\"}");
        WireFrame reply = BrokerSide.connected(broker, ACTIVEMQ).expectSend(ANSWERS);
        assertThat(reply.bodyText()).isEqualTo("{\"price\":3}");
        assertThat(reply.header("content-type")).isEqualTo("application/json");
    }

    @Test
    void onlyTheRequestSaysWhereItsReplyGoes() throws Exception {
        start(on -> on.from(stomp("queue/prices"))
                .setHeader(Stomp2Constants.OVERRIDE_DESTINATION, on.constant("queue/elsewhere"))
                .setProperty(Stomp2Constants.REPLY_TO, on.constant("/queue/elsewhere"))
                .setHeader("correlation-id", on.constant("mine")));
        consumer = BrokerSide.subscribed(broker, ACTIVEMQ);
        consumer.deliver("a-1", asking(), "apples?");
        WireFrame reply = BrokerSide.connected(broker, ACTIVEMQ).expectSend(ANSWERS);
        assertThat(reply.header("correlation-id")).isEqualTo("c-1");
    }

    @Test
    void aReplyIsReadBeforeThoseWhoCleanUpBehindTheExchange() throws Exception {
        start(on -> on.from(stomp("queue/prices")).process(exchange -> {
            InputStreamCache stream = new InputStreamCache("3".getBytes());
            exchange.getMessage().setBody(stream);
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    stream.skip(1);
                    done.getMessage().setBody("closed");
                }
            });
        }));
        consumer = BrokerSide.subscribed(broker, ACTIVEMQ);
        consumer.deliver("a-1", asking(), "apples?");
        assertThat(BrokerSide.connected(broker, ACTIVEMQ).expectSend(ANSWERS).bodyText())
                .isEqualTo("3");
    }

    @Test
    void anExchangeThatWentOnAsynchronouslyIsAnsweredAtItsEnd() throws Exception {
        start(on -> {
            on.from(stomp("queue/prices")).to("seda:later?waitForTaskToComplete=Never");
            on.from("seda:later").setBody(on.constant("3"));
        });
        consumer = BrokerSide.subscribed(broker, ACTIVEMQ);
        consumer.deliver("a-1", asking(), "apples?");
        BrokerSide producers = BrokerSide.connected(broker, ACTIVEMQ);
        WireFrame reply = producers.expectSend(ANSWERS);
        assertThat(reply.bodyText()).isEqualTo("3");
        producers.connection.receiptFor(reply);
        consumer.expectAck("a-1");
    }

    // ---- failures

    @Test
    void aRouteThatFailsAnswersNobody() throws Exception {
        start(on -> on.from(stomp("queue/prices")).throwException(new IllegalStateException("no idea")));
        consumer = BrokerSide.subscribed(broker, ACTIVEMQ);
        consumer.deliver("a-1", asking(), "apples?");
        consumer.connection.receiptFor(consumer.expectTransaction("a-1", "/queue/DLQ.prices"));
        broker.expectNoConnection(A_WHILE);
    }

    static Stream<Object> unsendable() {
        return Stream.of(Map.of("price", 3), List.of(1, 2), new int[] {1, 2});
    }

    @ParameterizedTest
    @MethodSource("unsendable")
    void aResultThatCannotBeSentIsAFailureOfTheRoute(Object result) throws Exception {
        start(on -> on.from(stomp("queue/prices"))
                .process(exchange -> exchange.getMessage().setBody(result)));
        consumer = BrokerSide.subscribed(broker, RABBITMQ);
        consumer.deliver("a-1", asking(), "apples?");
        BrokerSide.confirmQueue(broker, RABBITMQ, "/queue/DLQ.prices");
        assertThat(consumer.expectDeadLetter("/queue/DLQ.prices", "a-1").header("dead-letter-reason"))
                .contains("cannot be sent: convert it to String or byte[] before");
    }

    @Test
    void aRequestWhoseReplyIsRefusedIsAcknowledged() throws Exception {
        startAnswering(ACTIVEMQ);
        consumer.deliver("a-1", asking(), "apples?");
        BrokerSide producers = BrokerSide.connected(broker, ACTIVEMQ);
        producers.refuse(producers.expectSend(ANSWERS));
        consumer.expectAck("a-1");
        consumer.connection.expectNoFrame(A_WHILE);
    }

    @Test
    void whoAsksCannotWriteLinesOfTheLog() throws Exception {
        String forged = "/remote-temp-queue/x\nWARN all is lost";
        startAnswering(ACTIVEMQ);
        try (LogLines log = new LogLines()) {
            consumer.deliver("a-1", asking("reply-to", forged), "apples?");
            BrokerSide producers = BrokerSide.connected(broker, ACTIVEMQ);
            producers.refuse(producers.expectSend(forged));
            consumer.expectAck("a-1");
            assertThat(log.operatorLines())
                    .noneMatch(line -> line.contains("\n"))
                    .anyMatch(line -> line.contains("was not sent") && line.contains("x\\nWARN all is lost"));
        }
    }

    @Test
    void aRequestWhoseReplyIsLostComesAgain() throws Exception {
        startAnswering(RABBITMQ, "sendAttempts=1");
        consumer.deliver("a-1", asking(), "apples?");
        BrokerSide producers = BrokerSide.connected(broker, RABBITMQ);
        producers.expectSend(ANSWERS);
        producers.connection.close();
        assertThat(consumer.expectNack("a-1").header("requeue")).isEqualTo("true");
    }

    @Test
    void aReplyIsSentAgainOnTheNextConnection() throws Exception {
        startAnswering(RABBITMQ);
        consumer.deliver("a-1", asking(), "apples?");
        BrokerSide producers = BrokerSide.connected(broker, RABBITMQ);
        producers.expectSend(ANSWERS);
        producers.connection.close();
        BrokerSide next = BrokerSide.connected(broker, RABBITMQ);
        next.connection.receiptFor(next.expectSend(ANSWERS));
        consumer.expectAck("a-1");
    }

    @Test
    void repliesThatHaveEndedLeaveTheirRoomToOthers() throws Exception {
        startAnswering(ACTIVEMQ);
        consumer.deliver("a-1", asking(), "apples?");
        BrokerSide producers = BrokerSide.connected(broker, ACTIVEMQ);
        producers.connection.receiptFor(producers.expectSend(ANSWERS));
        consumer.expectAck("a-1");
        consumer.deliver("a-2", asking(), "apples?");
        producers.refuse(producers.expectSend(ANSWERS));
        consumer.expectAck("a-2");

        Stomp2Endpoint endpoint = context.getEndpoint(stomp("queue/prices"), Stomp2Endpoint.class);
        SendRoom room = endpoint.component().sendRoom(endpoint.producerOptions());
        room.leave(room.enter(64 * 1024 * 1024, Duration.ZERO));
    }

    // ---- acknowledgement modes

    @Test
    void withAutomaticAcknowledgementRequestsAreAnsweredToo() throws Exception {
        startAnswering(ACTIVEMQ, "ackMode=auto");
        consumer.deliver(null, asking(), "apples?");
        BrokerSide producers = BrokerSide.connected(broker, ACTIVEMQ);
        producers.connection.receiptFor(producers.expectSend(ANSWERS));
        consumer.connection.expectNoFrame(A_WHILE);
    }

    @Test
    void withManualAckTheReplyGoesOutAtTheEndOfTheRoute() throws Exception {
        startAnswering(ACTIVEMQ, "manualAck=true");
        consumer.deliver("a-1", asking(), "apples?");
        BrokerSide producers = BrokerSide.connected(broker, ACTIVEMQ);
        producers.connection.receiptFor(producers.expectSend(ANSWERS));
        consumer.connection.expectNoFrame(A_WHILE);
        seen.get()
                .getProperty(Stomp2Constants.ACKNOWLEDGMENT, Stomp2Acknowledgment.class)
                .ack();
        consumer.expectAck("a-1");
    }

    @Test
    void withManualAckARefusedMessageIsNotAnswered() throws Exception {
        start(on -> on.from(stomp("queue/prices", "manualAck=true", "deadLetterMode=none"))
                .process(exchange -> exchange.getProperty(Stomp2Constants.ACKNOWLEDGMENT, Stomp2Acknowledgment.class)
                        .nack()));
        consumer = BrokerSide.subscribed(broker, RABBITMQ);
        consumer.deliver("a-1", asking(), "apples?");
        consumer.expectNack("a-1");
        broker.expectNoConnection(A_WHILE);
    }

    // ---- transactions

    /** Sends an invoice and answers. */
    private BrokerSide startTransacted(String server) throws Exception {
        start(on -> on.from(stomp("queue/prices", "transacted=true"))
                .to(ExchangePattern.InOnly, stomp("queue/invoices", "transacted=true"))
                .setBody(on.constant("3")));
        BrokerSide.Pair sides = BrokerSide.producerAndConsumer(broker, server);
        consumer = sides.consumer();
        return sides.producer();
    }

    @Test
    void aReplyIsPartOfTheTransactionOfItsExchange() throws Exception {
        BrokerSide producers = startTransacted(ACTIVEMQ);
        consumer.deliver("a-1", asking(), "apples?");
        consumer.connection.receiptFor(consumer.expectTransaction("a-1", "/queue/invoices", ANSWERS));
        consumer.connection.expectNoFrame(A_WHILE);
        producers.connection.expectNoFrame(A_WHILE);
    }

    @Test
    void whereATransactionHoldsNoAcknowledgementThatFollowsTheReply() throws Exception {
        BrokerSide producers = startTransacted(ARTEMIS);
        consumer.deliver("a-1", asking(), "apples?");
        WireFrame commit = producers.expectTransaction(null, "/queue/invoices", ANSWERS);
        consumer.connection.expectNoFrame(A_WHILE);
        producers.connection.receiptFor(commit);
        consumer.expectAck("a-1");
    }

    @Test
    void aTransactionTakesEffectWithoutAReplyThatIsRefused() throws Exception {
        startTransacted(ACTIVEMQ);
        consumer.deliver("a-1", asking(), "apples?");
        consumer.refuse(consumer.expectMembers("/queue/invoices", ANSWERS).get(1));
        consumer.connection.expectFrame("ABORT");
        consumer.connection.receiptFor(consumer.expectTransaction("a-1", "/queue/invoices"));
        consumer.connection.expectNoFrame(A_WHILE);
    }

    @Test
    void aTransactedConsumerThatSendsNothingElseAnswersWithItsAcknowledgement() throws Exception {
        startAnswering(ACTIVEMQ, "transacted=true");
        consumer.deliver("a-1", asking(), "apples?");
        consumer.connection.receiptFor(consumer.expectTransaction("a-1", ANSWERS));
        consumer.deliver("a-2", asking(), "apples?");
        consumer.refuse(consumer.expectMembers(ANSWERS).get(0));
        consumer.connection.expectFrame("ABORT");
        consumer.expectAck("a-2");
    }

    // ---- life cycle

    @Test
    void aRouteThatStopsWaitsForTheReceiptOfItsReply() throws Exception {
        startAnswering(RABBITMQ);
        consumer.deliver("a-1", asking(), "apples?");
        BrokerSide producers = BrokerSide.connected(broker, RABBITMQ);
        WireFrame reply = producers.expectSend(ANSWERS);
        var stopped = inBackground(() -> stop("prices"));
        consumer.connection.expectNoFrame(A_WHILE);
        producers.connection.receiptFor(reply);
        consumer.expectAck("a-1");
        consumer.expectEndOfConsumer();
        producers.expectGoodbye();
        stopped.join();
    }

    @Test
    void allConsumersAnswerByTheConnectionOfTheProducers() throws Exception {
        start(on -> {
            answer(on);
            on.from("direct:in").to(stomp("queue/orders"));
        });
        BrokerSide.Pair sides = BrokerSide.producerAndConsumer(broker, ACTIVEMQ);
        sides.consumer().deliver("a-1", asking(), "apples?");
        sides.producer().connection.receiptFor(sides.producer().expectSend(ANSWERS));
        sides.consumer().expectAck("a-1");
        broker.expectNoConnection(A_WHILE);
        await().until(() -> seen.get() != null);
    }
}
