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
import io.github.camelstomp2.client.link.ConnectionState;
import io.github.camelstomp2.client.send.OutgoingMessage;
import io.github.camelstomp2.client.subscription.SubscriptionRequest;
import io.github.camelstomp2.client.transport.NettyTransport;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.testbed.ScriptedBroker;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A scripted broker, and connections to it that are stopped after the test. */
@Timeout(120)
public abstract class WireTest {
    /** In which nothing must happen. */
    protected static final Duration A_WHILE = Duration.ofMillis(100);

    /** In which what was written is read on the other side. */
    private static final Duration ON_ITS_WAY = Duration.ofMillis(10);

    /** In which what must happen does, also on a machine that has other work. */
    public static final Duration LONG = Duration.ofSeconds(40);

    protected final ScriptedBroker broker = ScriptedBroker.start();
    protected final NettyTransport transport = new NettyTransport("wire-test");
    private final List<StompConnection> connections = new ArrayList<>();

    @AfterEach
    protected void stopEverything() throws Exception {
        for (StompConnection connection : connections) {
            connection.stop(Duration.ZERO).toCompletableFuture().get(LONG.toSeconds(), TimeUnit.SECONDS);
        }
        transport.close();
        broker.close();
    }

    protected ClientSettings settings() {
        return new ClientSettings(url(broker));
    }

    public static String url(ScriptedBroker broker) {
        return "tcp://" + broker.host() + ":" + broker.port();
    }

    /** A connection that was not started. */
    protected StompConnection connection(ClientSettings settings) {
        StompConnection connection = new StompConnection("test", settings.build(), transport);
        connections.add(connection);
        return connection;
    }

    protected StompConnection start(String name, ClientSettings settings) {
        StompConnection connection = new StompConnection(name, settings.build(), transport);
        connections.add(connection);
        connection.start();
        return connection;
    }

    protected StompConnection start(ClientSettings settings) {
        StompConnection connection = connection(settings);
        connection.start();
        return connection;
    }

    /** The next connection, after the handshake. */
    protected ScriptedConnection handshake() {
        ScriptedConnection peer = broker.accept();
        peer.handshake("1.2");
        return peer;
    }

    /** The client writes nothing for what it has to do by now, heart-beats included. */
    protected void expectNothing(ScriptedConnection peer) {
        awaitEventLoops();
        peer.expectNothing(ON_ITS_WAY);
    }

    /** As {@link #expectNothing}, but heart-beats may come. */
    protected void expectNoFrame(ScriptedConnection peer) {
        awaitEventLoops();
        peer.expectNoFrame(ON_ITS_WAY);
    }

    /**
     * Returns when the client has read what its sockets had, and has done what that led to: an event loop looks at its
     * sockets before it runs what has become due.
     */
    private void awaitEventLoops() {
        for (int round = 0; round < 2; round++) {
            EventLoop first = transport.nextEventLoop();
            EventLoop eventLoop = first;
            do {
                eventLoop.schedule(() -> {}, 1, TimeUnit.MILLISECONDS).awaitUninterruptibly(LONG.toMillis());
                eventLoop = transport.nextEventLoop();
            } while (eventLoop != first);
        }
    }

    protected static void awaitState(StompConnection connection, ConnectionState state) {
        await().atMost(LONG).until(() -> connection.state() == state);
    }

    protected static SubscriptionRequest individual(String destination) {
        return request(destination, AckMode.CLIENT_INDIVIDUAL);
    }

    protected static SubscriptionRequest request(String destination, AckMode ackMode) {
        return new SubscriptionRequest(SubscribeOptions.of(destination, 100), ackMode, StompHeaders.EMPTY);
    }

    /** A message to be confirmed, in the end after {@link #LONG}, written as often as need be. */
    protected static OutgoingMessage message(String body) {
        return message(body, true, LONG, 10);
    }

    protected static OutgoingMessage message(String body, boolean confirm, Duration timeout, int attempts) {
        return new OutgoingMessage(
                SendOptions.of("/queue/a", true, false),
                StompHeaders.of("k", "v"),
                body.getBytes(StandardCharsets.UTF_8),
                confirm,
                timeout,
                attempts);
    }

    protected static SendResult send(StompConnection connection, OutgoingMessage message) {
        SendResult result = new SendResult();
        connection.send(message, result);
        return result;
    }

    protected static SendResult send(StompConnection connection, String body) {
        return send(connection, message(body));
    }
}
