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

import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.client.SendResult;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.WireTest;
import io.github.camelstomp2.it.LogLines;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.protocol.StompUnsendableException;
import io.github.camelstomp2.testbed.AutoResponder;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.WireFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** A destination at which the broker closes the connection, as a full queue of RabbitMQ is, and all others beside it. */
class HeldBackDestinationTest extends WireTest {
    private static OutgoingMessage to(String destination, String body, Duration timeout) {
        return new OutgoingMessage(
                SendOptions.of(destination, true, false),
                StompHeaders.EMPTY,
                body.getBytes(StandardCharsets.UTF_8),
                true,
                timeout,
                10);
    }

    private static SendResult send(StompConnection connection, String destination, String body) {
        return send(connection, to(destination, body, LONG));
    }

    private static void expect(ScriptedConnection peer, String destination) {
        assertThat(peer.expectFrame("SEND").header("destination")).isEqualTo(destination);
    }

    @Test
    void afterALossOneDestinationAfterTheOtherIsTriedAndAnAnswerClearsIt() throws Exception {
        StompConnection connection = start(settings());
        ScriptedConnection peer = handshake();
        SendResult full = send(connection, "/queue/full", "1");
        SendResult good = send(connection, "/queue/good", "2");
        expect(peer, "/queue/full");
        expect(peer, "/queue/good");
        peer.close();

        ScriptedConnection next = handshake();
        WireFrame tried = next.expectFrame("SEND");
        expectNothing(next);
        next.receiptFor(tried);
        full.assertConfirmed();
        next.receiptFor(next.expectFrame("SEND"));
        good.assertConfirmed();
        send(connection, "/queue/full", "3");
        send(connection, "/queue/good", "4");
        expect(next, "/queue/full");
        expect(next, "/queue/good");
    }

    @Test
    void whereSomethingWasConfirmedIsTriedFirst() throws Exception {
        StompConnection connection = start(settings());
        ScriptedConnection peer = handshake();
        SendResult before = send(connection, "/queue/good", "1");
        peer.receiptFor(peer.expectFrame("SEND"));
        before.assertConfirmed();
        send(connection, "/queue/full", "2");
        send(connection, "/queue/good", "3");
        expect(peer, "/queue/full");
        expect(peer, "/queue/good");
        peer.close();

        expect(handshake(), "/queue/good");
    }

    @Test
    void whatIsTriedHoldsUpTheOthersForAMomentOnlyThoughNoAnswerComes() {
        StompConnection connection = start(settings());
        for (int i = 0; i < 2; i++) {
            ScriptedConnection peer = handshake();
            if (i == 0) {
                send(connection, "/queue/full", "1");
            }
            expect(peer, "/queue/full");
            peer.close();
        }
        ScriptedConnection peer = handshake();
        expect(peer, "/queue/full");

        send(connection, "/queue/good", "2");
        send(connection, "/queue/better", "3");

        expect(peer, "/queue/good");
        expect(peer, "/queue/better");
    }

    @Test
    void threeRefusingDestinationsAreNamedOnceEachAndFiveOthersGoOn() throws Exception {
        Map<String, Integer> writes = new ConcurrentHashMap<>();
        AutoResponder responder = broker.respondAutomatically("1.2", (frame, peer) -> {
            if (!frame.command().equals("SEND")) {
                return false;
            }
            writes.merge(frame.bodyText(), 1, Integer::sum);
            boolean full = frame.header("destination").startsWith("/queue/full");
            if (full) {
                peer.close();
            }
            return full;
        });
        List<SendResult> good = new ArrayList<>();
        List<SendResult> refused = new ArrayList<>();
        try (LogLines log = new LogLines()) {
            StompConnection connection = start(settings());
            for (int i = 0; i < 200; i++) {
                good.add(send(connection, "/queue/good-" + i % 5, "good " + i));
                if (i % 50 == 10 && i < 150) {
                    refused.add(send(connection, "/queue/full-" + refused.size(), "refused " + i));
                }
            }
            for (SendResult each : good) {
                each.assertConfirmed();
            }
            for (int i = 0; i < refused.size(); i++) {
                assertThat(refused.get(i).failure())
                        .isInstanceOf(StompUnconfirmedException.class)
                        .hasCauseInstanceOf(StompUnsendableException.class)
                        .hasMessageContaining("/queue/full-" + i)
                        .hasMessageContaining("refused, or over a limit");
                String line = "/queue/full-" + i + " is held back at tcp://";
                assertThat(log.operatorLines())
                        .filteredOn(each -> each.contains(line))
                        .hasSize(1);
            }
        }
        responder.verify();
        assertThat(writes).hasSize(203).allSatisfy((body, count) -> assertThat(count)
                .as(body)
                .isLessThanOrEqualTo(body.startsWith("good") ? 4 : 8));
    }

    /** Where the second wait in a row would be too long for any test. */
    private StompConnection startWithGrowingWaits() {
        return start(settings().reconnectDelays(Duration.ofMillis(20), Duration.ofMinutes(2), 5_000));
    }

    @Test
    void theWaitForTheNextConnectionDoesNotGrowAfterOneThatHasConfirmed() throws Exception {
        StompConnection connection = startWithGrowingWaits();
        for (int i = 0; i < 4; i++) {
            ScriptedConnection peer = handshake();
            SendResult good = send(connection, "/queue/good", "1");
            peer.receiptFor(peer.expectFrame("SEND"));
            good.assertConfirmed();
            peer.close();
        }
        handshake();
    }

    @Test
    void theWaitForTheNextConnectionDoesNotGrowWhereOneDestinationIsTheReasonWhichIsTriedLessOftenInstead() {
        StompConnection connection = startWithGrowingWaits();
        for (int i = 0; i < 4; i++) {
            ScriptedConnection peer = handshake();
            if (i == 0) {
                send(connection, to("/queue/full", "1", Duration.ofMinutes(1)));
                send(connection, to("/queue/full", "2", Duration.ofMinutes(1)));
                peer.expectFrame("SEND");
            }
            expect(peer, "/queue/full");
            if (i == 1) {
                expect(peer, "/queue/full");
            }
            peer.close();
        }
        ScriptedConnection peer = handshake();
        send(connection, "/queue/good", "3");

        expect(peer, "/queue/good");
        expectNothing(peer);
    }

    @Test
    void thatEachTryOfAHeldBackDestinationEndsTheConnectionIsNoNews() throws Exception {
        broker.respondAutomatically("1.2", (frame, peer) -> {
            boolean full = frame.command().equals("SEND")
                    && frame.header("destination").equals("/queue/full");
            if (full) {
                peer.close();
            }
            return full;
        });
        try (LogLines log = new LogLines()) {
            StompConnection connection = start(settings());
            for (int i = 0; i < 6; i++) {
                SendResult refused = send(connection, "/queue/full", "refused " + i);
                send(connection, "/queue/good", "good " + i).assertConfirmed();
                refused.failure();
                send(connection, "/queue/good", "still good " + i).assertConfirmed();
            }
            assertThat(log.containing("connection lost").size()).isGreaterThan(6);
            assertThat(log.operatorLines())
                    .filteredOn(line -> line.contains("connection lost"))
                    .hasSizeLessThanOrEqualTo(2);
            assertThat(log.operatorLines())
                    .filteredOn(line -> line.contains("connected to"))
                    .hasSizeLessThanOrEqualTo(3);
            assertThat(log.operatorLines())
                    .filteredOn(line -> line.contains("is held back"))
                    .hasSize(1);
        }
    }

    @Test
    void whatWaitsForAHeldBackDestinationFailsWithItsNameAndReason() throws Exception {
        broker.respondAutomatically("1.2", (frame, peer) -> {
            boolean send = frame.command().equals("SEND");
            if (send) {
                peer.close();
            }
            return send;
        });
        StompConnection connection = start(settings().reconnectDelay(Duration.ofMillis(150)));
        SendResult first = send(connection, to("/queue/full", "1", LONG));
        SendResult waiting = send(connection, to("/queue/full", "2", LONG));
        assertThat(first.failure()).hasCauseInstanceOf(StompUnsendableException.class);
        SendResult late = send(connection, to("/queue/full", "3", Duration.ofMillis(60)));

        assertThat(late.failure())
                .isInstanceOf(StompConnectionException.class)
                .hasMessageContaining("not sent to /queue/full within 60 ms")
                .hasMessageContaining("/queue/full is held back: the connection ended");
        waiting.failure();
    }
}
