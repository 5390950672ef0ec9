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

import io.github.camelstomp2.client.ClientSettings;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.WireTest;
import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.testbed.Direction;
import io.github.camelstomp2.testbed.FaultProxy;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the line feeds of heart-beats stand between what else is written. */
class HeartBeatWritesTest extends WireTest {
    @ParameterizedTest
    @ValueSource(strings = {"1.1", "1.2"})
    @Holds(Rule.HEART_BEAT_WRITTEN)
    void anIdleClientWritesLineFeedsInBothVersionsThatHaveThem(String version) {
        start(settings().heartBeat(2_000, 0, 2));
        ScriptedConnection peer = broker.accept();
        peer.handshake(version, "0,2000", null);

        peer.expectHeartBeat(Duration.ofSeconds(2));
        peer.expectHeartBeat(Duration.ofSeconds(2));
    }

    @Test
    @Holds(Rule.HEART_BEAT_WRITTEN)
    void whateverElseIsWrittenCountsAsOne() {
        StompConnection connection = start(settings().heartBeat(2_000, 0, 2));
        ScriptedConnection peer = broker.accept();
        peer.handshake("1.2", "0,2000", null);
        long start = System.nanoTime();

        await().atMost(LONG).pollInterval(Duration.ofMillis(100)).until(() -> {
            send(connection, "x");
            peer.expectFrame("SEND");
            return Duration.ofNanos(System.nanoTime() - start).toMillis() > 2_200;
        });

        assertThat(peer.heartBeats()).isZero();
    }

    @Test
    @Holds(Rule.HEART_BEAT_WRITTEN)
    void noneStandsInsideAFrameThatTheSocketTakesInPieces() {
        try (FaultProxy proxy = FaultProxy.to(broker.host(), broker.port())) {
            StompConnection connection =
                    start(new ClientSettings("tcp://" + proxy.host() + ":" + proxy.port()).heartBeat(100, 0, 2));
            ScriptedConnection peer = broker.accept();
            peer.handshake("1.2", "0,100", null);
            awaitState(connection, ConnectionState.CONNECTED);
            proxy.hold(Direction.TO_BROKER);
            String body = "x".repeat(12_000_000);

            send(connection, body);
            send(connection, "next");
            peer.expectNoFrame(Duration.ofMillis(500));
            proxy.pass();

            WireFrame send = peer.expectFrame("SEND", Duration.ofSeconds(20));
            assertThat(send.body()).hasSize(body.length()).containsOnly('x');
            assertThat(peer.expectFrame("SEND").bodyText()).isEqualTo("next");
        }
    }

    @ParameterizedTest
    @CsvSource({"1.1, '500,0'", "1.2, '500,0'"})
    @Holds(Rule.HEART_BEAT_READ)
    void anyOctetIsASignOfLifeAlsoOfAHeadThatDripsIn(String version, String theirs) {
        StompConnection connection = start(settings().heartBeat(0, 500, 2));
        ScriptedConnection peer = broker.accept();
        peer.handshake(version, theirs, null);
        String head = "RECEIPT\nreceipt-id:nobody-waits-for-it\n";
        int[] sent = {0};

        await().atMost(LONG).pollInterval(Duration.ofMillis(50)).until(() -> {
            peer.send(head.substring(sent[0], ++sent[0]));
            return sent[0] == head.length();
        });

        assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(peer.isClosedByClient()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"400, 100, 400", "100, 400, 400", "300, 300, 300"})
    @Holds(Rule.HEART_BEAT_INTERVALS)
    void silenceIsMeasuredByTheSlowerSide(int mine, int theirs, int slower) {
        StompConnection connection = start(settings().heartBeat(0, mine, 2).reconnectDelay(Duration.ofMinutes(1)));
        ScriptedConnection peer = broker.accept();
        peer.handshake("1.2", theirs + ",0", null);

        peer.expectEof();

        awaitState(connection, ConnectionState.WAITING);
        assertThat(connection.lastFailure())
                .hasMessageContaining("no sign of life from the broker for " + 2 * slower + " ms");
    }
}
