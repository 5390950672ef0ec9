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

import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.client.ClientSettings;
import io.github.camelstomp2.client.Inbox;
import io.github.camelstomp2.client.SendResult;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.WireTest;
import io.github.camelstomp2.client.options.Identity;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.testbed.FaultProxy;
import io.github.camelstomp2.testbed.ScriptedBroker;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailoverTest extends WireTest {
    private static final Duration LATE = Duration.ofMinutes(1);

    private final ScriptedBroker standby = ScriptedBroker.start();

    @AfterEach
    void closeStandby() {
        standby.close();
    }

    private ClientSettings both() {
        return new ClientSettings(url(broker) + "," + url(standby)).reconnectDelay(LATE);
    }

    @Test
    void theFirstBrokerIsTakenWhenItIsThere() {
        start(both());

        expectNothing(handshake());
        standby.expectNoConnection(A_WHILE);
    }

    @Test
    void theSecondIsTakenAtOnceWhenTheFirstRefusesTheConnection() {
        broker.refuse();
        StompConnection connection = start(both());

        standby.accept().handshake("1.2");

        awaitState(connection, ConnectionState.CONNECTED);
    }

    @Test
    void theSecondIsTakenWhenTheFirstClosesBeforeConnected() {
        StompConnection connection = start(both());
        ScriptedConnection peer = broker.accept();
        peer.expectFrame("CONNECT");
        peer.close();

        standby.accept().handshake("1.2");

        awaitState(connection, ConnectionState.CONNECTED);
    }

    @Test
    void theSecondIsTakenWhenTheFirstRefusesTheLogin() {
        StompConnection connection = start(both());
        ScriptedConnection peer = broker.accept();
        peer.expectFrame("CONNECT");
        peer.send(ServerFrame.of("ERROR").header("message", "no"));

        standby.accept().handshake("1.2");

        awaitState(connection, ConnectionState.CONNECTED);
    }

    @Test
    void theSecondIsTakenWhenTheFirstAcceptsWithoutServing() {
        try (FaultProxy silent = FaultProxy.to(broker.host(), broker.port())) {
            silent.blackhole();
            StompConnection connection =
                    start(new ClientSettings("tcp://127.0.0.1:" + silent.port() + "," + url(standby))
                            .connectTimeout(Duration.ofSeconds(2))
                            .reconnectDelay(LATE));

            standby.accept().handshake("1.2");

            awaitState(connection, ConnectionState.CONNECTED);
            assertThat(silent.accepted()).isOne();
        }
    }

    @Test
    void subscriptionsAndSendsMoveToTheStandby() throws Exception {
        StompConnection connection = start(both().reconnectDelay(Duration.ofMillis(20)));
        connection.subscribe(individual("/queue/a"), new Inbox());
        ScriptedConnection peer = handshake();
        peer.expectSubscribe();
        SendResult result = send(connection, "hello");
        peer.expectFrame("SEND");
        broker.refuse();

        peer.reset();

        ScriptedConnection next = standby.accept();
        next.handshake("1.2");
        next.expectSubscribe();
        next.receiptFor(next.expectFrame("SEND"));
        result.assertConfirmed();
    }

    @Test
    void anUnknownHostIsSaidInWords() {
        StompConnection connection = start(new ClientSettings("tcp://no-such-host.invalid:61613").reconnectDelay(LATE));

        awaitState(connection, ConnectionState.WAITING);
        assertThat(connection.lastFailure())
                .isInstanceOf(StompConnectionException.class)
                .hasMessageContaining("tcp://no-such-host.invalid:61613")
                .hasMessageContaining("unknown host");
    }

    @Test
    void rabbitMqThatRefusesTheHostNameIsAskedForItsDefaultVirtualHost() {
        StompConnection connection = start(settings().reconnectDelay(LATE));
        ScriptedConnection first = broker.accept();
        assertThat(first.expectFrame("CONNECT").header("host")).isEqualTo("127.0.0.1");
        first.send(refusedVirtualHost());
        first.expectEof();

        ScriptedConnection second = broker.accept();
        WireFrame connect = second.handshake("1.2", null, "RabbitMQ/3.10.8");

        assertThat(connect.header("host")).isEqualTo("/");
        awaitState(connection, ConnectionState.CONNECTED);
        assertThat(connection.dialect().name()).isEqualTo(BrokerDialects.RABBITMQ.name());
    }

    @Test
    void whatWasLearnedHoldsForLaterConnectionsOfTheTransport() {
        StompConnection connection = start(settings());
        ScriptedConnection peer = broker.accept();
        peer.handshake("1.2", null, "RabbitMQ/3.10.8");
        awaitState(connection, ConnectionState.CONNECTED);
        peer.close();
        assertThat(broker.accept().handshake("1.2").header("host")).isEqualTo("/");

        start(settings());

        broker.accept().expectFrame("CONNECT");
    }

    @Test
    void aDefaultVirtualHostThatIsRefusedIsNotTriedForEver() {
        StompConnection connection = start(settings().reconnectDelay(LATE));
        for (String host : new String[] {"127.0.0.1", "/"}) {
            ScriptedConnection peer = broker.accept();
            assertThat(peer.expectFrame("CONNECT").header("host")).isEqualTo(host);
            peer.send(refusedVirtualHost());
        }

        awaitState(connection, ConnectionState.WAITING);
        assertThat(connection.lastFailure())
                .isInstanceOf(StompBrokerException.class)
                .hasMessageContaining("Virtual host");
    }

    @Test
    void aVirtualHostThatTheUserNamedIsNotReplaced() {
        StompConnection connection = start(
                settings().identity(new Identity(null, null, null, "prod")).reconnectDelay(LATE));
        ScriptedConnection peer = broker.accept();
        peer.expectFrame("CONNECT");

        peer.send(refusedVirtualHost());

        awaitState(connection, ConnectionState.WAITING);
        broker.expectNoConnection(A_WHILE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Access refused for user 'joe'\n", "non-existing login", ""})
    void aWrongPasswordIsNoReasonToTryAnotherVirtualHost(String body) {
        StompConnection connection = start(settings().reconnectDelay(LATE));
        ScriptedConnection peer = broker.accept();
        peer.expectFrame("CONNECT");

        peer.send(ServerFrame.of("ERROR").header("message", "Bad CONNECT").body(body));

        awaitState(connection, ConnectionState.WAITING);
        broker.expectNoConnection(A_WHILE);
    }

    private static ServerFrame refusedVirtualHost() {
        return ServerFrame.of("ERROR").header("message", "Bad CONNECT").body("Virtual host '127.0.0.1' access denied");
    }
}
