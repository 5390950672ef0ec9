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
package io.github.camelstomp2.client.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.client.SendResult;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.WireTest;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.testbed.AutoResponder;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** A message at which a broker closes the connection, and those that are sent beside it. */
class IsolatedSendTest extends WireTest {
    private static final String POISON = "poison";

    /** The next connection; the broker says no name. */
    private ScriptedConnection next() {
        return handshake();
    }

    private void expectBodies(ScriptedConnection peer, String... bodies) {
        for (String body : bodies) {
            assertThat(peer.expectFrame("SEND").bodyText()).isEqualTo(body);
        }
        expectNothing(peer);
    }

    /** Two connections end while these are on their way. */
    private void loseTwice(String... bodies) {
        for (int i = 0; i < 2; i++) {
            ScriptedConnection peer = next();
            expectBodies(peer, bodies);
            peer.close();
        }
    }

    @Test
    void afterTwoLossesItIsWrittenAloneAndAfterTwoMoreItIsGivenUp() throws Exception {
        StompConnection connection = start(settings());
        SendResult poison = send(connection, POISON);
        SendResult innocent = send(connection, "innocent");
        loseTwice(POISON, "innocent");
        for (int i = 0; i < 2; i++) {
            poison.assertPending();
            ScriptedConnection alone = next();
            expectBodies(alone, POISON);
            alone.close();
        }
        assertThat(poison.failure())
                .isInstanceOf(StompUnconfirmedException.class)
                .hasMessageContaining("nothing but this message (6 bytes) was on its way")
                .hasMessageContaining("/queue/a");
        ScriptedConnection last = next();
        peerConfirms(last, "innocent");
        innocent.assertConfirmed();
    }

    private static void peerConfirms(ScriptedConnection peer, String body) {
        WireFrame send = peer.expectFrame("SEND");
        assertThat(send.bodyText()).isEqualTo(body);
        peer.receiptFor(send);
    }

    @Test
    void thoseThatWereNeverLostWaitForTheOneThatIsWrittenAlone() throws Exception {
        StompConnection connection = start(settings());
        SendResult poison = send(connection, POISON);
        loseTwice(POISON);
        ScriptedConnection peer = next();
        WireFrame alone = peer.expectFrame("SEND");
        SendResult later = send(connection, "later");
        expectNothing(peer);
        peer.receiptFor(alone);
        poison.assertConfirmed();
        peerConfirms(peer, "later");
        later.assertConfirmed();
    }

    @Test
    void thoseThatWaitGoOnWhenItsTimeIsUp() throws Exception {
        StompConnection connection = start(settings());
        SendResult poison = send(connection, message(POISON, true, Duration.ofSeconds(1), 10));
        for (int i = 0; i < 2; i++) {
            ScriptedConnection peer = next();
            peer.expectFrame("SEND");
            peer.close();
        }
        ScriptedConnection peer = next();
        SendResult later = send(connection, "later");
        assertThat(peer.expectFrame("SEND").bodyText()).isEqualTo(POISON);
        assertThat(poison.failure())
                .isInstanceOf(StompUnconfirmedException.class)
                .hasMessageContaining("no receipt within 1000 ms");
        peerConfirms(peer, "later");
        later.assertConfirmed();
    }

    @Test
    void anErrorWhileItIsAloneIsAboutIt() throws Exception {
        StompConnection connection = start(settings());
        SendResult poison = send(connection, POISON);
        SendResult innocent = send(connection, "innocent");
        loseTwice(POISON, "innocent");
        ScriptedConnection peer = next();
        expectBodies(peer, POISON);
        peer.send(ServerFrame.of("ERROR").header("message", "too large"));
        peer.close();
        assertThat(poison.failure())
                .as("the broker may have it from the connections that were lost")
                .isInstanceOf(StompUnconfirmedException.class)
                .hasCauseInstanceOf(StompBrokerException.class)
                .hasMessageContaining("too large");
        peerConfirms(next(), "innocent");
        innocent.assertConfirmed();
    }

    @Test
    void fewerAttemptsThanLossesAreKept() throws Exception {
        StompConnection connection = start(settings());
        SendResult result = send(connection, message(POISON, true, LONG, 2));
        loseTwice(POISON);
        assertThat(result.failure()).isInstanceOf(StompUnconfirmedException.class);
        expectNothing(next());
    }

    @Test
    void theOthersAreAllConfirmedAndWrittenThreeTimesAtMost() throws Exception {
        Map<String, Integer> writes = new ConcurrentHashMap<>();
        AutoResponder responder = broker.respondAutomatically("1.2", (frame, peer) -> {
            if (!frame.command().equals("SEND")) {
                return false;
            }
            writes.merge(frame.bodyText(), 1, Integer::sum);
            if (frame.bodyText().equals(POISON)) {
                peer.close();
            }
            return frame.bodyText().equals(POISON);
        });
        StompConnection connection = start(settings());
        List<SendResult> others = new ArrayList<>();
        SendResult poison = null;
        for (int i = 0; i < 40; i++) {
            if (i == 20) {
                poison = send(connection, POISON);
            }
            others.add(send(connection, "m" + i));
        }

        for (SendResult other : others) {
            other.assertConfirmed();
        }
        assertThat(poison.failure()).isInstanceOf(StompUnconfirmedException.class);
        assertThat(writes.remove(POISON)).isEqualTo(4);
        assertThat(writes)
                .hasSize(40)
                .allSatisfy((body, count) -> assertThat(count).as(body).isLessThanOrEqualTo(3));
        responder.verify();
    }

    @Test
    void whatArtemisRefusesOnlyBecauseItIsClosingIsSentAgain() throws Exception {
        StompConnection connection = start(settings());
        ScriptedConnection peer = broker.accept();
        peer.handshake("1.2", "0,0", "ActiveMQ-Artemis/2.50.0");
        SendResult bad = send(connection, "bad");
        SendResult innocent = send(connection, "innocent");
        WireFrame first = peer.expectFrame("SEND");
        WireFrame second = peer.expectFrame("SEND");
        refuse(peer, first, "AMQ229032: no permission");
        refuse(peer, second, "AMQ339010: Connection is not valid.");
        peer.close();

        peerConfirms(next(), "innocent");
        innocent.assertConfirmed();
        assertThat(bad.failure()).isInstanceOf(StompBrokerException.class).hasMessageContaining("AMQ229032");
    }

    private static void refuse(ScriptedConnection peer, WireFrame frame, String message) {
        peer.send(ServerFrame.of("ERROR").header("message", message).header("receipt-id", frame.header("receipt")));
    }
}
