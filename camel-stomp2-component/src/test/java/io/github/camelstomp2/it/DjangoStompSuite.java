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
package io.github.camelstomp2.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.matrix.Feature;
import io.github.camelstomp2.matrix.Shows;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.FaultProxy;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A route with {@code djangoStomp=true} and a service that uses django-stomp share a queue. */
abstract class DjangoStompSuite {
    private static final String PROBE = "{\"id\": 0}";

    StompRoutes routes;
    DjangoStompPeer service;
    FaultProxy proxy;
    String queue;

    abstract BrokerExtension broker();

    @BeforeEach
    void startCamel() {
        proxy = FaultProxy.to(broker().host(), broker().port());
        routes = new StompRoutes(broker(), "tcp://" + proxy.host() + ":" + proxy.port(), "1.2,1.1,1.0");
        routes.component().getConfiguration().setDjangoStomp(true);
        service = new DjangoStompPeer(broker().broker());
        queue = broker().uniqueName("orders");
    }

    @AfterEach
    void stopCamel() {
        routes.close();
        proxy.close();
    }

    String uri() {
        return "stomp2:queue/" + queue;
    }

    void awaitEmpty(String name) {
        await().until(() -> broker().broker().messageCount(name) == 0);
    }

    private void send(Object body, Map<String, Object> headers) {
        routes.template().sendBodyAndHeaders(uri(), body, headers);
    }

    void fail(String routeId) throws Exception {
        fail(uri(), routeId);
    }

    void fail(String uri, String routeId) throws Exception {
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId(routeId).throwException(new IllegalStateException("no stock"));
            }
        });
    }

    @Test
    @Shows(Feature.DJANGO_STOMP)
    void aMessageOfTheServiceReachesARoute() throws Exception {
        StompRoutes.Received received = routes.consume(uri());

        service.publish("/queue/" + queue, "{\"id\": 7, \"name\": \"\\u017b\\u00f3\\u0142w\"}", "c-1");

        Exchange exchange = received.next();
        assertThat(exchange.getMessage().getBody()).isEqualTo(Map.of("id", 7, "name", "Żółw"));
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry("correlation-id", "c-1")
                .containsEntry("tshoot-destination", "/queue/" + queue);
        awaitEmpty(queue);
    }

    @Test
    @Shows(Feature.DJANGO_STOMP)
    void aMessageOfARouteReachesTheServiceAsOneOfItsOwn() {
        DjangoStompPeer.Listener listener = service.listen("/queue/" + queue);

        send(Map.of("id", 7, "name", "Żółw"), Map.of("correlation-id", "c-1", "region", "north"));

        WireFrame message = listener.next();
        assertThat(message.bodyText()).isIn("{\"id\":7,\"name\":\"Żółw\"}", "{\"name\":\"Żółw\",\"id\":7}");
        assertThat(message.header("content-type")).isEqualTo("application/json;charset=utf-8");
        assertThat(message.header("correlation-id")).isEqualTo("c-1");
        assertThat(message.header("tshoot-destination")).isEqualTo("/queue/" + queue);
        assertThat(message.header("region")).isEqualTo("north");
        assertThat(message.header("persistent")).isEqualTo("true");
        listener.ack(message);
        listener.close();
        awaitEmpty(queue);
    }

    @Test
    @Shows(Feature.DJANGO_STOMP)
    void aRouteAcceptsQueuesThatTheServiceHasDeclared() throws Exception {
        service.listen("/queue/" + queue).close();
        service.listen("/queue/DLQ." + queue).close();

        fail("orders");
        StompRoutes.Received dead = routes.consume("stomp2:queue/DLQ." + queue);
        send(Map.of("id", 1), Map.of());

        assertThat(dead.next().getMessage().getBody()).isEqualTo(Map.of("id", 1));
        awaitEmpty(queue);
    }

    @Test
    @Shows(Feature.DJANGO_STOMP)
    void theServiceAcceptsQueuesThatARouteHasDeclared() throws Exception {
        fail("orders");
        send(Map.of("id", 1), Map.of());
        await().until(() -> broker().broker().messageCount("DLQ." + queue) == 1);
        routes.context().getRouteController().stopRoute("orders");

        DjangoStompPeer.Listener listener = service.listen("/queue/" + queue);
        service.publish("/queue/" + queue, "{\"id\": 2}", "c-2");
        WireFrame message = listener.next();
        assertThat(message.bodyText()).isEqualTo("{\"id\": 2}");
        listener.ack(message);
        listener.close();
        DjangoStompPeer.Listener ofDeadLetters = service.listen("/queue/DLQ." + queue);
        WireFrame letter = ofDeadLetters.next();
        assertThat(letter.bodyText()).isEqualTo("{\"id\":1}");
        assertThat(letter.header("dead-letter-reason")).isEqualTo("no stock");
        assertThat(letter.header("tshoot-destination")).isEqualTo("/queue/" + queue);
        ofDeadLetters.ack(letter);
        ofDeadLetters.close();
        awaitEmpty("DLQ." + queue);
    }

    @Test
    void theServiceAcceptsAQueueThatOnlyAProducerHasDeclared() {
        send(Map.of("id", 1), Map.of());

        DjangoStompPeer.Listener listener = service.listen("/queue/" + queue);
        WireFrame message = listener.next();
        assertThat(message.bodyText()).isEqualTo("{\"id\":1}");
        listener.ack(message);
        listener.close();
        awaitEmpty(queue);
    }

    @Test
    void aProducerAcceptsAQueueThatTheServiceHasFilled() throws Exception {
        service.publish("/queue/" + queue, "{\"id\": 1}", "c-1");

        send(Map.of("id", 2), Map.of());

        StompRoutes.Received received = routes.consume(uri());
        assertThat(received.next().getMessage().getBody()).isEqualTo(Map.of("id", 1));
        assertThat(received.next().getMessage().getBody()).isEqualTo(Map.of("id", 2));
    }

    @Test
    void theDeadLetterOfARouteIsSentAgainByTheService() throws Exception {
        fail("orders");
        service.publish("/queue/" + queue, "{\"id\": 1}", "c-1");
        DjangoStompPeer.Listener dead = service.consume("/queue/DLQ." + queue);
        WireFrame letter = dead.next();
        assertThat(letter.header("correlation-id")).isEqualTo("c-1");
        routes.context().getRouteController().stopRoute("orders");

        StompRoutes.Received received = routes.consume(uri());
        service.publish("/queue/" + queue, letter.bodyText(), letter.header("correlation-id"));
        dead.ack(letter);
        dead.close();

        Exchange again = received.next();
        assertThat(again.getMessage().getBody()).isEqualTo(Map.of("id", 1));
        assertThat(again.getMessage().getHeader("correlation-id")).isEqualTo("c-1");
    }

    @Test
    void aBodyThatIsNoJsonIsADeadLetterAndTheNextMessageIsProcessed() throws Exception {
        StompRoutes.Received received = routes.consume(uri());

        service.publish("/queue/" + queue, "Hello", "c-1");
        service.publish("/queue/" + queue, "{\"id\": 2}", "c-2");

        assertThat(received.next().getMessage().getBody()).isEqualTo(Map.of("id", 2));
        await().until(() -> broker().broker().messageCount("DLQ." + queue) == 1);
        awaitEmpty(queue);
    }

    @Test
    void aTransactionOfTheServiceReachesARoute() throws Exception {
        StompRoutes.Received received = routes.consume(uri());

        service.publishTogether("/queue/" + queue, List.of("{\"n\": 1}", "{\"n\": 2}"));

        assertThat(received.next().getMessage().getBody()).isEqualTo(Map.of("n", 1));
        assertThat(received.next().getMessage().getBody()).isEqualTo(Map.of("n", 2));
    }

    @Test
    void aRouteSendsOnWhatCameFromTheService() throws Exception {
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri()).to(uri() + "-out");
            }
        });
        DjangoStompPeer.Listener listener = service.listen("/queue/" + queue + "-out");

        service.publish("/queue/" + queue, "{\"id\": 1}", "c-1");

        WireFrame message = listener.next();
        assertThat(message.header("correlation-id")).isEqualTo("c-1");
        assertThat(message.header("tshoot-destination")).isEqualTo("/queue/" + queue + "-out");
        listener.ack(message);
        listener.close();
        awaitEmpty(queue);
    }

    @Test
    void bothConsumeOneQueueAndNoMessageTwice() throws Exception {
        StompRoutes.Received received = new StompRoutes.Received();
        CountDownLatch mayEnd = new CountDownLatch(1);
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri() + "?prefetch=1").process(exchange -> {
                    received.add(exchange);
                    mayEnd.await();
                });
            }
        });
        DjangoStompPeer.Listener listener = service.listen("/queue/" + queue);
        await().until(() -> broker().broker().consumerCount(queue) == 2);

        // Each takes one at a time, and neither is done with its first.
        send(Map.of("id", 1), Map.of());
        send(Map.of("id", 2), Map.of());
        WireFrame theirs = listener.next();
        int ours = (int) received.next().getMessage().getBody(Map.class).get("id");

        assertThat(theirs.bodyText()).isEqualTo("{\"id\":" + (3 - ours) + "}");
        listener.ack(theirs);
        listener.close();
        mayEnd.countDown();
        awaitEmpty(queue);
    }

    @Test
    void messagesCrossAfterAReconnectToo() throws Exception {
        StompRoutes.Received received = routes.consume(uri());
        await().until(() -> broker().broker().consumerCount(queue) == 1);
        proxy.resetAll();

        service.publish("/queue/" + queue, "{\"id\": 1}", "c-1");
        assertThat(received.next().getMessage().getBody()).isEqualTo(Map.of("id", 1));
        routes.context()
                .getRouteController()
                .stopRoute(routes.context().getRoutes().get(0).getRouteId());
        DjangoStompPeer.Listener listener = service.listen("/queue/" + queue);
        proxy.resetAll();
        send(Map.of("id", 2), Map.of());
        WireFrame message = listener.next();
        assertThat(message.bodyText()).isEqualTo("{\"id\":2}");
        listener.ack(message);
        listener.close();
    }

    @Test
    void aRouteTakesOverTheDurableSubscriptionOfTheService() throws Exception {
        String topic = broker().uniqueName("prices");
        String clientId = broker().uniqueName("shop");
        service.listenDurably("/topic/" + topic, clientId).close();
        service.publish("/topic/" + topic, "{\"id\": 1}", "c-1");

        StompRoutes.Received received = routes.consume("stomp2:topic/" + topic + "?durable=true&clientId=" + clientId);

        assertThat(received.next().getMessage().getBody()).isEqualTo(Map.of("id", 1));
    }

    @Test
    void theServiceTakesOverTheDurableSubscriptionOfARoute() throws Exception {
        String topic = broker().uniqueName("prices");
        String clientId = broker().uniqueName("shop");
        StompRoutes.Received received = routes.consume("stomp2:topic/" + topic + "?durable=true&clientId=" + clientId);
        awaitDelivery("/topic/" + topic, received);
        routes.context()
                .getRouteController()
                .stopRoute(routes.context().getRoutes().get(0).getRouteId());
        service.publish("/topic/" + topic, "{\"id\": 2}", "c-1");

        DjangoStompPeer.Listener listener = service.listenDurably("/topic/" + topic, clientId);
        WireFrame message = listener.next();
        while (message.bodyText().equals(PROBE)) {
            listener.ack(message);
            message = listener.next();
        }
        assertThat(message.bodyText()).isEqualTo("{\"id\": 2}");
        listener.ack(message);
        listener.close();
    }

    /** A topic has no consumers that could be counted: messages are sent until one arrives. */
    private void awaitDelivery(String topic, StompRoutes.Received received) {
        await().until(() -> {
            service.publish(topic, PROBE, "c-0");
            return received.size() > 0;
        });
    }

    @Test
    void theRoutesOfTheGuideWorkWithTheService() throws Exception {
        String invoices = broker().uniqueName("invoices");
        String prices = broker().uniqueName("prices");
        Properties names = new Properties();
        names.putAll(Map.of("orders", queue, "invoices", invoices, "application", "shop", "prices", prices));
        routes.context().getPropertiesComponent().setOverrideProperties(names);
        StompRoutes.Received received = new StompRoutes.Received();
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:prices").process(received::add);
            }
        });
        routes.add(new SharedWithPython());
        DjangoStompPeer.Listener listener = service.listen("/queue/" + invoices);
        await().until(() -> broker().broker().consumerCount("Consumer.shop.VirtualTopic." + prices) == 1);

        service.publish("/queue/" + queue, "{\"id\": 7}", "c-1");
        service.publish("/topic/VirtualTopic." + prices, "{\"price\": 9.99}", "c-2");

        WireFrame invoice = listener.next();
        assertThat(invoice.bodyText()).isEqualTo("{\"order\": 7, \"paid\": true}");
        assertThat(invoice.header("correlation-id")).isEqualTo("c-1");
        listener.ack(invoice);
        listener.close();
        assertThat(received.next().getMessage().getBody()).isEqualTo(Map.of("price", 9.99));
    }

    @Test
    void aRouteAndTheServiceShareTheQueueOfAVirtualTopic() throws Exception {
        String shared = "Consumer.shop.VirtualTopic." + queue;
        service.listen(shared).close();
        service.publish("/topic/VirtualTopic." + queue, "{\"id\": 1}", "c-1");

        StompRoutes.Received received = routes.consume("stomp2:" + shared);
        assertThat(received.next().getMessage().getBody()).isEqualTo(Map.of("id", 1));
        routes.context()
                .getRouteController()
                .stopRoute(routes.context().getRoutes().get(0).getRouteId());
        routes.template().sendBody("stomp2:topic/VirtualTopic." + queue, Map.of("id", 2));

        DjangoStompPeer.Listener listener = service.listen(shared);
        WireFrame message = listener.next();
        assertThat(message.bodyText()).isEqualTo("{\"id\":2}");
        listener.ack(message);
        listener.close();
        awaitEmpty(shared);
    }
}
