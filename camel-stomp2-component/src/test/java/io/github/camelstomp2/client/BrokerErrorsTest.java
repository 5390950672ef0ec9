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
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.testbed.AutoResponder;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** ERROR frames behind which the connection stays open. */
class BrokerErrorsTest extends WireTest {
    private final Inbox inbox = new Inbox();

    @Test
    @Holds(Rule.ERROR_OF_A_FRAME)
    void aRefusedSubscriptionIsMadeAgainWithBackOff() throws InterruptedException {
        StompConnection connection = start(settings());
        connection.subscribe(individual("/queue/a"), inbox);
        ScriptedConnection peer = handshake();
        Set<String> ids = new HashSet<>();
        for (int seconds = 1; seconds <= 2; seconds++) {
            WireFrame refused = peer.expectSubscribe();
            ids.add(refused.header("id"));
            peer.send(ServerFrame.of("ERROR")
                    .header("message", "not yet")
                    .header("receipt-id", refused.header("receipt")));
            peer.expectNothing(Duration.ofMillis(seconds * 500L));
        }

        WireFrame accepted = peer.expectSubscribe();
        ids.add(accepted.header("id"));
        assertThat(ids).hasSize(3);
        peer.receiptFor(accepted);
        peer.sendMessage(accepted.header("id"), "a1", Map.of(), "at last");
        assertThat(inbox.next().frame().body()).asString().isEqualTo("at last");
        assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    @Holds(Rule.ERROR_STAYS_OPEN)
    void aSubscriptionThatIsRefusedForEverNeitherLoopsNorDisturbsTheOthers() {
        AtomicInteger attempts = new AtomicInteger();
        AtomicReference<AutoResponder.Connection> peer = new AtomicReference<>();
        AtomicReference<String> good = new AtomicReference<>();
        AutoResponder responder = broker.respondAutomatically("1.2", (frame, connection) -> {
            peer.set(connection);
            if (!frame.command().equals("SUBSCRIBE")) {
                return false;
            }
            if (frame.header("destination").equals("/queue/good")) {
                good.set(frame.header("id"));
                return false;
            }
            attempts.incrementAndGet();
            connection.send(
                    ServerFrame.of("ERROR").header("message", "never").header("receipt-id", frame.header("receipt")));
            return true;
        });
        StompConnection connection = start(settings());
        AtomicInteger delivered = new AtomicInteger();
        connection.subscribe(individual("/queue/bad"), inbox);
        connection.subscribe(individual("/queue/good"), deliveries -> delivered.addAndGet(deliveries.size()));
        await().atMost(LONG).until(() -> good.get() != null);
        int[] sent = {0};

        await().atMost(LONG).pollInterval(Duration.ofMillis(50)).until(() -> {
            peer.get()
                    .send(ServerFrame.of("MESSAGE")
                            .header("subscription", good.get())
                            .header("destination", "/queue/good")
                            .header("message-id", "m" + sent[0])
                            .header("ack", "m" + sent[0]));
            return ++sent[0] > 50 && attempts.get() == 3;
        });

        await().atMost(LONG).until(() -> delivered.get() == sent[0]);
        assertThat(attempts).as("at once, after 1 s, after 2 s more").hasValue(3);
        assertThat(responder.accepted()).as("the connection stayed").isOne();
        assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    @Holds(Rule.ERROR_STAYS_OPEN)
    void anUnaddressedErrorIsTakenForTheRefusalOfTheOldestUnconfirmedSubscription() {
        StompConnection connection = start(settings());
        connection.subscribe(individual("/queue/confirmed"), inbox);
        connection.subscribe(individual("/queue/refused"), inbox);
        connection.subscribe(individual("/queue/later"), inbox);
        ScriptedConnection peer = handshake();
        peer.receiptFor(peer.expectSubscribe());
        peer.expectSubscribe();
        WireFrame later = peer.expectSubscribe();

        peer.send(ServerFrame.of("ERROR").header("message", "Unknown destination"));
        peer.receiptFor(later);

        WireFrame again = peer.expectSubscribe();
        assertThat(again.header("destination")).isEqualTo("/queue/refused");
        peer.receiptFor(again);
        expectNothing(peer);
        assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    @Holds(Rule.ERROR_STAYS_OPEN)
    void aSubscriptionThatIsConfirmedAfterItSeemedRefusedStartsTheConnectionAnew() throws InterruptedException {
        StompConnection connection = start(settings());
        connection.subscribe(individual("/queue/a"), inbox);
        ScriptedConnection peer = handshake();
        WireFrame subscribe = peer.expectSubscribe();

        peer.send(ServerFrame.of("ERROR").header("message", "about something else"));
        peer.receiptFor(subscribe);
        peer.expectEof();

        ScriptedConnection next = handshake();
        WireFrame again = next.expectSubscribe();
        next.receiptFor(again);
        next.sendMessage(again.header("id"), "a1", Map.of(), "x");
        assertThat(inbox.next().frame().body()).asString().isEqualTo("x");
        assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
    }

    /** RabbitMQ: ERROR, then the RECEIPT that was asked for, then the end. */
    private static void refuseAsRabbitMq(ScriptedConnection peer, WireFrame subscribe) {
        peer.sendAtOnce(
                ServerFrame.of("ERROR").header("message", "not_found").body("NOT_FOUND - no queue 'bad' in vhost '/'"),
                ServerFrame.of("RECEIPT").header("receipt-id", subscribe.header("receipt")));
        peer.close();
    }

    @Test
    @Holds(Rule.ERROR_STAYS_OPEN)
    void aRefusalThatIsConfirmedTooIsARefusalAndHoldsUpNoOtherSubscription() throws InterruptedException {
        StompConnection connection = start(settings());
        Inbox good = new Inbox();
        connection.subscribe(individual("/amq/queue/bad"), inbox);
        connection.subscribe(individual("/queue/good"), good);
        ScriptedConnection peer = rabbitMq();
        WireFrame bad = peer.expectSubscribe();
        peer.expectSubscribe();
        refuseAsRabbitMq(peer, bad);

        ScriptedConnection next = rabbitMq();
        WireFrame other = next.expectSubscribe();
        assertThat(other.header("destination")).isEqualTo("/queue/good");
        next.receiptFor(other);
        next.sendMessage(other.header("id"), "g1", Map.of(), "goes on");
        assertThat(good.next().frame().body()).asString().isEqualTo("goes on");
        WireFrame again = next.expectSubscribe();
        assertThat(again.header("destination")).isEqualTo("/amq/queue/bad");
        next.receiptFor(again);
        next.sendMessage(again.header("id"), "a1", Map.of(), "at last");
        assertThat(inbox.next().frame().body()).asString().isEqualTo("at last");
        assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    void aSubscriptionThatEndsItsConnectionIsTriedLessAndLessOften() {
        StompConnection connection = start(settings());
        connection.subscribe(individual("/amq/queue/bad"), inbox);
        ScriptedConnection peer = rabbitMq();
        refuseAsRabbitMq(peer, peer.expectSubscribe());
        for (int seconds = 1; seconds <= 2; seconds++) {
            ScriptedConnection next = rabbitMq();
            next.expectNothing(Duration.ofMillis(seconds * 500L));
            refuseAsRabbitMq(next, next.expectSubscribe());
        }
    }

    @Test
    void aConnectionThatTheBrokerHasToCloseAndDoesNotIsClosed() {
        StompConnection connection = start(settings());
        connection.subscribe(individual("/queue/a"), inbox);
        ScriptedConnection peer = rabbitMq();
        WireFrame subscribe = peer.expectSubscribe();

        peer.sendAtOnce(
                ServerFrame.of("ERROR").header("message", "internal_error"),
                ServerFrame.of("RECEIPT").header("receipt-id", subscribe.header("receipt")));

        peer.expectEof();
        rabbitMq().expectSubscribe();
    }

    /** Artemis answers what came behind a refused frame so, and closes. */
    @Test
    void whatIsRefusedOnlyBecauseTheConnectionEndsIsSubscribedAtOnceOnTheNext() {
        StompConnection connection = start(settings());
        connection.subscribe(individual("/queue/a"), inbox);
        ScriptedConnection peer = broker.accept();
        peer.handshake("1.2", "0,0", "ActiveMQ-Artemis/2.50.0");
        WireFrame subscribe = peer.expectSubscribe();
        peer.send(ServerFrame.of("ERROR")
                .header("message", "AMQ339010: Connection is not valid")
                .header("receipt-id", subscribe.header("receipt")));
        peer.close();
        send(connection, "waits for a connection");

        ScriptedConnection next = handshake();
        next.expectFrame("SUBSCRIBE");
        next.expectFrame("SEND");
    }

    private ScriptedConnection rabbitMq() {
        ScriptedConnection peer = broker.accept();
        peer.handshake("1.2", "0,0", "RabbitMQ/3.10.8");
        return peer;
    }

    @Test
    @Holds(Rule.ERROR_STAYS_OPEN)
    void aSubscriptionThatTheBrokerCancelledIsMadeAgainAndTheOthersStay() throws InterruptedException {
        StompConnection connection = start(settings());
        Inbox other = new Inbox();
        connection.subscribe(individual("/queue/stays"), other);
        StompSubscription subscription = connection.subscribe(individual("/queue/deleted"), inbox);
        ScriptedConnection peer = handshake();
        WireFrame stays = peer.expectSubscribe();
        WireFrame deleted = peer.expectSubscribe();
        peer.receiptFor(stays);
        peer.receiptFor(deleted);
        peer.sendMessage(deleted.header("id"), "a1", Map.of(), "x");
        Delivery unanswered = inbox.next();

        peer.send(ServerFrame.of("ERROR")
                .header("message", "Server cancelled subscription")
                .header("subscription", deleted.header("id")));

        WireFrame again = peer.expectSubscribe();
        subscription.ack(unanswered);
        expectNothing(peer);
        assertThat(again.header("destination")).isEqualTo("/queue/deleted");
        assertThat(again.header("id")).isNotEqualTo(deleted.header("id"));
        await().atMost(LONG).until(() -> connection.staleAcknowledgements() == 1);
        peer.sendMessage(stays.header("id"), "b1", Map.of(), "still here");
        assertThat(other.next().frame().body()).asString().isEqualTo("still here");
    }

    @Test
    void aSubscriptionThatWasClosedMeanwhileIsNotMadeAgain() throws Exception {
        StompConnection connection = start(settings());
        StompSubscription subscription = connection.subscribe(individual("/queue/a"), inbox);
        ScriptedConnection peer = handshake();
        WireFrame subscribe = peer.expectSubscribe();
        peer.send(ServerFrame.of("ERROR").header("subscription", subscribe.header("id")));
        SendResult marker = send(connection, "the ERROR was read");
        peer.receiptFor(peer.expectFrame("SEND"));
        marker.assertConfirmed();

        subscription.close();

        peer.expectNoFrame(Duration.ofMillis(1_200));
    }

    @Test
    @Holds(Rule.ERROR_STAYS_OPEN)
    void anErrorAboutNothingInParticularLeavesEverythingAsItIs() throws Exception {
        StompConnection connection = start(settings());
        connection.subscribe(individual("/queue/a"), inbox);
        ScriptedConnection peer = handshake();
        WireFrame subscribe = peer.expectSubscribe();
        peer.receiptFor(subscribe);

        peer.send(ServerFrame.of("ERROR").header("message", "unknown ack id"));
        // What comes behind the error shows that it was read before anything is sent, which it could be about.
        peer.sendMessage(subscribe.header("id"), "a-1", Map.of(), "x");
        inbox.next();
        SendResult result = send(connection, "x");
        peer.receiptFor(peer.expectFrame("SEND"));

        result.assertConfirmed();
        expectNothing(peer);
    }

    @Test
    @Holds(Rule.ERROR_STAYS_OPEN)
    void theLastWordsOfABrokerThatClosesAreKept() {
        StompConnection connection = start(settings().reconnectDelay(Duration.ofMinutes(1)));
        ScriptedConnection peer = handshake();

        peer.send(ServerFrame.of("ERROR").header("message", "channel error").body("PRECONDITION_FAILED"));
        peer.close();

        awaitState(connection, ConnectionState.WAITING);
        assertThat(connection.lastFailure())
                .hasMessageContaining("closed by the broker after: Broker error: channel error: PRECONDITION_FAILED");
    }
}
