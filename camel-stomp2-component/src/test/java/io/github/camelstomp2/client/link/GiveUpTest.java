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
package io.github.camelstomp2.client.link;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.github.camelstomp2.client.Inbox;
import io.github.camelstomp2.client.SendResult;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.WireTest;
import io.github.camelstomp2.client.request.OutgoingRequest;
import io.github.camelstomp2.client.request.RequestListener;
import io.github.camelstomp2.client.subscription.DeliveryListener;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.ServerFrame;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** {@code reconnectMaxAttempts} is reached. */
class GiveUpTest extends WireTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.camelstomp2.client");

    @BeforeEach
    void doNotLog() {
        logger.setLevel(Level.OFF);
    }

    @AfterEach
    void logAgain() {
        logger.setLevel(null);
    }

    @Test
    void sendsThatWaitFailAndLaterOnesFailAtOnce() throws Exception {
        broker.refuse();
        StompConnection connection = start(settings().maxAttempts(3));
        SendResult waiting = send(connection, "waiting");

        assertThat(waiting.failure())
                .isInstanceOf(StompConnectionException.class)
                .hasMessageContaining("gave up")
                .hasMessageContaining("Connection refused");
        awaitState(connection, ConnectionState.FAILED);
        assertThat(connection.lastFailure()).hasMessageContaining("Connection refused");
        SendResult later = send(connection, "later");
        assertThat(later.failure())
                .isInstanceOf(StompConnectionException.class)
                .hasMessageContaining("gave up")
                .hasMessageContaining("Connection refused")
                .hasMessageContaining("the next send or poll tries again, or restart the route");
        broker.reopen();
        broker.expectNoConnection(A_WHILE);
    }

    @Test
    void theNextSendTriesAgainAndIsConfirmedWhenTheBrokerIsBack() throws Exception {
        broker.refuse();
        StompConnection connection = start(settings().maxAttempts(2));
        awaitState(connection, ConnectionState.FAILED);
        broker.reopen();

        SendResult result = send(connection, "x");

        ScriptedConnection peer = handshake();
        peer.receiptFor(peer.expectFrame("SEND"));
        result.assertConfirmed();
    }

    @Test
    void theNextSendHasAllAttemptsAgain() throws Exception {
        broker.refuse();
        StompConnection connection = start(settings().maxAttempts(1));
        awaitState(connection, ConnectionState.FAILED);
        broker.reopen();

        SendResult result = send(connection, "x");
        ScriptedConnection peer = handshake();
        peer.expectFrame("SEND");
        broker.refuse();
        peer.close();

        assertThat(result.failure()).isInstanceOf(StompUnconfirmedException.class);
        awaitState(connection, ConnectionState.FAILED);
    }

    @Test
    void afterARefusedLoginTheNextSendTriesNoSoonerThanWithoutGivingUp() throws Exception {
        StompConnection connection = start(settings().maxAttempts(1).laterReconnectDelay(Duration.ofMinutes(5)));
        ScriptedConnection peer = broker.accept();
        peer.expectFrame("CONNECT");
        peer.send(ServerFrame.of("ERROR").header("message", "Access refused"));
        awaitState(connection, ConnectionState.FAILED);

        SendResult result = send(connection, message("x", true, Duration.ofMillis(300), 1));

        assertThat(result.failure())
                .isInstanceOf(StompConnectionException.class)
                .hasMessageContaining("not sent to /queue/a within 300 ms")
                .hasMessageContaining(url(broker) + " refused: Broker error: Access refused");
        broker.expectNoConnection(A_WHILE);
    }

    @Test
    void aRequestTriesAgainToo() {
        broker.refuse();
        StompConnection connection = start(settings().maxAttempts(1));
        awaitState(connection, ConnectionState.FAILED);
        broker.reopen();

        connection.request(new OutgoingRequest(message("x"), null, null, false, LONG, this), new RequestListener() {
            @Override
            public void replied(StompFrame reply) {}

            @Override
            public void failed(StompException failure) {}

            @Override
            public void timedOut(String what) {}
        });

        handshake();
    }

    @Test
    void subscriptionsOfASharedConnectionGoOnWhenASendHasMadeItTryAgain() {
        StompConnection connection = start(settings().maxAttempts(1));
        connection.subscribe(individual("/queue/b"), new Inbox());
        ScriptedConnection peer = handshake();
        peer.receiptFor(peer.expectSubscribe());
        broker.refuse();
        peer.close();
        awaitState(connection, ConnectionState.FAILED);
        broker.reopen();

        send(connection, "x");

        assertThat(handshake().expectSubscribe().header("destination")).isEqualTo("/queue/b");
    }

    @Test
    void aSendThatHadBeenWrittenIsUnknown() throws Exception {
        StompConnection connection = start(settings().maxAttempts(1));
        ScriptedConnection peer = handshake();
        SendResult result = send(connection, "x");
        peer.expectFrame("SEND");
        broker.refuse();
        peer.close();

        assertThat(result.failure())
                .isInstanceOf(StompUnconfirmedException.class)
                .hasMessageContaining("gave up");
    }

    @Test
    void itTriesAsOftenAsItWasTold() {
        StompConnection connection = start(settings().maxAttempts(3));
        handshake().close();

        for (int i = 0; i < 3; i++) {
            ScriptedConnection refused = broker.accept();
            refused.expectFrame("CONNECT");
            refused.close();
        }

        awaitState(connection, ConnectionState.FAILED);
        broker.expectNoConnection(A_WHILE);
    }

    @Test
    void whoSubscribesAfterwardsIsToldAtOnce() {
        broker.refuse();
        StompConnection connection = start(settings().maxAttempts(1));
        awaitState(connection, ConnectionState.FAILED);
        CompletableFuture<StompException> told = new CompletableFuture<>();

        connection.subscribe(individual("/queue/a"), new DeliveryListener() {
            @Override
            public void deliver(List<Delivery> deliveries) {}

            @Override
            public void abandoned(StompException cause) {
                told.complete(cause);
            }
        });

        assertThat(told)
                .succeedsWithin(LONG)
                .extracting(StompException::getMessage)
                .asString()
                .startsWith("gave up connecting")
                .contains("Connection refused");
    }

    @Test
    void whoAsksForTheBrokerAfterwardsIsToldAtOnce() {
        broker.refuse();
        StompConnection connection = start(settings().maxAttempts(1));
        awaitState(connection, ConnectionState.FAILED);

        assertThat(connection.broker().toCompletableFuture())
                .failsWithin(LONG)
                .withThrowableThat()
                .withMessageContaining("gave up connecting")
                .withMessageContaining("Connection refused");
    }

    @Test
    void aStopAndAStartTryAgain() throws Exception {
        broker.refuse();
        StompConnection connection = start(settings().maxAttempts(1));
        awaitState(connection, ConnectionState.FAILED);
        broker.reopen();

        connection.stop(LONG).toCompletableFuture().get(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(connection.state()).isEqualTo(ConnectionState.STOPPED);
        connection.start();

        handshake();
        awaitState(connection, ConnectionState.CONNECTED);
    }
}
