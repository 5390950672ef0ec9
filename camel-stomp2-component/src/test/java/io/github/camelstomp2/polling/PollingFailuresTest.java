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
package io.github.camelstomp2.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.Stomp2Acknowledgment;
import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.Stomp2PollingConsumer;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.testbed.WireFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.ExceptionHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A polled message that fails goes the way of {@code deadLetterMode}, as that of a route does. */
@Timeout(60)
class PollingFailuresTest extends PollingTestSupport {
    private static final Duration BEFORE_THE_PAUSE_ENDS = Duration.ofMillis(300);

    private BrokerSide side;

    private Exchange poll(PollingConsumer consumer, String server, String ackId) {
        CompletableFuture<Exchange> polled = later(consumer::receive);
        side = BrokerSide.subscribed(broker, server);
        side.deliver(ackId, "x");
        return polled.join();
    }

    @Test
    void itsDeadLetterIsSafeBeforeItIsAcknowledgedAndUnsubscribed() throws Exception {
        Exchange exchange = poll(poller("queue/orders"), null, "a-1");

        failed(exchange, new IllegalStateException("no stock"));

        WireFrame letter = side.expectSend("/queue/DLQ.orders");
        assertThat(letter.bodyText()).isEqualTo("x");
        assertThat(letter.header("dead-letter-reason")).isEqualTo("no stock");
        assertThat(letter.header("dead-letter-destination")).isEqualTo("/queue/orders");
        assertThat(letter.has("dead-letter-route")).isFalse();
        expectNoFrame(side.connection);
        side.connection.receiptFor(letter);
        side.expectAck("a-1");
        side.connection.expectFrame("UNSUBSCRIBE");
    }

    @Test
    void whereTheBrokerHasTransactionsBothAreOneAndUnsubscribeFollows() throws Exception {
        Exchange exchange = poll(poller("queue/orders"), "ActiveMQ/6.1.0", "a-1");

        failed(exchange, new IllegalStateException("no stock"));

        WireFrame commit = side.expectTransaction("a-1", "/queue/DLQ.orders");
        expectNoFrame(side.connection);
        side.connection.receiptFor(commit);
        side.connection.expectFrame("UNSUBSCRIBE");
    }

    @Test
    void aDeadLetterThatIsRefusedGivesTheMessageBackAfterAPause() throws Exception {
        Exchange exchange = poll(poller("queue/orders"), "ActiveMQ/6.1.0", "a-1");
        failed(exchange, new IllegalStateException("no stock"));

        side.refuse(side.expectMembers("/queue/DLQ.orders").get(0));

        side.connection.expectFrame("ABORT");
        side.connection.expectNoFrame(BEFORE_THE_PAUSE_ENDS);
        side.connection.expectFrame("UNSUBSCRIBE");
        expectNoFrame(side.connection);
    }

    @Test
    void withDeadLetterModeNoneItGoesBackAfterAPauseByTheEndOfItsSubscription() throws Exception {
        Exchange exchange = poll(poller("queue/orders", "deadLetterMode=none"), "ActiveMQ-Artemis/2.50.0", "a-1");

        failed(exchange, new IllegalStateException("no stock"));

        side.connection.expectNoFrame(BEFORE_THE_PAUSE_ENDS);
        side.connection.expectFrame("UNSUBSCRIBE");
        expectNoFrame(side.connection);
    }

    @Test
    void withDeadLetterModeNoneRabbitMqGetsItBackWhenItDeliversNoMore() throws Exception {
        Exchange exchange = poll(poller("queue/orders", "deadLetterMode=none"), "RabbitMQ/3.10.8", "a-1");

        failed(exchange, new IllegalStateException("no stock"));

        side.connection.expectNoFrame(BEFORE_THE_PAUSE_ENDS);
        side.connection.expectFrame("BEGIN");
        assertThat(side.expectNack("a-1").header("requeue")).isEqualTo("true");
        side.connection.expectFrame("UNSUBSCRIBE");
        side.connection.expectFrame("COMMIT");
    }

    @Test
    void withDeadLetterModeBrokerItIsRejectedAndUnsubscribed() throws Exception {
        Exchange exchange = poll(poller("queue/orders", "deadLetterMode=broker"), "ActiveMQ/6.1.0", "a-1");

        failed(exchange, new IllegalStateException("no stock"));

        side.expectNack("a-1");
        side.connection.expectFrame("UNSUBSCRIBE");
    }

    @Test
    void aDeadLetterUriGetsIt() throws Exception {
        MockEndpoint dead = context.getEndpoint("mock:dead", MockEndpoint.class);
        dead.expectedBodiesReceived("x");
        Exchange exchange = poll(poller("queue/orders", "deadLetterUri=mock:dead"), null, "a-1");

        failed(exchange, new IllegalStateException("no stock"));

        side.expectAck("a-1");
        side.connection.expectFrame("UNSUBSCRIBE");
        dead.assertIsSatisfied();
    }

    @Test
    void withManualAckWhoeverPollsDecides() throws Exception {
        Exchange exchange = poll(poller("queue/orders", "manualAck=true"), null, "a-1");
        done(exchange);
        expectNoFrame(side.connection);

        exchange.getProperty(Stomp2Constants.ACKNOWLEDGMENT, Stomp2Acknowledgment.class)
                .ack();

        side.expectAck("a-1");
        side.connection.expectFrame("UNSUBSCRIBE");
    }

    @Test
    void withManualAckARefusedMessageIsADeadLetter() throws Exception {
        Exchange exchange = poll(poller("queue/orders", "manualAck=true"), null, "a-1");

        exchange.getProperty(Stomp2Constants.ACKNOWLEDGMENT, Stomp2Acknowledgment.class)
                .nack();

        side.expectDeadLetter("/queue/DLQ.orders", "a-1");
        side.connection.expectFrame("UNSUBSCRIBE");
    }

    // ---- what cannot be read

    @Test
    void aMessageThatCannotBeReadIsADeadLetterAndTheNextOneIsReturned() throws Exception {
        PollingConsumer consumer = poller("queue/orders", "payload=json");
        CompletableFuture<Exchange> polled = later(consumer::receive);
        side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "{broken");
        WireFrame letter = deadLetterBesideTheNextSubscribe();
        assertThat(letter.bodyText()).isEqualTo("{broken");
        side.deliver("a-2", "{\"id\":2}");
        assertThat(polled.join().getMessage().getBody()).isEqualTo(Map.of("id", 2));
        side.connection.receiptFor(letter);
        side.expectAck("a-1");
        side.connection.expectFrame("UNSUBSCRIBE");
        done(polled.join());
        side.expectAck("a-2");
        side.connection.expectFrame("UNSUBSCRIBE");
    }

    /** Both are written as soon as the message could not be read, in any order. */
    private WireFrame deadLetterBesideTheNextSubscribe() {
        await().until(() -> written().contains("SEND\n") && written().split("SUBSCRIBE\n").length == 3);
        if (written().indexOf("SEND\n") > written().lastIndexOf("SUBSCRIBE\n")) {
            side.takeSubscribe();
            return side.expectSend("/queue/DLQ.orders");
        }
        WireFrame letter = side.expectSend("/queue/DLQ.orders");
        side.takeSubscribe();
        return letter;
    }

    private String written() {
        return new String(side.connection.received(), StandardCharsets.UTF_8);
    }

    @Test
    void whatCannotBeReadDoesNotMakeThePollLonger() throws Exception {
        PollingConsumer consumer = poller("queue/orders", "payload=json", "deadLetterMode=none");
        long begin = System.nanoTime();
        CompletableFuture<Exchange> polled = later(() -> consumer.receive(2_000));
        side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "{broken");
        side.takeSubscribe();

        assertThat(polled.join()).isNull();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        side.connection.expectFrame("UNSUBSCRIBE");
        side.connection.expectFrame("UNSUBSCRIBE");
    }

    @Test
    void aMessageThatCannotBeHandedToItsCallerGoesBack() throws Exception {
        Stomp2PollingConsumer consumer = (Stomp2PollingConsumer)
                context.getEndpoint(stomp("queue/orders", "payload=json")).createPollingConsumer();
        consumer.setExceptionHandler(new RefusingExceptionHandler());
        context.addService(consumer, true, true);
        CompletableFuture<Exchange> polled = later(consumer::receive);
        side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "{broken");

        side.connection.expectFrame("UNSUBSCRIBE");
        assertThatThrownBy(polled::join).hasRootCauseMessage("the handler is broken, too");
    }

    private static final class RefusingExceptionHandler implements ExceptionHandler {
        @Override
        public void handleException(Throwable exception) {
            throw new IllegalStateException("the handler is broken, too");
        }

        @Override
        public void handleException(String message, Throwable exception) {
            handleException(exception);
        }

        @Override
        public void handleException(String message, Exchange exchange, Throwable exception) {
            handleException(exception);
        }
    }

    // ---- options

    @ParameterizedTest
    @CsvSource({
        "ackMode=auto, use ackMode=client-individual",
        "transacted=true, remove it from the polled endpoint",
        "browse=true, consume it by from(...)",
        "queueType=stream, consume it by from(...)"
    })
    void whatCannotWorkIsRefusedWithWhatToChange(String option, String advice) {
        assertThatThrownBy(() -> poller("queue/orders", option))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(option + " cannot be used for polling")
                .hasMessageContaining(advice);
    }
}
