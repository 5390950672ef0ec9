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

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.FaultProxy;
import io.github.camelstomp2.testbed.RawStompClient;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Transacted routes by a proxy that breaks their connections. */
abstract class TransactionSuiteBase {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Far less than any {@code confirmTimeout}: what ends within it did not wait for one. */
    static final Duration AT_ONCE = Duration.ofSeconds(20);

    final CountDownLatch release = new CountDownLatch(1);
    final CountDownLatch held = new CountDownLatch(1);
    final AtomicInteger processed = new AtomicInteger();

    String queue;
    FaultProxy proxy;
    StompRoutes routes;

    abstract BrokerExtension broker();

    /** Whether an acknowledgement takes effect together with the sends of its transaction. */
    abstract boolean acknowledgesWithCommit();

    @BeforeEach
    void startCamel() {
        queue = broker().uniqueName("orders");
        proxy = FaultProxy.to(broker().host(), broker().port());
        routes = new StompRoutes(broker(), "tcp://" + proxy.host() + ":" + proxy.port(), "1.2,1.1,1.0");
        Properties properties = new Properties();
        properties.setProperty("orders", queue);
        routes.context().getPropertiesComponent().setOverrideProperties(properties);
    }

    @AfterEach
    void stopCamel() {
        release.countDown();
        routes.close();
        proxy.close();
    }

    void add(LambdaRouteBuilder added) throws Exception {
        RouteBuilder.addRoutes(routes.context(), added);
    }

    static String transacted(String destination) {
        return "stomp2:" + destination + "?transacted=true";
    }

    String in() {
        return transacted("queue/" + queue);
    }

    String invoices() {
        return transacted("queue/" + queue + "-invoices");
    }

    long count(String suffix) {
        return broker().broker().messageCount(queue + suffix);
    }

    void assertArrived(String suffix, String... bodies) {
        assertThat(take(suffix, bodies.length)).containsExactlyInAnyOrder(bodies);
    }

    void assertAllArrived(String suffix, int expected) {
        assertThat(take(suffix, expected)).hasSize(expected).doesNotHaveDuplicates();
    }

    List<String> take(String suffix, int expected) {
        await().atMost(PATIENCE).until(() -> count(suffix) >= expected);
        return OnTheBroker.takeBodies(broker().broker(), queue + suffix);
    }

    /** The letter is counted a little after the message is gone, where both end with one transaction. */
    void awaitDeadLetters(int expected) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(deadLetters()).isEqualTo(expected));
    }

    long deadLetters() {
        return broker().broker().messageCount("DLQ." + queue);
    }

    void order(String body) {
        try (RawStompClient client = RawStompClient.connect(broker().broker())) {
            client.sendToQueue(queue, body);
        }
    }

    void hold(Exchange exchange) throws InterruptedException {
        held.countDown();
        release.await();
    }

    static void fail(Exchange exchange) {
        throw new IllegalStateException("no stock");
    }

    /** How it failed; {@code null} if it did not. */
    Throwable send(String uri, String body) {
        return routes.template()
                .send(uri, exchange -> exchange.getMessage().setBody(body))
                .getException();
    }

    /** So many sends, each with a body of its own, are one transaction. */
    void addLoop(int sends) throws Exception {
        add(on -> on.from("direct:loop")
                .setHeader("order", on.body())
                .loop(sends)
                .setBody(on.simple("${header.order}-${exchangeProperty.CamelLoopIndex}"))
                .to(invoices()));
    }

    void process(Exchange exchange) {
        processed.incrementAndGet();
    }

    void awaitAllDone() {
        awaitOfTheRoute(() -> count("") == 0);
    }

    /** Waits for what a route makes of messages that may have been on their way when a connection was lost. */
    void awaitOfTheRoute(Callable<Boolean> condition) {
        await().atMost(PATIENCE.multipliedBy(2)).until(() -> {
            OnTheBroker.freeStranded(broker().broker(), queue);
            return condition.call();
        });
    }
}
