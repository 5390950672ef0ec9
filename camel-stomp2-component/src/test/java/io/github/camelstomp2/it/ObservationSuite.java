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

import io.github.camelstomp2.observation.Health;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Test;

/** What an operator sees while brokers are killed, frozen and misconfigured, and how many messages there were. */
abstract class ObservationSuite {
    private static final String CONSUMER = "consumer:in";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    abstract BrokerExtension broker();

    private static void consume(StompRoutes routes, String uri) throws Exception {
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri)
                        .routeId("in")
                        .filter(body().contains("bad"))
                        .throwException(IllegalArgumentException.class, "bad")
                        .end()
                        .log("${body}");
            }
        });
    }

    @Test
    void aKilledBrokerIsDownSoonAndUpWhenItIsBack() throws Exception {
        try (StompRoutes routes = new StompRoutes(broker(), "1.2,1.1,1.0")) {
            Health health = Health.of(routes.context());
            String queue = broker().uniqueName("health");
            consume(routes, "stomp2:queue/" + queue);
            routes.add(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:out").to("stomp2:queue/" + queue);
                }
            });
            String producer = "stomp2-producer:/queue/" + queue;
            health.await(CONSUMER, HealthCheck.State.UP, PATIENCE);
            health.await(producer, HealthCheck.State.UP, PATIENCE);
            broker().broker().storeDefinitions();

            broker().broker().kill();
            health.await(CONSUMER, HealthCheck.State.DOWN, Duration.ofSeconds(10));
            health.await(producer, HealthCheck.State.DOWN, Duration.ofSeconds(10));
            assertThat(health.isAlive()).isTrue();
            assertThat(Health.text(health.of(CONSUMER))).contains(broker().uri());

            broker().broker().start();
            health.await(CONSUMER, HealthCheck.State.UP, PATIENCE);
            health.await(producer, HealthCheck.State.UP, PATIENCE);
        }
    }

    @Test
    void aFrozenBrokerIsDownAfterItsHeartBeatsAreMissed() throws Exception {
        try (StompRoutes routes = new StompRoutes(broker(), "1.2")) {
            Health health = Health.of(routes.context());
            consume(routes, "stomp2:queue/" + broker().uniqueName("frozen") + "?incomingHeartbeat=1000");
            health.await(CONSUMER, HealthCheck.State.UP, PATIENCE);
            broker().broker().suspend();
            health.await(CONSUMER, HealthCheck.State.DOWN, Duration.ofSeconds(20));
            // It is not up again before it is resumed, and says why.
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(Health.text(health.of(CONSUMER)))
                    .contains("no connection to", "tcp://"));
            broker().broker().resume();
            health.await(CONSUMER, HealthCheck.State.UP, PATIENCE);
        }
    }

    @Test
    void aWrongPasswordIsDownAndIsNotShown() throws Exception {
        try (StompRoutes routes = new StompRoutes(broker(), "1.2")) {
            Health health = Health.of(routes.context());
            routes.component().getConfiguration().setPasscode("wr0ng-s3cret");
            consume(routes, "stomp2:queue/" + broker().uniqueName("password"));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(Health.text(health.of(CONSUMER)))
                    .contains("no connection to", " refused: "));
            assertThat(Health.text(health.of(CONSUMER))).doesNotContain("wr0ng-s3cret");
            assertThat(health.isAlive()).isTrue();
        }
    }

    @Test
    void theMetersHaveTheNumbersOfTheBroker() throws Exception {
        int good = 200;
        int bad = 17;
        try (StompRoutes routes = new StompRoutes(broker(), "1.2")) {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            routes.context().getRegistry().bind("metricsRegistry", registry);
            String queue = broker().uniqueName("numbers");
            consume(routes, "stomp2:queue/" + queue);
            for (int i = 0; i < good + bad; i++) {
                routes.template().sendBody("stomp2:queue/" + queue, i < bad ? "bad " + i : "good " + i);
            }
            await().atMost(PATIENCE).until(() -> broker().broker().messageCount(queue) == 0);
            await().atMost(PATIENCE).until(() -> broker().broker().messageCount("DLQ." + queue) == bad);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(counted(registry, "camel.stomp2.messages.deadlettered"))
                            .isEqualTo(bad));
            assertThat(counted(registry, "camel.stomp2.messages.received")).isEqualTo(good + bad);
            assertThat(counted(registry, "camel.stomp2.messages.acknowledged")).isEqualTo(good);
            assertThat(counted(registry, "camel.stomp2.messages.failed")).isEqualTo(bad);
            assertThat(counted(registry, "camel.stomp2.messages.redelivered")).isZero();
            assertThat(registry.get("camel.stomp2.sends")
                            .tag("outcome", "confirmed")
                            .functionCounter()
                            .count())
                    .as("the messages, and their dead letters")
                    .isGreaterThanOrEqualTo(good + bad);
            assertThat(registry.get("camel.stomp2.connections")
                            .tag("state", "connected")
                            .gauge()
                            .value())
                    .as("the consumer's and the producers'")
                    .isEqualTo(2);
            broker().broker().deleteQueue("DLQ." + queue);
        }
    }

    private static double counted(SimpleMeterRegistry registry, String meter) {
        return registry.get(meter).tag("routeId", "in").functionCounter().count();
    }
}
