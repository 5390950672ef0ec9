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
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Brokers whose transactions hold less together: there the acknowledgement follows when all messages took effect. */
class TransactionScopesTest extends TransactionWireTest {

    private void expectAckOutsideTransaction() {
        WireFrame ack = peer.expectFrame("ACK");
        assertThat(ack.header("id")).isEqualTo("a1");
        assertThat(ack.has("transaction")).isFalse();
    }

    @Test
    void onArtemisTheAcknowledgementFollowsTheReceiptOfCommit() throws Exception {
        Delivery consumed = consume(ARTEMIS);
        SendResult result = sendTogether(consumed, "1", "2");
        List<WireFrame> sends = expectBeginAndSends("1", "2");
        expectNothing(peer);
        sends.forEach(peer::receiptFor);
        WireFrame commit = expectInTransactionOf(sends.get(0), "COMMIT");
        expectNothing(peer);
        peer.receiptFor(commit);
        expectAckOutsideTransaction();
        result.assertConfirmed();
        assertUsable();
    }

    @Test
    void onArtemisARefusedMemberAbortsAllAndNothingIsAcknowledged() throws Exception {
        Delivery consumed = consume(ARTEMIS);
        SendResult result = sendTogether(consumed, "1", "2");
        List<WireFrame> sends = expectBeginAndSends("1", "2");
        refuse(sends.get(0));
        expectInTransactionOf(sends.get(0), "ABORT");
        assertThat(result.failure()).isInstanceOf(StompBrokerException.class);
        assertUsable();
    }

    @Test
    void whatArtemisRefusesOnlyBecauseItIsClosingIsALostConnection() throws Exception {
        connect(ARTEMIS);
        SendResult result = sendTogether(null, "1", "2");
        List<WireFrame> sends = expectBeginAndSends("1", "2");
        peer.send(ServerFrame.of("ERROR")
                .header("message", "AMQ339010: Connection is not valid.")
                .header("receipt-id", sends.get(0).header("receipt")));
        assertThat(result.failure())
                .isInstanceOf(StompConnectionException.class)
                .hasMessageContaining("was not committed");
    }

    @Test
    void onArtemisAnOverdueCommitLeavesTheConnectionAndAcknowledgesNothing() throws Exception {
        Delivery consumed = consume(ARTEMIS);
        SendResult result = sendTogether(consumed, SHORT, message("1"), message("2"));
        List<WireFrame> sends = expectBeginAndSends("1", "2");
        sends.forEach(peer::receiptFor);
        WireFrame commit = expectInTransactionOf(sends.get(0), "COMMIT");
        assertThat(result.failure()).isInstanceOf(StompUnconfirmedException.class);
        peer.receiptFor(commit);
        assertUsable();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = RABBITMQ)
    void whereReceiptsComeAfterCommitItIsWrittenAtOnceAndAllAreAwaitedInAnyOrder(String server) throws Exception {
        Delivery consumed = consume(server);
        SendResult result = sendTogether(consumed, "1", "2");
        List<WireFrame> asking = new ArrayList<>(expectBeginAndSends("1", "2"));
        asking.add(0, expectInTransactionOf(asking.get(0), "COMMIT"));
        for (WireFrame frame : asking) {
            expectNothing(peer);
            result.assertPending();
            peer.receiptFor(frame);
        }
        expectAckOutsideTransaction();
        result.assertConfirmed();
        assertUsable();
    }

    @ParameterizedTest
    @ValueSource(strings = {RABBITMQ, ARTEMIS})
    void oneMessageIsSentWithoutTransactionAndAcknowledgedFor(String server) throws Exception {
        Delivery consumed = consume(server);
        SendResult result = sendTogether(consumed, "1");
        WireFrame send = peer.expectFrame("SEND");
        assertThat(send.has("transaction")).isFalse();
        expectNothing(peer);
        peer.receiptFor(send);
        expectAckOutsideTransaction();
        result.assertConfirmed();
    }

    @ParameterizedTest
    @ValueSource(strings = {RABBITMQ, ARTEMIS})
    void oneMessageThatIsRefusedIsNotAcknowledgedFor(String server) throws Exception {
        Delivery consumed = consume(server);
        SendResult result = sendTogether(consumed, "1");
        refuse(peer.expectFrame("SEND"));
        assertThat(result.failure()).isInstanceOf(StompBrokerException.class);
        assertUsable();
    }

    @Test
    void aRefusalWhereTheOthersMayHaveTakenEffectIsUnknown() throws Exception {
        Delivery consumed = consume(RABBITMQ);
        SendResult result = sendTogether(consumed, "1", "2");
        List<WireFrame> sends = expectBeginAndSends("1", "2");
        WireFrame commit = expectInTransactionOf(sends.get(0), "COMMIT");
        peer.receiptFor(sends.get(0));
        refuse(sends.get(1));
        assertThat(result.failure())
                .isInstanceOf(StompUnconfirmedException.class)
                .hasMessageContaining("a part of the transaction was refused")
                .hasMessageContaining("not allowed");
        peer.receiptFor(commit);
        assertUsable();
    }

    @Test
    void aConnectionLostAmongTheReceiptsIsUnknownAndNothingIsWrittenAgain() throws Exception {
        connect(RABBITMQ);
        SendResult result = sendTogether(null, "1", "2");
        List<WireFrame> sends = expectBeginAndSends("1", "2");
        expectInTransactionOf(sends.get(0), "COMMIT");
        sends.forEach(peer::receiptFor);
        peer.close();
        accept("1.2", RABBITMQ);
        assertThat(result.failure()).isInstanceOf(StompUnconfirmedException.class);
        expectNothing(peer);
        assertUsable();
    }
}
