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
package io.github.camelstomp2.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompReplyLostException;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.testbed.Poll;
import io.github.camelstomp2.testbed.RabbitMqCluster;
import io.github.camelstomp2.testbed.RabbitMqProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ExchangeTimedOutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routes over TLS to three nodes of RabbitMQ, from 4.0 on, of which one is killed and comes back. */
class RabbitMqClusterRoutesIT {
    private static final RabbitMqCluster CLUSTER = new RabbitMqCluster(Topology.CLUSTER.brokers());
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);

    /** How much later than at its limit a request may end on a busy machine. */
    private static final Duration LATE = Duration.ofSeconds(5);

    /** So many sends and requests have to succeed before the next fault. */
    private static final int PROGRESS = 50;

    private static final int IN_THE_ROUTE = 20;

    @BeforeAll
    static void startNodes() {
        RabbitMqProcess first = CLUSTER.nodes().get(0);
        first.start();
        assumeFalse(first.version().startsWith("3."), "clusters of RabbitMQ 3 are not tested");
        CLUSTER.start();
    }

    @AfterAll
    static void stopNodes() {
        CLUSTER.close();
    }

    /** So that one failure does not cause others. */
    @BeforeEach
    void startWhatTheLastTestHasStopped() {
        CLUSTER.start();
    }

    private static String queue(String name, String... options) {
        return "stomp2:queue/" + name + "?queueType=quorum"
                + (options.length == 0 ? "" : "&" + String.join("&", options));
    }

    /** A route for each of these queues, which collect what they have until the context is closed. */
    private static Set<String> collect(ClusterRoutes routes, String... names) throws Exception {
        Set<String> bodies = ConcurrentHashMap.newKeySet();
        for (String name : names) {
            routes.add(on -> on.from(queue(name))
                    .process(exchange -> bodies.add(exchange.getMessage().getBody(String.class))));
        }
        return bodies;
    }

    @Test
    void nothingConfirmedIsLostAndRequestsEndInTimeWhenOneNodeAfterTheOtherIsKilled() throws Exception {
        try (ClusterRoutes shop = new ClusterRoutes(CLUSTER.nodes())) {
            shop.add(on -> on.from(queue("orders", "transacted=true"))
                    .to(ExchangePattern.InOnly, queue("invoices", "transacted=true"))
                    .to(ExchangePattern.InOnly, queue("parcels", "transacted=true")));
            shop.add(on -> on.from(queue("prices")).setBody(on.simple("re ${body}")));
            Set<String> invoices = collect(shop, "invoices");
            Set<String> parcels = collect(shop, "parcels");
            Set<String> deadLetters = collect(shop, "DLQ.orders", "DLQ.prices", "DLQ.invoices", "DLQ.parcels");

            ClusterLoad load = new ClusterLoad(
                    shop.template(), queue("orders"), queue("prices", "requestTimeout=" + REQUEST_TIMEOUT.toMillis()));
            try (load) {
                for (RabbitMqProcess node : CLUSTER.nodes()) {
                    awaitProgress(load, "before a node is killed");
                    node.kill();
                    awaitProgress(load, "while a node is away");
                    node.start();
                    CLUSTER.awaitJoined();
                }
                awaitProgress(load, "at the end");
            }
            System.out.println(
                    "confirmed " + load.confirmed().size() + ", answered " + load.answered() + ", failed sends "
                            + load.failedSends() + ", failed requests " + load.failedRequests() + ", slowest request "
                            + load.slowestRequest());

            Poll.until(PATIENCE, "all invoices", () -> invoices.containsAll(load.confirmed()));
            Poll.until(PATIENCE, "all parcels", () -> parcels.containsAll(load.confirmed()));
            assertThat(deadLetters).isEmpty();
            assertThat(load.failedSends())
                    .hasOnlyElementsOfTypes(StompUnconfirmedException.class, StompConnectionException.class);
            assertThat(load.failedRequests())
                    .hasOnlyElementsOfTypes(
                            StompReplyLostException.class,
                            ExchangeTimedOutException.class,
                            StompUnconfirmedException.class,
                            StompConnectionException.class);
            assertThat(load.wrongAnswers()).isEmpty();
            assertThat(load.slowestRequest()).isLessThan(REQUEST_TIMEOUT.plus(LATE));
        }
    }

    private static void awaitProgress(ClusterLoad load, String when) {
        int confirmed = load.confirmed().size() + PROGRESS;
        int answered = load.answered() + PROGRESS;
        Poll.until(
                PATIENCE,
                () -> "sends and requests that succeed " + when + "; failed: " + load.failedSends()
                        + load.failedRequests(),
                () -> load.confirmed().size() >= confirmed && load.answered() >= answered);
    }

    @Test
    void requestersThatGoWithTheirNodeDisturbNobodyElse() throws Exception {
        CountDownLatch inTheRoute = new CountDownLatch(IN_THE_ROUTE);
        CountDownLatch released = new CountDownLatch(1);
        RabbitMqProcess killed = CLUSTER.nodes().get(2);
        try (ClusterRoutes shop = new ClusterRoutes(CLUSTER.nodes().subList(0, 2));
                ClusterRoutes buyer = new ClusterRoutes(List.of(killed))) {
            String offers = "stomp2:queue/offers?queueType=classic";
            shop.add(on -> on.from(offers + "&concurrentConsumers=" + IN_THE_ROUTE)
                    .process(exchange -> {
                        inTheRoute.countDown();
                        released.await();
                    })
                    .setBody(on.simple("re ${body}")));
            shop.add(on -> on.from(queue("weights"))
                    .process(exchange -> released.await())
                    .setBody(on.simple("re ${body}")));
            List<CompletableFuture<Exchange>> asked = new ArrayList<>();
            for (int i = 0; i < IN_THE_ROUTE; i++) {
                asked.add(ask(buyer, offers + "&requestTimeout=2m", "a-" + i));
            }
            CompletableFuture<Exchange> other = ask(shop, queue("weights", "requestTimeout=2m"), "b");
            inTheRoute.await();
            killed.kill();
            released.countDown();

            for (CompletableFuture<Exchange> one : asked) {
                assertThat(end(one).getException()).isInstanceOf(StompReplyLostException.class);
            }
            // The figures of a classic queue are exact, on its own node, which is that of its first consumer.
            RabbitMqProcess home = CLUSTER.nodes().get(0);
            assertThat(home.leads("offers")).isTrue();
            Poll.until(PATIENCE, "requests that are done", () -> home.messageCount("offers") == 0);
            assertThat(home.messageCount("DLQ.offers")).isZero();
            assertThat(end(other).getMessage().getBody(String.class)).isEqualTo("re b");
            assertThat(shop.lost()).containsOnly("stomp2 replies");
        } finally {
            released.countDown();
        }
    }

    @Test
    void aTransactionForAQueueWhoseNodeIsDownIsCommittedWhenTheNodeIsBack() throws Exception {
        String ledger = "stomp2:queue/ledger?queueType=classic";
        RabbitMqProcess killed = CLUSTER.nodes().get(2);
        try (ClusterRoutes there = new ClusterRoutes(List.of(killed))) {
            there.template().sendBody(ledger, "first");
        }
        assertThat(killed.leads("ledger")).isTrue();
        try (ClusterRoutes shop = new ClusterRoutes(CLUSTER.nodes().subList(0, 2))) {
            AtomicInteger begun = new AtomicInteger();
            shop.add(on -> on.from(queue("payments", "transacted=true"))
                    .process(exchange -> begun.incrementAndGet())
                    .to(ExchangePattern.InOnly, ledger + "&transacted=true"));
            Set<String> deadLetters = collect(shop, "DLQ.payments");
            killed.kill();
            for (int i = 0; i < IN_THE_ROUTE; i++) {
                shop.template().sendBody(queue("payments"), "payment-" + i);
            }
            Poll.until(PATIENCE, "payments that come again", () -> begun.get() >= 2 * IN_THE_ROUTE);
            killed.start();
            CLUSTER.awaitJoined();

            Set<String> booked = ConcurrentHashMap.newKeySet();
            shop.add(on -> on.from(ledger)
                    .process(exchange -> booked.add(exchange.getMessage().getBody(String.class))));
            Poll.until(PATIENCE, () -> "payments, of which came " + booked, () -> booked.size() == IN_THE_ROUTE + 1);
            assertThat(deadLetters).isEmpty();
        }
    }

    private static CompletableFuture<Exchange> ask(ClusterRoutes routes, String endpoint, String body) {
        return routes.template().asyncSend(endpoint, exchange -> {
            exchange.setPattern(ExchangePattern.InOut);
            exchange.getMessage().setBody(body);
        });
    }

    private static Exchange end(CompletableFuture<Exchange> asked) throws Exception {
        return asked.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
