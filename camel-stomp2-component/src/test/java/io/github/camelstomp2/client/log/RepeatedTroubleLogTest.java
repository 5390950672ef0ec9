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
package io.github.camelstomp2.client.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.client.Inbox;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.link.ConnectionState;
import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.protocol.HeartBeat;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompUnsupportedOptionException;
import io.github.camelstomp2.protocol.StompVersion;
import io.github.camelstomp2.session.connect.Handshake;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.ServerFrame;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes again and again does not fill the log, and its end is told. */
class RepeatedTroubleLogTest extends LogTestSupport {
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
        log.connected(address, handshakeOfRabbitMq(), BrokerDialects.named("rabbitmq"));
        log.ready(List::of);

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
            log.connected(reached, handshakeOfRabbitMq(), BrokerDialects.named("rabbitmq"));
            log.ready(List::of);
            log.lost(gone, false, Duration.ofSeconds(1));
        }

        assertThat(texts(Level.INFO)).hasSize(3).last().asString().contains("connected to tcp://c:1 (");
    }

    @Test
    void aLossNamesTheBrokerWhateverTheReasonSays() {
        for (String reason : List.of("no sign of life", "the connection to tcp://b:1 was closed")) {
            log.connected(address, handshakeOfRabbitMq(), BrokerDialects.named("rabbitmq"));
            log.lost(new StompConnectionException(reason), true, Duration.ofSeconds(1));
        }

        assertThat(texts(Level.WARN))
                .satisfiesExactly(
                        line -> assertThat(line).contains("connection lost: tcp://b:1: no sign of life;"),
                        line -> assertThat(line).contains("connection lost: the connection to tcp://b:1 was closed;"));
    }

    @Test
    void brokersThatAreRestartedOneAfterTheOtherWakeNobody() {
        BrokerAddress next = BrokerAddress.parse("tcp://c:1");
        StompConnectionException gone = new StompConnectionException("closed");
        log.connected(address, handshakeOfRabbitMq(), BrokerDialects.named("rabbitmq"));
        log.ready(List::of);
        log.lost(gone, true, Duration.ZERO);
        log.attemptFailed(new LinkFailure(address, gone, now), Duration.ZERO);
        log.connected(next, handshakeOfRabbitMq(), BrokerDialects.named("rabbitmq"));
        log.ready(List::of);

        assertThat(texts(Level.WARN)).isEmpty();
        assertThat(texts(Level.INFO))
                .satisfiesExactly(
                        line -> assertThat(line).contains("connected to tcp://b:1"),
                        line -> assertThat(line).contains("connection lost", "reconnecting at once"),
                        line -> assertThat(line).contains("cannot connect", "trying the next broker"),
                        line -> assertThat(line).contains("connected to tcp://c:1"));
    }

    @Test
    void aRoundThroughAllBrokersInVainIsAWarning() {
        StompConnectionException gone = new StompConnectionException("closed");
        log.attemptFailed(new LinkFailure(address, gone, now), Duration.ZERO);
        log.attemptFailed(
                new LinkFailure(BrokerAddress.parse("tcp://c:1"), new StompConnectionException("refused"), now),
                Duration.ofSeconds(1));

        assertThat(texts(Level.WARN)).singleElement().asString().contains("refused", "trying again in 1000 ms");
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
                        + " consumed from it until the option is changed");
    }

    private static Handshake handshakeOfRabbitMq() {
        return new Handshake(StompVersion.V1_2, HeartBeat.NONE, Duration.ZERO, "RabbitMQ/3.10.8");
    }
}
