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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompReplyLostException;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ExchangeTimedOutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Exchanges that want a reply. */
@Timeout(60)
class RequestingRoutesTest extends RouteTestSupport {
    private static final String ACTIVEMQ = "ActiveMQ/6.1.7";
    private static final String ARTEMIS = "ActiveMQ-Artemis/2.50.0 ActiveMQ Artemis Messaging Engine";
    private static final String RABBITMQ = "RabbitMQ/3.10.8";
    private static final String RABBITMQ_REPLIES = "/temp-queue/replies-1";
    private static final Duration A_WHILE = Duration.ofMillis(150);

    /** One that asks, and the exchange when it is done. */
    private CompletableFuture<Exchange> ask(String endpoint, Consumer<Exchange> request) {
        return context.createProducerTemplate().asyncSend(endpoint, exchange -> {
            exchange.setPattern(ExchangePattern.InOut);
            request.accept(exchange);
        });
    }

    private CompletableFuture<Exchange> ask(String endpoint, String body) {
        return ask(endpoint, exchange -> exchange.getMessage().setBody(body));
    }

    private CompletableFuture<Exchange> ask(String body) {
        return ask("direct:in", body);
    }

    private static Exchange end(CompletableFuture<Exchange> asked) {
        try {
            return asked.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the exchange has not ended", e);
        }
    }

    private static Exception failure(CompletableFuture<Exchange> asked) {
        return end(asked).getException();
    }

    private static String answer(CompletableFuture<Exchange> asked) {
        Exchange exchange = end(asked);
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(String.class);
    }

    private static void reply(BrokerSide side, String subscription, WireFrame request, String body) {
        reply(side, subscription, request, body, Map.of());
    }

    private static void reply(
            BrokerSide side, String subscription, WireFrame request, String body, Map<String, String> more) {
        side.connection.send(ServerFrame.of("MESSAGE")
                .header("subscription", subscription)
                .header("destination", "/queue/whatever")
                .header("message-id", "m-" + body)
                .header("correlation-id", request.header("correlation-id"))
                .header("content-type", "text/plain")
                .headers(more)
                .body(body));
    }

    /** Past the SUBSCRIBE for replies. */
    private BrokerSide subscribed(String server) {
        return BrokerSide.connected(broker, server).takeSubscribe();
    }

    private void reply(BrokerSide side, WireFrame request, String body) {
        reply(side, side.subscribe().header("id"), request, body);
    }

    private void startAsking(String... options) throws Exception {
        start(on -> on.from("direct:in").to(stomp("queue/prices", options)));
    }

    // ---- where replies come, by broker

    @Test
    void onActiveMqARequestGoesOutWhenItsTemporaryQueueIsSubscribed() throws Exception {
        startAsking();
        CompletableFuture<Exchange> asked = ask("apples?");
        BrokerSide side = BrokerSide.connected(broker, ACTIVEMQ);
        WireFrame subscribe = side.connection.expectSubscribe();
        assertThat(subscribe.header("destination")).isEqualTo("/temp-queue/replies-1");
        assertThat(subscribe.header("ack")).isEqualTo("auto");
        side.connection.expectNoFrame(A_WHILE);

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
        assertThat(request.header("reply-to")).isEqualTo("/queue/answers");
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
        side.connection.expectNoFrame(A_WHILE);
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

    // ---- receipt and reply

    @Test
    void aReplyThatComesBeforeTheReceiptIsASuccessAndTheRequestIsNotSentAgain() throws Exception {
        startAsking();
        CompletableFuture<Exchange> asked = ask("apples?");
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);
        reply(side, RABBITMQ_REPLIES, side.expectSend("/queue/prices"), "3");
        assertThat(answer(asked)).isEqualTo("3");

        side.connection.close();
        BrokerSide next = BrokerSide.connected(broker, RABBITMQ);
        next.connection.expectNoFrame(A_WHILE);
    }

    @Test
    void aReceiptAloneIsNotTheEnd() throws Exception {
        startAsking();
        CompletableFuture<Exchange> asked = ask("apples?");
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);
        WireFrame request = side.expectSend("/queue/prices");
        side.connection.receiptFor(request);
        side.connection.expectNoFrame(A_WHILE);
        assertThat(asked).isNotDone();
        reply(side, RABBITMQ_REPLIES, request, "3");
        assertThat(answer(asked)).isEqualTo("3");
    }

    @Test
    void withoutConfirmationARequestIsAnsweredToo() throws Exception {
        startAsking("confirm=false");
        CompletableFuture<Exchange> asked = ask("apples?");
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);
        WireFrame request = side.expectSend("/queue/prices");
        assertThat(request.has("receipt")).isFalse();
        reply(side, RABBITMQ_REPLIES, request, "3");
        assertThat(answer(asked)).isEqualTo("3");
    }

    @Test
    void aRefusedRequestFailsAtOnceWithTheBrokersWords() throws Exception {
        startAsking();
        CompletableFuture<Exchange> asked = ask("apples?");
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);
        side.refuse(side.expectSend("/queue/prices"));
        assertThat(failure(asked)).isInstanceOf(StompBrokerException.class).hasMessageContaining("not allowed");
    }

    // ---- time

    @Test
    void aRequestThatNobodyAnswersEndsWhenItsTimeIsUp() throws Exception {
        startAsking("requestTimeout=200");
        CompletableFuture<Exchange> asked =
                ask("direct:in", exchange -> exchange.getMessage().setHeader("correlation-id", "order-7"));
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);
        side.connection.receiptFor(side.expectSend("/queue/prices"));

        assertThat(failure(asked))
                .isInstanceOf(ExchangeTimedOutException.class)
                .hasMessageContaining("within: 200 millis")
                .hasMessageContaining("/queue/prices")
                .hasMessageContaining("order-7")
                .hasMessageContaining("the broker has the request");
    }

    @Test
    void aRequestThatFindsNoBrokerIsNotSentAfterItsTimeIsUp() throws Exception {
        broker.refuse();
        startAsking("requestTimeout=200");
        assertThat(failure(ask("apples?")))
                .isInstanceOf(ExchangeTimedOutException.class)
                .hasMessageContaining("the request was not sent");

        broker.reopen();
        BrokerSide.connected(broker, RABBITMQ).connection.expectNoFrame(A_WHILE);
    }

    @Test
    void aLateReplyIsDroppedAndCounted() throws Exception {
        startAsking("requestTimeout=200");
        CompletableFuture<Exchange> asked = ask("apples?");
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);
        WireFrame request = side.expectSend("/queue/prices");
        side.connection.receiptFor(request);
        assertThat(failure(asked)).isInstanceOf(ExchangeTimedOutException.class);

        reply(side, RABBITMQ_REPLIES, request, "3");
        reply(side, RABBITMQ_REPLIES, request, "3 again");

        await().until(() -> lateReplies() == 2);
    }

    /** As an operator reads it. */
    private long lateReplies() throws Exception {
        javax.management.MBeanServer server =
                context.getManagementStrategy().getManagementAgent().getMBeanServer();
        javax.management.ObjectName name =
                server.queryNames(new javax.management.ObjectName("org.apache.camel:type=endpoints,*"), null).stream()
                        .filter(candidate -> candidate.toString().contains("stomp2"))
                        .findFirst()
                        .orElseThrow();
        return (Long) server.getAttribute(name, "LateReplies");
    }

    // ---- correlation

    @Test
    void theCorrelationIdOfTheMessageIsUsedAndStays() throws Exception {
        startAsking();
        CompletableFuture<Exchange> asked =
                ask("direct:in", exchange -> exchange.getMessage().setHeader("correlation-id", "order-7"));
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);
        WireFrame request = side.expectSend("/queue/prices");
        assertThat(request.header("correlation-id")).isEqualTo("order-7");
        reply(side, RABBITMQ_REPLIES, request, "3");
        assertThat(end(asked).getMessage().getHeader("correlation-id")).isEqualTo("order-7");
    }

    @Test
    void aCorrelationIdThatAnotherRequestHasIsReplacedOnTheWireOnly() throws Exception {
        startAsking();
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);
        Consumer<Exchange> order = exchange -> exchange.getMessage().setHeader("correlation-id", "order-7");
        CompletableFuture<Exchange> first = ask("direct:in", order);
        WireFrame one = side.expectSend("/queue/prices");
        CompletableFuture<Exchange> second = ask("direct:in", order);
        WireFrame two = side.expectSend("/queue/prices");
        assertThat(two.header("correlation-id")).isNotEqualTo("order-7");
        reply(side, RABBITMQ_REPLIES, two, "2");
        reply(side, RABBITMQ_REPLIES, one, "1");

        assertThat(answer(first)).isEqualTo("1");
        assertThat(answer(second)).isEqualTo("2");
        assertThat(end(second).getMessage().getHeader("correlation-id")).isEqualTo("order-7");
        CompletableFuture<Exchange> third = ask("direct:in", order);
        WireFrame three = side.expectSend("/queue/prices");
        assertThat(three.header("correlation-id")).isEqualTo("order-7");
        reply(side, RABBITMQ_REPLIES, three, "3");
        answer(third);
    }

    @Test
    void theSecondAnswerOfTheFirstServiceIsNotTakenForThatOfTheSecondOne() throws Exception {
        start(on -> on.from("direct:in")
                .setProperty(Stomp2Constants.CORRELATION_ID, on.constant("carried"))
                .setHeader("correlation-id", on.constant("carried"))
                .to(stomp("queue/stock"))
                .to(stomp("queue/prices")));
        CompletableFuture<Exchange> asked = ask("apples?");
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);
        WireFrame stock = side.expectSend("/queue/stock");
        assertThat(stock.header("correlation-id")).isEqualTo("carried");
        reply(side, RABBITMQ_REPLIES, stock, "in stock");
        WireFrame prices = side.expectSend("/queue/prices");
        reply(side, RABBITMQ_REPLIES, stock, "in stock, said twice");
        reply(side, RABBITMQ_REPLIES, prices, "3");

        assertThat(answer(asked)).isEqualTo("3");
    }

    // ---- the connection is lost

    @Test
    void aDeliveredRequestWhoseTemporaryQueueIsGoneFailsAtOnce() throws Exception {
        for (String server : new String[] {ACTIVEMQ, RABBITMQ}) {
            startAsking();
            CompletableFuture<Exchange> asked = ask("apples?");
            BrokerSide side = server.equals(ACTIVEMQ) ? subscribed(server) : BrokerSide.connected(broker, server);
            side.connection.receiptFor(side.expectSend("/queue/prices"));
            side.connection.expectNoFrame(A_WHILE);
            side.connection.close();

            assertThat(failure(asked))
                    .isInstanceOf(StompReplyLostException.class)
                    .hasMessageContaining("the request to /queue/prices")
                    .hasMessageContaining("was delivered");
            stopAll();
            startBroker();
        }
    }

    @Test
    void aRequestThatNeededNoConfirmationIsUnknownWhenItsQueueIsGone() throws Exception {
        startAsking("confirm=false");
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
        side.connection.expectNoFrame(A_WHILE);
        side.connection.close();

        BrokerSide next = subscribed(ACTIVEMQ);
        assertThat(next.subscribe().header("destination")).isEqualTo("/queue/answers");
        next.connection.expectNoFrame(A_WHILE);
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
        next.connection.expectNoFrame(A_WHILE);
        next.connection.receiptFor(subscribe);
        WireFrame again = next.expectSend("/queue/prices");
        assertThat(again.header("reply-to")).isEqualTo(subscribe.header("destination"));
        next.connection.receiptFor(again);
        reply(next, subscribe.header("id"), again, "3");
        assertThat(answer(asked)).isEqualTo("3");
    }

    @Test
    void aRequestIsSentAgainNoMoreOftenThanAnyOtherMessage() throws Exception {
        startAsking("sendAttempts=1");
        CompletableFuture<Exchange> asked = ask("apples?");
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);
        side.expectSend("/queue/prices");
        side.connection.close();

        assertThat(failure(asked)).isInstanceOf(StompUnconfirmedException.class);
    }

    @Test
    void aDeliveredRequestFailsWhenTheClientGivesUpConnecting() throws Exception {
        startAsking("replyTo=queue/answers", "reconnectMaxAttempts=1");
        CompletableFuture<Exchange> asked = ask("apples?");
        BrokerSide side = subscribed(RABBITMQ);
        side.connection.receiptFor(side.expectSend("/queue/prices"));
        side.connection.expectNoFrame(A_WHILE);
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
        side.connection.expectNoFrame(A_WHILE);
    }

    @Test
    void aQueueForRepliesThatTheBrokerTakesAwayIsReplaced() throws Exception {
        startAsking();
        CompletableFuture<Exchange> asked = ask("apples?");
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);
        side.connection.receiptFor(side.expectSend("/queue/prices"));
        side.connection.expectNoFrame(A_WHILE);
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
        startAsking("requestTimeout=300");
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
                context.getEndpoint(stomp("queue/prices", "requestTimeout=300"), Stomp2Endpoint.class);
        SendRoom room = endpoint.component().requestRoom(endpoint.producerOptions());
        room.leave(room.enter(64 * 1024 * 1024, Duration.ZERO));
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
        side.connection.expectNoFrame(A_WHILE);

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
        assertThat(catchThrowable(
                        () -> BrokerSide.connected(broker, RABBITMQ).connection.expectNoFrame(A_WHILE)))
                .isNull();
    }
}
