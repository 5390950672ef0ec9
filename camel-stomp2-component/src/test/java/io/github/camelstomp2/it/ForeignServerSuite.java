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

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What a route has of any server that speaks STOMP, also of one that few use and that keeps nothing. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ForeignServerSuite {
    private static final String TEXT = "Grüße, 世界 \uD83D\uDE80\nsecond line";

    private final ForeignServer server = server();
    private int number;
    private String queue;
    private StompRoutes routes;

    abstract ForeignServer server();

    /** Whether a message lies in a queue of which nobody takes it. */
    boolean keepsMessages() {
        return true;
    }

    /** Of the headers that every broker passes on in STOMP 1.2, those that this one does. */
    Map<String, Object> headers() {
        return Map.of("note", "a:b\\d\nc ü", "empty", "");
    }

    @BeforeEach
    void start() throws Exception {
        if (number++ == 0) {
            server.start();
        }
        queue = "orders-" + number;
        routes = newRoutes();
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    @AfterAll
    void end() {
        server.close();
    }

    private StompRoutes newRoutes() {
        return new StompRoutes(server.uri(), "1.2,1.1,1.0");
    }

    String uri() {
        return "stomp2:queue/" + queue;
    }

    StompRoutes routes() {
        return routes;
    }

    /** A server that keeps nothing gets the consumer first. */
    private StompRoutes.Received consumeConfirmed(String uri) throws Exception {
        StompRoutes.Received received = routes.consume(uri);
        await().untilAsserted(() -> {
            routes.template().sendBody(uri, "are you there?");
            assertThat(received.bodies()).contains("are you there?");
        });
        return received;
    }

    private static Exchange nextBut(StompRoutes.Received received, Object first) throws InterruptedException {
        Exchange exchange = received.next();
        while (first.equals(exchange.getMessage().getBody(String.class))) {
            exchange = received.next();
        }
        return exchange;
    }

    @Test
    void aTextAndItsHeadersArrive() throws Exception {
        StompRoutes.Received received = consumeConfirmed(uri());

        routes.template().sendBodyAndHeaders(uri(), TEXT, headers());

        Exchange exchange = nextBut(received, "are you there?");
        assertThat(exchange.getMessage().getBody()).isEqualTo(TEXT);
        assertThat(exchange.getMessage().getHeaders()).containsAllEntriesOf(headers());
    }

    @Test
    void allOctetsArrive() throws Exception {
        StompRoutes.Received received = consumeConfirmed(uri());
        byte[] octets = new byte[256];
        IntStream.range(0, octets.length).forEach(i -> octets[i] = (byte) i);

        routes.template().sendBody(uri(), octets);

        assertThat(nextBut(received, "are you there?").getMessage().getBody()).isEqualTo(octets);
    }

    @Test
    void aHundredMessagesArriveOnceAndInTheirOrder() throws Exception {
        StompRoutes.Received received = consumeConfirmed(uri());
        List<String> sent =
                IntStream.range(0, 100).mapToObj(i -> "message " + i).toList();

        sent.forEach(body -> routes.template().sendBody(uri(), body));

        List<String> arrived = new CopyOnWriteArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            arrived.add(nextBut(received, "are you there?").getMessage().getBody(String.class));
        }
        assertThat(arrived).isEqualTo(sent);
        assertThat(received.size()).isZero();
    }

    @Test
    void whatARouteRefusesIsADeadLetter() throws Exception {
        StompRoutes.Received letters = consumeConfirmed("stomp2:queue/DLQ." + queue);
        List<String> refused = new CopyOnWriteArrayList<>();
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri()).process(exchange -> {
                    refused.add(exchange.getMessage().getBody(String.class));
                    throw new IllegalStateException("no stock");
                });
            }
        });

        await().untilAsserted(() -> {
            if (refused.isEmpty()) {
                routes.template().sendBody(uri(), "order");
            }
            assertThat(refused).isNotEmpty();
        });

        Exchange letter = nextBut(letters, "are you there?");
        assertThat(letter.getMessage().getBody()).isEqualTo("order");
        assertThat(letter.getMessage().getHeader("dead-letter-reason", String.class))
                .contains("no stock");
    }

    @Test
    void whatWasAcknowledgedDoesNotComeAgain() throws Exception {
        StompRoutes.Received received = consumeConfirmed(uri());
        routes.template().sendBody(uri(), "once");
        assertThat(nextBut(received, "are you there?").getMessage().getBody()).isEqualTo("once");
        routes.close();

        routes = newRoutes();

        StompRoutes.Received again = routes.consume(uri());
        await().untilAsserted(() -> {
            routes.template().sendBody(uri(), "later");
            assertThat(again.bodies()).contains("later");
        });
        assertThat(again.bodies()).containsOnly("later");
    }

    @Test
    void aMessageLiesThereUntilSomebodyTakesItOrIsGone() throws Exception {
        routes.template().sendBody(uri(), "early");

        StompRoutes.Received received = routes.consume(uri());

        await().untilAsserted(() -> {
            routes.template().sendBody(uri(), "late");
            assertThat(received.bodies()).contains("late");
        });
        if (keepsMessages()) {
            assertThat(received.bodies()).contains("early");
        } else {
            assertThat(received.bodies()).doesNotContain("early");
        }
    }

    @Test
    void aRouteGoesOnAfterACrashOfTheServer() throws Exception {
        StompRoutes.Received received = consumeConfirmed(uri());
        server.kill();
        server.start();

        await().untilAsserted(() -> {
            routes.template().sendBody(uri(), "after");
            assertThat(received.bodies()).contains("after");
        });
    }
}
