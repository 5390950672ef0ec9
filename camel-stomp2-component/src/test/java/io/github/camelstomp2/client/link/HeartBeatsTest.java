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
import io.github.camelstomp2.client.subscription.StompSubscription;
import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.testbed.ScriptedConnection;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeartBeatsTest extends WireTest {
    @Test
    @Holds(Rule.HEART_BEAT_WRITTEN)
    void anIdleClientWritesALineFeedWithinTheInterval() {
        start(settings().heartBeat(2_000, 0, 2));
        ScriptedConnection peer = handshake("0,2000");

        for (int i = 0; i < 2; i++) {
            peer.expectHeartBeat(Duration.ofSeconds(2));
        }
    }

    @Test
    @Holds(Rule.HEART_BEAT_INTERVALS)
    void theSlowerSideSetsTheInterval() {
        start(settings().heartBeat(100, 0, 2));
        ScriptedConnection peer = handshake("0,60000");

        peer.expectNothing(Duration.ofMillis(300));
    }

    @ParameterizedTest
    @CsvSource({"100, 0, '100,0'", "0, 0, '100,100'", "100, 0, '0,0'"})
    @Holds(Rule.HEART_BEAT_OFF)
    void withoutAWishOnEitherSideThereAreNoHeartBeats(int outgoing, int incoming, String theirs) {
        StompConnection connection = start(settings().heartBeat(outgoing, incoming, 1));
        ScriptedConnection peer = handshake(theirs);

        peer.expectNothing(Duration.ofMillis(300));
        assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    @Holds(Rule.HEART_BEAT_1_0)
    void in10ThereAreNoHeartBeats() {
        StompConnection connection = start(settings().heartBeat(50, 50, 1));
        ScriptedConnection peer = broker.accept();
        peer.expectFrame("CONNECT");
        peer.send("CONNECTED\nheart-beat:50,50\n\n\0");

        peer.expectNothing(Duration.ofMillis(300));
        assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    @Holds(Rule.HEART_BEAT_READ)
    void aSilentBrokerIsDeadAfterTheIntervalTimesTheToleranceAndNotBefore() {
        StompConnection connection = start(settings().heartBeat(0, 200, 2.5).reconnectDelay(Duration.ofMinutes(1)));
        long connected = System.nanoTime();
        ScriptedConnection peer = handshake("200,0");

        peer.expectEof();

        assertThat(Duration.ofNanos(System.nanoTime() - connected)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
        awaitState(connection, ConnectionState.WAITING);
        assertThat(connection.lastFailure()).hasMessageContaining("no sign of life from the broker for 500 ms");
    }

    @Test
    @Holds(Rule.HEART_BEAT_READ)
    void anyOctetCountsAlsoOfABodyThatDripsIn() throws InterruptedException {
        StompConnection connection = start(settings().heartBeat(0, 500, 2));
        Inbox inbox = new Inbox();
        connection.subscribe(individual("/queue/a"), inbox);
        ScriptedConnection peer = handshake("500,0");
        String id = peer.expectSubscribe().header("id");
        peer.send(
                "MESSAGE\nsubscription:" + id + "\nack:a1\nmessage-id:1\ndestination:/queue/a\ncontent-length:24\n\n");

        int[] sent = {0};
        await().atMost(LONG).pollInterval(Duration.ofMillis(60)).until(() -> {
            peer.send("x");
            return ++sent[0] == 24;
        });
        peer.send("\0");

        assertThat(inbox.next().frame().body()).hasSize(24);
        assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    @Holds(Rule.HEART_BEAT_READ)
    void aBrokerThatBeatsInTimeIsNotTakenForDead() {
        StompConnection connection = start(settings().heartBeat(0, 500, 2));
        ScriptedConnection peer = handshake("500,0");
        int[] beats = {0};

        await().atMost(LONG).pollInterval(Duration.ofMillis(100)).until(() -> {
            peer.send("\n");
            return ++beats[0] == 16;
        });

        assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(peer.isClosedByClient()).isFalse();
    }

    @Test
    @Holds({Rule.HEART_BEAT_READ, Rule.HEART_BEAT_WRITTEN})
    void whileReadingIsPausedSilenceIsNoSignOfDeathAndBytesStayInTheSocket() throws Exception {
        StompConnection connection = start(settings().heartBeat(100, 1_000, 2));
        Inbox inbox = new Inbox();
        StompSubscription subscription = connection.subscribe(individual("/queue/a"), inbox);
        ScriptedConnection peer = handshake("1000,100");
        String id = peer.expectSubscribe().header("id");

        subscription.setReadingPaused(true);
        confirmMarker(connection, peer);
        peer.sendMessage(id, "a1", Map.of(), "held back");
        peer.expectNoFrame(Duration.ofMillis(2_500));

        assertThat(inbox.isEmpty()).isTrue();
        assertThat(peer.heartBeats()).as("its own heart-beats go on").isGreaterThan(3);
        assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
        subscription.setReadingPaused(false);
        assertThat(inbox.next().frame().body()).asString().isEqualTo("held back");
        assertThat(peer.isClosedByClient()).isFalse();
    }

    /** While somebody waits for a receipt it is read; from the end of this on nothing is. */
    private static void confirmMarker(StompConnection connection, ScriptedConnection peer) throws Exception {
        SendResult marker = send(connection, "marker");
        peer.receiptFor(peer.expectFrame("SEND"));
        marker.assertConfirmed();
    }

    @Test
    void readingGoesOnWhenTheSubscriptionThatPausedItIsClosed() throws InterruptedException {
        StompConnection connection = start(settings());
        Inbox inbox = new Inbox();
        StompSubscription slow = connection.subscribe(individual("/queue/slow"), new Inbox());
        connection.subscribe(individual("/queue/a"), inbox);
        ScriptedConnection peer = handshake("0,0");
        peer.expectSubscribe();
        String id = peer.expectSubscribe().header("id");
        slow.setReadingPaused(true);
        send(connection, "marker");
        peer.expectFrame("SEND");
        peer.sendMessage(id, "a1", Map.of(), "x");

        slow.close();

        inbox.next();
    }

    @Test
    void aFastBrokerIsHeldUpByTheSocketWhileReadingIsPaused() throws Exception {
        StompConnection connection = start(settings());
        Inbox inbox = new Inbox();
        StompSubscription subscription = connection.subscribe(individual("/queue/a"), inbox);
        ScriptedConnection peer = handshake("0,0");
        String id = peer.expectSubscribe().header("id");
        subscription.setReadingPaused(true);
        confirmMarker(connection, peer);
        byte[] body = new byte[1_000_000];
        Thread flood = new Thread(() -> {
            for (int i = 0; i < 40; i++) {
                peer.sendMessage(id, "a" + i, Map.of(), body);
            }
        });
        flood.start();

        flood.join(400);
        assertThat(flood.isAlive()).as("the broker waits").isTrue();
        assertThat(inbox.isEmpty()).isTrue();
        subscription.setReadingPaused(false);
        flood.join(LONG.toMillis());

        assertThat(flood.isAlive()).isFalse();
        int messages = 0;
        while (messages < 40) {
            messages += inbox.nextBatch().size();
        }
    }

    private ScriptedConnection handshake(String heartBeat) {
        ScriptedConnection peer = broker.accept();
        peer.handshake("1.2", heartBeat, null);
        return peer;
    }
}
