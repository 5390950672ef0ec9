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
package io.github.camelstomp2.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.Stomp2Endpoint;
import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProducingRoutesTest extends RouteTestSupport {
    private CompletableFuture<Void> send(String endpoint, Object body) {
        ProducerTemplate template = context.createProducerTemplate();
        return inBackground(() -> template.sendBody(endpoint, body));
    }

    @Test
    void anExchangeIsDoneWhenTheBrokerHasConfirmedItAndNotBefore() throws Exception {
        start(on -> on.from("direct:in").to(stomp("queue/orders")));
        CompletableFuture<Void> sent = send("direct:in", "x");
        BrokerSide side = BrokerSide.connected(broker);
        WireFrame send = side.expectSend("/queue/orders");
        assertThat(send.bodyText()).isEqualTo("x");
        assertThat(send.header("persistent")).isEqualTo("true");
        assertThat(send.header("content-type")).isEqualTo("text/plain;charset=utf-8");
        expectNoFrame(side.connection);
        assertThat(sent).isNotDone();
        side.connection.receiptFor(send);
        sent.join();
    }

    @Test
    void withoutConfirmAnExchangeIsDoneWhenItIsWritten() throws Exception {
        start(on -> on.from("direct:in").to(stomp("queue/orders", "confirm=false")));
        CompletableFuture<Void> sent = send("direct:in", "x");
        BrokerSide side = BrokerSide.connected(broker);
        assertThat(side.expectSend("/queue/orders").has("receipt")).isFalse();
        sent.join();
    }

    @Test
    @Holds(Rule.RECEIPTS_ANY_ORDER)
    void confirmationsMayComeInAnyOrder() throws Exception {
        start(on -> on.from("direct:in").to(stomp("queue/orders")));
        BrokerSide side = BrokerSide.connected(broker);
        CompletableFuture<Void> first = send("direct:in", "1");
        WireFrame one = side.expectSend("/queue/orders");
        CompletableFuture<Void> second = send("direct:in", "2");
        WireFrame two = side.expectSend("/queue/orders");
        side.connection.receiptFor(two);
        second.join();
        assertThat(first).isNotDone();
        side.connection.receiptFor(one);
        first.join();
    }

    @Test
    void asynchronousSendsAreAllUnderWayAtATime() throws Exception {
        start(on -> on.from("direct:in").to(stomp("queue/orders")));
        BrokerSide side = BrokerSide.connected(broker);
        ProducerTemplate template = context.createProducerTemplate();
        List<CompletableFuture<Exchange>> exchanges = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 50; i++) {
            exchanges.add(template.asyncSend(
                    "direct:in", exchange -> exchange.getMessage().setBody("x")));
        }
        List<WireFrame> sends = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sends.add(side.expectSend("/queue/orders"));
        }
        sends.forEach(side.connection::receiptFor);
        for (int i = 5; i < 50; i++) {
            side.connection.receiptFor(side.expectSend("/queue/orders"));
        }
        for (CompletableFuture<Exchange> exchange : exchanges) {
            assertThat(exchange.join().getException()).isNull();
        }
    }

    @Test
    @Holds(Rule.ERROR_OF_A_FRAME)
    void aRefusedMessageFailsItsExchangeWithTheBrokersWords() throws Exception {
        start(on -> on.from("direct:in").to(stomp("queue/orders")));
        BrokerSide side = BrokerSide.connected(broker);
        CompletableFuture<Void> sent = send("direct:in", "x");
        WireFrame send = side.expectSend("/queue/orders");
        side.connection.send(ServerFrame.of("ERROR")
                .header("message", "access_refused")
                .header("receipt-id", send.header("receipt")));
        assertThatThrownBy(sent::join)
                .hasRootCauseInstanceOf(StompBrokerException.class)
                .hasStackTraceContaining("access_refused");
    }

    @Test
    void withoutABrokerAnExchangeFailsWhenItsTimeIsUp() throws Exception {
        broker.refuse();
        start(on -> on.from("direct:in").to(stomp("queue/orders", "confirmTimeout=200")));
        assertThat(catchThrowable(() -> send("direct:in", "x").join()))
                .hasStackTraceContaining(StompConnectionException.class.getName())
                .hasStackTraceContaining("not sent to /queue/orders within 200 ms (confirmTimeout)");
    }

    @Test
    @Holds(Rule.LOST_IS_UNKNOWN)
    void withoutAReceiptItIsUnknownWhetherTheBrokerHasTheMessage() throws Exception {
        start(on -> on.from("direct:in").to(stomp("queue/orders", "confirmTimeout=3000")));
        BrokerSide side = BrokerSide.connected(broker);
        CompletableFuture<Void> sent = send("direct:in", "x");
        side.expectSend("/queue/orders");
        assertThatThrownBy(sent::join).hasRootCauseInstanceOf(StompUnconfirmedException.class);
    }

    @Test
    void aSendWhoseConnectionIsLostIsSentAgainOnTheNext() throws Exception {
        start(on -> on.from("direct:in").to(stomp("queue/orders")));
        BrokerSide first = BrokerSide.connected(broker);
        CompletableFuture<Void> sent = send("direct:in", "x");
        first.expectSend("/queue/orders");
        first.connection.close();
        BrokerSide second = BrokerSide.connected(broker);
        WireFrame again = second.expectSend("/queue/orders");
        assertThat(again.bodyText()).isEqualTo("x");
        second.connection.receiptFor(again);
        sent.join();
    }

    @Test
    void withOneAttemptALostConnectionIsTold() throws Exception {
        start(on -> on.from("direct:in").to(stomp("queue/orders", "sendAttempts=1")));
        BrokerSide first = BrokerSide.connected(broker);
        CompletableFuture<Void> sent = send("direct:in", "x");
        first.expectSend("/queue/orders");
        first.connection.close();
        assertThat(catchThrowable(sent::join)).hasStackTraceContaining(StompUnconfirmedException.class.getName());
    }

    @Test
    void aBodyThatCannotBeSentFailsItsExchangeAndNothingElse() throws Exception {
        start(on -> on.from("direct:in").to(stomp("queue/orders")));
        BrokerSide side = BrokerSide.connected(broker);
        assertThatThrownBy(send("direct:in", Map.of("a", 1))::join)
                .hasStackTraceContaining("cannot be sent: convert it to String or byte[] before");
        CompletableFuture<Void> sent = send("direct:in", "x");
        side.connection.receiptFor(side.expectSend("/queue/orders"));
        sent.join();
    }

    // ---- connections

    @Test
    void allProducersShareOneConnection() throws Exception {
        start(on -> {
            on.from("direct:a").to(stomp("queue/a"));
            on.from("direct:b").to(stomp("topic/b", "confirm=false"));
            on.from("direct:c").toD(stomp("queue/${body}"));
        });
        BrokerSide side = BrokerSide.connected(broker);
        CompletableFuture<Void> a = send("direct:a", "x");
        side.connection.receiptFor(side.expectSend("/queue/a"));
        a.join();
        send("direct:b", "x").join();
        side.expectSend("/topic/b");
        for (String name : List.of("eu", "us")) {
            CompletableFuture<Void> c = send("direct:c", name);
            side.connection.receiptFor(side.expectSend("/queue/" + name));
            c.join();
        }
        broker.expectNoConnection(A_WHILE);
        assertThat(context.getEndpoints())
                .filteredOn(Stomp2Endpoint.class::isInstance)
                .hasSize(3);
    }

    @Test
    void producersOfAnotherIdentityHaveTheirOwnConnection() throws Exception {
        start(on -> {
            on.from("direct:a").to(stomp("queue/a", "login=one", "passcode=x"));
            on.from("direct:b").to(stomp("queue/b", "login=two", "passcode=x"));
        });
        assertThat(List.of(
                        BrokerSide.connected(broker).connect.header("login"),
                        BrokerSide.connected(broker).connect.header("login")))
                .containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void eachConsumerHasItsOwnConnection() throws Exception {
        start(on -> {
            on.from(stomp("queue/a")).to("mock:end");
            on.from(stomp("queue/b")).to("mock:end");
        });
        assertThat(List.of(
                        BrokerSide.subscribed(broker).subscribe().header("destination"),
                        BrokerSide.subscribed(broker).subscribe().header("destination")))
                .containsExactlyInAnyOrder("/queue/a", "/queue/b");
    }

    @Test
    void theLastProducerThatStopsSaysGoodbye() throws Exception {
        start(on -> {
            on.from("direct:a").routeId("a").to(stomp("queue/a"));
            on.from("direct:b").routeId("b").to(stomp("queue/b"));
        });
        BrokerSide side = BrokerSide.connected(broker);
        context.getRouteController().stopRoute("a");
        expectNoFrame(side.connection);
        CompletableFuture<Void> stopped = inBackground(context::stop);
        side.expectGoodbye();
        stopped.join();
    }

    // ---- destinations

    @Test
    void theHeaderOverridesTheDestination() throws Exception {
        start(on -> on.from("direct:in")
                .setHeader(Stomp2Constants.OVERRIDE_DESTINATION, on.constant("topic:news"))
                .to(stomp("queue/orders")));
        BrokerSide side = BrokerSide.connected(broker);
        send("direct:in", "x");
        WireFrame send = side.expectSend("/topic/news");
        assertThat(send.headerNames()).doesNotContain(Stomp2Constants.OVERRIDE_DESTINATION);
    }

    @Test
    void aConsumedHeaderDoesNotOverrideTheDestination() throws Exception {
        start(on -> on.from(stomp("queue/in")).to(stomp("queue/out")));
        BrokerSide.Pair sides = BrokerSide.producerAndConsumer(broker);
        sides.consumer()
                .deliver(
                        "a-1",
                        Map.of(
                                "CamelStomp2OverrideDestination", "/queue/stolen",
                                "camelstomp2overridedestination", "/queue/stolen",
                                "order", "7"),
                        "x");
        WireFrame send = sides.producer().expectSend("/queue/out");
        assertThat(send.header("order")).isEqualTo("7");
        assertThat(send.headerNames()).noneMatch(name -> name.toLowerCase().startsWith("camel"));
        assertThat(send.headerNames()).doesNotContain("message-id", "ack", "subscription");
    }

    @Test
    @Holds(Rule.NO_INJECTION)
    void aHeaderCannotInjectAFrame() throws Exception {
        start(on -> on.from("direct:in").to(stomp("queue/orders")));
        BrokerSide side = BrokerSide.connected(broker);
        ProducerTemplate template = context.createProducerTemplate();
        String evil = "x\n\n\0SEND\ndestination:/queue/stolen\n\n\0";
        inBackground(() -> template.sendBodyAndHeader("direct:in", "x", "order", evil.replace("\0", "")));
        WireFrame send = side.expectSend("/queue/orders");
        assertThat(send.header("order")).isEqualTo(evil.replace("\0", ""));
        expectNoFrame(side.connection);
    }
}
