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

import io.github.camelstomp2.matrix.Feature;
import io.github.camelstomp2.matrix.InEachVersion;
import io.github.camelstomp2.matrix.Shows;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.TestExtent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The broker goes away and comes back; routes go on by themselves and nothing is lost. */
abstract class ReconnectSuite {
    private static final int MESSAGES = TestExtent.of(10_000);

    abstract BrokerExtension broker();

    @ParameterizedTest(name = "STOMP {0}")
    @InEachVersion
    @Shows(Feature.RECONNECT)
    void routesGoOnAfterTheBrokerWasRestarted(String version) throws Exception {
        try (StompRoutes routes = new StompRoutes(broker(), version)) {
            String queue = broker().uniqueName("restart");
            StompRoutes.Received received = routes.consume("stomp2:queue/" + queue);
            routes.template().sendBody("stomp2:queue/" + queue, "before");
            assertThat(received.next().getMessage().getBody()).isEqualTo("before");
            await().until(() -> broker().broker().messageCount(queue) == 0);

            broker().broker().stop();
            CompletableFuture<Object> duringTheOutage =
                    routes.template().asyncSendBody("stomp2:queue/" + queue, "during");
            broker().broker().start();

            assertThat(received.next().getMessage().getBody()).isEqualTo("during");
            assertThat(duringTheOutage).succeedsWithin(Duration.ofSeconds(60));
            routes.template().sendBody("stomp2:queue/" + queue, "after");
            assertThat(received.next().getMessage().getBody()).isEqualTo("after");
        }
    }

    @ParameterizedTest(name = "STOMP {0}")
    @InEachVersion
    void pollsGoOnAfterTheBrokerWasRestartedBetweenThemAndDuringOne(String version) {
        try (StompRoutes routes = new StompRoutes(broker(), version)) {
            String queue = broker().uniqueName("restart-polled");
            String uri = "stomp2:queue/" + queue;
            ConsumerTemplate template = routes.context().createConsumerTemplate();
            routes.template().sendBody(uri, "before");
            assertThat(template.receiveBody(uri, 20_000)).isEqualTo("before");
            await().until(() -> broker().broker().messageCount(queue) == 0);
            routes.template().sendBody(uri, "kept");

            broker().broker().stop();
            assertThat(template.receive(uri, 100)).isNull();
            CompletableFuture<Object> polled = CompletableFuture.supplyAsync(() -> template.receiveBody(uri, 60_000));
            broker().broker().start();

            assertThat(polled).succeedsWithin(Duration.ofSeconds(60)).isEqualTo("kept");
            assertThat(template.receiveNoWait(uri)).isNull();
        }
    }

    @Test
    @Shows({Feature.RECONNECT, Feature.PERSISTENT})
    void nothingIsLostWhenTheBrokerIsKilledWhileMessagesFlow() throws Exception {
        try (StompRoutes routes = new StompRoutes(broker(), "1.2,1.1,1.0")) {
            String queue = broker().uniqueName("kill");
            Set<String> processed = ConcurrentHashMap.newKeySet();
            routes.add(new RouteBuilder() {
                @Override
                public void configure() {
                    from("stomp2:queue/" + queue + "?concurrentConsumers=2")
                            .process(exchange ->
                                    processed.add(exchange.getMessage().getBody(String.class)));
                }
            });

            await().until(() -> broker().broker().consumerCount(queue) > 0);
            broker().broker().storeDefinitions();
            List<CompletableFuture<Object>> sends = sendAll(routes.template(), "stomp2:queue/" + queue);
            await().atMost(Duration.ofSeconds(60)).until(() -> processed.size() > MESSAGES / 10);
            broker().broker().kill();
            broker().broker().start();

            // Each send ended, and none failed: those whose receipt the kill took were sent again.
            for (CompletableFuture<Object> send : sends) {
                send.get(120, TimeUnit.SECONDS);
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> processed.size() == MESSAGES);
            await().atMost(Duration.ofSeconds(60)).until(() -> broker().broker().messageCount(queue) == 0);
        }
    }

    private static List<CompletableFuture<Object>> sendAll(ProducerTemplate template, String uri) {
        List<CompletableFuture<Object>> sends = new ArrayList<>(MESSAGES);
        for (int i = 0; i < MESSAGES; i++) {
            sends.add(template.asyncSendBody(uri, "message " + i));
        }
        return sends;
    }

    @Test
    void aMessageInProcessWhenTheBrokerIsKilledIsDeliveredAgain() throws Exception {
        try (StompRoutes routes = new StompRoutes(broker(), "1.2,1.1,1.0")) {
            String queue = broker().uniqueName("inflight");
            List<String> begun = new CopyOnWriteArrayList<>();
            CompletableFuture<Void> mayEnd = new CompletableFuture<>();
            routes.add(new RouteBuilder() {
                @Override
                public void configure() {
                    from("stomp2:queue/" + queue).process(exchange -> {
                        begun.add(exchange.getMessage().getBody(String.class));
                        mayEnd.get(60, TimeUnit.SECONDS);
                    });
                }
            });
            routes.template().sendBody("stomp2:queue/" + queue, "order");
            await().until(() -> begun.size() == 1);

            broker().broker().storeDefinitions();
            broker().broker().kill();
            broker().broker().start();
            mayEnd.complete(null);

            // Its acknowledgement belonged to the dead connection: the broker still has the message and delivers it.
            await().atMost(Duration.ofSeconds(30)).until(() -> begun.size() == 2);
            await().atMost(Duration.ofSeconds(30)).until(() -> broker().broker().messageCount(queue) == 0);
            assertThat(begun).containsExactly("order", "order");
        }
    }
}
