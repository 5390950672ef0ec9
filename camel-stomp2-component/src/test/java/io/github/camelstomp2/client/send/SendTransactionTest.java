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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.client.SendResult;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages that take effect together, on a broker whose transactions hold everything together. */
class SendTransactionTest extends TransactionWireTest {

    @Test
    void commitFollowsWhenTheBrokerHasTakenAllMembersAndItsReceiptEndsTheSend() throws Exception {
        connect(ACTIVEMQ);
        SendResult result = sendTogether(null, "1", "2");
        List<WireFrame> sends = expectBeginAndSends("1", "2");
        peer.receiptFor(sends.get(1));
        expectNothing(peer);
        peer.receiptFor(sends.get(0));
        WireFrame commit = expectInTransactionOf(sends.get(0), "COMMIT");
        expectNothing(peer);
        result.assertPending();
        peer.receiptFor(commit);
        result.assertConfirmed();
        assertUsable();
    }

    @Test
    void theAcknowledgementIsPartOfTheTransaction() throws Exception {
        Delivery consumed = consume(ACTIVEMQ);
        SendResult result = sendTogether(consumed, "1", "2");
        List<WireFrame> sends = expectBeginAndSends("1", "2");
        expectNothing(peer);
        sends.forEach(peer::receiptFor);
        assertThat(expectInTransactionOf(sends.get(0), "ACK").header("id")).isEqualTo("a1");
        peer.receiptFor(expectInTransactionOf(sends.get(0), "COMMIT"));
        result.assertConfirmed();
        assertUsable();
        assertThat(connection.staleAcknowledgements()).isZero();
    }

    @Test
    void evenOneMessageNeedsATransactionWhenAnAcknowledgementGoesWithIt() throws Exception {
        Delivery consumed = consume(ACTIVEMQ);
        SendResult result = sendTogether(consumed, "1");
        WireFrame send = expectBeginAndSends("1").get(0);
        peer.receiptFor(send);
        expectInTransactionOf(send, "ACK");
        peer.receiptFor(expectInTransactionOf(send, "COMMIT"));
        result.assertConfirmed();
    }

    @Test
    void oneMessageAloneNeedsNoTransaction() throws Exception {
        connect(ACTIVEMQ);
        SendResult result = sendTogether(null, "1");
        WireFrame send = peer.expectFrame("SEND");
        assertThat(send.has("transaction")).isFalse();
        peer.receiptFor(send);
        result.assertConfirmed();
        assertUsable();
    }

    @Test
    void aRefusedMemberAbortsAll() throws Exception {
        Delivery consumed = consume(ACTIVEMQ);
        SendResult result = sendTogether(consumed, "1", "2");
        List<WireFrame> sends = expectBeginAndSends("1", "2");
        refuse(sends.get(1));
        expectInTransactionOf(sends.get(0), "ABORT");
        assertThat(result.failure()).isInstanceOf(StompBrokerException.class).hasMessageContaining("not allowed");
        peer.receiptFor(sends.get(0));
        assertUsable();
    }

    @Test
    void aMemberForWhichThereWasNoRoomAbortsAllAndIsNotRefusedForGood() throws Exception {
        Delivery consumed = consume(ACTIVEMQ);
        for (String full : new String[] {
            "Send transaction completed while waiting for space: jakarta.jms.JMSException",
            "Usage Manager Memory Limit reached: jakarta.jms.ResourceAllocationException"
        }) {
            SendResult result = sendTogether(consumed, "1", "2");
            List<WireFrame> sends = expectBeginAndSends("1", "2");
            peer.send(ServerFrame.of("ERROR")
                    .header("message", full)
                    .header("receipt-id", sends.get(1).header("receipt")));
            expectInTransactionOf(sends.get(0), "ABORT");
            assertThat(result.failure())
                    .isExactlyInstanceOf(StompConnectionException.class)
                    .hasNoCause()
                    .hasMessageContaining(full);
            peer.receiptFor(sends.get(0));
        }
        assertUsable();
    }

    @Test
    void theMessageOfAnAbortedTransactionCanBeAcknowledgedByAnother() throws Exception {
        Delivery consumed = consume(ACTIVEMQ);
        sendTogether(consumed, "1");
        WireFrame refused = expectBeginAndSends("1").get(0);
        refuse(refused);
        expectInTransactionOf(refused, "ABORT");
        SendResult second = sendTogether(consumed, "2");
        WireFrame send = expectBeginAndSends("2").get(0);
        peer.receiptFor(send);
        assertThat(expectInTransactionOf(send, "ACK").header("id")).isEqualTo("a1");
        peer.receiptFor(expectInTransactionOf(send, "COMMIT"));
        second.assertConfirmed();
    }

    @Test
    void aRefusedCommitIsToldWithTheBrokersWords() throws Exception {
        Delivery consumed = consume(ACTIVEMQ);
        SendResult result = sendTogether(consumed, "1");
        WireFrame send = expectBeginAndSends("1").get(0);
        peer.receiptFor(send);
        expectInTransactionOf(send, "ACK");
        refuse(expectInTransactionOf(send, "COMMIT"));
        assertThat(result.failure()).isInstanceOf(StompBrokerException.class).hasMessageContaining("not allowed");
        assertUsable();
    }

    @Test
    void whenTheMessageToAcknowledgeWentWithItsConnectionNothingIsSent() throws Exception {
        Delivery consumed = consume(ACTIVEMQ);
        peer.close();
        accept("1.2", ACTIVEMQ);
        peer.receiptFor(peer.expectSubscribe());
        StompException failure = sendTogether(consumed, "1", "2").failure();
        assertThat(failure).isInstanceOf(StompConnectionException.class).hasMessageContaining("it is delivered again");
        assertUsable();
    }

    @Test
    void aMemberThatCannotBeWrittenAbortsAllAndTheConnectionStays() throws Exception {
        connect("1.0", ACTIVEMQ);
        OutgoingMessage bad = new OutgoingMessage(
                SendOptions.of("/queue/a", true, false),
                StompHeaders.of("k", "s3cret\nSEND"),
                new byte[0],
                true,
                LONG,
                10);
        SendResult result = sendTogether(null, LONG, message("1"), bad, message("3"));
        WireFrame send = expectBeginAndSends("1").get(0);
        expectInTransactionOf(send, "ABORT");
        assertThat(result.failure())
                .isInstanceOf(StompInvalidFrameException.class)
                .hasMessageNotContaining("s3cret");
        peer.receiptFor(send);
        assertUsable();
    }

    @Test
    void aTransactionWithoutAMessageIsAMistake() {
        assertThatIllegalArgumentException().isThrownBy(() -> new OutgoingTransaction(List.of(), null, LONG));
    }
}
