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
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.Stomp2Acknowledgment;
import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.matrix.DiffersByVersion;
import io.github.camelstomp2.matrix.Feature;
import io.github.camelstomp2.matrix.InEachVersion;
import io.github.camelstomp2.matrix.Shown;
import io.github.camelstomp2.matrix.Shows;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What consumers do with messages, acknowledgements and dead letters: on each broker, in each version of the protocol. */
@ParameterizedClass(name = "STOMP {0}")
@InEachVersion
abstract class ConsumingSuite extends OneVersionSuite {
    @Test
    @Shows(Feature.ACK_INDIVIDUAL)
    void aMessageIsAcknowledgedWhenItsExchangeIsDoneAndNotBefore() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        CountDownLatch began = new CountDownLatch(1);
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri()).process(exchange -> {
                    began.countDown();
                    mayEnd.await();
                });
            }
        });
        send("x", Map.of());

        assertThat(began.await(20, TimeUnit.SECONDS)).isTrue();
        await().untilAsserted(
                        () -> assertThat(broker().broker().messageCount(queue)).isEqualTo(1));
        mayEnd.countDown();
        await().until(() -> broker().broker().messageCount(queue) == 0);
    }

    @Test
    @Shows(Feature.DEAD_LETTERS)
    void aFailedMessageGoesToTheDeadLetterQueueWithTheReason() throws Exception {
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri()).routeId("orders").throwException(new IllegalArgumentException("no customer"));
            }
        });
        StompRoutes.Received dead = routes.consume("stomp2:queue/DLQ." + queue);

        send("the order", Map.of("mine", "1"));

        Exchange letter = dead.next();
        assertThat(letter.getMessage().getBody()).isEqualTo("the order");
        assertThat(letter.getMessage().getHeaders())
                .containsEntry("mine", "1")
                .containsEntry("dead-letter-reason", "no customer")
                .containsEntry("dead-letter-exception", "java.lang.IllegalArgumentException")
                .containsEntry("dead-letter-destination", "/queue/" + queue)
                .containsEntry("dead-letter-route", "orders")
                .containsEntry("dead-letter-attempts", "1")
                .containsKey("dead-letter-time");
        await().until(() -> broker().broker().messageCount(queue) == 0);
    }

    /** A body that the broker carries as it is. */
    byte[] octets() {
        return new byte[] {0, 1, 2, (byte) 0xff, 0};
    }

    @Test
    @DiffersByVersion
    void aDeadLetterKeepsItsBytes() throws Exception {
        byte[] bytes = octets();
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri()).setBody(constant("changed")).throwException(new IllegalStateException("no"));
            }
        });
        StompRoutes.Received dead = routes.consume("stomp2:queue/DLQ." + queue);

        send(bytes, Map.of());

        assertThat(dead.next().getMessage().getBody()).isEqualTo(bytes);
    }

    @Test
    void aBodyThatIsNoJsonIsADeadLetterAndTheNextMessageIsProcessed() throws Exception {
        StompRoutes.Received received = routes.consume(uri() + "?payload=json");
        StompRoutes.Received dead = routes.consume("stomp2:queue/DLQ." + queue);

        send("{broken", Map.of());
        send("{\"id\":1}", Map.of());

        assertThat(dead.next().getMessage().getBody()).isEqualTo("{broken");
        assertThat(received.next().getMessage().getBody()).isEqualTo(Map.of("id", 1));
    }

    @Test
    @DiffersByVersion
    void theRouteMayAcknowledgeAndRefuseItself() throws Exception {
        CompletableFuture<Stomp2Acknowledgment> first = new CompletableFuture<>();
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri() + "?manualAck=true").process(exchange -> {
                    Stomp2Acknowledgment acknowledgment =
                            exchange.getProperty(Stomp2Constants.ACKNOWLEDGMENT, Stomp2Acknowledgment.class);
                    if (exchange.getMessage().getBody(String.class).equals("later")) {
                        first.complete(acknowledgment);
                    } else {
                        acknowledgment.nack();
                    }
                });
            }
        });
        StompRoutes.Received dead = routes.consume("stomp2:queue/DLQ." + queue);

        send("later", Map.of());
        send("never", Map.of());

        assertThat(dead.next().getMessage().getHeader("dead-letter-reason")).isEqualTo("refused by the route");
        await().until(() -> broker().broker().messageCount(queue) == 1);
        Stomp2Acknowledgment acknowledgment = first.get(20, TimeUnit.SECONDS);
        acknowledgment.ack();
        await().until(() -> broker().broker().messageCount(queue) == 0);
        assertThat(catchThrowable(acknowledgment::nack)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aHundredMessagesKeepTheirOrder() throws Exception {
        StompRoutes.Received received = routes.consume(uri() + "?prefetch=10");

        IntStream.range(0, 100).forEach(i -> send(Integer.toString(i), Map.of()));

        for (int i = 0; i < 100; i++) {
            assertThat(received.next().getMessage().getBody(String.class)).isEqualTo(Integer.toString(i));
        }
    }

    @Test
    @Holds(Rule.CUMULATIVE)
    @Shows(Feature.ACK_CLIENT)
    void cumulativeAcknowledgementsOfSeveralWorkersLeaveNothingBehind() throws Exception {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri() + "?ackMode=client&concurrentConsumers=4").process(exchange -> {
                    seen.add(exchange.getMessage().getBody(String.class));
                });
            }
        });

        IntStream.range(0, 50).forEach(i -> send(Integer.toString(i), Map.of()));

        await().until(() -> seen.size() == 50);
        await().until(() -> broker().broker().messageCount(queue) == 0);
    }

    @Test
    void withoutAcknowledgementsMoreArrivesThanTheBrokerSendsAhead() throws Exception {
        StompRoutes.Received received = routes.consume("stomp2:queue/" + queue + "?ackMode=auto&prefetch=10");
        String body = "x".repeat(1_024);
        for (int i = 0; i < 100; i++) {
            routes.template().sendBody("stomp2:queue/" + queue, body);
        }
        await().until(() -> received.size() == 100);
    }

    @Test
    void aStoppedRouteLeavesWhatItHasNotBegunToTheNext() throws Exception {
        StompRoutes.Received first = routes.consume(uri());
        send("1", Map.of());
        first.next();
        String routeId = routes.context().getRoutes().get(0).getRouteId();

        routes.context().getRouteController().stopRoute(routeId);
        send("2", Map.of());
        await().untilAsserted(
                        () -> assertThat(broker().broker().messageCount(queue)).isEqualTo(1));
        routes.context().getRouteController().startRoute(routeId);

        assertThat(first.next().getMessage().getBody()).isEqualTo("2");
    }

    @Test
    void aSuspendedRouteConsumesNothingUntilItIsResumed() throws Exception {
        StompRoutes.Received received = routes.consume(uri());
        String routeId = routes.context().getRoutes().get(0).getRouteId();
        send("1", Map.of());
        received.next();

        routes.context().getRouteController().suspendRoute(routeId);
        await().until(() -> broker().broker().consumerCount(queue) == 0);
        send("2", Map.of());
        assertThat(received.size()).isZero();
        routes.context().getRouteController().resumeRoute(routeId);

        assertThat(received.next().getMessage().getBody()).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?sharedConnection=true"})
    void twoRoutesFromOneTopicGetEachMessageAndALaterOneFromThenOn(String options) throws Exception {
        String uri = "stomp2:topic/" + queue + options;
        StompRoutes.Received one = routes.consume(uri);
        StompRoutes.Received two = routes.consume(uri);
        awaitSubscribed("both are there", one, two);
        routes.template().sendBody("stomp2:topic/" + queue, "1");
        await().until(() -> one.bodies().contains("1") && two.bodies().contains("1"));

        StompRoutes.Received later = routes.consume(uri);
        awaitSubscribed("all are there", later);
        routes.template().sendBody("stomp2:topic/" + queue, "2");
        await().until(() -> List.of(one, two, later).stream()
                .allMatch(received -> received.bodies().contains("2")));
    }

    /** A topic has no consumers that could be counted: messages are sent until one arrives at each. */
    private void awaitSubscribed(String body, StompRoutes.Received... all) {
        await().until(() -> {
            routes.template().sendBody("stomp2:topic/" + queue, body);
            return Stream.of(all).allMatch(received -> received.bodies().contains(body));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&sharedConnection=true"})
    void twoRoutesFromOneQueueShareItsMessages(String options) throws Exception {
        String uri = uri() + "?prefetch=1" + options;
        StompRoutes.Received one = routes.consume(uri);
        StompRoutes.Received two = routes.consume(uri);
        await().until(() -> broker().broker().consumerCount(queue) == 2);

        IntStream.range(0, 40).forEach(i -> send(Integer.toString(i), Map.of()));

        await().until(() -> one.size() + two.size() == 40);
        Set<String> bodies = new HashSet<>(one.bodies());
        bodies.addAll(two.bodies());
        assertThat(bodies).hasSize(40);
        assertThat(one.size()).isPositive();
        assertThat(two.size()).isPositive();
        await().until(() -> broker().broker().messageCount(queue) == 0);
    }

    @Test
    @Holds(Rule.HEART_BEAT_BLOCKED)
    @Shows(Feature.HEART_BEATS)
    void aSlowRouteDoesNotBreakTheHeartBeats(Shown shown) throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        String fast = "&outgoingHeartbeat=1s&incomingHeartbeat=1s";
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri() + "?concurrentConsumers=1" + fast).process(exchange -> mayEnd.await(4, TimeUnit.SECONDS));
            }
        });

        send("slow", Map.of());

        // The broker would have closed a silent connection after two seconds at the latest, and delivered again.
        await().atMost(Duration.ofSeconds(20)).until(() -> broker().broker().messageCount(queue) == 0);
        await().until(() -> routes.context().getInflightRepository().size() == 0);
        if (version.equals("1.0")) {
            shown.notPossible("STOMP 1.0 has none");
        }
    }
}
