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
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.testbed.AutoResponder;
import io.github.camelstomp2.testbed.ScriptedBroker;
import io.github.camelstomp2.testbed.ServerFrame;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The component as applications set it up: options on the component, routes that name destinations only. */
@Timeout(60)
class Stomp2ComponentTest extends CamelTestSupport {
    private final ScriptedBroker broker = ScriptedBroker.start();
    private AutoResponder responder;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        responder = broker.respondAutomatically("1.2", (frame, connection) -> {
            if (frame.command().equals("SUBSCRIBE")) {
                connection.send(ServerFrame.of("MESSAGE")
                        .header("destination", frame.header("destination"))
                        .header("subscription", frame.header("id"))
                        .header("message-id", "m-1")
                        .header("ack", "a-1")
                        .header("content-type", "application/json")
                        .body("{\"id\":7}"));
            }
            return false;
        });
        CamelContext context = super.createCamelContext();
        Stomp2Configuration defaults =
                context.getComponent("stomp2", Stomp2Component.class).getConfiguration();
        defaults.setBrokerURL("tcp://" + broker.host() + ":" + broker.port());
        defaults.setPayload(PayloadFormat.JSON);
        defaults.setPrefetch(5);
        defaults.getConnectHeaders().put("tenant", "shop");
        return context;
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("stomp2:queue/orders").setBody(simple("${body[id]}")).to("mock:orders");
                from("stomp2:queue/plain?payload=text&prefetch=9").to("mock:plain");
                from("direct:send").to("stomp2:queue/out");
            }
        };
    }

    @AfterEach
    void closeBroker() {
        responder.verify();
        broker.close();
    }

    @Test
    void theOptionsOfTheComponentAreTheDefaultsOfItsEndpoints() {
        Stomp2Configuration orders = context()
                .getEndpoint("stomp2:queue/orders", Stomp2Endpoint.class)
                .getConfiguration();
        assertThat(orders.getPrefetch()).isEqualTo(5);
        assertThat(orders.getPayload()).isEqualTo(PayloadFormat.JSON);
        assertThat(orders.getConnectHeaders()).containsEntry("tenant", "shop");

        Stomp2Configuration plain = context()
                .getEndpoint("stomp2:queue/plain?payload=text&prefetch=9", Stomp2Endpoint.class)
                .getConfiguration();
        assertThat(plain.getPrefetch()).isEqualTo(9);
        assertThat(plain.getPayload()).isEqualTo(PayloadFormat.TEXT);
    }

    @Test
    void anEndpointDoesNotChangeTheDefaults() {
        context().getEndpoint("stomp2:queue/other?prefetch=1&connectHeader.tenant=mine&sendHeader.a=b");
        Stomp2Configuration defaults =
                context().getComponent("stomp2", Stomp2Component.class).getConfiguration();
        assertThat(defaults.getPrefetch()).isEqualTo(5);
        assertThat(defaults.getConnectHeaders()).containsEntry("tenant", "shop");
        assertThat(defaults.getSendHeaders()).isEmpty();
    }

    @Test
    void routesConsumeAndSend() throws Exception {
        // They come as soon as the routes have started, which may be before anything can be expected of the mocks.
        MockEndpoint orders = getMockEndpoint("mock:orders");
        MockEndpoint plain = getMockEndpoint("mock:plain");
        template().sendBody("direct:send", java.util.Map.of("a", 1));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> orders.getReceivedCounter() == 1 && plain.getReceivedCounter() == 1);
        assertThat(bodyOf(orders)).isEqualTo("7");
        assertThat(bodyOf(plain)).isEqualTo("{\"id\":7}");
        assertThat(responder.frames("SEND")).isEqualTo(1);
    }

    private static String bodyOf(MockEndpoint mock) {
        return mock.getReceivedExchanges().get(0).getMessage().getBody(String.class);
    }

    @Test
    void consumersHaveAConnectionEachAndProducersOneTogether() {
        template().sendBody("stomp2:queue/a", "1");
        template().sendBody("stomp2:queue/b", "2");
        assertThat(responder.accepted()).isEqualTo(3);
    }
}
