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

import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction on one session (1.2, "BEGIN", "COMMIT", "ABORT"). It ends with the session at the latest; what was in it
 * is never sent again outside it. Used on the session's thread; compared by identity.
 */
public final class SessionTransaction {
    private final String id;
    private final StompSession session;
    private final Acknowledgements acknowledgements;
    private final Transactions transactions;
    private final List<Delivery> answered = new ArrayList<>();
    private TransactionState state = TransactionState.OPEN;
    private @Nullable StompException refusal;

    SessionTransaction(String id, StompSession session, Acknowledgements acknowledgements, Transactions transactions) {
        this.id = id;
        this.session = session;
        this.acknowledgements = acknowledgements;
        this.transactions = transactions;
    }

    /** Where it stands. */
    public TransactionState state() {
        return state;
    }

    /** Its name on the wire, unique on the connection. */
    String id() {
        return id;
    }

    void begin() {
        session.send(frame(StompCommand.BEGIN));
    }

    /**
     * Sends a frame as part of it. The receipt of COMMIT is its receipt.
     *
     * @throws StompException if it cannot be written; the transaction can only be aborted then
     * @throws IllegalStateException if the transaction is not open
     */
    public void send(StompFrame frame) {
        requireOpen();
        try {
            session.send(member(frame));
        } catch (StompException e) {
            refused(e);
            throw e;
        }
    }

    /**
     * As {@link #send(StompFrame)}, and asks for the frame's own RECEIPT. When that comes is up to the broker: on taking
     * the frame into the transaction, or after COMMIT.
     */
    public void send(StompFrame frame, ReceiptListener receipt) {
        requireOpen();
        try {
            session.send(member(frame), new Membership(receipt));
        } catch (StompException e) {
            refused(e);
            throw e;
        }
    }

    private StompFrame member(StompFrame frame) {
        return frame.withHeaders(frame.headers().toBuilder()
                .set(StompHeaderNames.TRANSACTION, id)
                .build());
    }

    /**
     * Acknowledges as part of it: with COMMIT, or not at all. When it is aborted, the message can be answered again.
     *
     * @return as {@link StompSession#ack}
     * @throws IllegalArgumentException if acknowledgements of the message's subscription are cumulative
     * @throws IllegalStateException if the transaction is not open
     */
    public boolean ack(Delivery delivery) {
        requireOpen();
        if (!session.canAnswer(delivery)) {
            return false;
        }
        if (acknowledgements.ack(delivery, this)) {
            answered.add(delivery);
        }
        return true;
    }

    /** Refuses as part of it, as {@link #ack} acknowledges. Only where the session's version has NACK. */
    void nack(Delivery delivery, StompHeaders extra) {
        requireOpen();
        if (session.canAnswer(delivery)) {
            acknowledgements.nack(delivery, extra, this);
            answered.add(delivery);
        }
    }

    /**
     * Commits.
     *
     * @param receipt learns whether all of it took effect ({@code confirmed}), nothing ({@code refused}), or nobody knows
     *     ({@code lost})
     * @throws StompException if a part of it was refused before; it is aborted then
     * @throws IllegalStateException if it has ended
     */
    public void commit(ReceiptListener receipt) {
        if (refusal != null) {
            abort();
            throw refusal;
        }
        requireOpen();
        become(TransactionState.COMMITTING);
        session.send(frame(StompCommand.COMMIT), new Settlement(receipt));
    }

    /** Aborts. Does nothing when COMMIT was written before, or it has ended with its session. */
    public void abort() {
        if (state == TransactionState.OPEN || state == TransactionState.ROLLBACK_ONLY) {
            rolledBack();
            // After DISCONNECT the broker aborts it by itself.
            if (session.isConnected()) {
                session.send(frame(StompCommand.ABORT));
            }
        }
    }

    /** Something of it was refused, or may have been: committing the rest would lose that. */
    void refused(StompException cause) {
        if (state == TransactionState.OPEN) {
            become(TransactionState.ROLLBACK_ONLY);
            refusal = cause;
        }
    }

    /** The session ended. */
    void lost() {
        become(state == TransactionState.COMMITTING ? TransactionState.UNKNOWN : TransactionState.ABORTED);
    }

    private void rolledBack() {
        become(TransactionState.ABORTED);
        transactions.ended(this);
        answered.forEach(Delivery::unanswered);
    }

    private void committed() {
        become(TransactionState.COMMITTED);
        transactions.ended(this);
        answered.forEach(acknowledgements::settled);
        answered.forEach(session::answeredInTransaction);
    }

    /** The broker's answer to a frame that is part of it: without that one it must not be committed. */
    private final class Membership implements ReceiptListener {
        private final ReceiptListener receipt;

        Membership(ReceiptListener receipt) {
            this.receipt = receipt;
        }

        @Override
        public void confirmed() {
            receipt.confirmed();
        }

        @Override
        public void refused(StompBrokerException error) {
            SessionTransaction.this.refused(error);
            receipt.refused(error);
        }

        @Override
        public void lost(StompException cause) {
            receipt.lost(cause);
        }
    }

    /** The broker's answer to COMMIT, which settles the transaction before the caller learns of it. */
    private final class Settlement implements ReceiptListener {
        private final ReceiptListener receipt;

        Settlement(ReceiptListener receipt) {
            this.receipt = receipt;
        }

        @Override
        public void confirmed() {
            committed();
            receipt.confirmed();
        }

        @Override
        public void refused(StompBrokerException error) {
            rolledBack();
            receipt.refused(error);
        }

        @Override
        public void lost(StompException cause) {
            receipt.lost(cause);
        }
    }

    private StompFrame frame(StompCommand command) {
        return new StompFrame(command, StompHeaders.of(StompHeaderNames.TRANSACTION, id));
    }

    private void requireOpen() {
        if (state != TransactionState.OPEN) {
            throw new IllegalStateException(this + " is not open");
        }
        session.requireConnected();
    }

    private void become(TransactionState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("a transaction cannot go from " + state + " to " + next);
        }
        state = next;
    }

    @Override
    public String toString() {
        return "transaction " + id + " in state " + state;
    }
}
