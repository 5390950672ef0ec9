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

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.camelstomp2.Stomp2Consumer;
import io.github.camelstomp2.it.LogLines;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of messages whose routes fail. */
@Timeout(60)
class DeadLetterRoutesTest extends DeadLetterTestSupport {
    @Test
    void theDeadLetterIsConfirmedBeforeTheOriginalIsAcknowledged() throws Exception {
        startFailing();
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        WireFrame letter = side.expectSend("/queue/DLQ.orders");
        assertThat(letter.has("receipt")).isTrue();
        expectNoFrame(side.connection);
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
            on.from(stomp("queue/orders")).process(DeadLetterTestSupport::fail);
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
                .process(DeadLetterTestSupport::fail));
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
        expectNoFrame(second.connection);
    }

    @Test
    void thePrefixOfDeadLetterQueuesCanBeChosen() throws Exception {
        startFailing("deadLetterPrefix=dead-");
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        side.expectSend("/queue/dead-orders");
    }

    @Test
    void aFailedMessageHoldsUpNoOther() throws Exception {
        start(on ->
                on.from(stomp("queue/orders")).choice().when(on.header("bad")).process(DeadLetterTestSupport::fail));
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
        expectNoFrame(side.connection);
        side.connection.receiptFor(letter);
        side.expectAck("a-1");
        side.connection.expectFrame("UNSUBSCRIBE");
        side.expectGoodbye();
        stopped.join();
    }
}
