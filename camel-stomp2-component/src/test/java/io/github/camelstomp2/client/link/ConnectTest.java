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
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.client.Inbox;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.WireTest;
import io.github.camelstomp2.client.options.Identity;
import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.github.camelstomp2.protocol.StompVersion;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectTest extends WireTest {
    private static final Duration LATE = Duration.ofMinutes(1);

    @Test
    @Holds({Rule.CONNECT_FIRST, Rule.CREDENTIALS})
    void theFirstBytesAreConnect() {
        start(settings()
                .identity(new Identity("joe", "", "c1", null))
                .heartBeat(10_000, 20_000, 2)
                .connectHeaders(StompHeaders.of("x-tenant", "t:1", "host", "evil")));

        broker.accept()
                .expectBytes("CONNECT\naccept-version:1.2,1.1,1.0\nhost:127.0.0.1\nheart-beat:10000,20000\nlogin:joe\n"
                        + "passcode:\nclient-id:c1\nx-tenant:t:1\n\n\0");
    }

    @Test
    @Holds(Rule.CREDENTIALS)
    void withoutCredentialsThereIsNoHeaderForThem() {
        start(settings());

        broker.accept().expectBytes("CONNECT\naccept-version:1.2,1.1,1.0\nhost:127.0.0.1\nheart-beat:0,0\n\n\0");
    }

    @Test
    @Holds(Rule.OFFERED_VERSIONS)
    void aFixedVersionAndVirtualHostAreSent() {
        start(settings().versions(StompVersion.V1_1).identity(new Identity(null, null, null, "/prod")));

        WireFrame connect = broker.accept().expectFrame("CONNECT");
        assertThat(connect.header("accept-version")).isEqualTo("1.1");
        assertThat(connect.header("host")).isEqualTo("/prod");
    }

    @Test
    @Holds(Rule.NOTHING_BEFORE_CONNECTED)
    void nothingElseIsWrittenBeforeConnected() {
        StompConnection connection = start(settings());
        connection.subscribe(individual("/queue/a"), new Inbox());
        send(connection, "early");
        ScriptedConnection peer = broker.accept();
        peer.expectFrame("CONNECT");

        expectNothing(peer);
        assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTING);
        peer.send(ServerFrame.of("CONNECTED").header("version", "1.2"));

        peer.expectSubscribe();
        peer.expectFrame("SEND");
        assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    void aConnectionThatWasNotStartedDoesNothing() {
        StompConnection connection = connection(settings());

        broker.expectNoConnection(A_WHILE);
        assertThat(connection.state()).isEqualTo(ConnectionState.STOPPED);
        assertThat(connection.dialect()).isNull();
    }

    @Test
    void startingTwiceConnectsOnce() {
        StompConnection connection = start(settings());
        connection.start();

        handshake();

        broker.expectNoConnection(A_WHILE);
        awaitState(connection, ConnectionState.CONNECTED);
    }

    @ParameterizedTest
    @CsvSource({"ActiveMQ-Artemis/2.44.0, artemis", "RabbitMQ/3.10.8, rabbitmq", "Other/1, generic", ", generic"})
    void theServerHeaderTellsTheDialect(String server, String dialect) {
        StompConnection connection = start(settings());

        broker.accept().handshake("1.2", null, server);
        awaitState(connection, ConnectionState.CONNECTED);

        assertThat(connection.dialect().name()).isEqualTo(dialect);
        assertThat(connection.lastFailure()).isNull();
    }

    @Test
    void aDialectThatTheUserNamedWins() {
        StompConnection connection = start(settings().dialect(BrokerDialects.ARTEMIS));

        broker.accept().handshake("1.2", null, "RabbitMQ/3.10.8");
        awaitState(connection, ConnectionState.CONNECTED);

        assertThat(connection.dialect()).isSameAs(BrokerDialects.ARTEMIS);
    }

    @Test
    @Holds(Rule.ERROR_FIRST)
    void anErrorInsteadOfConnectedFailsWithTheBrokersWordsAndTheClientCloses() {
        StompConnection connection = start(settings().reconnectDelay(LATE));
        ScriptedConnection peer = broker.accept();
        peer.expectFrame("CONNECT");

        peer.send(ServerFrame.of("ERROR").header("message", "Access refused").body("for user 'joe'"));

        peer.expectEof();
        awaitState(connection, ConnectionState.WAITING);
        assertThat(connection.lastFailure())
                .isInstanceOf(StompBrokerException.class)
                .hasMessageContaining("Access refused: for user 'joe'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MESSAGE\nsubscription:s-1\nmessage-id:1\n\n\0",
                "RECEIPT\nreceipt-id:r-1\n\n\0",
                "CONNECTED\nversion:1.3\n\n\0",
                "CONNECTED\nversion:1.0\n\n\0",
                "CONNECTED\nversion:1.2\nheart-beat:soon\n\n\0",
                "CONNECTED\nversion:1.2\n\n\0CONNECTED\nversion:1.2\n\n\0",
                "SEND\n\n\0",
                "NONSENSE\n\n\0"
            })
    @Holds({
        Rule.CONNECTED_FIRST,
        Rule.CONNECTED_ONCE,
        Rule.VERSION_NOT_OFFERED,
        Rule.HEART_BEAT_MALFORMED,
        Rule.COMMANDS
    })
    void aBrokerThatBreaksTheProtocolIsLeft(String answer) {
        StompConnection connection =
                start(settings().versions(StompVersion.V1_2, StompVersion.V1_1).reconnectDelay(LATE));
        ScriptedConnection peer = broker.accept();
        peer.expectFrame("CONNECT");

        peer.send(answer);

        peer.expectEof();
        awaitState(connection, ConnectionState.WAITING);
        assertThat(connection.lastFailure()).isInstanceOf(StompProtocolException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CONNECTED\nversion:1.2\n", "\n\n\n"})
    @Holds(Rule.CONNECT_TIMEOUT)
    void aPeerThatDoesNotAnswerInTimeIsLeft(String beginning) {
        StompConnection connection =
                start(settings().connectTimeout(Duration.ofMillis(500)).reconnectDelay(LATE));
        ScriptedConnection peer = broker.accept();
        peer.expectFrame("CONNECT");

        peer.send(beginning);

        peer.expectEof();
        awaitState(connection, ConnectionState.WAITING);
        assertThat(connection.lastFailure())
                .isInstanceOf(StompConnectionException.class)
                .hasMessage("no CONNECTED from " + url(broker) + " within 500 ms (connectTimeout)");
    }

    @Test
    @Holds(Rule.CONNECT_TIMEOUT)
    void lineFeedsThatDripForEverDoNotExtendTheConnectTimeout() {
        start(settings().connectTimeout(Duration.ofMillis(500)).reconnectDelay(LATE));
        ScriptedConnection peer = broker.accept();
        peer.expectFrame("CONNECT");

        await().atMost(LONG).pollInterval(Duration.ofMillis(20)).until(() -> !peer.sendIfOpen("\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n', HTTP",
        "'SSH-2.0-OpenSSH_9.2p1 Debian\r\n', SSH"
    })
    @Holds(Rule.FOREIGN_PEER)
    void aPeerThatSpeaksSomethingElseIsNamedAtOnce(String banner, String name) {
        StompConnection connection = start(settings().reconnectDelay(LATE));

        broker.accept().send(banner);

        awaitState(connection, ConnectionState.WAITING);
        assertThat(connection.lastFailure()).hasMessageContaining(name).hasMessageContaining("the peer");
    }

    @Test
    @Holds(Rule.FOREIGN_PEER)
    void aTlsAlertIsNamedAtOnce() {
        StompConnection connection = start(settings().reconnectDelay(LATE));

        broker.accept().send(new byte[] {0x15, 3, 3, 0, 2, 2, 70});

        awaitState(connection, ConnectionState.WAITING);
        assertThat(connection.lastFailure()).hasMessageContaining("TLS").hasMessageContaining("ssl://");
    }

    @Test
    @Holds(Rule.VERSION_SELECTS)
    void aConnectedThatDripsInIsUnderstood() {
        StompConnection connection = start(settings());
        ScriptedConnection peer = broker.accept();
        peer.expectFrame("CONNECT");

        peer.sendByteByByte("CONNECTED\nversion:1.1\n\n\0".getBytes(StandardCharsets.UTF_8));

        awaitState(connection, ConnectionState.CONNECTED);
    }
}
