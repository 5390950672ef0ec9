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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Exchanges that want a reply: where it comes, and what becomes of them. */
@Timeout(60)
class RequestingRoutesTest extends RequestingTestSupport {
    // ---- where replies come, by broker

    @Test
    void onActiveMqARequestGoesOutWhenItsTemporaryQueueIsSubscribed() throws Exception {
        startAsking();
        CompletableFuture<Exchange> asked = ask("apples?");
        BrokerSide side = BrokerSide.connected(broker, ACTIVEMQ);
        WireFrame subscribe = side.connection.expectSubscribe();
        assertThat(subscribe.header("destination")).isEqualTo("/temp-queue/replies-1");
        assertThat(subscribe.header("ack")).isEqualTo("auto");
        expectNoFrame(side.connection);

        side.connection.receiptFor(subscribe);
        WireFrame request = side.expectSend("/queue/prices");
        assertThat(request.header("reply-to")).isEqualTo("/temp-queue/replies-1");
        assertThat(request.header("correlation-id")).isNotBlank();
        side.connection.receiptFor(request);
        reply(side, subscribe.header("id"), request, "3");

        assertThat(answer(asked)).isEqualTo("3");
    }

    @Test
    void onRabbitMqNothingIsSubscribedForReplies() throws Exception {
        startAsking();
        CompletableFuture<Exchange> asked = ask("apples?");
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);
        WireFrame request = side.expectSend("/queue/prices");
        assertThat(request.header("reply-to")).isEqualTo(RABBITMQ_REPLIES);
        side.connection.receiptFor(request);
        reply(side, RABBITMQ_REPLIES, request, "3");

        assertThat(answer(asked)).isEqualTo("3");
    }

    @Test
    void onArtemisRepliesComeToAnAddressOfTheConnectionsOwn() throws Exception {
        startAsking();
        CompletableFuture<Exchange> asked = ask("apples?");
        BrokerSide side = subscribed(ARTEMIS);
        assertThat(side.subscribe().header("destination")).startsWith("stomp2.replies.");
        assertThat(side.subscribe().header("subscription-type")).isEqualTo("MULTICAST");
        assertThat(side.subscribe().header("consumer-window-size")).isEqualTo("-1");
        WireFrame request = side.expectSend("/queue/prices");
        assertThat(request.header("reply-to")).isEqualTo(side.subscribe().header("destination"));
        side.connection.receiptFor(request);
        reply(side, request, "3");

        assertThat(answer(asked)).isEqualTo("3");
    }

    @Test
    void onAnUnknownBrokerRepliesComeToAQueueOfTheConnectionsOwn() throws Exception {
        startAsking();
        CompletableFuture<Exchange> asked = ask("apples?");
        BrokerSide side = subscribed(null);
        assertThat(side.subscribe().header("destination")).startsWith("/queue/stomp2.replies.");
        WireFrame request = side.expectSend("/queue/prices");
        side.connection.receiptFor(request);
        reply(side, request, "3");

        assertThat(answer(asked)).isEqualTo("3");
    }

    @Test
    void onEveryBrokerANamedQueueForRepliesIsSubscribed() throws Exception {
        startAsking("replyTo=queue:answers");
        CompletableFuture<Exchange> asked = ask("apples?");
        BrokerSide side = subscribed(RABBITMQ);
        assertThat(side.subscribe().header("destination")).isEqualTo("/queue/answers");
        assertThat(side.subscribe().header("ack")).isEqualTo("auto");
        WireFrame request = side.expectSend("/queue/prices");
        assertThat(request.header("reply-to"))
                .as("the name of a queue, as AMQP services expect it")
                .isEqualTo("answers");
        side.connection.receiptFor(request);
        reply(side, request, "3");

        assertThat(answer(asked)).isEqualTo("3");
    }

    @Test
    void allRequestsOfAConnectionShareOneQueueForReplies() throws Exception {
        start(on -> {
            on.from("direct:a").to(stomp("queue/a"));
            on.from("direct:b").toD(stomp("queue/${body}"));
            on.from("direct:c")
                    .setHeader(Stomp2Constants.OVERRIDE_DESTINATION, on.constant("queue/c"))
                    .to(stomp("queue/a"));
        });
        CompletableFuture<Exchange> a = ask("direct:a", "x");
        BrokerSide side = subscribed(ACTIVEMQ);
        WireFrame toA = side.expectSend("/queue/a");
        CompletableFuture<Exchange> b = ask("direct:b", "b");
        WireFrame toB = side.expectSend("/queue/b");
        CompletableFuture<Exchange> c = ask("direct:c", "x");
        WireFrame toC = side.expectSend("/queue/c");
        side.connection.receiptFor(toC);
        side.connection.receiptFor(toB);
        side.connection.receiptFor(toA);
        reply(side, toC, "of c");
        reply(side, toB, "of b");
        reply(side, toA, "of a");

        assertThat(answer(a)).isEqualTo("of a");
        assertThat(answer(b)).isEqualTo("of b");
        assertThat(answer(c)).isEqualTo("of c");
        assertThat(end(c).getMessage().getHeaders()).doesNotContainKey(Stomp2Constants.OVERRIDE_DESTINATION);
        expectNoFrame(side.connection);
    }

    // ---- what becomes of the exchange

    @Test
    void theReplyIsTheMessageAndThePropertiesOfTheExchangeStay() throws Exception {
        startAsking();
        CompletableFuture<Exchange> asked = ask("direct:in", exchange -> {
            exchange.getMessage().setBody("apples?");
            exchange.getMessage().setHeader("question", "7");
            exchange.setProperty("shop", "corner");
            exchange.setProperty(Stomp2Constants.DESTINATION, "/queue/origin");
        });
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);
        WireFrame request = side.expectSend("/queue/prices");
        side.connection.receiptFor(request);
        reply(
                side,
                RABBITMQ_REPLIES,
                request,
                "3",
                Map.of("currency", "EUR", "CamelFileName", "/etc/passwd", "reply-to", "/queue/more"));

        Exchange exchange = end(asked);
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry("currency", "EUR")
                .doesNotContainKeys("question", "CamelFileName", "reply-to", "correlation-id", "subscription");
        assertThat(exchange.getProperty("shop")).isEqualTo("corner");
        assertThat(exchange.getProperty(Stomp2Constants.DESTINATION)).isEqualTo("/queue/origin");
        assertThat(exchange.getProperty(Stomp2Constants.REPLY_TO)).isNull();
    }

    @Test
    void jsonGoesBothWays() throws Exception {
        startAsking("payload=json");
        CompletableFuture<Exchange> asked =
                ask("direct:in", exchange -> exchange.getMessage().setBody(Map.of("of", "apples")));
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);
        WireFrame request = side.expectSend("/queue/prices");
        assertThat(request.bodyText()).isEqualTo("{\"of\":\"apples\"}");
        reply(side, RABBITMQ_REPLIES, request, "{\"price\":3}");

        assertThat(end(asked).getMessage().getBody()).isEqualTo(Map.of("price", 3));
    }

    @Test
    void aReplyThatCannotBeReadFailsTheExchangeWhichHoldsItAsItCame() throws Exception {
        startAsking("payload=json");
        CompletableFuture<Exchange> asked = ask("{}");
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);
        reply(side, RABBITMQ_REPLIES, side.expectSend("/queue/prices"), "three");

        assertThat(failure(asked)).hasStackTraceContaining("Unrecognized token 'three'");
        assertThat(end(asked).getMessage().getBody(byte[].class)).isEqualTo("three".getBytes());
    }

    @Test
    void theRouteGoesOnAWorkerThread() throws Exception {
        AtomicReference<String> thread = new AtomicReference<>();
        start(on -> on.from("direct:in")
                .to(stomp("queue/prices"))
                .process(exchange -> thread.set(Thread.currentThread().getName())));
        CompletableFuture<Exchange> asked = ask("apples?");
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);
        reply(side, RABBITMQ_REPLIES, side.expectSend("/queue/prices"), "3");
        end(asked);

        assertThat(thread.get()).contains("Stomp2Worker");
    }

    @Test
    void anInOnlyExchangeAsksNobody() throws Exception {
        startAsking();
        CompletableFuture<Void> sent =
                inBackground(() -> context.createProducerTemplate().sendBody("direct:in", "x"));
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);
        WireFrame send = side.expectSend("/queue/prices");
        assertThat(send.headerNames()).doesNotContain("reply-to", "correlation-id");
        side.connection.receiptFor(send);
        sent.join();
    }

    @Test
    void aRequestInATransactionIsRefused() throws Exception {
        startAsking("transacted=true");
        assertThat(failure(ask("apples?")))
                .hasMessageContaining("A request cannot be sent by an endpoint with transacted=true")
                .hasMessageContaining("ExchangePattern.InOnly");
    }

    @Test
    void aQueueForRepliesThatCannotBeOneIsRefusedWhenTheRouteStarts() {
        assertThatThrownBy(() -> startAsking("replyTo=queue/prices"))
                .hasStackTraceContaining("replyTo=queue/prices is the destination of the requests too");
        assertThatThrownBy(() -> startAsking("replyTo=temp-queue/x"))
                .hasStackTraceContaining("replyTo=temp-queue/x is not allowed");
    }
}
