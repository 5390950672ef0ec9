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
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Transactions that are cut short, by their time limit or by the end of the connection. */
class UnfinishedTransactionTest extends TransactionWireTest {

    @Test
    void lostBeforeCommitNothingTookEffectAndNothingIsWrittenAgain() throws Exception {
        connect(ACTIVEMQ);
        SendResult result = sendTogether(null, "1", "2");
        List<WireFrame> sends = expectBeginAndSends("1", "2");
        peer.receiptFor(sends.get(0));
        peer.close();
        accept("1.2", ACTIVEMQ);
        assertThat(result.failure())
                .isInstanceOf(StompConnectionException.class)
                .hasMessageContaining("the transaction with /queue/a and 1 more was not committed");
        expectNothing(peer);
        assertUsable();
    }

    @Test
    void lostAfterCommitItIsUnknownAndNothingIsWrittenAgain() throws Exception {
        connect(ACTIVEMQ);
        SendResult result = sendTogether(null, "1", "2");
        List<WireFrame> sends = expectBeginAndSends("1", "2");
        sends.forEach(peer::receiptFor);
        expectInTransactionOf(sends.get(0), "COMMIT");
        peer.close();
        accept("1.2", ACTIVEMQ);
        assertThat(result.failure())
                .isInstanceOf(StompUnconfirmedException.class)
                .hasMessageContaining("no receipt of COMMIT");
        expectNothing(peer);
        assertUsable();
    }

    @Test
    void aLostTransactionOfOneMessageIsNotWrittenAgainEither() throws Exception {
        connect(ACTIVEMQ);
        SendResult result = sendTogether(null, "1");
        peer.expectFrame("SEND");
        peer.close();
        accept("1.2", ACTIVEMQ);
        assertThat(result.failure()).isInstanceOf(StompUnconfirmedException.class);
        expectNothing(peer);
        assertUsable();
    }

    @Test
    void membersThatTheBrokerDoesNotTakeInTimeAreAborted() throws Exception {
        Delivery consumed = consume(ACTIVEMQ);
        SendResult result = sendTogether(consumed, SHORT, message("1"), message("2"));
        List<WireFrame> sends = expectBeginAndSends("1", "2");
        peer.receiptFor(sends.get(0));
        expectInTransactionOf(sends.get(0), "ABORT");
        assertThat(result.failure())
                .isInstanceOf(StompConnectionException.class)
                .hasMessageContaining("was not committed")
                .hasMessageContaining("within 1500 ms (confirmTimeout)");
        peer.receiptFor(sends.get(1));
        assertUsable();
    }

    @Test
    void anOverdueCommitOfSendsAloneLeavesTheConnection() throws Exception {
        connect(ACTIVEMQ);
        SendResult result = sendTogether(null, SHORT, message("1"), message("2"));
        List<WireFrame> sends = expectBeginAndSends("1", "2");
        sends.forEach(peer::receiptFor);
        WireFrame commit = expectInTransactionOf(sends.get(0), "COMMIT");
        assertThat(result.failure())
                .isInstanceOf(StompUnconfirmedException.class)
                .hasMessageContaining("no receipt of COMMIT within 1500 ms (confirmTimeout)");
        peer.receiptFor(commit);
        assertUsable();
    }

    @Test
    void anOverdueCommitWithAnAcknowledgementEndsTheConnectionSoThatTheBrokerSaysWhatItDid() throws Exception {
        Delivery consumed = consume(ACTIVEMQ);
        SendResult result = sendTogether(consumed, SHORT, message("1"));
        WireFrame send = expectBeginAndSends("1").get(0);
        peer.receiptFor(send);
        expectInTransactionOf(send, "ACK");
        expectInTransactionOf(send, "COMMIT");
        peer.expectEof();
        assertThat(result.failure()).isInstanceOf(StompUnconfirmedException.class);
        accept("1.2", ACTIVEMQ);
        peer.receiptFor(peer.expectSubscribe());
        assertUsable();
    }

    @Test
    void withoutAConnectionInTimeNothingWasSent() throws Exception {
        broker.refuse();
        connection = start(settings());
        assertThat(sendTogether(null, SHORT, message("1"), message("2")).failure())
                .isInstanceOf(StompConnectionException.class)
                .hasMessageContaining("not sent to /queue/a and 1 more within 1500 ms (confirmTimeout)");
    }

    @Test
    void stoppingBeforeCommitIsADefiniteFailure() throws Exception {
        connect(ACTIVEMQ);
        SendResult result = sendTogether(null, "1", "2");
        expectBeginAndSends("1", "2");
        connection.stop(Duration.ZERO);
        assertThat(result.failure()).isInstanceOf(StompConnectionException.class);
    }
}
