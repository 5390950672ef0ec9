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

import io.github.camelstomp2.event.Stomp2DisconnectedEvent;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.RawStompClient;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requesters that are gone, or never were there, when a route answers: they disturb nobody else. */
class RabbitMqGoneRequestersIT extends RequestReplySuiteBase {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.RABBITMQ);

    private static final int IN_THE_ROUTE = 20;
    private static final String NOWHERE = "/exchange/there-is-none/x";

    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch arrived = new CountDownLatch(IN_THE_ROUTE);

    /** The connections that were lost, each as often as that happened. */
    private final List<String> lost = new CopyOnWriteArrayList<>();

    private RawStompClient service;
    private CompletableFuture<Exchange> asked;
    private WireFrame request;

    @Override
    BrokerExtension broker() {
        return BROKER;
    }

    /** A request of the same component, which waits for the reply of another service. */
    @BeforeEach
    void ask() throws Exception {
        routes.context().getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof Stomp2DisconnectedEvent told) {
                    lost.add(told.getConnection());
                }
            }

            @Override
            public boolean isEnabled(CamelEvent event) {
                return true;
            }
        });
        service = RawStompClient.connect(broker().broker());
        service.subscribeToQueue("mine", queue + "-weights");
        asked = ask("stomp2:queue/" + queue + "-weights?requestTimeout=2m", "how heavy?");
        request = service.receiveMessage();
        service.ack(request);
    }

    @AfterEach
    void releaseWhatWaits() {
        release.countDown();
        service.close();
    }

    /** Holds all requests at the same time. */
    private void addHolding(String... options) throws Exception {
        String[] all = new String[options.length + 1];
        System.arraycopy(options, 0, all, 1, options.length);
        all[0] = "concurrentConsumers=" + IN_THE_ROUTE;
        add(on -> on.from(endpoint(all))
                .process(exchange -> {
                    arrived.countDown();
                    release.await();
                })
                .to(ExchangePattern.InOnly, "stomp2:queue/" + queue + "-invoices?transacted=true")
                .setBody(on.simple("re ${body}")));
    }

    /** That many requests of one client, which is gone when they are in the route. */
    private void askAndGo(String replyTo) throws Exception {
        try (RawStompClient client = RawStompClient.connect(broker().broker())) {
            for (int i = 0; i < IN_THE_ROUTE; i++) {
                client.write(ServerFrame.of("SEND")
                        .header("destination", "/queue/" + queue)
                        .headers(Map.of("persistent", "true", "reply-to", replyTo))
                        .body("a-" + i)
                        .bytes("1.2"));
            }
            arrived.await();
        }
        release.countDown();
    }

    private void assertThatAllAreDoneOnce() {
        awaitAllDone();
        await().atMost(PATIENCE).until(() -> broker().broker().messageCount(queue + "-invoices") >= IN_THE_ROUTE);
        assertThat(broker().broker().messageCount(queue + "-invoices")).isEqualTo(IN_THE_ROUTE);
        assertThat(broker().broker().messageCount("DLQ." + queue)).isZero();
    }

    private void assertThatTheOtherRequestIsAnswered() throws Exception {
        assertThat(asked).isNotDone();
        service.send(request.header("reply-to"), Map.of("correlation-id", request.header("correlation-id")), "7 kg");
        assertThat(end(asked).getMessage().getBody(String.class)).isEqualTo("7 kg");
    }

    @Test
    void requestsWhoseRequesterIsGoneAreDoneAndEndNoConnection() throws Exception {
        addHolding();
        askAndGo("/temp-queue/x");
        assertThatAllAreDoneOnce();
        assertThatTheOtherRequestIsAnswered();
        assertThat(lost).isEmpty();
    }

    @Test
    void whoeverWantsRepliesWhereNothingIsEndsOnlyTheConnectionForReplies() throws Exception {
        addHolding();
        askAndGo(NOWHERE);
        assertThatAllAreDoneOnce();
        assertThatTheOtherRequestIsAnswered();
        assertThat(lost).hasSizeBetween(1, IN_THE_ROUTE / 2).containsOnly("stomp2 replies");
    }

    @Test
    void aTransactionIsCommittedOnceThoughItsReplyCanGoNowhere() throws Exception {
        addHolding("transacted=true");
        askAndGo(NOWHERE);
        assertThatAllAreDoneOnce();
        assertThatTheOtherRequestIsAnswered();
        assertThat(lost).hasSizeBetween(1, IN_THE_ROUTE / 2).containsOnly("stomp2 replies");
    }
}
