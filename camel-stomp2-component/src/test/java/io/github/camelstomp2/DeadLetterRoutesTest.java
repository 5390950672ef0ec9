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

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.camelstomp2.it.LogLines;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import io.github.camelstomp2.testbed.WireHeader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of messages whose routes fail. */
@Timeout(60)
class DeadLetterRoutesTest extends RouteTestSupport {
    private static final Duration A_WHILE = Duration.ofMillis(150);
    private static final String RABBITMQ = "RabbitMQ/4.1.0";

    private void startFailing(String... options) throws Exception {
        start(on -> on.from(stomp("queue/orders", options)).routeId("billing").process(DeadLetterRoutesTest::fail));
    }

    private static void fail(Exchange exchange) {
        throw new IllegalStateException("no\nstock");
    }

    @Test
    void theDeadLetterIsConfirmedBeforeTheOriginalIsAcknowledged() throws Exception {
        startFailing();
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        WireFrame letter = side.expectSend("/queue/DLQ.orders");
        assertThat(letter.has("receipt")).isTrue();
        side.connection.expectNoFrame(A_WHILE);
        side.connection.receiptFor(letter);
        side.expectAck("a-1");
    }

    @Test
    void theDeadLetterIsTheMessageAsItCameAndSaysWhyItIsOne() throws Exception {
        startFailing();
        BrokerSide side = BrokerSide.subscribed(broker);
        byte[] body = {0, -1, 10};
        side.connection.sendMessage(
                side.subscribe().header("id"),
                "a-1",
                Map.of("order", "7:a\nb", "content-type", "my/type", "expires", "1", "CamelX", "y", "receipt", "evil"),
                body);
        WireFrame letter = side.expectSend("/queue/DLQ.orders");
        assertThat(letter.body()).isEqualTo(body);
        assertThat(letter.header("order")).isEqualTo("7:a\nb");
        assertThat(letter.header("content-type")).isEqualTo("my/type");
        assertThat(letter.header("persistent")).isEqualTo("true");
        assertThat(letter.header("receipt")).isNotEqualTo("evil");
        assertThat(letter.headerNames())
                .doesNotContain("expires", "CamelX", "message-id", "subscription", "ack")
                .doesNotHaveDuplicates();
        assertThat(letter.header("dead-letter-exception")).isEqualTo("java.lang.IllegalStateException");
        assertThat(letter.header("dead-letter-reason")).isEqualTo("no\\nstock");
        assertThat(letter.header("dead-letter-destination")).isEqualTo("/queue/orders");
        assertThat(letter.header("dead-letter-route")).isEqualTo("billing");
        assertThat(letter.header("dead-letter-attempts")).isEqualTo("1");
        assertThat(Instant.parse(letter.header("dead-letter-time")))
                .isBefore(Instant.now().plusSeconds(1));
    }

    @Test
    void redeliveriesOfCamelAreCounted() throws Exception {
        start(on -> {
            on.errorHandler(on.defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(1));
            on.from(stomp("queue/orders")).process(DeadLetterRoutesTest::fail);
        });
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        assertThat(side.expectSend("/queue/DLQ.orders").header("dead-letter-attempts"))
                .isEqualTo("3");
    }

    @Test
    void whatTheRouteMadeOfTheMessageIsNotInTheDeadLetter() throws Exception {
        start(on -> on.from(stomp("queue/orders"))
                .setBody(on.constant("changed"))
                .setHeader("order", on.constant("changed"))
                .process(DeadLetterRoutesTest::fail));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", Map.of("order", "7"), "original");
        WireFrame letter = side.expectSend("/queue/DLQ.orders");
        assertThat(letter.bodyText()).isEqualTo("original");
        assertThat(letter.header("order")).isEqualTo("7");
    }

    @Test
    void aMessageThatCannotBeReadIsADeadLetterAndTheNextOneIsProcessed() throws Exception {
        start(on -> on.from(stomp("queue/orders", "payload=json")).to("mock:end"));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "no json");
        WireFrame letter = side.expectSend("/queue/DLQ.orders");
        assertThat(letter.bodyText()).isEqualTo("no json");
        side.deliver("a-2", "{}");
        side.expectAck("a-2");
        side.connection.receiptFor(letter);
        side.expectAck("a-1");
    }

    @Test
    void aMessageThatCannotBeReadIsNamedInTheLog() throws Exception {
        try (LogLines log = new LogLines()) {
            start(on -> on.from(stomp("queue/orders", "payload=json")).to("mock:end"));
            BrokerSide side = BrokerSide.subscribed(broker);
            side.deliver("a-1", "no json");
            side.expectSend("/queue/DLQ.orders");

            assertThat(log.containing("could not be read"))
                    .singleElement()
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .asString()
                    .contains("The message a-1 from /queue/orders could not be read: ")
                    .doesNotContain("Exchange[]");
        }
    }

    @Test
    void aRefusedDeadLetterLeavesTheOriginalUnacknowledged() throws Exception {
        startFailing();
        BrokerSide side = BrokerSide.subscribed(broker, RABBITMQ);
        side.deliver("a-1", "x");
        BrokerSide.confirmQueue(broker, RABBITMQ, "/queue/DLQ.orders");
        WireFrame letter = side.expectSend("/queue/DLQ.orders");
        side.connection.send(ServerFrame.of("ERROR")
                .header("message", "access_refused")
                .header("receipt-id", letter.header("receipt")));
        WireFrame nack = side.expectNack("a-1");
        assertThat(nack.header("requeue")).as("given back, not dropped").isEqualTo("true");
    }

    @Test
    void aDeadLetterWhoseConnectionIsLostLeavesTheOriginalToTheBroker() throws Exception {
        startFailing();
        BrokerSide first = BrokerSide.subscribed(broker);
        first.deliver("a-1", "x");
        first.expectSend("/queue/DLQ.orders");
        first.connection.close();
        BrokerSide second = BrokerSide.subscribed(broker);
        second.connection.expectNoFrame(A_WHILE);
    }

    @Test
    void thePrefixOfDeadLetterQueuesCanBeChosen() throws Exception {
        startFailing("deadLetterPrefix=dead-");
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        side.expectSend("/queue/dead-orders");
    }

    @Test
    void deadLettersMayGoToAnyEndpoint() throws Exception {
        MockEndpoint dead = context.getEndpoint("mock:dead", MockEndpoint.class);
        dead.expectedBodiesReceived("x".getBytes());
        dead.expectedHeaderReceived("order", "7");
        dead.expectedHeaderReceived("dead-letter-destination", "/queue/orders");
        startFailing("deadLetterUri=mock:dead");
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", Map.of("order", "7", "CamelFileName", "/etc/passwd"), "x");
        side.expectAck("a-1");
        dead.assertIsSatisfied();
        Exchange letter = dead.getExchanges().get(0);
        assertThat(letter.getProperty(Exchange.EXCEPTION_CAUGHT)).isInstanceOf(IllegalStateException.class);
        assertThat(letter.getMessage().getHeaders()).doesNotContainKey("CamelFileName");
    }

    @Test
    void deadLettersMayGoToAFile(@TempDir Path directory) throws Exception {
        startFailing("deadLetterUri=RAW(file:" + directory + "?fileName=letter)");
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", Map.of("order", "7"), "x");
        side.expectAck("a-1");
        assertThat(directory.resolve("letter")).hasContent("x");
    }

    @Test
    void deadLettersMayGoToARouteOfTheirOwn() throws Exception {
        start(on -> {
            on.from(stomp("queue/orders", "deadLetterUri=seda:dead")).process(DeadLetterRoutesTest::fail);
            on.from("seda:dead").to("mock:dead");
        });
        MockEndpoint dead = context.getEndpoint("mock:dead", MockEndpoint.class);
        dead.expectedHeaderReceived("dead-letter-reason", "no\\nstock");
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        side.expectAck("a-1");
        dead.assertIsSatisfied();
    }

    @Test
    void aDeadLetterEndpointThatFailsLeavesTheOriginalUnacknowledged() throws Exception {
        start(on -> {
            on.from(stomp("queue/orders", "deadLetterUri=direct:dead")).process(DeadLetterRoutesTest::fail);
            on.from("direct:dead").process(exchange -> {
                throw new IllegalArgumentException("disk full");
            });
        });
        BrokerSide side = BrokerSide.subscribed(broker, RABBITMQ);
        side.deliver("a-1", "x");
        assertThat(side.expectNack("a-1").header("requeue")).isEqualTo("true");
    }

    @Test
    void theBrokersOwnDeadLetteringTakesANack() throws Exception {
        startFailing("deadLetterMode=broker");
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        side.connection.expectBytes("NACK\nid:a-1\n\n\0");
    }

    @Test
    void onRabbitMqTheNackSaysNotToRequeue() throws Exception {
        startFailing("deadLetterMode=broker");
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);
        side.expectDeclarationOf("/queue/DLQ.orders");
        side.takeSubscribe();
        side.deliver("a-1", "x");
        BrokerSide.confirmQueue(broker, RABBITMQ, "/queue/DLQ.orders");
        side.connection.expectBytes("NACK\nid:a-1\nrequeue:false\n\n\0");
    }

    @Test
    void rabbitMqIsToldWhereRejectedMessagesGoAndThatQueueIsThereBefore() throws Exception {
        startFailing("deadLetterMode=broker&queueType=quorum");
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);

        assertThat(side.expectDeclarationOf("/queue/DLQ.orders").headers())
                .doesNotContain(new WireHeader("x-dead-letter-routing-key", "DLQ.DLQ.orders"))
                .contains(new WireHeader("x-queue-type", "quorum"));
        assertThat(side.takeSubscribe().subscribe().headers())
                .contains(
                        new WireHeader("x-dead-letter-exchange", ""),
                        new WireHeader("x-dead-letter-routing-key", "DLQ.orders"),
                        new WireHeader("x-queue-type", "quorum"));
    }

    @Test
    void withoutDeadLettersTheMessageIsGivenBackAfterAPause() throws Exception {
        startFailing("deadLetterMode=none");
        BrokerSide side = BrokerSide.subscribed(broker, RABBITMQ);
        side.deliver("a-1", "x");
        side.connection.expectNoFrame(A_WHILE);
        side.connection.expectBytes("NACK\nid:a-1\nrequeue:true\n\n\0");
    }

    @Test
    void whereANackWouldLoseTheMessageItIsGivenBackByTheEndOfTheSubscription() throws Exception {
        startFailing("deadLetterMode=none");
        BrokerSide side = BrokerSide.subscribed(broker, "ActiveMQ-Artemis/2.50.0");
        side.deliver("a-1", "x");
        assertThat(side.connection.expectFrame("UNSUBSCRIBE").header("id"))
                .isEqualTo(side.subscribe().header("id"));
        side.takeSubscribe();
        side.deliver("a-1", "x");
    }

    @Test
    void deadLettersHaveNoDeadLetters() throws Exception {
        start(on -> on.from(stomp("queue/DLQ.orders")).process(DeadLetterRoutesTest::fail));
        BrokerSide side = BrokerSide.subscribed(broker, RABBITMQ);
        side.deliver("a-1", "x");
        assertThat(side.expectNack("a-1").header("requeue")).isEqualTo("true");
    }

    @Test
    void aFailedMessageHoldsUpNoOther() throws Exception {
        start(on ->
                on.from(stomp("queue/orders")).choice().when(on.header("bad")).process(DeadLetterRoutesTest::fail));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", Map.of("bad", "true"), "x");
        WireFrame letter = side.expectSend("/queue/DLQ.orders");
        side.deliver("a-2", "y");
        side.expectAck("a-2");
        side.connection.receiptFor(letter);
        side.expectAck("a-1");
    }

    @Test
    void stoppingWaitsForTheDeadLetterAndItsAcknowledgement() throws Exception {
        startFailing();
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        WireFrame letter = side.expectSend("/queue/DLQ.orders");
        var stopped = inBackground(context::stop);
        await().until(() -> context.getRoute("billing") == null
                || ((Stomp2Consumer) context.getRoute("billing").getConsumer()).isSuspended());
        side.connection.expectNoFrame(A_WHILE);
        side.connection.receiptFor(letter);
        side.expectAck("a-1");
        side.connection.expectFrame("UNSUBSCRIBE");
        side.expectGoodbye();
        stopped.join();
    }
}
