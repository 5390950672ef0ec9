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

import io.github.camelstomp2.client.Inbox;
import io.github.camelstomp2.client.SendResult;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.WireTest;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sends that a broker refuses by an ERROR without {@code receipt-id}, as RabbitMQ does. */
class RefusedSendTest extends WireTest {
    private static final Duration SHORT = Duration.ofMillis(1_500);

    private StompConnection connection;
    private ScriptedConnection peer;
    private final List<SendResult> results = new ArrayList<>();
    private final List<WireFrame> frames = new ArrayList<>();

    private void connect() {
        connection = start(settings());
        accept();
    }

    private void accept() {
        peer = broker.accept();
        peer.handshake("1.2", "0,0", "RabbitMQ/4.1.0");
    }

    private void sendAndRead(OutgoingMessage... messages) {
        for (OutgoingMessage message : messages) {
            results.add(send(connection, message));
        }
        frames.clear();
        for (int i = 0; i < messages.length; i++) {
            frames.add(peer.expectFrame("SEND"));
        }
    }

    private void error(String message) {
        peer.send(ServerFrame.of("ERROR").header("message", message));
    }

    private void confirm(int index) throws Exception {
        peer.receiptFor(frames.get(index));
        results.get(index).assertConfirmed();
    }

    private void assertRefused(int index, String words) throws Exception {
        assertThat(results.get(index).failure())
                .isInstanceOf(StompBrokerException.class)
                .hasMessageContaining(words);
    }

    @Test
    void theOnlySendUnderWayIsRefusedAtOnce() throws Exception {
        connect();
        sendAndRead(message("1"));
        error("access_refused");
        assertRefused(0, "access_refused");
        SendResult next = send(connection, "next");
        peer.receiptFor(peer.expectFrame("SEND"));
        next.assertConfirmed();
    }

    @Test
    void amongSeveralTheRefusedOneIsFoundWhenTheOthersAreConfirmed() throws Exception {
        connect();
        sendAndRead(message("1"), message("2"), message("3"));
        error("access_refused");
        confirm(2);
        results.get(0).assertPending();
        results.get(1).assertPending();
        confirm(0);
        assertRefused(1, "access_refused");
    }

    @Test
    void twoErrorsFindTwoSendsInTheirOrder() throws Exception {
        connect();
        sendAndRead(message("1"), message("2"), message("3"), message("4"));
        error("first");
        error("second");
        confirm(0);
        confirm(2);
        assertRefused(1, "first");
        assertRefused(3, "second");
    }

    @Test
    void aSendThatWasConfirmedIsNeverRefusedAfterwards() throws Exception {
        connect();
        sendAndRead(message("1"), message("2"));
        confirm(0);
        error("access_refused");
        assertRefused(1, "access_refused");
        results.get(0).assertConfirmed();
    }

    @Test
    void aSendThatIsNotAnsweredInTimeSaysWhatTheBrokerComplainedOfAndEndsTheSearch() throws Exception {
        connect();
        sendAndRead(message("1", true, SHORT, 10), message("2"));
        error("access_refused");
        assertThat(results.get(0).failure())
                .isInstanceOf(StompUnconfirmedException.class)
                .hasMessageContaining("no receipt within 1500 ms (confirmTimeout)")
                .hasMessageContaining("meanwhile the broker said")
                .hasMessageContaining("access_refused");
        results.get(1).assertPending();
        confirm(1);
    }

    @Test
    void whereSomethingWasSentUnconfirmedNobodyIsRefused() throws Exception {
        connect();
        sendAndRead(message("1", false, LONG, 1), message("2"));
        results.get(0).assertConfirmed();
        error("access_refused");
        expectNothing(peer);
        results.get(1).assertPending();
        confirm(1);
    }

    @Test
    void theNextConnectionKnowsNothingOfWhatWasSentUnconfirmedBefore() throws Exception {
        connect();
        sendAndRead(message("1", false, LONG, 1));
        peer.close();
        accept();
        sendAndRead(message("2"));
        error("access_refused");
        assertRefused(1, "access_refused");
    }

    @Test
    void whereAllSubscriptionsAreConfirmedTheErrorIsAboutASend() throws Exception {
        connect();
        connection.subscribe(individual("/queue/in"), new Inbox());
        peer.receiptFor(peer.expectSubscribe());
        sendAndRead(message("1"));
        // The RECEIPT of SUBSCRIBE was read before this, or else the ERROR would be taken for its refusal.
        confirm(0);
        results.clear();
        sendAndRead(message("2"));
        error("access_refused");
        assertRefused(0, "access_refused");
    }

    @Test
    void anErrorAboutASubscriptionRefusesNoSend() throws Exception {
        connect();
        connection.subscribe(individual("/queue/in"), new Inbox());
        WireFrame subscribe = peer.expectSubscribe();
        peer.receiptFor(subscribe);
        sendAndRead(message("1"));
        peer.send(ServerFrame.of("ERROR")
                .header("message", "Server cancelled subscription")
                .header("subscription", subscribe.header("id")));
        expectNothing(peer);
        results.get(0).assertPending();
        confirm(0);
    }

    @Test
    void whatTheBrokerSaidOnALostConnectionRefusesNobodyOnTheNext() throws Exception {
        connect();
        sendAndRead(message("1"), message("2"));
        error("access_refused");
        peer.close();
        accept();
        frames.clear();
        frames.add(peer.expectFrame("SEND"));
        frames.add(peer.expectFrame("SEND"));
        confirm(0);
        expectNothing(peer);
        results.get(1).assertPending();
        confirm(1);
    }

    @Test
    void aSendThatMayHaveArrivedBeforeIsUnknownWhenItIsRefusedAfterwards() throws Exception {
        connect();
        sendAndRead(message("1"));
        peer.close();
        accept();
        peer.expectFrame("SEND");
        error("access_refused");
        assertThat(results.get(0).failure())
                .isInstanceOf(StompUnconfirmedException.class)
                .hasMessageContaining("it was refused when it was sent again")
                .hasMessageContaining("access_refused");
    }

    @Test
    void whatIsRefusedBecauseItsQueueIsDownForNowIsSentAgain() throws Exception {
        connect();
        sendAndRead(message("1"));
        peer.send(ServerFrame.of("ERROR")
                .header("message", "not_found")
                .body("NOT_FOUND - queue 'x' in vhost '/' process is stopped by supervisor"));
        peer.close();
        accept();
        frames.clear();
        frames.add(peer.expectFrame("SEND"));
        confirm(0);
    }

    @Test
    void theReasonInASecondErrorIsThrown() throws Exception {
        connect();
        sendAndRead(message("1"));
        error("Processing error");
        peer.send(ServerFrame.of("ERROR").header("message", "internal_error").body("INTERNAL_ERROR - no quorum"));
        assertRefused(0, "INTERNAL_ERROR - no quorum");
        assertThat(results.get(0).failure()).hasMessageNotContaining("Processing error");
    }

    @Test
    void anErrorWithoutAReasonThatNeverComesIsThrownAllTheSame() throws Exception {
        connect();
        sendAndRead(message("1"));
        error("Processing error");
        assertRefused(0, "Processing error");
    }

    @Test
    void aTransactionThatIsRefusedInPartIsFoundToo() throws Exception {
        connect();
        SendResult together = new SendResult();
        connection.send(new OutgoingTransaction(List.of(message("1"), message("2")), null, LONG), together);
        peer.expectFrame("BEGIN");
        peer.expectFrame("SEND");
        peer.expectFrame("SEND");
        peer.expectFrame("COMMIT");
        error("access_refused");
        assertThat(together.failure())
                .isInstanceOf(StompUnconfirmedException.class)
                .hasMessageContaining("a part of the transaction was refused")
                .hasMessageContaining("access_refused");
    }
}
