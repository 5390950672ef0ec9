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

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.ServerFrame;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What an operator reads. */
class ConnectionLogTest extends WireTest {
    private static final String REFUSED = "Connection refused";

    private final Logger logger = (Logger) LoggerFactory.getLogger(StompConnection.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private Level before;

    @BeforeEach
    void listen() {
        before = logger.getLevel();
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        logger.setAdditive(true);
        logger.setLevel(before);
    }

    @Test
    void aConnectionIsOneLineWithBrokerVersionAndHeartBeats() {
        StompConnection connection = start(settings().heartBeat(10_000, 20_000, 2));

        broker.accept().handshake("1.2", "5000,30000", "RabbitMQ/3.10.8");
        awaitState(connection, ConnectionState.CONNECTED);

        await().atMost(LONG).untilAsserted(() -> assertThat(texts(Level.INFO))
                .containsExactly("test: connected to " + url(broker)
                        + " (RabbitMQ/3.10.8, dialect rabbitmq, STOMP 1.2, heart-beats out 30000 ms, in 20000"
                        + " ms)"));
        assertThat(texts(Level.WARN)).isEmpty();
    }

    @Test
    void aBrokerThatHidesItsNameIsStillALine() {
        StompConnection connection = start(settings());

        handshake();
        awaitState(connection, ConnectionState.CONNECTED);

        await().atMost(LONG).untilAsserted(() -> assertThat(texts(Level.INFO))
                .singleElement()
                .asString()
                .contains("does not say its name", "dialect generic"));
    }

    @Test
    void anErrorThatComesAgainAndAgainIsOneWarning() {
        start(settings());
        ScriptedConnection peer = handshake();

        for (int i = 0; i < 5; i++) {
            peer.send(ServerFrame.of("ERROR").header("message", "no such thing"));
        }

        awaitLines(Level.DEBUG, "no such thing", 4);
        assertThat(texts(Level.WARN)).singleElement().asString().contains("no such thing");
    }

    @Test
    void errorsWithoutEndDoNotFillTheLog() {
        start(settings());
        ScriptedConnection peer = handshake();

        for (int i = 0; i < 50; i++) {
            peer.send(ServerFrame.of("ERROR").header("message", "number " + i));
        }

        awaitLines(Level.DEBUG, "number 49", 1);
        assertThat(texts(Level.WARN)).hasSize(17).last().asString().contains("further errors", "DEBUG");
    }

    @Test
    void anUnreachableBrokerIsOneWarningHoweverOftenItIsTried() {
        broker.refuse();
        start(settings());

        awaitLines(Level.DEBUG, REFUSED, 5);

        assertThat(texts(Level.WARN)).singleElement().asString().contains("cannot connect", url(broker), REFUSED);
    }

    @Test
    void anotherReasonIsAnotherWarning() {
        broker.refuse();
        start(settings());
        awaitLines(Level.WARN, REFUSED, 1);

        broker.reopen();
        ScriptedConnection peer = broker.accept();
        peer.expectFrame("CONNECT");
        peer.send(ServerFrame.of("ERROR").header("message", "Access refused"));

        awaitLines(Level.WARN, "Access refused", 1);
        assertThat(texts(Level.WARN)).hasSize(2);
    }

    @Test
    void aLostConnectionIsOneWarningThatSaysWhatHappensNext() {
        StompConnection connection = start(settings().reconnectDelay(Duration.ofMinutes(1)));
        ScriptedConnection peer = handshake();
        awaitState(connection, ConnectionState.CONNECTED);

        peer.close();

        awaitLines(Level.WARN, "connection lost", 1);
        assertThat(texts(Level.WARN))
                .singleElement()
                .asString()
                .contains(url(broker), "closed by the broker", "reconnecting in");
    }

    @Test
    void givingUpIsAnErrorThatSaysWhatToDo() {
        broker.refuse();
        StompConnection connection = start(settings().maxAttempts(2));

        awaitState(connection, ConnectionState.FAILED);

        awaitLines(Level.ERROR, "gave up", 1);
        assertThat(texts(Level.ERROR)).singleElement().asString().contains(url(broker), REFUSED, "restart the route");
    }

    @Test
    void anErrorOfTheBrokerIsOneWarningWithItsWordsMadePrintable() {
        StompConnection connection = start(settings());
        ScriptedConnection peer = handshake();
        awaitState(connection, ConnectionState.CONNECTED);

        peer.send(ServerFrame.of("ERROR").header("message", "bad\nthing \u001b[31m"));

        awaitLines(Level.WARN, "bad", 1);
        assertThat(texts(Level.WARN))
                .singleElement()
                .asString()
                .contains("bad\\nthing \\u001b[31m")
                .doesNotContain("\n");
    }

    @Test
    void aRefusedSubscriptionIsOneWarningWithItsDestination() {
        StompConnection connection = start(settings());
        connection.subscribe(individual("/queue/secret-plans"), new Inbox());
        ScriptedConnection peer = handshake();
        peer.expectSubscribe();

        peer.send(ServerFrame.of("ERROR").header("message", "not allowed"));

        awaitLines(Level.WARN, "not allowed", 1);
        assertThat(texts(Level.WARN))
                .singleElement()
                .asString()
                .contains("/queue/secret-plans", "subscribing again in");
    }

    @Test
    void aPasscodeIsInNoLineAndNoException() throws Exception {
        StompConnection connection = start(
                settings().identity(new Identity("joe", "pa55w0rd", null, null)).maxAttempts(2));
        SendResult result = send(connection, "x");
        for (int i = 0; i < 2; i++) {
            ScriptedConnection peer = broker.accept();
            assertThat(peer.expectFrame("CONNECT").header("passcode")).isEqualTo("pa55w0rd");
            peer.send(
                    ServerFrame.of("ERROR").header("message", "Access refused").body("for user 'joe'"));
        }

        assertThat(result.failure()).hasStackTraceContaining("Access refused").satisfies(failure -> {
            for (Throwable t = failure; t != null; t = t.getCause()) {
                assertThat(t.toString()).doesNotContain("pa55w0rd");
            }
        });
        awaitLines(Level.ERROR, "gave up", 1);
        assertThat(lines.list).hasSizeGreaterThan(1).noneMatch(line -> line.getFormattedMessage()
                .contains("pa55w0rd"));
        assertThat(connection.lastFailure()).asString().doesNotContain("pa55w0rd");
    }

    private void awaitLines(Level level, String part, int atLeast) {
        await().atMost(LONG)
                .until(() -> texts(level).stream()
                                .filter(text -> text.contains(part))
                                .count()
                        >= atLeast);
    }

    private List<String> texts(Level level) {
        return List.copyOf(lines.list).stream()
                .filter(line -> line.getLevel() == level)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
