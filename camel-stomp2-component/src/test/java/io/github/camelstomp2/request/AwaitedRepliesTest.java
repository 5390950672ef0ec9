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

import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeTimedOutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which replies are those that a request waits for, and how long it does. */
@Timeout(60)
class AwaitedRepliesTest extends RequestingTestSupport {
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
        expectNoFrame(next.connection);
    }

    @Test
    void aReceiptAloneIsNotTheEnd() throws Exception {
        startAsking();
        CompletableFuture<Exchange> asked = ask("apples?");
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);
        WireFrame request = side.expectSend("/queue/prices");
        side.connection.receiptFor(request);
        expectNoFrame(side.connection);
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
        startAsking("requestTimeout=2000");
        CompletableFuture<Exchange> asked =
                ask("direct:in", exchange -> exchange.getMessage().setHeader("correlation-id", "order-7"));
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);
        side.connection.receiptFor(side.expectSend("/queue/prices"));

        assertThat(failure(asked))
                .isInstanceOf(ExchangeTimedOutException.class)
                .hasMessageContaining("within: 2000 millis")
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
        expectNoFrame(BrokerSide.connected(broker, RABBITMQ).connection);
    }

    @Test
    void aLateReplyIsDroppedAndCounted() throws Exception {
        startAsking("requestTimeout=2000");
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
}
