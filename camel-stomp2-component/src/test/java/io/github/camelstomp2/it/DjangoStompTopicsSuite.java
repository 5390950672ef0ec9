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

import io.github.camelstomp2.testbed.WireFrame;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** Topics that routes and a service on django-stomp share, and what both do after a lost connection. */
abstract class DjangoStompTopicsSuite extends DjangoStompSuiteBase {
    private static final String PROBE = "{\"id\": 0}";

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
