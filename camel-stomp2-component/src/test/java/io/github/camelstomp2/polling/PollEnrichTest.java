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
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.HoldUp;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Camel's ways to poll: a message ends with the exchange for which it was polled. */
@Timeout(60)
class PollEnrichTest extends RouteTestSupport {
    private CompletableFuture<Exchange> send(String body) {
        ProducerTemplate template = context.createProducerTemplate();
        CompletableFuture<Exchange> sent = new CompletableFuture<>();
        inBackground(() -> sent.complete(
                template.send("direct:in", exchange -> exchange.getMessage().setBody(body))));
        return sent.orTimeout(30, TimeUnit.SECONDS);
    }

    @Test
    void aPolledMessageIsAcknowledgedWhenTheRouteThatAskedForItIsDone() throws Exception {
        HoldUp holdUp = new HoldUp();
        start(on -> on.from("direct:in").pollEnrich(stomp("queue/orders"), -1).process(holdUp));
        CompletableFuture<Exchange> sent = send("in");
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", Map.of("color", "red"), "polled");
        holdUp.awaitBegun(1);
        expectNoFrame(side.connection);

        holdUp.release();

        side.expectAck("a-1");
        side.connection.expectFrame("UNSUBSCRIBE");
        Exchange exchange = sent.join();
        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("polled");
        assertThat(exchange.getMessage().getHeader("color")).isEqualTo("red");
        assertThat(exchange.getProperty(Stomp2Constants.DESTINATION)).isEqualTo("/queue/orders");
    }

    @Test
    void thePollEipDoesTheSame() throws Exception {
        start(on -> on.from("direct:in").poll(stomp("queue/orders"), 20_000));
        CompletableFuture<Exchange> sent = send("in");
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "polled");
        side.expectAck("a-1");
        assertThat(sent.join().getMessage().getBody(String.class)).isEqualTo("polled");
    }

    @Test
    void aRouteThatFailsAfterwardsMakesADeadLetterOfThePolledMessage() throws Exception {
        start(on -> on.from("direct:in")
                .routeId("enriching")
                .pollEnrich(stomp("queue/orders"), -1)
                .throwException(new IllegalStateException("no stock")));
        send("in");
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "polled");
        WireFrame letter = side.expectDeadLetter("/queue/DLQ.orders", "a-1");
        assertThat(letter.bodyText()).isEqualTo("polled");
        assertThat(letter.header("dead-letter-reason")).isEqualTo("no stock");
        assertThat(letter.header("dead-letter-route")).isEqualTo("enriching");
        side.connection.expectFrame("UNSUBSCRIBE");
    }

    @Test
    void aFailureThatTheRouteHandlesDoesNot() throws Exception {
        start(on -> {
            on.onException(IllegalStateException.class).handled(true);
            on.from("direct:in")
                    .pollEnrich(stomp("queue/orders"), -1)
                    .throwException(new IllegalStateException("no stock"));
        });
        send("in");
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "polled");
        side.expectAck("a-1");
    }

    @Test
    void anAggregationThatFailsMakesADeadLetterOfThePolledMessage() throws Exception {
        AggregationStrategy broken = (original, polled) -> {
            throw new IllegalStateException("cannot combine");
        };
        start(on -> on.from("direct:in").pollEnrich(stomp("queue/orders"), -1, broken));
        send("in");
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "polled");
        assertThat(side.expectDeadLetter("/queue/DLQ.orders", "a-1").bodyText()).isEqualTo("polled");
    }

    @Test
    void anAggregationThatDropsThePolledMessageIsDoneWithIt() throws Exception {
        start(on -> on.from("direct:in").pollEnrich(stomp("queue/orders"), -1, (original, polled) -> null));
        send("in");
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "polled");
        side.expectAck("a-1");
    }

    @Test
    void withoutAMessageTheRouteGoesOnWithoutABody() throws Exception {
        start(on -> on.from("direct:in").pollEnrich(stomp("queue/orders"), 2_000));
        CompletableFuture<Exchange> sent = send("in");
        BrokerSide side = BrokerSide.subscribed(broker);
        side.connection.expectFrame("UNSUBSCRIBE");
        assertThat(sent.join().getMessage().getBody()).isNull();
    }

    @Test
    void withATimeoutOfZeroItTakesWhatIsThere() throws Exception {
        start(on -> on.from("direct:in").pollEnrich(stomp("queue/orders"), 0));
        CompletableFuture<Exchange> sent = send("in");
        BrokerSide side = BrokerSide.subscribed(broker);
        side.connection.expectFrame("UNSUBSCRIBE");
        assertThat(sent.join().getMessage().getBody()).isNull();

        CompletableFuture<Exchange> again = send("in");
        side.takeSubscribeAndDeliver("a-1", "polled");
        side.expectAck("a-1");
        assertThat(again.join().getMessage().getBody(String.class)).isEqualTo("polled");
    }

    @Test
    void aMessageIsAcknowledgedWhenTheLastRouteThatGotTheExchangeIsDone() throws Exception {
        HoldUp holdUp = new HoldUp();
        start(on -> {
            on.from("direct:in").pollEnrich(stomp("queue/orders"), -1).to("seda:later?waitForTaskToComplete=Never");
            on.from("seda:later").process(holdUp);
        });
        send("in");
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "polled");
        holdUp.awaitBegun(1);
        expectNoFrame(side.connection);
        holdUp.release();
        side.expectAck("a-1");
    }

    @Test
    void exchangesOfSeveralThreadsGetAMessageEach() throws Exception {
        start(on -> on.from("direct:in").pollEnrich(stomp("queue/orders"), -1));
        CompletableFuture<Exchange> one = send("1");
        CompletableFuture<Exchange> other = send("2");
        BrokerSide side = BrokerSide.subscribed(broker);
        String first = side.subscribe().header("id");
        side.takeSubscribe();
        side.deliver("a-2", "second");
        side.expectAck("a-2");
        side.connection.expectFrame("UNSUBSCRIBE");
        side.connection.sendMessage(first, "a-1", Map.of(), "first");
        side.expectAck("a-1");
        assertThat(List.of(
                        one.join().getMessage().getBody(String.class),
                        other.join().getMessage().getBody(String.class)))
                .containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void whatTheExchangeSendsInATransactionIsCommittedBeforeThePolledMessageIsAcknowledged() throws Exception {
        start(on ->
                on.from("direct:in").pollEnrich(stomp("queue/orders"), -1).to(stomp("queue/out", "transacted=true")));
        BrokerSide one = BrokerSide.connected(broker);
        send("in");
        BrokerSide polling = BrokerSide.subscribed(broker);
        polling.deliver("a-1", "polled");
        WireFrame send = one.expectSend("/queue/out");
        expectNoFrame(polling.connection);
        one.connection.receiptFor(send);
        polling.expectAck("a-1");
    }

    @Test
    void theConsumedAndThePolledMessageOfAnExchangeAreBothAcknowledged() throws Exception {
        start(on -> on.from(stomp("queue/in")).pollEnrich(stomp("queue/orders"), -1));
        BrokerSide consuming = BrokerSide.subscribed(broker);
        consuming.deliver("a-1", "consumed");
        BrokerSide polling = BrokerSide.subscribed(broker);
        polling.deliver("b-1", "polled");
        polling.expectAck("b-1");
        consuming.expectAck("a-1");
    }

    @Test
    void aRouteThatStopsWhileItPollsGoesOnWithoutAMessage() throws Exception {
        start(on -> on.from("direct:in").routeId("enriching").pollEnrich(stomp("queue/orders"), -1));
        context.getShutdownStrategy().setTimeout(1);
        CompletableFuture<Exchange> sent = send("in");
        BrokerSide side = BrokerSide.subscribed(broker);
        CompletableFuture<Void> stopped = inBackground(() -> stop("enriching"));
        side.expectEndOfConsumer();
        stopped.join();
        assertThat(sent.join().getMessage().getBody()).isNull();
    }

    // ---- ConsumerTemplate

    @Test
    void theTemplateAcknowledgesWhenItHasTheBody() throws Exception {
        start(on -> {});
        ConsumerTemplate template = context.createConsumerTemplate();
        CompletableFuture<Object> body = new CompletableFuture<>();
        inBackground(() -> body.complete(template.receiveBody(stomp("queue/orders"), String.class)));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        assertThat(body.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo("x");
        side.expectAck("a-1");
        side.connection.expectFrame("UNSUBSCRIBE");
        CompletableFuture<Void> stopped = inBackground(template::stop);
        side.expectGoodbye();
        stopped.join();
    }

    @Test
    void whoeverReceivesAnExchangeDecidesWithDoneUoW() throws Exception {
        start(on -> {});
        ConsumerTemplate template = context.createConsumerTemplate();
        CompletableFuture<Exchange> received = new CompletableFuture<>();
        inBackground(() -> received.complete(template.receive(stomp("queue/orders"))));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        await().until(received::isDone);
        expectNoFrame(side.connection);
        Exchange exchange = received.join();
        exchange.setException(new IllegalStateException("no stock"));
        template.doneUoW(exchange);
        side.expectDeadLetter("/queue/DLQ.orders", "a-1");
    }
}
