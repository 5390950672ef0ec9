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

import io.github.camelstomp2.event.Stomp2ConnectedEvent;
import io.github.camelstomp2.event.Stomp2DeadLetterEvent;
import io.github.camelstomp2.event.Stomp2DisconnectedEvent;
import io.github.camelstomp2.event.Stomp2SubscriptionLostEvent;
import io.github.camelstomp2.event.Stomp2SubscriptionRestoredEvent;
import io.github.camelstomp2.observation.Health;
import io.github.camelstomp2.observation.ToldEvents;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an operator sees while brokers are killed, frozen and misconfigured, and how many messages there were. */
abstract class ObservationSuite {
    private static final Logger LOG = LoggerFactory.getLogger(ObservationSuite.class);
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

    private static HealthCheck.State downAt(CompletableFuture<HealthCheck.State> lost) throws Exception {
        return lost.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void aKilledBrokerIsDownWhenItsLossIsToldAndUpWhenItIsBack() throws Exception {
        try (StompRoutes routes = new StompRoutes(broker(), "1.2,1.1,1.0")) {
            Health health = Health.of(routes.context());
            ToldEvents told = ToldEvents.of(routes.context());
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
            // Asked on the thread of the event, at once: health is not down because time has passed.
            CompletableFuture<HealthCheck.State> ofConsumer = new CompletableFuture<>();
            CompletableFuture<HealthCheck.State> ofProducer = new CompletableFuture<>();
            told.whenTold(event -> {
                if (event instanceof Stomp2DisconnectedEvent lost) {
                    boolean consumers = lost.getConnection().contains("consumer");
                    (consumers ? ofConsumer : ofProducer)
                            .complete(health.of(consumers ? CONSUMER : producer).getState());
                }
            });

            long killed = System.nanoTime();
            broker().broker().kill();
            assertThat(downAt(ofConsumer))
                    .as("health of the consumer when its loss is told")
                    .isEqualTo(HealthCheck.State.DOWN);
            assertThat(downAt(ofProducer))
                    .as("health of the producer when its loss is told")
                    .isEqualTo(HealthCheck.State.DOWN);
            LOG.info("{}: DOWN {} ms after kill -9 began", broker().kind(), (System.nanoTime() - killed) / 1_000_000);
            assertThat(health.isAlive()).isTrue();
            assertThat(Health.text(health.of(CONSUMER))).contains(broker().uri());

            broker().broker().start();
            health.await(CONSUMER, HealthCheck.State.UP, PATIENCE);
            health.await(producer, HealthCheck.State.UP, PATIENCE);
            Stomp2SubscriptionRestoredEvent restored = told.first(Stomp2SubscriptionRestoredEvent.class);
            assertThat(restored.getDestination()).isEqualTo("/queue/" + queue);
            assertThat(restored.getRouteId()).isEqualTo("in");
            await().atMost(PATIENCE)
                    .until(() -> told.of(Stomp2ConnectedEvent.class).size() == 4);
            assertThat(told.of(Stomp2DisconnectedEvent.class))
                    .as("one for each connection")
                    .hasSize(2)
                    .allSatisfy(lost -> {
                        assertThat(lost.getBroker()).isEqualTo(broker().uri());
                        assertThat(lost.getReason()).isNotBlank();
                        assertThat(lost.getNextAttempt()).isPositive();
                    });
            assertThat(told.of(Stomp2SubscriptionLostEvent.class)).hasSize(1);
            assertThat(told.threads()).allMatch(thread -> thread.contains("Stomp2Worker"));
        }
    }

    /** A test that fails between the two leaves a broker that answers no other test. */
    @AfterEach
    void resume() {
        if (broker().broker().isRunning()) {
            broker().broker().resume();
        }
    }

    @Test
    void aFrozenBrokerIsDownAfterItsHeartBeatsAreMissed() throws Exception {
        try (StompRoutes routes = new StompRoutes(broker(), "1.2")) {
            Health health = Health.of(routes.context());
            consume(routes, "stomp2:queue/" + broker().uniqueName("frozen") + "?incomingHeartbeat=1000");
            health.await(CONSUMER, HealthCheck.State.UP, PATIENCE);
            long frozen = System.nanoTime();
            broker().broker().suspend();
            health.await(CONSUMER, HealthCheck.State.DOWN, PATIENCE);
            LOG.info("{}: DOWN {} ms after SIGSTOP", broker().kind(), (System.nanoTime() - frozen) / 1_000_000);
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
            ToldEvents told = ToldEvents.of(routes.context());
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
            // An acknowledgement goes out a moment before its message is counted.
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(registry.get("camel.stomp2.messages.processing")
                            .functionTimer()
                            .count())
                    .isEqualTo(good + bad));
            assertThat(registry.get("camel.stomp2.sends.confirmation")
                            .functionTimer()
                            .count())
                    .as("the messages, without their dead letters")
                    .isEqualTo(good + bad);
            assertThat(registry.get("camel.stomp2.frames")
                            .tag("direction", "in")
                            .functionCounter()
                            .count())
                    .as("a MESSAGE and a RECEIPT for each")
                    .isGreaterThanOrEqualTo(2.0 * (good + bad));
            assertThat(registry.get("camel.stomp2.connections")
                            .tag("state", "connected")
                            .gauge()
                            .value())
                    .as("the consumer's and the producers'")
                    .isEqualTo(2);
            await().atMost(PATIENCE)
                    .until(() -> told.of(Stomp2DeadLetterEvent.class).size() == bad);
            assertThat(told.of(Stomp2DeadLetterEvent.class)).allSatisfy(letter -> {
                assertThat(letter.getMessageId()).isNotBlank();
                assertThat(letter.getDestination()).isEqualTo("/queue/" + queue);
                assertThat(letter.getTarget()).contains("DLQ." + queue);
                assertThat(letter.getCause()).hasMessage("bad");
                assertThat(letter.getRouteId()).isEqualTo("in");
            });
            broker().broker().deleteQueue("DLQ." + queue);
        }
    }

    private static double counted(SimpleMeterRegistry registry, String meter) {
        return registry.get(meter).tag("routeId", "in").functionCounter().count();
    }
}
