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
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.protocol.StompUnsendableException;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A classic queue of RabbitMQ whose node is down: each send to it ends the connection, until the node is back. */
class AbsentQueueTest extends WireTest {
    private static final String RABBITMQ = "RabbitMQ/4.3.6";
    private static final String QUEUE = "/queue/of-another-node";

    /** More than any message that is judged after two ends alone. */
    private static final int LONG_OUTAGE = 6;

    private static final int LONG_BODY = 70_000;

    private static OutgoingMessage to(String destination, int body, Duration timeout, int attempts) {
        return new OutgoingMessage(
                SendOptions.of(destination, true, false),
                StompHeaders.of("k", "v"),
                new byte[body],
                true,
                timeout,
                attempts);
    }

    /** The next connection, on which the message has come. */
    private WireFrame sentOn(ScriptedConnection peer) {
        peer.handshake("1.2", "0,0", RABBITMQ);
        return peer.expectFrame("SEND");
    }

    private void closeForEachSend(int times) {
        for (int i = 0; i < times; i++) {
            ScriptedConnection peer = broker.accept();
            sentOn(peer);
            peer.close();
        }
    }

    private void sayForEachSendThatTheQueueIsAway(int times) {
        for (int i = 0; i < times; i++) {
            ScriptedConnection peer = broker.accept();
            sentOn(peer);
            peer.send(ServerFrame.of("ERROR")
                    .header("message", "not_found")
                    .body("NOT_FOUND - queue 'of-another-node' in vhost '/' process is stopped by supervisor\n"));
            peer.close();
        }
    }

    private void confirmNext() {
        ScriptedConnection peer = broker.accept();
        peer.receiptFor(sentOn(peer));
    }

    @Test
    void aShortMessageIsSentUntilItsQueueIsThere() throws Exception {
        StompConnection connection = start(settings());
        SendResult sent = send(connection, to(QUEUE, 3, LONG, 10));
        closeForEachSend(LONG_OUTAGE);
        sent.assertPending();
        confirmNext();
        sent.assertConfirmed();
    }

    @Test
    void aLongMessageIsSentUntilItsQueueIsThereIfTheBrokerSaysThatThisIsTheReason() throws Exception {
        StompConnection connection = start(settings());
        SendResult sent = send(connection, to(QUEUE, LONG_BODY, LONG, 10));
        sayForEachSendThatTheQueueIsAway(LONG_OUTAGE);
        sent.assertPending();
        confirmNext();
        sent.assertConfirmed();
    }

    @Test
    void aLongMessageMayBeOverALimitAndIsGivenUpAfterTwoEndsAlone() throws Exception {
        StompConnection connection = start(settings());
        SendResult sent = send(connection, to(QUEUE, LONG_BODY, LONG, 10));
        closeForEachSend(4);
        assertGivenUp(sent, "the connection ended 2 times while nothing but this message (70000 bytes)");
    }

    /** Nothing brings it back: it ended with the connection of the requester. */
    @Test
    void aReplyToAQueueThatTheBrokerHasNamedIsGivenUpAfterTwoEndsAlone() throws Exception {
        StompConnection connection = start(settings());
        SendResult sent = send(connection, to("/reply-queue/amq.gen-x", 3, LONG, 10));
        closeForEachSend(4);
        assertGivenUp(sent, "the connection ended 2 times while nothing but this message (3 bytes)");
    }

    @Test
    void itIsGivenUpWhenItsAttemptsAreUsedUp() throws Exception {
        StompConnection connection = start(settings());
        SendResult sent = send(connection, to(QUEUE, 3, LONG, 6));
        closeForEachSend(6);
        assertGivenUp(sent, "the connection ended 4 times while nothing but this message (3 bytes)");
    }

    @Test
    void itIsGivenUpWhenItsTimeIsOver() throws Exception {
        StompConnection connection =
                start(settings().reconnectDelays(Duration.ofMillis(20), Duration.ofMinutes(2), 20_000));
        SendResult sent = send(connection, to(QUEUE, 3, Duration.ofSeconds(4), 1_000));
        closeForEachSend(4);
        assertGivenUp(sent, "no receipt within 4000 ms (confirmTimeout)");
    }

    private static void assertGivenUp(SendResult sent, String words) throws Exception {
        assertThat(sent.failure())
                .isInstanceOf(StompUnconfirmedException.class)
                .hasCauseInstanceOf(StompUnsendableException.class)
                .hasMessageContaining(words);
    }
}
