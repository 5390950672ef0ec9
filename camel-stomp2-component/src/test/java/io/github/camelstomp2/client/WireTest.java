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
package io.github.camelstomp2.client;

import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.broker.SubscribeOptions;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.testbed.ScriptedBroker;
import io.github.camelstomp2.testbed.ScriptedConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A scripted broker, and connections to it that are stopped after the test. */
@Timeout(30)
abstract class WireTest {
    /** In which nothing must happen. */
    static final Duration A_WHILE = Duration.ofMillis(100);

    static final Duration LONG = Duration.ofSeconds(8);

    final ScriptedBroker broker = ScriptedBroker.start();
    final NettyTransport transport = new NettyTransport("wire-test");
    private final List<StompConnection> connections = new ArrayList<>();

    @AfterEach
    void stopEverything() throws Exception {
        for (StompConnection connection : connections) {
            connection.stop(Duration.ZERO).toCompletableFuture().get(LONG.toSeconds(), TimeUnit.SECONDS);
        }
        transport.close();
        broker.close();
    }

    ClientSettings settings() {
        return new ClientSettings(url(broker));
    }

    static String url(ScriptedBroker broker) {
        return "tcp://" + broker.host() + ":" + broker.port();
    }

    /** A connection that was not started. */
    StompConnection connection(ClientSettings settings) {
        StompConnection connection = new StompConnection("test", settings.build(), transport);
        connections.add(connection);
        return connection;
    }

    StompConnection start(String name, ClientSettings settings) {
        StompConnection connection = new StompConnection(name, settings.build(), transport);
        connections.add(connection);
        connection.start();
        return connection;
    }

    StompConnection start(ClientSettings settings) {
        StompConnection connection = connection(settings);
        connection.start();
        return connection;
    }

    /** The next connection, after the handshake. */
    ScriptedConnection handshake() {
        ScriptedConnection peer = broker.accept();
        peer.handshake("1.2");
        return peer;
    }

    static void awaitState(StompConnection connection, ConnectionState state) {
        await().atMost(LONG).until(() -> connection.state() == state);
    }

    static SubscriptionRequest individual(String destination) {
        return request(destination, AckMode.CLIENT_INDIVIDUAL);
    }

    static SubscriptionRequest request(String destination, AckMode ackMode) {
        return new SubscriptionRequest(SubscribeOptions.of(destination, 100), ackMode, StompHeaders.EMPTY);
    }

    /** A message to be confirmed, in the end after {@link #LONG}, written as often as need be. */
    static OutgoingMessage message(String body) {
        return message(body, true, LONG, 10);
    }

    static OutgoingMessage message(String body, boolean confirm, Duration timeout, int attempts) {
        return new OutgoingMessage(
                SendOptions.of("/queue/a", true, false),
                StompHeaders.of("k", "v"),
                body.getBytes(StandardCharsets.UTF_8),
                confirm,
                timeout,
                attempts);
    }

    static SendResult send(StompConnection connection, OutgoingMessage message) {
        SendResult result = new SendResult();
        connection.send(message, result);
        return result;
    }

    static SendResult send(StompConnection connection, String body) {
        return send(connection, message(body));
    }
}
