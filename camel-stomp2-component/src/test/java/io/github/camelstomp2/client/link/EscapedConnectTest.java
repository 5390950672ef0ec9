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
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.WireTest;
import io.github.camelstomp2.client.options.Identity;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** RabbitMQ unescapes CONNECT, which the specification does not, and tells who it is only when it has accepted one. */
class EscapedConnectTest extends WireTest {
    private static final Duration LATE = Duration.ofMinutes(1);
    private static final String RABBITMQ = "RabbitMQ/3.10.8";

    private static Identity identity(String passcode) {
        return new Identity("dom\\joe", passcode, null, null);
    }

    private ScriptedConnection expect(String login, String passcode, String host) {
        ScriptedConnection peer = broker.accept();
        WireFrame connect = peer.expectFrame("CONNECT");
        assertThat(connect.header("login")).isEqualTo(login);
        assertThat(connect.header("passcode")).isEqualTo(passcode);
        assertThat(connect.header("host")).isEqualTo(host);
        return peer;
    }

    private static void accept(ScriptedConnection peer, String server) {
        peer.send(ServerFrame.of("CONNECTED").header("version", "1.2").header("server", server));
    }

    private static ServerFrame refused(String words) {
        return ServerFrame.of("ERROR").header("message", "Bad CONNECT").body(words);
    }

    @Test
    void aBrokerThatClosesWithoutAWordIsAskedAgainAtOnceAsRabbitMqReadsIt() {
        StompConnection connection = start(settings().identity(identity("a\\b")).reconnectDelay(LATE));
        expect("dom\\joe", "a\\b", "127.0.0.1").close();
        accept(expect("dom\\\\joe", "a\\\\b", "/"), RABBITMQ);

        awaitState(connection, ConnectionState.CONNECTED);
        assertThat(connection.dialect().name()).isEqualTo(BrokerDialects.RABBITMQ.name());

        start(settings().identity(identity("other\\")));
        expect("dom\\\\joe", "other\\\\", "/");
    }

    @Test
    void soIsOneThatRefusesTheLoginInTheWordsOfRabbitMq() {
        StompConnection connection =
                start(settings().identity(identity("a\\nb")).reconnectDelay(LATE));
        expect("dom\\joe", "a\\nb", "127.0.0.1").send(refused("Access refused for user 'dom'"));
        accept(expect("dom\\\\joe", "a\\\\nb", "/"), RABBITMQ);

        awaitState(connection, ConnectionState.CONNECTED);
    }

    @Test
    void aPasscodeThatIsWrongInBothWaysIsNotTriedForEver() {
        StompConnection connection =
                start(settings().identity(identity("a\\nb")).reconnectDelay(LATE));
        expect("dom\\joe", "a\\nb", "127.0.0.1").send(refused("Access refused for user 'dom'"));
        expect("dom\\\\joe", "a\\\\nb", "/").send(refused("Access refused for user 'dom'"));

        awaitState(connection, ConnectionState.WAITING);
        broker.expectNoConnection(A_WHILE);
    }

    @Test
    void aBrokerThatClosesBothTimesIsNotTriedForEverAndIsTakenForNoRabbitMq() {
        StompConnection connection = start(settings().identity(identity("a\\b")).reconnectDelay(Duration.ofMillis(50)));
        expect("dom\\joe", "a\\b", "127.0.0.1").close();
        expect("dom\\\\joe", "a\\\\b", "/").close();
        accept(expect("dom\\joe", "a\\b", "127.0.0.1"), "ActiveMQ/6.1.7");

        awaitState(connection, ConnectionState.CONNECTED);
    }

    @Test
    void aBrokerThatIsNoRabbitMqAnyMoreGetsItAsTheSpecificationSays() {
        StompConnection connection = start(settings().identity(identity("a\\b")));
        expect("dom\\joe", "a\\b", "127.0.0.1").close();
        ScriptedConnection rabbit = expect("dom\\\\joe", "a\\\\b", "/");
        accept(rabbit, RABBITMQ);
        awaitState(connection, ConnectionState.CONNECTED);
        rabbit.close();

        expect("dom\\\\joe", "a\\\\b", "/")
                .send(ServerFrame.of("ERROR").header("message", "User name [dom] or password is invalid."));
        accept(expect("dom\\joe", "a\\b", "127.0.0.1"), "ActiveMQ/6.1.7");

        awaitState(connection, ConnectionState.CONNECTED);
    }

    @Test
    void whatCanOnlyBeWrittenWithEscapesIsWrittenSo() {
        StompConnection connection = start(
                settings().identity(new Identity("joe", "a\nb\r:c", null, null)).reconnectDelay(LATE));
        broker.accept().close(); // nothing could be written
        accept(expect("joe", "a\\nb\\r:c", "/"), RABBITMQ);

        awaitState(connection, ConnectionState.CONNECTED);
    }

    @Test
    void whereTheUserNamesTheBrokerNothingIsTried() {
        start(settings().identity(identity("a\\b")).dialect(BrokerDialects.RABBITMQ));
        expect("dom\\\\joe", "a\\\\b", "/");

        StompConnection other = start(settings()
                .identity(identity("a\\b"))
                .dialect(BrokerDialects.ACTIVEMQ)
                .reconnectDelay(LATE));
        expect("dom\\joe", "a\\b", "127.0.0.1").close();
        awaitState(other, ConnectionState.WAITING);
        broker.expectNoConnection(A_WHILE);
    }

    @Test
    void withoutABackslashABrokerThatClosesIsTriedLaterAsEver() {
        StompConnection connection = start(
                settings().identity(new Identity("joe", "a:b", null, null)).reconnectDelay(LATE));
        expect("joe", "a:b", "127.0.0.1").close();

        awaitState(connection, ConnectionState.WAITING);
        broker.expectNoConnection(A_WHILE);
    }
}
