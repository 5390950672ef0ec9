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
package io.github.camelstomp2.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.protocol.StompUnsupportedOptionException;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Options that brokers call by different names, in routes. */
class VocabularyRoutesTest extends RouteTestSupport {
    private static final String ACTIVEMQ = "ActiveMQ/6.1.7";
    private static final String RABBITMQ = "RabbitMQ/3.10.8";
    private static final Duration A_WHILE = Duration.ofMillis(300);

    private final Queue<String> processed = new ConcurrentLinkedQueue<>();

    private void consume(String destination, String... options) throws Exception {
        start(on -> on.from(stomp(destination, options))
                .routeId("consumer")
                .process(exchange -> processed.add(exchange.getMessage().getBody(String.class))));
    }

    @Test
    void aNamedBrokerThatCannotDoItKeepsTheRouteFromStarting() {
        assertThatThrownBy(() -> consume("queue/a", "broker=rabbitmq", "selector=RAW(a = 1)"))
                .hasStackTraceContaining("selector is not possible on the broker rabbitmq");
    }

    @Test
    void aNamedBrokerThatCannotDoItKeepsAProducerFromStarting() {
        assertThatThrownBy(() ->
                        start(on -> on.from("direct:in").to(stomp("queue/a", "broker=rabbitmq", "deliveryDelay=5s"))))
                .hasStackTraceContaining("deliveryDelay is not possible on the broker rabbitmq");
    }

    @Test
    void aBrokerThatIsFoundOutLaterIsNotAskedForWhatItWouldIgnore() throws Exception {
        consume("queue/a", "selector=RAW(a = 1)");

        BrokerSide.connected(broker, RABBITMQ).connection.expectNoFrame(A_WHILE);
    }

    @Test
    void whatABrokerCannotDoIsFoundOutAtStartWhereThatIsWaitedFor() {
        var starting = inBackground(() -> assertThatThrownBy(
                        () -> consume("queue/a", "selector=RAW(a = 1)", "testConnectionOnStartup=true"))
                .hasStackTraceContaining("selector is not possible on the broker rabbitmq"));
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);
        side.connection.receiptFor(side.connection.expectFrame("DISCONNECT"));

        starting.join();
    }

    @Test
    void aBrokerThatIsNotThereIsFoundOutAtStartWhereThatIsWaitedFor() {
        broker.close();

        assertThatThrownBy(() -> consume("queue/a", "testConnectionOnStartup=true"))
                .hasStackTraceContaining("cannot connect to tcp://");
    }

    @Test
    void aProducerDoesNotStartWithoutItsBrokerWhereThatIsWaitedFor() {
        broker.close();
        context.start();

        assertThatThrownBy(() -> context.createProducerTemplate()
                        .sendBody(stomp("queue/b", "testConnectionOnStartup=true"), "x"))
                .hasStackTraceContaining("cannot connect to tcp://");
    }

    @Test
    void aRouteStartsWhenItsBrokerWasReached() {
        var starting = inBackground(() -> {
            try {
                consume("queue/a", "testConnectionOnStartup=true");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        BrokerSide side = BrokerSide.subscribed(broker, ACTIVEMQ);
        starting.join();

        side.deliver("a-1", "x");
        side.expectAck("a-1");
    }

    @Test
    void aSendThatTheBrokerWouldTakeForAnotherIsRefused() throws Exception {
        start(on -> on.from("direct:in").to(stomp("queue/a", "deliveryDelay=5s")));
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);

        assertThatThrownBy(() -> context.createProducerTemplate().sendBody("direct:in", "x"))
                .cause()
                .isInstanceOf(StompUnsupportedOptionException.class)
                .hasMessageContaining("deliveryDelay is not possible on the broker rabbitmq");
        side.connection.expectNoFrame(A_WHILE);
    }

    @Test
    void browsingDeliversWhatIsThereAcknowledgesNothingAndEnds() throws Exception {
        consume("queue/a", "browse=true");
        BrokerSide side = BrokerSide.subscribed(broker, ACTIVEMQ);
        assertThat(side.subscribe().header("browser")).isEqualTo("true");
        assertThat(side.subscribe().header("ack")).isEqualTo("auto");

        side.deliver("a-1", "first");
        side.connection.send(ServerFrame.of("MESSAGE")
                .header("subscription", side.subscribe().header("id"))
                .header("destination", "/queue/a")
                .header("message-id", "0")
                .header("browser", "end"));

        side.connection.expectFrame("UNSUBSCRIBE");
        await().untilAsserted(() -> assertThat(processed).containsExactly("first"));
        side.connection.expectNoFrame(A_WHILE);
        side.connection.close();
        BrokerSide.connected(broker, ACTIVEMQ).connection.expectNoFrame(A_WHILE);
    }

    @Test
    void aMessageThatFailsWhileBrowsingStaysWhereItIs() throws Exception {
        start(on -> on.from(stomp("queue/a", "browse=true")).process(exchange -> {
            processed.add("failed");
            throw new IllegalStateException("no");
        }));
        BrokerSide side = BrokerSide.subscribed(broker, ACTIVEMQ);

        side.deliver("a-1", "first");

        await().until(() -> processed.contains("failed"));
        side.connection.expectNoFrame(A_WHILE);
    }

    @Test
    void aConsumerOfAStreamGoesOnBehindTheLastMessageBeforeWhichAllAreAcknowledged() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        start(on -> on.from(stomp("queue/a", "queueType=stream", "streamOffset=first", "concurrentConsumers=3"))
                .process(exchange -> {
                    if ("11".equals(exchange.getMessage().getBody(String.class))) {
                        second.await();
                    }
                }));
        BrokerSide side = BrokerSide.subscribed(broker, RABBITMQ);
        assertThat(side.subscribe().header("x-stream-offset")).isEqualTo("first");
        side.deliver("a-1", Map.of("x-stream-offset", "10"), "10");
        side.expectAck("a-1");
        side.deliver("a-2", Map.of("x-stream-offset", "11"), "11");
        side.deliver("a-3", Map.of("x-stream-offset", "12"), "12");
        side.expectAck("a-3");

        side.connection.close();

        assertThat(BrokerSide.subscribed(broker, RABBITMQ).subscribe().header("x-stream-offset"))
                .isEqualTo("offset=11");
        second.countDown();
    }

    @Test
    void aStreamsConsumerThatWasSuspendedGoesOnWhereItWas() throws Exception {
        consume("queue/a", "queueType=stream", "streamOffset=first");
        BrokerSide side = BrokerSide.subscribed(broker, RABBITMQ);
        side.deliver("a-1", Map.of("x-stream-offset", "10"), "x");
        side.expectAck("a-1");

        suspend("consumer");
        side.connection.expectFrame("UNSUBSCRIBE");
        context.getRouteController().resumeRoute("consumer");

        assertThat(side.connection.expectSubscribe().header("x-stream-offset")).isEqualTo("offset=11");
    }

    @Test
    void aMessageOfAStreamIsNeverRefusedSinceThatEndsTheConnection() throws Exception {
        start(on -> on.from(stomp("queue/a", "queueType=stream", "deadLetterMode=none"))
                .throwException(new IllegalStateException("no")));
        BrokerSide side = BrokerSide.subscribed(broker, RABBITMQ);

        side.deliver("a-1", Map.of("x-stream-offset", "10"), "x");

        side.connection.expectFrame("UNSUBSCRIBE");
        assertThat(side.connection.expectSubscribe().header("x-stream-offset")).isEqualTo("offset=10");
    }

    @Test
    void theIdOfASubscriptionCanBeChosen() throws Exception {
        consume("queue/a", "subscriptionId=orders-1");

        BrokerSide side = BrokerSide.subscribed(broker, ACTIVEMQ);

        assertThat(side.subscribe().header("id")).isEqualTo("orders-1");
    }

    @Test
    void aDurableSubscriptionIsKeptWhenTheRouteIsSuspendedAndRemovedWhenItIsStopped() throws Exception {
        consume("topic/prices", "durable=true", "clientId=app", "removeSubscriptionOnStop=true");
        BrokerSide side = BrokerSide.subscribed(broker, ACTIVEMQ);
        assertThat(side.connect.header("client-id")).isEqualTo("app");
        assertThat(side.subscribe().header("activemq.subscriptionName")).isEqualTo("topic.prices");

        suspend("consumer");
        assertThat(side.connection.expectFrame("UNSUBSCRIBE").headerNames())
                .doesNotContain("activemq.subscriptionName");
        var stopped = inBackground(() -> stop("consumer"));
        side.takeSubscribe();
        assertThat(side.connection.expectFrame("UNSUBSCRIBE").headerNames())
                .doesNotContain("activemq.subscriptionName");
        assertThat(side.connection.expectFrame("UNSUBSCRIBE").header("activemq.subscriptionName"))
                .isEqualTo("topic.prices");
        side.connection.receiptFor(side.connection.expectFrame("DISCONNECT"));
        stopped.join();
    }

    @Test
    void rabbitMqForgetsADurableSubscriptionWithItsUnsubscribe() throws Exception {
        consume("topic/prices", "durable=true", "subscriptionName=prices", "removeSubscriptionOnStop=true");
        BrokerSide side = BrokerSide.subscribed(broker, RABBITMQ);

        var stopped = inBackground(() -> context.stop());
        side.connection.expectFrame("UNSUBSCRIBE");
        side.takeSubscribe();
        WireFrame unsubscribe = side.connection.expectFrame("UNSUBSCRIBE");
        assertThat(unsubscribe.header("durable")).isEqualTo("true");
        assertThat(unsubscribe.header("x-queue-name")).isEqualTo("prices");
        side.connection.receiptFor(side.connection.expectFrame("DISCONNECT"));
        stopped.join();
    }

    @Test
    void consumersAndProducersOnOneConnection() throws Exception {
        start(on -> on.from(stomp("topic/a", "sharedConnection=true", "noLocal=true", "clientId=app"))
                .to(stomp("queue/b", "sharedConnection=true", "clientId=app")));
        BrokerSide side = BrokerSide.subscribed(broker, ACTIVEMQ);
        assertThat(side.subscribe().header("activemq.noLocal")).isEqualTo("true");

        side.deliver("a-1", "x");
        side.connection.receiptFor(side.expectSend("/queue/b"));

        side.expectAck("a-1");
    }

    @Test
    void aClientIdIsForTheConsumersConnectionSinceTwoMayNotHaveTheSame() throws Exception {
        start(on -> on.from(stomp("queue/a", "clientId=app")).to(stomp("queue/b", "clientId=app")));

        BrokerSide.Pair pair = BrokerSide.producerAndConsumer(broker, ACTIVEMQ);

        assertThat(pair.consumer().connect.header("client-id")).isEqualTo("app");
        assertThat(pair.producer().connect.headerNames()).doesNotContain("client-id");
    }

    @Test
    void twoSubscriptionsOfOneConnectionDoNotHaveTheSameId() throws Exception {
        start(on -> {
            for (String queue : List.of("queue/a", "queue/b")) {
                on.from(stomp(queue, "sharedConnection=true", "subscriptionId=mine"))
                        .process(exchange -> processed.add("x"));
            }
        });
        BrokerSide side = BrokerSide.subscribed(broker, ACTIVEMQ);

        assertThat(side.subscribe().header("destination")).isEqualTo("/queue/a");
        side.connection.expectNoFrame(A_WHILE);
    }
}
