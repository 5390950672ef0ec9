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

import io.github.camelstomp2.client.Inbox;
import io.github.camelstomp2.client.SendResult;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.WireTest;
import io.github.camelstomp2.client.subscription.RetryPauses;
import io.github.camelstomp2.client.subscription.StompSubscription;
import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReconnectTest extends WireTest {
    private final Inbox inbox = new Inbox();

    @Test
    void allSubscriptionsAreMadeAgain() {
        StompConnection connection = start(settings());
        connection.subscribe(individual("/queue/a"), inbox);
        connection.subscribe(request("/queue/b", AckMode.AUTO), inbox);
        connection.subscribe(individual("/queue/closed"), inbox).close();
        for (int i = 0; i < 3; i++) {
            ScriptedConnection peer = handshake();
            assertThat(peer.expectSubscribe().header("destination")).isEqualTo("/queue/a");
            WireFrame second = peer.expectSubscribe();
            assertThat(second.header("destination")).isEqualTo("/queue/b");
            assertThat(second.header("ack")).isEqualTo("auto");
            expectNothing(peer);
            peer.close();
        }
    }

    @Test
    void aSendWithoutReceiptIsWrittenAgainWithTheSameHeaders() throws Exception {
        StompConnection connection = start(settings());
        ScriptedConnection peer = handshake();
        SendResult result = send(connection, "hello");
        WireFrame first = peer.expectFrame("SEND");

        peer.reset();

        ScriptedConnection next = handshake();
        WireFrame second = next.expectFrame("SEND");
        assertThat(second.rawHeaderLines()).isEqualTo(first.rawHeaderLines());
        assertThat(second.bodyText()).isEqualTo("hello");
        result.assertPending();
        next.receiptFor(second);
        result.assertConfirmed();
    }

    @Test
    void sendsAreWrittenAgainInTheirOldOrderAndBeforeNewOnes() {
        StompConnection connection = start(settings().reconnectDelay(Duration.ofSeconds(2)));
        ScriptedConnection peer = handshake();
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            bodies.add("m" + i);
            send(connection, "m" + i);
        }
        for (int i = 0; i < 50; i++) {
            peer.expectFrame("SEND");
        }
        peer.close();
        awaitState(connection, ConnectionState.WAITING);
        bodies.add("new");
        send(connection, "new");

        ScriptedConnection next = handshake();
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 51; i++) {
            written.add(next.expectFrame("SEND").bodyText());
        }
        assertThat(written).isEqualTo(bodies);
        expectNothing(next);
    }

    @Test
    void whatWasConfirmedIsNotWrittenAgain() throws Exception {
        StompConnection connection = start(settings());
        ScriptedConnection peer = handshake();
        SendResult confirmed = send(connection, "confirmed");
        send(connection, "pending");
        peer.receiptFor(peer.expectFrame("SEND"));
        peer.expectFrame("SEND");
        confirmed.assertConfirmed();

        peer.close();

        ScriptedConnection next = handshake();
        assertThat(next.expectFrame("SEND").bodyText()).isEqualTo("pending");
        expectNothing(next);
    }

    @Test
    @Holds(Rule.LOST_IS_UNKNOWN)
    void withOneAttemptALostConnectionMeansUnknown() throws Exception {
        StompConnection connection = start(settings());
        ScriptedConnection peer = handshake();
        SendResult result = send(connection, message("once", true, LONG, 1));
        peer.expectFrame("SEND");

        peer.reset();

        assertThat(result.failure())
                .isInstanceOf(StompUnconfirmedException.class)
                .hasMessageContaining("unknown whether the broker has the message for /queue/a");
        expectNothing(handshake());
    }

    @Test
    void attemptsAreBounded() throws Exception {
        StompConnection connection = start(settings());
        SendResult result = send(connection, message("thrice", true, LONG, 3));
        for (int i = 0; i < 3; i++) {
            ScriptedConnection peer = handshake();
            peer.expectFrame("SEND");
            result.assertPending();
            peer.close();
        }

        assertThat(result.failure()).isInstanceOf(StompUnconfirmedException.class);
        expectNothing(handshake());
    }

    @Test
    @Holds(Rule.LOST_IS_UNKNOWN)
    void aSendThatWasWrittenOnceAndThenFindsNoConnectionIsUnknown() throws Exception {
        StompConnection connection = start(settings());
        ScriptedConnection peer = handshake();
        SendResult result = send(connection, message("x", true, Duration.ofMillis(1_500), 10));
        peer.expectFrame("SEND");
        broker.refuse();
        peer.close();

        assertThat(result.failure())
                .isInstanceOf(StompUnconfirmedException.class)
                .hasMessageContaining("no receipt within 1500 ms")
                .hasMessageContaining("Connection refused");
    }

    @Test
    @Holds(Rule.STALE_ACKNOWLEDGEMENT)
    void anAckOfAnEarlierConnectionIsNeverWrittenAndIsCounted() throws InterruptedException {
        StompConnection connection = start(settings());
        StompSubscription subscription = connection.subscribe(individual("/queue/a"), inbox);
        ScriptedConnection peer = handshake();
        peer.sendMessage(peer.expectSubscribe().header("id"), "a1", Map.of(), "x");
        Delivery old = inbox.next();
        peer.close();
        ScriptedConnection next = handshake();
        String id = next.expectSubscribe().header("id");

        subscription.ack(old);
        subscription.reject(old);
        await().atMost(LONG).until(() -> connection.staleAcknowledgements() == 2);

        expectNothing(next);
        next.sendMessage(id, "a1", Map.of(), "again");
        subscription.ack(inbox.next());
        assertThat(next.expectFrame("ACK").header("id")).isEqualTo("a1");
        assertThat(connection.staleAcknowledgements()).isEqualTo(2);
    }

    @Test
    @Holds(Rule.STALE_ACKNOWLEDGEMENT)
    void anAckWhileThereIsNoConnectionIsDroppedAndCounted() throws InterruptedException {
        StompConnection connection = start(settings().reconnectDelay(Duration.ofSeconds(2)));
        StompSubscription subscription = connection.subscribe(individual("/queue/a"), inbox);
        ScriptedConnection peer = handshake();
        peer.sendMessage(peer.expectSubscribe().header("id"), "a1", Map.of(), "x");
        Delivery old = inbox.next();
        peer.close();
        awaitState(connection, ConnectionState.WAITING);

        subscription.ack(old);

        await().atMost(LONG).until(() -> connection.staleAcknowledgements() == 1);
        ScriptedConnection next = handshake();
        next.expectSubscribe();
        expectNothing(next);
    }

    @Test
    void aReleasedMessageOfAnEarlierConnectionIsLeftToTheBroker() throws InterruptedException {
        StompConnection connection = start(settings());
        StompSubscription subscription = connection.subscribe(individual("/queue/a"), inbox);
        ScriptedConnection peer = handshake();
        peer.sendMessage(peer.expectSubscribe().header("id"), "a1", Map.of(), "x");
        subscription.release(inbox.next(), RetryPauses.after(0));
        peer.close();

        ScriptedConnection next = handshake();
        next.expectSubscribe();
        next.expectNoFrame(Duration.ofMillis(1_300));
    }

    @Test
    void theFailureIsKnownUntilThereIsAConnectionAgain() {
        StompConnection connection = start(settings());
        ScriptedConnection peer = handshake();
        awaitState(connection, ConnectionState.CONNECTED);
        broker.refuse();
        peer.close();
        await().atMost(LONG).untilAsserted(() -> assertThat(connection.lastFailure())
                .isInstanceOf(StompConnectionException.class)
                .hasMessageContaining("Connection refused"));

        broker.reopen();
        handshake();

        await().atMost(LONG).until(() -> connection.lastFailure() == null);
        awaitState(connection, ConnectionState.CONNECTED);
    }
}
