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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Routes that fail, or that are held up. */
abstract class FailingRoutesSuite {
    StompRoutes routes;
    String queue;

    final CountDownLatch release = new CountDownLatch(1);
    final List<String> begun = new CopyOnWriteArrayList<>();

    abstract BrokerExtension broker();

    @BeforeEach
    void startCamel() {
        routes = new StompRoutes(broker(), "1.2,1.1,1.0");
        queue = broker().uniqueName("errors");
    }

    @AfterEach
    void stopCamel() {
        release.countDown();
        routes.close();
    }

    StompRoutes routes() {
        return routes;
    }

    String uri() {
        return "stomp2:queue/" + queue;
    }

    /**
     * Adds a route that fails, and awaits that it consumes these queues, which are there and empty: what brokers deliver to a
     * pattern of what had been there is another matter.
     */
    final void addFailing(String uri, String... queues) throws Exception {
        for (String name : queues) {
            OnTheBroker.put(broker().broker(), name, "created");
            OnTheBroker.take(broker().broker(), name);
        }
        add(on -> on.from(uri).process(FailingRoutesSuite::fail));
        for (String name : queues) {
            await().until(() -> broker().broker().consumerCount(name) == 1);
        }
    }

    /** One message in each of these queues fails: one dead letter for each is all there is then. */
    final void eachIsOneDeadLetterInAQueueOfItsOwn(String... queues) {
        for (String name : queues) {
            OnTheBroker.put(broker().broker(), name, "order");
        }
        for (String name : queues) {
            await().until(() -> broker().broker().messageCount("DLQ." + name) == 1);
        }
        await().during(Duration.ofMillis(400)).until(() -> List.of(queues).stream()
                .allMatch(name -> broker().broker().messageCount(name) == 0
                        && broker().broker().messageCount("DLQ." + name) == 1));
    }

    void add(LambdaRouteBuilder added) throws Exception {
        RouteBuilder.addRoutes(routes.context(), added);
    }

    void send(int count) {
        IntStream.range(0, count).forEach(i -> routes.template().sendBody(uri(), Integer.toString(i)));
    }

    long onQueue() {
        return broker().broker().messageCount(queue);
    }

    long deadLetters() {
        return broker().broker().messageCount("DLQ." + queue);
    }

    void allAreDone(int expectedDeadLetters) {
        await().atMost(Duration.ofSeconds(20)).until(() -> onQueue() == 0);
        // Artemis counts a message a little after it has confirmed it.
        await().untilAsserted(() -> assertThat(deadLetters()).isEqualTo(expectedDeadLetters));
    }

    static void fail(Exchange exchange) {
        throw new IllegalStateException("no stock");
    }
}
