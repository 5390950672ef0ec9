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
package io.github.camelstomp2.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.SynchronizationAdapter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes that end with an Error, which Camel does not catch: a failed message like any other. */
@Timeout(60)
class RouteErrorsTest extends RouteTestSupport {
    private static final String DLQ = "/queue/DLQ.orders";

    private static void overflow(Exchange exchange) {
        throw new StackOverflowError();
    }

    private static void refute(Exchange exchange) {
        throw new AssertionError("two are three");
    }

    private void expectToStopAtOnce(BrokerSide side) throws Exception {
        await().until(() -> context.getInflightRepository().size() == 0);
        context.getShutdownStrategy().setTimeout(60); // so that it is not what ends the waiting
        var stopped = inBackground(context::stop);
        side.expectEndOfConsumer();
        stopped.get(20, TimeUnit.SECONDS);
    }

    @Test
    void itIsADeadLetterThatSaysWhichAndTheNextMessageIsProcessed() throws Exception {
        start(on -> on.from(stomp("queue/orders"))
                .routeId("in")
                .choice()
                .when(on.body().isEqualTo("bad"))
                .process(RouteErrorsTest::refute));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "bad");
        WireFrame letter = side.expectDeadLetter(DLQ, "a-1");
        assertThat(letter.header("dead-letter-exception")).isEqualTo("java.lang.AssertionError");
        assertThat(letter.header("dead-letter-reason")).isEqualTo("two are three");
        side.deliver("a-2", "good");
        side.expectAck("a-2");
        expectToStopAtOnce(side);
    }

    @Test
    void aStackThatOverflowsInARouteBehindAnotherIsAFailedMessage() throws Exception {
        start(on -> {
            on.from(stomp("queue/orders")).routeId("in").to("direct:next");
            on.from("direct:next").setBody(on.constant("y")).process(RouteErrorsTest::overflow);
        });
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        assertThat(side.expectDeadLetter(DLQ, "a-1").header("dead-letter-exception"))
                .isEqualTo("java.lang.StackOverflowError");
        expectToStopAtOnce(side);
    }

    @ParameterizedTest
    @ValueSource(strings = {"confirm=true", "transacted=true"})
    void itIsAFailedMessageBehindASendToo(String options) throws Exception {
        start(on -> on.from(stomp("queue/orders"))
                .routeId("in")
                .to(stomp("queue/b", options))
                .process(RouteErrorsTest::overflow)
                .to("mock:never"));
        BrokerSide.Pair sides = BrokerSide.producerAndConsumer(broker);
        sides.consumer().deliver("a-1", "x");
        if (options.equals("confirm=true")) {
            sides.producer().connection.receiptFor(sides.producer().expectSend("/queue/b"));
        }
        sides.consumer().expectDeadLetter(DLQ, "a-1");
        sides.consumer().deliver("a-2", "x");
        if (options.equals("confirm=true")) {
            sides.producer().connection.receiptFor(sides.producer().expectSend("/queue/b"));
        }
        sides.consumer().expectDeadLetter(DLQ, "a-2");
        await().untilAsserted(
                        () -> assertThat(context.getInflightRepository().size()).isZero());
        context.getEndpoint("mock:never", MockEndpoint.class).expectedMessageCount(0);
        MockEndpoint.assertIsSatisfied(context);
    }

    @Test
    void whoSentTheExchangeLearnsOfAnErrorBehindASendThatIsNotRepeated() throws Exception {
        start(on -> {
            on.errorHandler(on.defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(1));
            on.from("direct:in").to(stomp("queue/b")).process(RouteErrorsTest::overflow);
        });
        BrokerSide side = BrokerSide.connected(broker);
        var sent = inBackground(
                () -> assertThatThrownBy(() -> context.createProducerTemplate().sendBody("direct:in", "x"))
                        .isInstanceOf(CamelExecutionException.class)
                        .hasRootCauseInstanceOf(StackOverflowError.class));
        side.connection.receiptFor(side.expectSend("/queue/b"));
        sent.get(20, TimeUnit.SECONDS);
    }

    @Test
    void aRouteCanCatchItBehindASend() throws Exception {
        start(on -> on.from(stomp("queue/orders"))
                .doTry()
                .to(stomp("queue/b"))
                .process(RouteErrorsTest::overflow)
                .doCatch(Throwable.class)
                .to("mock:caught")
                .end());
        BrokerSide.Pair sides = BrokerSide.producerAndConsumer(broker);
        sides.consumer().deliver("a-1", "x");
        sides.producer().connection.receiptFor(sides.producer().expectSend("/queue/b"));
        sides.consumer().expectAck("a-1");
        context.getEndpoint("mock:caught", MockEndpoint.class).expectedMessageCount(1);
        MockEndpoint.assertIsSatisfied(context);
    }

    @ParameterizedTest
    @ValueSource(strings = {"split", "multicast", "setBody", "filter"})
    void itIsAFailedMessageWhereverItIsThrown(String where) throws Exception {
        start(on -> {
            var route = on.from(stomp("queue/orders")).routeId("in");
            switch (where) {
                case "split" ->
                    route.split(on.body())
                            .process(RouteErrorsTest::overflow)
                            .end()
                            .to("mock:after");
                case "multicast" ->
                    route.multicast().to("direct:overflows", "mock:other").end().to("mock:after");
                case "setBody" -> route.setBody(RouteErrorsTest::noBody).to("mock:after");
                default ->
                    route.filter(exchange -> RouteErrorsTest.noBody(exchange) != null)
                            .to("mock:after");
            }
            on.from("direct:overflows").process(RouteErrorsTest::overflow);
        });
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        side.expectDeadLetter(DLQ, "a-1");
        side.deliver("a-2", "x");
        side.expectDeadLetter(DLQ, "a-2");
        await().untilAsserted(() ->
                assertThat(context.getInflightRepository().size("in")).isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"threads", "seda", "delay", "behind a delay"})
    void itIsAFailedMessageOnThreadsOfCamelToo(String where) throws Exception {
        start(on -> {
            var route = on.from(stomp("queue/orders"));
            switch (where) {
                case "threads" -> route.threads(1).process(RouteErrorsTest::refute);
                case "seda" -> route.to("seda:next?waitForTaskToComplete=Always");
                case "delay" -> route.delay(1).asyncDelayed().process(RouteErrorsTest::refute);
                default ->
                    route.delay(1)
                            .asyncDelayed()
                            .setBody(RouteErrorsTest::noBody)
                            .to("mock:never");
            }
            on.from("seda:next").process(RouteErrorsTest::refute);
        });
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        side.expectDeadLetter(DLQ, "a-1");
        side.deliver("a-2", "x");
        side.expectDeadLetter(DLQ, "a-2");
        expectToStopAtOnce(side);
    }

    @ParameterizedTest
    @ValueSource(strings = {"split", "multicast", "enrich"})
    void itIsAFailedMessageWhereExchangesArePutTogetherBehindASend(String where) throws Exception {
        AggregationStrategy refuting = (before, next) -> {
            throw new AssertionError("two are three");
        };
        start(on -> {
            on.from("direct:b").to(ExchangePattern.InOnly, stomp("queue/b"));
            var route = on.from(stomp("queue/orders"));
            switch (where) {
                case "split" ->
                    route.split(on.body(), refuting).to(stomp("queue/b")).end();
                case "multicast" ->
                    route.multicast(refuting).to(stomp("queue/b")).end();
                case "enrich" -> route.enrich("direct:b", refuting);
                default ->
                    route.split(on.body())
                            .multicast(refuting)
                            .to(stomp("queue/b"))
                            .end()
                            .end();
            }
            route.to("mock:never");
        });
        BrokerSide.Pair sides = BrokerSide.producerAndConsumer(broker);
        for (String id : List.of("a-1", "a-2")) {
            sides.consumer().deliver(id, "x");
            sides.producer().connection.receiptFor(sides.producer().expectSend("/queue/b"));
            sides.consumer().expectDeadLetter(DLQ, id);
        }
        await().untilAsserted(
                        () -> assertThat(context.getInflightRepository().size()).isZero());
    }

    private static Object noBody(Exchange exchange) {
        throw new StackOverflowError();
    }

    @Test
    void othersThatWaitForTheEndOfTheExchangeAreTold() throws Exception {
        MockEndpoint told = context.getEndpoint("mock:told", MockEndpoint.class);
        told.expectedMessageCount(1);
        start(on -> on.from(stomp("queue/orders"))
                .process(exchange -> exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                    @Override
                    public void onFailure(Exchange failed) {
                        context.createProducerTemplate().sendBody("mock:told", "x");
                    }
                }))
                .process(RouteErrorsTest::overflow));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        side.expectDeadLetter(DLQ, "a-1");
        told.assertIsSatisfied();
    }

    @Test
    void aDeadLetterEndpointThatEndsWithOneGivesTheMessageBack() throws Exception {
        start(on -> {
            on.from(stomp("queue/orders", "deadLetterUri=direct:dead")).process(RouteErrorsTest::refute);
            on.from("direct:dead").process(RouteErrorsTest::overflow);
        });
        BrokerSide side = BrokerSide.subscribed(broker, "RabbitMQ/4.1.0");
        side.deliver("a-1", "x");
        assertThat(side.expectNack("a-1").header("requeue")).isEqualTo("true");
    }

    @Test
    void aRequestWhoseRouteEndsWithOneIsADeadLetterAndNotAnswered() throws Exception {
        start(on -> on.from(stomp("queue/orders")).process(RouteErrorsTest::refute));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", Map.of("reply-to", "/queue/answers"), "x");
        side.expectDeadLetter(DLQ, "a-1");
    }
}
