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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.client.link.ConnectionState;
import io.github.camelstomp2.client.subscription.StompSubscription;
import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StopTest extends WireTest {
    private final Inbox inbox = new Inbox();

    @Test
    @Holds(Rule.DISCONNECT_LAST)
    void acknowledgementsGoOutBeforeDisconnectAndNothingAfterIt() throws Exception {
        StompConnection connection = start(settings());
        StompSubscription subscription = connection.subscribe(request("/queue/a", AckMode.CLIENT), inbox);
        ScriptedConnection peer = handshake();
        peer.sendMessage(peer.expectSubscribe().header("id"), "a1", Map.of(), "x");

        subscription.ack(inbox.next());
        CompletableFuture<Void> stopped = stop(connection, LONG);
        subscription.close();
        SendResult late = send(connection, "late");

        peer.expectBytes("ACK\nid:a1\n\n\0");
        WireFrame disconnect = peer.expectFrame("DISCONNECT");
        assertThat(disconnect.headerNames()).containsExactly("receipt");
        expectNothing(peer);
        assertThat(stopped).isNotDone();
        assertThat(connection.state()).isEqualTo(ConnectionState.STOPPING);
        peer.receiptFor(disconnect);
        peer.expectEof();
        join(stopped);
        assertThat(connection.state()).isEqualTo(ConnectionState.STOPPED);
        assertThat(late.failure()).isInstanceOf(StompConnectionException.class);
        broker.expectNoConnection(A_WHILE);
    }

    @Test
    @Holds(Rule.DISCONNECT_LAST)
    void aSendHandedInBeforeTheStopIsWrittenBeforeDisconnect() throws Exception {
        StompConnection connection = start(settings());
        ScriptedConnection peer = handshake();
        awaitState(connection, ConnectionState.CONNECTED);

        SendResult result = new SendResult();
        // On the event loop, so that both are handed in before either is looked at.
        connection.send(message("first", false, LONG, 1), failure -> {
            connection.send(message("last words"), result);
            connection.stop(LONG);
        });

        assertThat(peer.expectFrame("SEND").bodyText()).isEqualTo("first");
        WireFrame send = peer.expectFrame("SEND");
        WireFrame disconnect = peer.expectFrame("DISCONNECT");
        peer.receiptFor(send);
        peer.receiptFor(disconnect);
        result.assertConfirmed();
    }

    @Test
    @Holds(Rule.LOST_IS_UNKNOWN)
    void aSendWithoutReceiptAtTheEndIsUnknown() throws Exception {
        StompConnection connection = start(settings());
        ScriptedConnection peer = handshake();
        SendResult result = send(connection, "x");
        peer.expectFrame("SEND");

        CompletableFuture<Void> stopped = stop(connection, LONG);
        peer.receiptFor(peer.expectFrame("DISCONNECT"));

        assertThat(result.failure()).isInstanceOf(StompUnconfirmedException.class);
        join(stopped);
    }

    @Test
    @Holds(Rule.DISCONNECT_ANSWER)
    void theEndOfTheConnectionInsteadOfTheReceiptIsNormal() throws Exception {
        StompConnection connection = start(settings());
        ScriptedConnection peer = handshake();
        awaitState(connection, ConnectionState.CONNECTED);

        CompletableFuture<Void> stopped = stop(connection, LONG);
        peer.expectFrame("DISCONNECT");
        peer.close();

        join(stopped);
        assertThat(connection.state()).isEqualTo(ConnectionState.STOPPED);
        broker.expectNoConnection(A_WHILE);
    }

    @Test
    @Holds(Rule.DISCONNECT_ANSWER)
    void aBrokerThatDoesNotAnswerIsLeftAfterTheTimeout() throws Exception {
        StompConnection connection = start(settings());
        ScriptedConnection peer = handshake();
        awaitState(connection, ConnectionState.CONNECTED);

        CompletableFuture<Void> stopped = stop(connection, Duration.ofMillis(200));

        peer.expectFrame("DISCONNECT");
        peer.expectEof();
        join(stopped);
    }

    @Test
    @Holds(Rule.DISCONNECT_LAST)
    void noHeartBeatFollowsDisconnect() throws Exception {
        StompConnection connection = start(settings().heartBeat(100, 0, 2));
        ScriptedConnection peer = broker.accept();
        peer.handshake("1.2", "0,100", null);
        awaitState(connection, ConnectionState.CONNECTED);

        CompletableFuture<Void> stopped = stop(connection, LONG);
        WireFrame disconnect = peer.expectFrame("DISCONNECT");

        peer.expectNothing(Duration.ofMillis(500));
        peer.receiptFor(disconnect);
        join(stopped);
    }

    @Test
    void theAnswerToDisconnectIsReadThoughReadingWasPaused() throws Exception {
        StompConnection connection = start(settings());
        StompSubscription subscription = connection.subscribe(individual("/queue/a"), inbox);
        ScriptedConnection peer = handshake();
        peer.expectSubscribe();
        subscription.setReadingPaused(true);

        CompletableFuture<Void> stopped = stop(connection, LONG.multipliedBy(2));
        peer.receiptFor(peer.expectFrame("DISCONNECT"));

        join(stopped);
    }

    @Test
    @Holds(Rule.DISCONNECT_LAST)
    void messagesThatArriveMeanwhileReachNobody() throws Exception {
        StompConnection connection = start(settings());
        connection.subscribe(individual("/queue/a"), inbox);
        ScriptedConnection peer = handshake();
        String id = peer.expectSubscribe().header("id");

        CompletableFuture<Void> stopped = stop(connection, LONG);
        WireFrame disconnect = peer.expectFrame("DISCONNECT");
        peer.sendMessage(id, "a1", Map.of(), "too late");
        peer.receiptFor(disconnect);

        join(stopped);
        assertThat(inbox.isEmpty()).isTrue();
    }

    @Test
    void everyStopIsToldOfTheEnd() throws Exception {
        StompConnection connection = start(settings());
        ScriptedConnection peer = handshake();
        awaitState(connection, ConnectionState.CONNECTED);

        CompletableFuture<Void> first = stop(connection, LONG);
        CompletableFuture<Void> second = stop(connection, LONG);
        peer.receiptFor(peer.expectFrame("DISCONNECT"));

        join(first);
        join(second);
        join(stop(connection, LONG));
        peer.expectEof();
    }

    @Test
    void aLaterStopMayHaveLessPatience() throws Exception {
        StompConnection connection = start(settings());
        ScriptedConnection peer = handshake();
        awaitState(connection, ConnectionState.CONNECTED);
        CompletableFuture<Void> patient = stop(connection, Duration.ofMinutes(1));
        peer.expectFrame("DISCONNECT");

        join(stop(connection, Duration.ofMillis(50)));

        join(patient);
        peer.expectEof();
        assertThat(connection.state()).isEqualTo(ConnectionState.STOPPED);
    }

    @Test
    void aStopDuringTheTlsHandshakeEndsPromptly() throws Exception {
        StompConnection connection = start(new ClientSettings("ssl://" + broker.host() + ":" + broker.port()));
        ScriptedConnection peer = broker.accept();
        await().atMost(LONG).until(() -> peer.received().length > 0);

        join(stop(connection, LONG));

        await().atMost(LONG).until(peer::isClosedByClient);
        assertThat(connection.state()).isEqualTo(ConnectionState.STOPPED);
        broker.expectNoConnection(A_WHILE);
    }

    @Test
    void aStopAfterGivingUpEndsPromptly() throws Exception {
        broker.refuse();
        StompConnection connection = start(settings().maxAttempts(1));
        awaitState(connection, ConnectionState.FAILED);

        join(stop(connection, LONG));

        assertThat(connection.state()).isEqualTo(ConnectionState.STOPPED);
        broker.reopen();
        broker.expectNoConnection(A_WHILE);
    }

    @Test
    void aStopDuringConnectingEndsPromptly() throws Exception {
        StompConnection connection = start(settings());
        SendResult waiting = send(connection, "x");
        ScriptedConnection peer = broker.accept();
        peer.expectFrame("CONNECT");

        join(stop(connection, LONG));

        peer.expectEof();
        assertThat(connection.state()).isEqualTo(ConnectionState.STOPPED);
        assertThat(waiting.failure())
                .isInstanceOf(StompConnectionException.class)
                .hasMessageContaining("stopped");
        broker.expectNoConnection(A_WHILE);
    }

    @Test
    void aStopWhileWaitingEndsPromptly() throws Exception {
        broker.refuse();
        StompConnection connection = start(settings().reconnectDelay(Duration.ofMillis(300)));
        awaitState(connection, ConnectionState.WAITING);

        join(stop(connection, LONG));
        broker.reopen();

        broker.expectNoConnection(Duration.ofMillis(500));
        assertThat(connection.state()).isEqualTo(ConnectionState.STOPPED);
    }

    @Test
    void aStopOfWhatWasNeverStartedIsDoneAtOnce() throws Exception {
        join(stop(connection(settings()), LONG));
    }

    @Test
    void aStoppedConnectionCanBeStartedAgain() throws Exception {
        StompConnection connection = start(settings());
        ScriptedConnection peer = handshake();
        awaitState(connection, ConnectionState.CONNECTED);
        CompletableFuture<Void> stopped = stop(connection, LONG);
        peer.receiptFor(peer.expectFrame("DISCONNECT"));
        join(stopped);

        connection.start();

        handshake();
        awaitState(connection, ConnectionState.CONNECTED);
    }

    private static CompletableFuture<Void> stop(StompConnection connection, Duration timeout) {
        return connection.stop(timeout).toCompletableFuture();
    }

    private static void join(CompletableFuture<Void> stopped) throws Exception {
        stopped.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }
}
