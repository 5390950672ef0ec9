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
package io.github.camelstomp2.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.Stomp2Component;
import org.apache.activemq.broker.BrokerService;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The two ways to test a route that docs/testing.md shows. */
@Timeout(120)
class RouteTestsIT {
    private static final int PATIENCE_MILLIS = 60_000;

    private final CamelContext context = new DefaultCamelContext();

    private static final class OrderRoutes extends RouteBuilder {
        @Override
        public void configure() {
            from("stomp2:queue/orders")
                    .routeId("process-orders")
                    .filter(body().isEqualTo("broken"))
                    .throwException(IllegalArgumentException.class, "no stock")
                    .end()
                    .to("stomp2:queue/shipping");
        }
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void aRouteIsTestedWithoutABroker() throws Exception {
        context.addRoutes(new OrderRoutes());
        AdviceWith.adviceWith(context, "process-orders", route -> {
            route.replaceFromWith("direct:orders");
            route.mockEndpointsAndSkip("stomp2:*");
        });
        context.start();
        ProducerTemplate template = context.createProducerTemplate();

        MockEndpoint shipping = context.getEndpoint("mock:stomp2:queue/shipping", MockEndpoint.class);
        shipping.expectedBodiesReceived("pencil");
        template.sendBody("direct:orders", "pencil");
        shipping.assertIsSatisfied();
    }

    @Test
    void aRouteIsTestedWithABrokerInTheTest() throws Exception {
        BrokerService broker = new BrokerService();
        broker.setPersistent(false);
        broker.setUseJmx(false);
        int port =
                broker.addConnector("stomp+nio://127.0.0.1:0").getConnectUri().getPort();
        broker.start();
        Stomp2Component stomp2 = context.getComponent("stomp2", Stomp2Component.class);
        stomp2.getConfiguration().setBrokerURL("tcp://127.0.0.1:" + port);

        context.addRoutes(new OrderRoutes());
        context.start();
        context.createProducerTemplate().sendBody("stomp2:queue/orders", "broken");
        Exchange deadLetter = context.createConsumerTemplate().receive("stomp2:queue/DLQ.orders", PATIENCE_MILLIS);

        assertThat(deadLetter.getMessage().getHeader("dead-letter-reason", String.class))
                .contains("no stock");
        context.stop();
        broker.stop();
    }
}
