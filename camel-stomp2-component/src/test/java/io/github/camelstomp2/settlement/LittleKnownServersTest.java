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
package io.github.camelstomp2.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.it.LogLines;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that few use, each with what the others do not do. */
@Timeout(60)
class LittleKnownServersTest extends RouteTestSupport {
    private static final String APOLLO = "apache-apollo/1.7.1";
    private static final String VERTX = "vertx-stomp/5.0.7";

    private final List<String> processed = new CopyOnWriteArrayList<>();

    private ScriptedConnection peer;
    private WireFrame subscribe;

    private void startCollecting(String... options) throws Exception {
        start(on -> on.from(stomp("queue/in", options))
                .process(exchange -> processed.add(exchange.getMessage().getBody(String.class))));
    }

    private void startFailing(String... options) throws Exception {
        start(on -> on.from(stomp("queue/in", options)).process(exchange -> {
            processed.add(exchange.getMessage().getBody(String.class));
            throw new IllegalStateException("no stock");
        }));
    }

    private void acceptFirstVersion() {
        peer = broker.accept();
        peer.handshake("1.0");
        subscribe = peer.expectSubscribe();
        peer.receiptFor(subscribe);
    }

    private static ServerFrame message(String id) {
        return ServerFrame.of("MESSAGE")
                .header("destination", "/queue/in")
                .header("message-id", id)
                .body(id);
    }

    @Test
    void oneThatKnows10OnlyGetsItsAcknowledgementsInOrder() throws Exception {
        CompletableFuture<Void> first = new CompletableFuture<>();
        start(on -> on.from(stomp("queue/in", "concurrentConsumers=2")).process(exchange -> {
            String body = exchange.getMessage().getBody(String.class);
            if (body.equals("m-1")) {
                first.join();
            }
            processed.add(body);
        }));
        acceptFirstVersion();
        assertThat(subscribe.header("ack")).isEqualTo("client");

        peer.sendAtOnce(message("m-1"), message("m-2"));
        await().until(() -> processed.contains("m-2"));
        first.complete(null);

        assertThat(peer.expectFrame("ACK").header("message-id")).isEqualTo("m-1");
        assertThat(peer.expectFrame("ACK").header("message-id")).isEqualTo("m-2");
    }

    @Test
    void aMessageWithoutAnIdIsSaidOnceAndEndsNoConnection() throws Exception {
        try (LogLines log = new LogLines()) {
            startCollecting();
            acceptFirstVersion();

            ServerFrame nameless =
                    ServerFrame.of("MESSAGE").header("destination", "/queue/in").body("nameless");
            peer.sendAtOnce(nameless, nameless, message("m-1"));

            assertThat(peer.expectFrame("ACK").header("message-id")).isEqualTo("m-1");
            assertThat(processed).containsExactly("m-1");
            assertThat(log.operatorLines().stream().filter(line -> line.contains("without message-id")))
                    .hasSize(1);
        }
    }

    @Test
    void inAutoModeAMessageNeedsNoId() throws Exception {
        startCollecting("ackMode=auto");
        acceptFirstVersion();

        peer.send(ServerFrame.of("MESSAGE").header("destination", "/queue/in").body("nameless"));

        await().until(() -> processed.equals(List.of("nameless")));
    }

    /** Apollo: thousands of deliveries in some seconds, without the pause. */
    @Test
    void oneThatDeliversAgainWhatWasRefusedIsRefusedOnceAndThenPaused() throws Exception {
        try (LogLines log = new LogLines()) {
            startFailing("deadLetterMode=broker");
            BrokerSide side = BrokerSide.subscribed(broker, APOLLO);
            side.deliver("m-1", "x");
            side.expectNack("m-1");

            side.deliver("m-1", "x");

            side.connection.expectFrame("UNSUBSCRIBE", Duration.ofSeconds(5));
            side.connection.expectFrame("SUBSCRIBE");
            assertThat(log.operatorLines().stream().filter(line -> line.contains("delivers again what it was told")))
                    .hasSize(1);
        }
    }

    @Test
    void anErrorAboutAnAcknowledgementFailsNoDeadLetter() throws Exception {
        startFailing();
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        WireFrame letter = side.expectSend("/queue/DLQ.in");

        side.connection.sendAtOnce(
                ServerFrame.of("ERROR").header("message", "Unexpected ACK of a-0"),
                ServerFrame.of("RECEIPT").header("receipt-id", letter.header("receipt")));

        side.expectAck("a-1");
    }

    @Test
    void oneThatKeepsNothingIsNamedOnceAndNoDeadLetterIsSaidToLieThere() throws Exception {
        try (LogLines log = new LogLines()) {
            startFailing();
            BrokerSide side = BrokerSide.subscribed(broker, VERTX);
            side.deliver("a-1", "x");
            side.expectDeadLetter("/queue/DLQ.in", "a-1");

            await().until(() -> log.operatorLines().stream().anyMatch(line -> line.contains("was sent to")));
            assertThat(log.operatorLines().stream().filter(line -> line.contains("keeps no messages")))
                    .hasSize(1);
            assertThat(log.operatorLines()).noneMatch(line -> line.contains("it is in /queue/DLQ.in"));
        }
    }

    /** Artemis ends it after its time to live, 60 s, of which it asks for the half. */
    @Test
    void artemisHearsFromAConnectionWithoutHeartBeatsAllTheSame() throws Exception {
        startCollecting("outgoingHeartbeat=0");
        peer = broker.accept();
        peer.handshake("1.2", "0,200", "ActiveMQ-Artemis/2.50.0");
        peer.receiptFor(peer.expectSubscribe());

        peer.expectHeartBeat(Duration.ofSeconds(5));
        peer.expectHeartBeat(Duration.ofSeconds(5));
    }
}
