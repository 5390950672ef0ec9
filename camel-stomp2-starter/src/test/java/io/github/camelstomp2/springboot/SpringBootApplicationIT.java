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
package io.github.camelstomp2.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A whole application, configured as its users would, on a broker that asks for a login. */
@SpringBootTest(
        properties = {
            "spring.main.banner-mode=off",
            "camel.component.stomp2.prefetch=7",
            "camel.component.stomp2.ack-mode=client-individual",
            "camel.component.stomp2.confirm-timeout=7s"
        })
@DirtiesContext
class SpringBootApplicationIT {

    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.ACTIVEMQ);

    private static final String QUEUE = BROKER.uniqueName("spring-boot");

    @DynamicPropertySource
    static void broker(DynamicPropertyRegistry registry) {
        registry.add("camel.component.stomp2.broker-url", BROKER::uri);
        registry.add("camel.component.stomp2.username", () -> BROKER.broker().login());
        registry.add("camel.component.stomp2.password", () -> BROKER.broker().passcode());
        registry.add("orders.queue", () -> QUEUE);
    }

    @Autowired
    private CamelContext camel;

    @Autowired
    private ProducerTemplate producer;

    @Autowired
    private Orders orders;

    @Test
    void whatOneRouteSendsAnotherReceives() {
        producer.sendBody("direct:orders", "three apples");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(orders.received()).containsExactly("three apples"));
        await().atMost(Duration.ofSeconds(20)).until(() -> BROKER.broker().messageCount(QUEUE) == 0);
    }

    @Test
    void whatFailsIsADeadLetter() {
        producer.sendBody("direct:orders", "refuse this");
        await().atMost(Duration.ofSeconds(20)).until(() -> BROKER.broker().messageCount("DLQ." + QUEUE) == 1);
        BROKER.broker().deleteQueue("DLQ." + QUEUE);
    }

    @Test
    void theComponentHasWhatTheApplicationsPropertiesSay() {
        Stomp2Component component = camel.getComponent("stomp2", Stomp2Component.class);
        assertThat(component.getConfiguration().getPrefetch()).isEqualTo(7);
        assertThat(component.getConfiguration().getConfirmTimeout()).isEqualTo(7_000);
    }

    record Orders(List<String> received) {}

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {

        @Bean
        Orders orders() {
            return new Orders(new CopyOnWriteArrayList<>());
        }

        @Bean
        RouteBuilder out() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:orders").to("stomp2:queue/{{orders.queue}}");
                }
            };
        }

        @Bean
        RouteBuilder in(Orders orders) {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("stomp2:queue/{{orders.queue}}")
                            .filter(body().contains("refuse"))
                            .throwException(IllegalArgumentException.class, "refused")
                            .end()
                            .process(exchange ->
                                    orders.received().add(exchange.getMessage().getBody(String.class)));
                }
            };
        }
    }
}
