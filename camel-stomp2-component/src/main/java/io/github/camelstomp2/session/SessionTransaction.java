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
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.session.receipt.ReceiptListener;
import io.github.camelstomp2.session.receipt.RelayedReceipt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction on one session (1.2, "BEGIN", "COMMIT", "ABORT"). When the session ends, the transaction ends too; its
 * frames are never sent again outside of it. Used on the session's thread; compared by identity.
 */
public final class SessionTransaction {
    /** Keeps transactions until they end. */
    interface Owner {
        void ended(SessionTransaction transaction);

        /** A transaction with the answer to this message was committed. */
        void answered(Delivery delivery);
    }

    private final String id;
    private final SessionLine session;
    private final SessionSubscriptions subscriptions;
    private final Acknowledgements acknowledgements;
    private final Owner owner;
    private final List<Delivery> answered = new ArrayList<>();
    private TransactionState state = TransactionState.OPEN;
    private @Nullable StompException refusal;

    SessionTransaction(
            String id,
            SessionLine session,
            SessionSubscriptions subscriptions,
            Acknowledgements acknowledgements,
            Owner owner) {
        this.id = id;
        this.session = session;
        this.subscriptions = subscriptions;
        this.acknowledgements = acknowledgements;
        this.owner = owner;
    }

    /** Where it stands. */
    public TransactionState state() {
        return state;
    }

    /** Its id on the wire, unique on the connection. */
    public String id() {
        return id;
    }

    void begin() {
        session.send(TransactionFrames.of(StompCommand.BEGIN, id));
    }

    /**
     * Sends a frame as part of the transaction. The receipt of COMMIT confirms the frame too.
     *
     * @throws StompException if it cannot be written; the transaction can only be aborted then
     * @throws IllegalStateException if the transaction is not open
     */
    public void send(StompFrame frame) {
        requireOpen();
        try {
            session.send(TransactionFrames.member(frame, id));
        } catch (StompException e) {
            refused(e);
            throw e;
        }
    }

    /**
     * As {@link #send(StompFrame)}, and asks for a RECEIPT of the frame itself. The broker decides when that comes:
     * when it takes the frame into the transaction, or after COMMIT.
     */
    public void send(StompFrame frame, ReceiptListener receipt) {
        requireOpen();
        try {
            session.send(TransactionFrames.member(frame, id), new Membership(receipt));
        } catch (StompException e) {
            refused(e);
            throw e;
        }
    }

    /**
     * Acknowledges a message as part of the transaction: COMMIT acknowledges it, ABORT does not. After an abort the
     * message can be answered again.
     *
     * @return whether the acknowledgement counts
     * @throws IllegalArgumentException if acknowledgements of the message's subscription are cumulative
     * @throws IllegalStateException if the transaction is not open
     */
    public boolean ack(Delivery delivery) {
        requireOpen();
        if (!canAnswer(delivery)) {
            return false;
        }
        if (acknowledgements.ack(delivery, id)) {
            answered.add(delivery);
        }
        return true;
    }

    /** Refuses a message as part of the transaction. Only where the session's version has NACK. */
    void nack(Delivery delivery, StompHeaders extra) {
        requireOpen();
        if (canAnswer(delivery)) {
            acknowledgements.nack(delivery, extra, id);
            answered.add(delivery);
        }
    }

    private boolean canAnswer(Delivery delivery) {
        return session.isConnected() && !delivery.isAnswered() && subscriptions.contains(delivery.subscription());
    }

    /**
     * Commits.
     *
     * @param receipt is told whether the whole transaction took effect ({@code confirmed}), nothing of it ({@code
     *     refused}), or it is not known ({@code lost})
     * @throws StompException if a part of it was refused before; the transaction is aborted then
     * @throws IllegalStateException if it has ended
     */
    public void commit(ReceiptListener receipt) {
        if (refusal != null) {
            abort();
            throw refusal;
        }
        requireOpen();
        become(TransactionState.COMMITTING);
        session.send(TransactionFrames.of(StompCommand.COMMIT, id), new Settlement(receipt));
    }

    /** Aborts. Does nothing when COMMIT was written before, or when the transaction has ended with its session. */
    public void abort() {
        if (state == TransactionState.OPEN || state == TransactionState.ROLLBACK_ONLY) {
            rolledBack();
            // After DISCONNECT the broker aborts the transaction by itself.
            if (session.isConnected()) {
                session.send(TransactionFrames.of(StompCommand.ABORT, id));
            }
        }
    }

    /** A frame of the transaction was refused, or may have been. To commit the others would lose that frame. */
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
        owner.ended(this);
        answered.forEach(Delivery::unanswered);
    }

    private void committed() {
        become(TransactionState.COMMITTED);
        owner.ended(this);
        answered.forEach(acknowledgements::settled);
        answered.forEach(owner::answered);
    }

    /** The receipt of a frame in the transaction. If that frame was refused, the transaction must not be committed. */
    private final class Membership extends RelayedReceipt {
        Membership(ReceiptListener user) {
            super(user);
        }

        @Override
        public void confirmed() {
            user.confirmed();
        }

        @Override
        public void refused(StompBrokerException error) {
            SessionTransaction.this.refused(error);
            user.refused(error);
        }
    }

    /** The receipt of COMMIT, which ends the transaction. */
    private final class Settlement extends RelayedReceipt {
        Settlement(ReceiptListener user) {
            super(user);
        }

        @Override
        public void confirmed() {
            committed();
            user.confirmed();
        }

        @Override
        public void refused(StompBrokerException error) {
            rolledBack();
            user.refused(error);
        }
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
