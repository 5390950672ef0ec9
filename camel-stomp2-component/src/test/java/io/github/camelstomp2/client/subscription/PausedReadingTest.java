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
package io.github.camelstomp2.client.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.client.Inbox;
import io.github.camelstomp2.client.SendResult;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.WireTest;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.testbed.ScriptedConnection;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is noticed of a broker while back-pressure keeps the client from reading. */
class PausedReadingTest extends WireTest {
    private final Inbox inbox = new Inbox();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBrokerThatGoesAwayIsNoticedByTheHeartBeatsThatCannotBeWritten(boolean unreadOctets) throws Exception {
        StompConnection connection = start(settings().heartBeat(100, 1_000, 2));
        StompSubscription subscription = connection.subscribe(request("/queue/a", AckMode.AUTO), inbox);
        ScriptedConnection peer = broker.accept();
        peer.handshake("1.2", "1000,100", null);
        String id = peer.expectSubscribe().header("id");
        pauseReading(connection, subscription, peer);
        if (unreadOctets) {
            peer.sendMessage(id, "a1", Map.of(), "never read");
        }

        peer.close();

        // The subscription is still paused: nothing but writing can have told it.
        ScriptedConnection next = broker.accept(Duration.ofSeconds(5));
        next.handshake("1.2", "1000,100", null);
        String newId = next.expectSubscribe().header("id");
        assertThat(inbox.isEmpty()).isTrue();
        next.sendMessage(newId, "b1", Map.of(), "after the pause");
        subscription.setReadingPaused(false);
        assertThat(inbox.next().frame().body()).asString().isEqualTo("after the pause");
    }

    @Test
    void withoutHeartBeatsItIsNoticedWhenReadingGoesOn() {
        StompConnection connection = start(settings());
        StompSubscription subscription = connection.subscribe(request("/queue/a", AckMode.AUTO), inbox);
        ScriptedConnection peer = handshake();
        peer.expectSubscribe();
        pauseReading(connection, subscription, peer);
        peer.close();

        subscription.setReadingPaused(false);

        handshake().expectSubscribe();
    }

    private static void pauseReading(
            StompConnection connection, StompSubscription subscription, ScriptedConnection peer) {
        subscription.setReadingPaused(true);
        // Written by the event loop after it was told of the pause.
        SendResult marker = send(connection, message("marker", false, LONG, 1));
        peer.expectFrame("SEND");
        await().atMost(LONG).until(marker::hasEnded);
    }
}
