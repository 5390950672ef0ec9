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
import io.github.camelstomp2.broker.BrokerDialects;
import io.github.camelstomp2.protocol.HeartBeat;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompUnsupportedOptionException;
import io.github.camelstomp2.protocol.StompVersion;
import io.github.camelstomp2.session.Handshake;
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
    void aSubscriptionThatRabbitMqRefusesAgainAndAgainIsOneWarningAndItsEndIsAnotherLine() {
        StompConnection connection = start(settings());
        connection.subscribe(individual("/queue/orders"), new Inbox());
        for (int i = 0; i < 2; i++) {
            ScriptedConnection peer = broker.accept();
            peer.handshake("1.2", "0,0", "RabbitMQ/3.10.8");
            peer.sendAtOnce(
                    ServerFrame.of("ERROR")
                            .header("message", "precondition_failed")
                            .body(
                                    "PRECONDITION_FAILED - inequivalent arg 'x-dead-letter-exchange' for queue 'orders' in"
                                            + " vhost '/': received none but current is the value '' of type 'longstr'\n"),
                    ServerFrame.of("RECEIPT")
                            .header("receipt-id", peer.expectSubscribe().header("receipt")));
            peer.close();
        }
        ScriptedConnection last = broker.accept();
        last.handshake("1.2", "0,0", "RabbitMQ/3.10.8");
        last.receiptFor(last.expectSubscribe());

        awaitLines(Level.INFO, "subscribed to", 1);
        assertThat(texts(Level.WARN))
                .singleElement()
                .asString()
                .startsWith("test: " + url(broker) + " refused the subscription to /queue/orders: Broker error: ")
                .contains("received none but current is the value ''", "djangoStomp=true")
                .endsWith("; subscribing again in 1000 ms, then less and less often");
        assertThat(texts(Level.INFO))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("test: connected to " + url(broker)),
                        line -> assertThat(line)
                                .matches("test: subscribed to /queue/orders at " + url(broker)
                                        + " again, after 2 failures in \\d s"));
    }

    @Test
    void aRefusedLoginNamesTheBroker() {
        start(settings());
        ScriptedConnection peer = broker.accept();
        peer.expectFrame("CONNECT");
        peer.send(ServerFrame.of("ERROR").header("message", "Bad CONNECT").body("Access refused for user 'joe'\n"));

        awaitLines(Level.WARN, "Access refused", 1);
        assertThat(texts(Level.WARN))
                .singleElement()
                .asString()
                .isEqualTo("test: cannot connect: " + url(broker)
                        + " refused: Broker error: Bad CONNECT: Access refused for user 'joe'; trying again in 20 ms, and no"
                        + " sooner after each refusal");
    }

    @Test
    void aConnectionThatBreaksAgainAndAgainBeforeAnythingIsDoneIsOneWarning() {
        StompConnection connection = start(settings());
        for (int i = 0; i < 5; i++) {
            handshake().close();
        }
        handshake();
        awaitState(connection, ConnectionState.CONNECTED);

        awaitLines(Level.DEBUG, "connection lost", 4);
        assertThat(texts(Level.WARN)).hasSize(1);
        assertThat(texts(Level.INFO))
                .as("the first, and the one after what was said to be lost")
                .hasSize(2);
    }

    @Test
    void aConnectionThatBreaksAfterSomethingWasConfirmedIsAWarningEachTime() {
        StompConnection connection = start(settings());
        connection.subscribe(individual("/queue/a"), new Inbox());
        for (int i = 0; i < 3; i++) {
            ScriptedConnection peer = handshake();
            peer.receiptFor(peer.expectSubscribe());
            peer.close();
        }

        awaitLines(Level.WARN, "connection lost", 3);
    }

    @Test
    void aConnectionThatGivesUpForEachSendSaysSoOnce() throws Exception {
        broker.refuse();
        StompConnection connection = start(settings().maxAttempts(2));
        for (int i = 0; i < 3; i++) {
            send(connection, "x").failure();
        }

        awaitLines(Level.DEBUG, "gave up connecting", 1);
        assertThat(texts(Level.ERROR)).singleElement().asString().contains("gave up", "the next send");
        assertThat(texts(Level.WARN)).singleElement().asString().contains(REFUSED);
    }

    // ---- long outages, told the time

    private long now = 7;
    private final ConnectionLog log = new ConnectionLog("test", () -> now);
    private final BrokerAddress address = BrokerAddress.parse("tcp://b:1");

    private void failForMinutes(int minutes, StompException cause) {
        for (int i = 0; i < minutes; i++) {
            log.attemptFailed(new LinkFailure(address, cause, now), Duration.ofSeconds(30));
            now += Duration.ofMinutes(1).toNanos();
        }
    }

    @Test
    void aLongOutageIsRemindedOfLessAndLessOftenAndItsEndTellsHowLongItWas() {
        failForMinutes(75, new StompConnectionException("no route to host"));
        log.connected(address, handshakeOfRabbitMq(), BrokerDialects.named("rabbitmq"), List.of());

        assertThat(texts(Level.WARN)).hasSize(4);
        assertThat(texts(Level.WARN).get(0)).contains("cannot connect: tcp://b:1: no route to host; trying again");
        assertThat(texts(Level.WARN).get(2)).contains("; 11 failed attempts in 10 min; trying again");
        assertThat(texts(Level.INFO))
                .singleElement()
                .asString()
                .startsWith("test: connected to tcp://b:1 after 75 failed attempts in 75 min (RabbitMQ/3.10.8,");
    }

    @Test
    void aStandbyThatTakesOverIsALineThoughTheLossSaidNothingNew() {
        BrokerAddress standby = BrokerAddress.parse("tcp://c:1");
        StompConnectionException gone = new StompConnectionException("closed");
        for (BrokerAddress reached : List.of(address, address, standby)) {
            log.connected(reached, handshakeOfRabbitMq(), BrokerDialects.named("rabbitmq"), List.of());
            log.lost(gone, false, Duration.ofSeconds(1));
        }

        assertThat(texts(Level.INFO)).hasSize(3).last().asString().contains("connected to tcp://c:1 (");
    }

    @Test
    void whatCannotBeSaidToABrokerIsSaidOnceAndNotAtEachConnect() {
        for (int i = 0; i < 3; i++) {
            log.subscriptions().connected(address);
            log.subscriptions()
                    .cannotSubscribe("/queue/a", new StompUnsupportedOptionException("selector is not possible"));
        }

        assertThat(texts(Level.ERROR))
                .containsExactly("test: cannot subscribe to /queue/a at tcp://b:1: selector is not possible; nothing is"
                        + " consumed from it until that is changed");
    }

    private static Handshake handshakeOfRabbitMq() {
        return new Handshake(StompVersion.V1_2, HeartBeat.NONE, "RabbitMQ/3.10.8");
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
