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
package io.github.camelstomp2.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.WireFrame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a route with {@code djangoStomp=true} writes and reads. */
@Timeout(60)
class DjangoStompRoutesTest extends RouteTestSupport {
    private static final String RABBITMQ = "RabbitMQ/3.10.8";
    private static final String ACTIVEMQ = "ActiveMQ/6.1.7";
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final Queue<Object> processed = new ConcurrentLinkedQueue<>();

    private void consume(String destination, String... options) throws Exception {
        start(on -> on.from(stomp(destination, options) + "&djangoStomp=true")
                .routeId("consumer")
                .process(exchange -> processed.add(exchange.getMessage().getBody())));
    }

    private CompletableFuture<Void> send(Object body, Map<String, Object> headers, String... options) {
        context.start();
        ProducerTemplate template = context.createProducerTemplate();
        String uri = stomp("queue/orders", options) + "&djangoStomp=true";
        return inBackground(() -> template.sendBodyAndHeaders(uri, body, headers));
    }

    private WireFrame sent(String server, Object body, Map<String, Object> headers, String... options) {
        CompletableFuture<Void> done = send(body, headers, options);
        BrokerSide side = BrokerSide.connected(broker, server);
        WireFrame send = side.expectSend("/queue/orders");
        side.connection.receiptFor(send);
        done.join();
        return send;
    }

    // ---- who it is

    @Test
    void aConsumerWithoutANameIsAListenerOfItsOwn() throws Exception {
        consume("queue/orders");

        assertThat(BrokerSide.connected(broker).connect.header("client-id")).matches(UUID + "-listener");
    }

    @Test
    void consumersOfOneNameAreDifferentListenersAlsoWhenTheyComeBack() throws Exception {
        consume("queue/orders", "clientId=shop");
        BrokerSide first = BrokerSide.connected(broker);
        first.connection.reset();
        BrokerSide second = BrokerSide.connected(broker);

        assertThat(first.connect.header("client-id")).matches("shop-[0-9a-f]{32}-listener");
        assertThat(second.connect.header("client-id"))
                .matches("shop-[0-9a-f]{32}-listener")
                .isNotEqualTo(first.connect.header("client-id"));
    }

    @Test
    void whoComesBackToADurableSubscriptionIsTheSameListener() throws Exception {
        consume("topic/prices", "clientId=shop", "durable=true", "subscriptionId=prices");
        BrokerSide first = BrokerSide.subscribed(broker, ACTIVEMQ);
        first.connection.reset();
        BrokerSide second = BrokerSide.subscribed(broker, ACTIVEMQ);

        for (BrokerSide side : List.of(first, second)) {
            assertThat(side.connect.header("client-id")).isEqualTo("shop-listener");
            assertThat(side.subscribe().header("activemq.subscriptionName")).isEqualTo("shop-listener");
            assertThat(side.subscribe().header("id")).isEqualTo("prices-listener");
        }
    }

    @ParameterizedTest
    @CsvSource({"clientId=shop, shop-[0-9a-f]{32}-publisher", "prefetch=7, " + UUID + "-publisher"})
    void aProducerIsAPublisherOfItsOwn(String option, String clientId) {
        send("{}", Map.of(), option);

        assertThat(BrokerSide.connected(broker).connect.header("client-id")).matches(clientId);
    }

    @Test
    void producersShareOneConnectionStill() throws Exception {
        start(on -> on.from("direct:in")
                .to(stomp("queue/a", "djangoStomp=true", "clientId=shop"))
                .to(stomp("queue/b", "djangoStomp=true", "clientId=shop")));
        CompletableFuture<Void> done =
                inBackground(() -> context.createProducerTemplate().sendBody("direct:in", "{}"));
        BrokerSide side = BrokerSide.connected(broker);
        side.connection.receiptFor(side.expectSend("/queue/a"));
        side.connection.receiptFor(side.expectSend("/queue/b"));

        done.join();
    }

    // ---- what it declares

    @Test
    void onRabbitMqTheDeadLetterQueueAndTheQueueAreDeclaredAlsoAfterAReconnect() throws Exception {
        consume("queue/orders", "prefetch=7");

        for (int i = 0; i < 2; i++) {
            BrokerSide side = BrokerSide.connected(broker, RABBITMQ);
            WireFrame declaration = side.expectDeclarationOf("/queue/DLQ.orders");
            WireFrame subscribe = side.takeSubscribe().subscribe();

            assertThat(declaration.rawHeaderLines())
                    .contains("x-dead-letter-exchange:", "x-dead-letter-routing-key:DLQ.DLQ.orders");
            assertThat(declaration.body()).isEmpty();
            assertThat(subscribe.header("destination")).isEqualTo("/queue/orders");
            assertThat(subscribe.rawHeaderLines())
                    .contains(
                            "x-queue-name:orders",
                            "durable:true",
                            "auto-delete:false",
                            "exclusive:false",
                            "prefetch-count:7",
                            "x-dead-letter-exchange:",
                            "x-dead-letter-routing-key:DLQ.orders");
            side.connection.reset();
        }
    }

    // ---- what it sends

    @ParameterizedTest
    @ValueSource(strings = {RABBITMQ, ACTIVEMQ, "ActiveMQ-Artemis/2.50.0 ActiveMQ Artemis Messaging Engine", "other/1"})
    void aMessageSaysTheSameToEveryBroker(String server) {
        WireFrame send = sent(server, Map.of("id", 7), Map.of("region", "north"));

        assertThat(send.bodyText()).isEqualTo("{\"id\":7}");
        assertThat(send.rawHeaderLines())
                .contains(
                        "content-length:8",
                        "content-type:application/json;charset=utf-8",
                        "destination:/queue/orders",
                        "persistent:true",
                        "region:north",
                        "tshoot-destination:/queue/orders",
                        "x-dead-letter-exchange:",
                        "x-dead-letter-routing-key:DLQ.orders");
        assertThat(send.header("correlation-id")).matches(UUID);
    }

    @Test
    void theConventionsWinOverAMessageButForItsCorrelationId() {
        WireFrame send = sent(
                RABBITMQ,
                "{}",
                Map.of(
                        "correlation-id", "c-1",
                        "content-type", "text/plain",
                        "tshoot-destination", "/queue/first",
                        "x-dead-letter-routing-key", "DLQ.first",
                        "message-id", "m-1",
                        "redelivered", "true",
                        "subscription", "s-1",
                        "transaction", "t-1"));

        assertThat(send.header("correlation-id")).isEqualTo("c-1");
        assertThat(send.header("content-type")).isEqualTo("application/json;charset=utf-8");
        assertThat(send.header("tshoot-destination")).isEqualTo("/queue/orders");
        assertThat(send.header("x-dead-letter-routing-key")).isEqualTo("DLQ.orders");
        assertThat(send.headerNames())
                .doesNotContain("message-id", "redelivered", "subscription", "transaction")
                .doesNotHaveDuplicates();
    }

    @Test
    void jsonTextIsSentAsItIsInUtf8WhateverItsCharsetWasSaidToBe() {
        WireFrame send =
                sent(ACTIVEMQ, " {\"a\": \"ü\"}", Map.of(Exchange.CONTENT_TYPE, "text/plain;charset=ISO-8859-1"));

        assertThat(send.body()).isEqualTo(" {\"a\": \"ü\"}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void noBodyIsTheJsonNull() {
        assertThat(sent(RABBITMQ, null, Map.of()).bodyText()).isEqualTo("null");
    }

    @ParameterizedTest
    @CsvSource({"Hello, payload=json", "Hello, payload=text", "{broken, prefetch=7", "'', payload=bytes"})
    void aBodyThatIsNoJsonFailsItsExchangeAndIsNotSent(String body, String option) {
        CompletableFuture<Void> done = send(body, Map.of(), option);
        BrokerSide side = BrokerSide.connected(broker);

        assertThatThrownBy(done::join)
                .hasStackTraceContaining("With djangoStomp=true a body has to be JSON")
                .hasStackTraceContaining("Send JSON text, or an object that can be written as JSON");
        expectNoFrame(side.connection);
    }

    // ---- what it receives

    @Test
    void aMessageBecomesWhatItsJsonSays() throws Exception {
        consume("queue/orders");
        BrokerSide side = BrokerSide.subscribed(broker, ACTIVEMQ);
        side.deliver("a-1", Map.of("content-type", "application/json;charset=utf-8"), "{\"id\": 7}");
        side.deliver("a-2", "[null, \"\\u00fc\"]");
        side.expectAck("a-1");
        side.expectAck("a-2");

        assertThat(processed).containsExactly(Map.of("id", 7), Arrays.asList(null, "ü"));
    }

    @Test
    void thePayloadThatWasChosenWins() throws Exception {
        consume("queue/orders", "payload=text");
        BrokerSide side = BrokerSide.subscribed(broker, ACTIVEMQ);
        side.deliver("a-1", "{\"id\": 7}");
        side.expectAck("a-1");

        assertThat(processed).containsExactly("{\"id\": 7}");
    }

    @Test
    void aBodyThatIsNoJsonIsADeadLetterAsItCame() throws Exception {
        consume("queue/orders");
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);
        side.expectDeclarationOf("/queue/DLQ.orders");
        side.takeSubscribe();
        side.deliver(
                "a-1",
                Map.of(
                        "content-type", "text/plain",
                        "tshoot-destination", "/queue/orders",
                        "correlation-id", "c-1",
                        "x-dead-letter-exchange", "",
                        "x-dead-letter-routing-key", "DLQ.orders"),
                "Hello");
        BrokerSide.confirmQueue(broker, RABBITMQ, "/queue/DLQ.orders");
        WireFrame letter = side.expectDeadLetter("/queue/DLQ.orders", "a-1");

        assertThat(letter.bodyText()).isEqualTo("Hello");
        assertThat(letter.header("content-type")).isEqualTo("text/plain");
        assertThat(letter.header("tshoot-destination")).isEqualTo("/queue/orders");
        assertThat(letter.header("correlation-id")).isEqualTo("c-1");
        assertThat(letter.header("dead-letter-exception")).contains("Json");
        // Of the queue in which it is now.
        assertThat(letter.header("x-dead-letter-routing-key")).isEqualTo("DLQ.DLQ.orders");
        assertThat(letter.headerNames()).doesNotHaveDuplicates();
        assertThat(processed).isEmpty();
    }

    // ---- what it refuses

    @ParameterizedTest
    @CsvSource({
        "deadLetterPrefix=DEAD., deadLetterPrefix=DEAD. cannot be combined with djangoStomp=true",
        "queueType=QUORUM, queueType cannot be combined with djangoStomp=true"
    })
    void anOptionThatWouldMakeTheQueuesDifferentKeepsARouteFromStarting(String option, String message) {
        assertThatThrownBy(() -> consume("queue/orders", option)).hasStackTraceContaining(message);
    }

    @Test
    void theOptionOfTheComponentHoldsForAllItsEndpoints() throws Exception {
        context.getComponent("stomp2", Stomp2Component.class).getConfiguration().setDjangoStomp(true);
        start(on -> on.from(stomp("queue/orders")).log("{}"));

        assertThat(BrokerSide.connected(broker).connect.header("client-id")).endsWith("-listener");
    }
}
