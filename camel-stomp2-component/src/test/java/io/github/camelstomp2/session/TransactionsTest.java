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
package io.github.camelstomp2.session;

import static io.github.camelstomp2.protocol.StompCommand.ERROR;
import static io.github.camelstomp2.protocol.StompCommand.RECEIPT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.ReceiptIds;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransactionsTest {
    private static final StompConnectionException GONE = new StompConnectionException("gone");

    private final Conversation conversation = Conversation.connected("1.2");
    private final StompSession session = conversation.session;
    private final RecordedReceipt receipt = new RecordedReceipt();
    private final List<Delivery> deliveries = new ArrayList<>();

    @Test
    @Holds(Rule.TRANSACTION)
    void itsFramesNameItAndItsCommitAsksForAReceipt() {
        SessionTransaction transaction = session.begin();
        transaction.send(frame());
        transaction.commit(receipt);

        assertThat(conversation.wire())
                .containsExactly(
                        "BEGIN transaction=tx-1",
                        "SEND destination=/queue/a transaction=tx-1",
                        "COMMIT transaction=tx-1 receipt=r-1");
        assertThat(transaction.state()).isEqualTo(TransactionState.COMMITTING);
        assertThat(receipt.endings).isEmpty();

        conversation.receive(RECEIPT, "receipt-id", "r-1");

        assertThat(transaction.state()).isEqualTo(TransactionState.COMMITTED);
        assertThat(receipt.endings).containsExactly("confirmed");
    }

    @Test
    @Holds(Rule.TRANSACTION)
    void anAbortedOneIsOver() {
        SessionTransaction transaction = session.begin();
        transaction.send(frame());
        transaction.abort();
        transaction.abort();

        assertThat(conversation.wire())
                .containsExactly(
                        "BEGIN transaction=tx-1",
                        "SEND destination=/queue/a transaction=tx-1",
                        "ABORT transaction=tx-1");
        assertThat(transaction.state()).isEqualTo(TransactionState.ABORTED);
        assertOver(transaction);
    }

    @Test
    void severalAtATimeHaveNamesOfTheirOwn() {
        SessionTransaction one = session.begin();
        SessionTransaction two = session.begin();
        two.commit(receipt);
        one.abort();

        assertThat(conversation.wire())
                .containsExactly(
                        "BEGIN transaction=tx-1",
                        "BEGIN transaction=tx-2",
                        "COMMIT transaction=tx-2 receipt=r-1",
                        "ABORT transaction=tx-1");
    }

    @Test
    @Holds(Rule.TRANSACTION)
    void theNameNeverComesFromTheCaller() {
        session.begin().send(frame().withHeaders(StompHeaders.of("destination", "d", "transaction", "mine")));

        assertThat(conversation.wire()).last().isEqualTo("SEND destination=d transaction=tx-1");
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, ACK message-id=m-1 subscription=s-1 transaction=tx-1",
        "1.1, ACK message-id=m-1 subscription=s-1 transaction=tx-1",
        "1.2, ACK id=a-1 transaction=tx-1"
    })
    @Holds({Rule.TRANSACTION, Rule.ACK_NAMES})
    void anAckIsPartOfItInTheFormOfItsVersion(String version, String frame) {
        Conversation versioned = Conversation.connected(version);
        String id = versioned.subscribe("/queue/a", AckMode.CLIENT_INDIVIDUAL, deliveries::add);
        versioned.message(id, "1");

        assertThat(versioned.session.begin().ack(deliveries.get(0))).isTrue();

        assertThat(versioned.wire()).containsExactly("BEGIN transaction=tx-1", frame);
    }

    @Test
    @Holds(Rule.ANSWERED_ONCE)
    void aMessageIsAnsweredInOneTransactionOnly() {
        Delivery delivery = delivered(AckMode.CLIENT_INDIVIDUAL);
        SessionTransaction transaction = session.begin();

        assertThat(transaction.ack(delivery)).isTrue();
        assertThat(transaction.ack(delivery)).isFalse();
        assertThat(session.begin().ack(delivery)).isFalse();
        assertThat(session.ack(delivery)).isFalse();
        assertThat(session.nack(delivery, StompHeaders.EMPTY)).isFalse();
    }

    @Test
    @Holds(Rule.ANSWERED_ONCE)
    void afterCommitTheMessageIsAnswered() {
        Delivery delivery = delivered(AckMode.CLIENT_INDIVIDUAL);
        SessionTransaction transaction = session.begin();
        transaction.ack(delivery);
        transaction.commit(receipt);
        conversation.receive(RECEIPT, "receipt-id", conversation.lastReceipt());

        assertThat(session.ack(delivery)).isFalse();
    }

    @Test
    void afterAbortTheMessageCanBeAnsweredAgain() {
        Delivery delivery = delivered(AckMode.CLIENT_INDIVIDUAL);
        SessionTransaction transaction = session.begin();
        transaction.ack(delivery);
        transaction.abort();
        conversation.written.clear();

        assertThat(session.ack(delivery)).isTrue();

        assertThat(conversation.wire()).containsExactly("ACK id=a-1");
    }

    @Test
    @Holds(Rule.TRANSACTION_REFUSED)
    void aRefusedCommitLeavesTheMessageToBeAnsweredAgain() {
        Delivery delivery = delivered(AckMode.CLIENT_INDIVIDUAL);
        SessionTransaction transaction = session.begin();
        transaction.ack(delivery);
        transaction.commit(receipt);

        conversation.receive(ERROR, "message", "no", "receipt-id", conversation.lastReceipt());

        assertThat(receipt.endings).containsExactly("refused: Broker error: no");
        assertThat(transaction.state()).isEqualTo(TransactionState.ABORTED);
        assertThat(session.nack(delivery, StompHeaders.EMPTY)).isTrue();
        assertOver(transaction);
    }

    @Test
    void aCumulativeAckCannotBePartOfIt() {
        Delivery delivery = delivered(AckMode.CLIENT);
        SessionTransaction transaction = session.begin();
        conversation.written.clear();

        assertThatThrownBy(() -> transaction.ack(delivery))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/queue/a")
                .hasMessageContaining("client-individual");

        assertThat(conversation.written).isEmpty();
        assertThat(session.ack(delivery)).isTrue();
    }

    @Test
    void autoNeedsNoAckThereEither() {
        Delivery delivery = delivered(AckMode.AUTO);
        SessionTransaction transaction = session.begin();
        conversation.written.clear();

        assertThat(transaction.ack(delivery)).isTrue();
        transaction.abort();

        assertThat(conversation.wire()).containsExactly("ABORT transaction=tx-1");
        assertThat(session.ack(delivery)).isFalse();
    }

    @Test
    @Holds(Rule.STALE_ACKNOWLEDGEMENT)
    void anAckOfAnotherSessionIsNoPartOfIt() {
        Delivery delivery = delivered(AckMode.CLIENT_INDIVIDUAL);
        Conversation next = Conversation.connected("1.2");

        assertThat(next.session.begin().ack(delivery)).isFalse();

        assertThat(next.wire()).containsExactly("BEGIN transaction=tx-1");
    }

    @Test
    @Holds(Rule.TRANSACTION_REFUSED)
    void afterAFrameThatCannotBeWrittenItIsNotCommitted() {
        Conversation refusing = Conversation.refusing(StompCommand.SEND);
        SessionTransaction transaction = refusing.session.begin();
        assertThatThrownBy(() -> transaction.send(frame())).isInstanceOf(StompInvalidFrameException.class);
        assertThat(transaction.state()).isEqualTo(TransactionState.ROLLBACK_ONLY);

        assertThatThrownBy(() -> transaction.send(frame())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> transaction.commit(receipt)).isInstanceOf(StompInvalidFrameException.class);

        assertThat(refusing.wire()).containsExactly("BEGIN transaction=tx-1", "ABORT transaction=tx-1");
        assertThat(receipt.endings).isEmpty();
        assertOver(transaction);
    }

    @Test
    @Holds(Rule.TRANSACTION_REFUSED)
    void afterAnErrorThatMayHaveBeenAboutItItIsNotCommitted() {
        SessionTransaction transaction = session.begin();
        transaction.send(frame());

        conversation.receive(ERROR, "message", "no such queue");
        conversation.receive(ERROR, "message", "and another");

        assertThat(conversation.errors).hasSize(2);
        assertThatThrownBy(() -> transaction.commit(receipt))
                .isInstanceOf(StompBrokerException.class)
                .hasMessageContaining("no such queue");
        assertThat(conversation.wire()).last().isEqualTo("ABORT transaction=tx-1");
    }

    @Test
    void anErrorThatAnswersAnotherFrameDoesNotConcernIt() {
        String id = ReceiptIds.text(session.send(frame(), new RecordedReceipt()));
        SessionTransaction transaction = session.begin();

        conversation.receive(ERROR, "message", "no", "receipt-id", id);
        conversation.receive(ERROR, "message", "late", "receipt-id", "r-99");
        transaction.commit(receipt);

        assertThat(transaction.state()).isEqualTo(TransactionState.COMMITTING);
    }

    @Test
    void anErrorAfterCommitDoesNotDecideIt() {
        SessionTransaction transaction = session.begin();
        transaction.commit(receipt);

        conversation.receive(ERROR, "message", "about something");
        assertThat(receipt.endings).isEmpty();
        conversation.receive(RECEIPT, "receipt-id", conversation.lastReceipt());

        assertThat(transaction.state()).isEqualTo(TransactionState.COMMITTED);
        transaction.abort();
        assertThat(conversation.wire()).hasSize(2);
    }

    @Test
    @Holds(Rule.TRANSACTION_LOST)
    void theEndOfTheSessionAbortsItAndLeavesACommitUnknown() {
        SessionTransaction open = session.begin();
        SessionTransaction committing = session.begin();
        SessionTransaction aborted = session.begin();
        aborted.abort();
        committing.commit(receipt);
        conversation.written.clear();

        session.close(GONE);

        assertThat(open.state()).isEqualTo(TransactionState.ABORTED);
        assertThat(committing.state()).isEqualTo(TransactionState.UNKNOWN);
        assertThat(receipt.endings).containsExactly("lost: gone");
        open.abort();
        assertOver(open);
        assertOver(committing);
        assertThat(conversation.written).isEmpty();
    }

    @Test
    void whatHasEndedIsNotTouchedByTheEndOfTheSession() {
        SessionTransaction committed = session.begin();
        committed.commit(receipt);
        conversation.receive(RECEIPT, "receipt-id", conversation.lastReceipt());
        SessionTransaction refused = session.begin();
        refused.commit(new RecordedReceipt());
        conversation.receive(ERROR, "message", "no", "receipt-id", conversation.lastReceipt());

        session.close(GONE);

        assertThat(committed.state()).isEqualTo(TransactionState.COMMITTED);
        assertThat(refused.state()).isEqualTo(TransactionState.ABORTED);
        assertThat(receipt.endings).containsExactly("confirmed");
    }

    @Test
    void thereIsNoneBeforeConnectedAndNoneAfterTheEnd() {
        Conversation connecting = Conversation.opened();
        assertThatThrownBy(connecting.session::begin).isInstanceOf(IllegalStateException.class);
        session.close(GONE);
        assertThatThrownBy(session::begin).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void itShowsItsNameAndState() {
        assertThat(session.begin()).asString().isEqualTo("transaction tx-1 in state OPEN");
    }

    private void assertOver(SessionTransaction transaction) {
        assertThatThrownBy(() -> transaction.send(frame())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> transaction.ack(deliveries.isEmpty() ? null : deliveries.get(0)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> transaction.commit(new RecordedReceipt()))
                .isInstanceOfAny(IllegalStateException.class, StompInvalidFrameException.class);
    }

    private Delivery delivered(AckMode ackMode) {
        String id = conversation.subscribe("/queue/a", ackMode, deliveries::add);
        conversation.message(id, "1");
        return deliveries.get(0);
    }

    private static StompFrame frame() {
        return new StompFrame(StompCommand.SEND, StompHeaders.of("destination", "/queue/a"));
    }
}
