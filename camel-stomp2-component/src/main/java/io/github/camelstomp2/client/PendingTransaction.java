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
package io.github.camelstomp2.client;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.BrokerDialect.TransactionScope;
import io.github.camelstomp2.broker.BrokerDialects;
import io.github.camelstomp2.protocol.PrintableText;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompUnsendableException;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.session.ReceiptListener;
import io.github.camelstomp2.session.SessionTransaction;
import io.github.camelstomp2.session.StompSession;
import io.github.camelstomp2.session.TransactionState;
import org.jspecify.annotations.Nullable;

/**
 * Messages that take effect together. Nothing of it is on the wire before all of it is known, so that no transaction stays
 * open while a route runs; and nothing is ever written twice, since what became of a COMMIT may be unknown. Event loop
 * only.
 */
final class PendingTransaction extends PendingWork implements ReceiptListener {
    private final OutgoingTransaction content;
    private @Nullable StompSession session;
    private BrokerDialect dialect = BrokerDialects.GENERIC;
    private @Nullable SessionTransaction transaction;
    private boolean ackIsPart;

    /** From here on the broker may have done it. */
    private boolean committing;

    /** Receipts to come. */
    private int awaited;

    private @Nullable String destinations;

    PendingTransaction(OutgoingTransaction content, SendListener listener, PendingSends sends, long nowNanos) {
        super(listener, sends, content.timeout(), nowNanos);
        this.content = content;
    }

    @Override
    void write(StompSession current, BrokerDialect spoken) {
        Delivery acknowledged = content.acknowledged();
        if (acknowledged != null && !current.canAnswer(acknowledged)) {
            stale();
            return;
        }
        session = current;
        dialect = spoken;
        ackIsPart = acknowledged != null
                && acknowledged.canJoinTransaction()
                && dialect.transactionScope() == TransactionScope.SENDS_AND_ACKS;
        if (content.messages().size() == 1 && !ackIsPart) {
            writeSingle(current);
        } else {
            writeTransaction(current);
        }
    }

    @Override
    boolean isStale() {
        return session == null
                && content.acknowledged() != null
                && content.acknowledged().isStale();
    }

    @Override
    void stale() {
        end(new StompConnectionException("nothing was sent to " + destination()
                + ": the connection on which the consumed message came is gone, and it is delivered again"));
    }

    /** Each loss makes the messages of others come again too. */
    @Override
    boolean isSuspicious() {
        return history().losses() > 0;
    }

    /** One action takes effect as a whole without a transaction. */
    private void writeSingle(StompSession current) {
        current.send(sends().frames().of(content.messages().get(0), dialect), this);
        committing = true;
        awaited = 1;
    }

    private void writeTransaction(StompSession current) {
        SessionTransaction begun = current.begin();
        transaction = begun;
        try {
            for (OutgoingMessage message : content.messages()) {
                begun.send(sends().frames().of(message, dialect), this);
                awaited++;
            }
        } catch (StompException e) {
            begun.abort();
            throw e;
        }
        // Elsewhere the broker's receipts tell before COMMIT whether it takes what is in it; here they come after.
        if (dialect.transactionScope() == TransactionScope.ONE_BY_ONE) {
            commit(begun);
        }
    }

    private void commit(SessionTransaction prepared) {
        committing = true;
        awaited++;
        prepared.commit(this);
    }

    @Override
    public void confirmed() {
        awaited--;
        if (awaited > 0 || isEnded()) {
            return;
        }
        if (transaction != null && !committing) {
            commitAfterAll(transaction);
        } else {
            sends().confirmed(this);
            acknowledge();
            end(null);
        }
    }

    /**
     * The ACK comes last. It makes room in the broker's window, also when the transaction is aborted later: a send that
     * the broker does not take would let it deliver one message after the other.
     */
    private void commitAfterAll(SessionTransaction prepared) {
        try {
            if (!joinAcknowledgement(prepared)) {
                prepared.abort();
                end(new StompConnectionException("the transaction with " + destination()
                        + " was not committed: its consumed message is delivered again"));
                return;
            }
            commit(prepared);
        } catch (StompException e) {
            end(e); // an ERROR that names no frame may have been about one of these
        }
    }

    /** @return whether the broker still waits for it */
    private boolean joinAcknowledgement(SessionTransaction prepared) {
        Delivery acknowledged = content.acknowledged();
        return !ackIsPart
                || acknowledged == null
                || prepared.state() != TransactionState.OPEN
                || prepared.ack(acknowledged);
    }

    private void acknowledge() {
        if (!ackIsPart && content.acknowledged() != null && session != null) {
            session.ack(content.acknowledged());
        }
    }

    @Override
    public void refused(StompBrokerException error) {
        if (isEnded()) {
            return;
        }
        abort();
        if (dialect.refusesForConnection(error)) {
            connectionLost(error); // the end of the connection is under way
            return;
        }
        if (!committing && dialect.refusesForNow(error)) {
            // No failure of the message, which comes again, nor of the connection.
            end(new StompConnectionException(notCommitted(error)));
            return;
        }
        sends().refused(this, error);
        // What ran one by one before the refusal stays.
        boolean partly = committing && content.messages().size() > 1 && !ackIsPart;
        end(partly ? unconfirmed("a part of the transaction was refused: " + error.getMessage(), error) : error);
    }

    @Override
    public void lost(StompException cause) {
        if (!isEnded()) {
            sends().lost(this, cause);
        }
    }

    @Override
    void connectionLost(StompException cause) {
        StompException reason = history().isGuilty() ? unsendable(cause) : cause;
        if (committing) {
            end(unconfirmed(awaitedReceipt() + ": " + reason.getMessage(), reason));
        } else if (reason == cause) {
            end(new StompConnectionException(notCommitted(cause), cause));
        } else {
            end(reason);
        }
    }

    private String notCommitted(StompException cause) {
        return "the transaction with " + destination() + " was not committed: " + cause.getMessage();
    }

    private StompException unsendable(StompException cause) {
        String why = guilt("transaction", content.largest(), cause);
        judged(why);
        return new StompUnsendableException(
                "the transaction with " + destination() + " was not committed: " + why, cause);
    }

    /** Its message is delivered again, on a connection that had better not end too. */
    @Override
    void judged(String why) {
        if (content.acknowledged() != null) {
            history(history().judged(why));
        }
    }

    @Override
    void timedOut(@Nullable StompSession current, String lastWords) {
        if (session == null) {
            end(new StompConnectionException("not sent to " + destination() + within(lastWords)));
        } else if (committing) {
            if (ackIsPart) {
                // Only the end of the connection makes the broker say what it did: by delivering again or not.
                sends().endsLink(new StompConnectionException("no receipt of COMMIT" + within("")));
            }
            end(unconfirmed(awaitedReceipt() + within(lastWords), null));
        } else {
            abort();
            end(new StompConnectionException("the transaction with " + destination()
                    + " was not committed: its messages were not accepted" + within(lastWords)));
        }
    }

    private String awaitedReceipt() {
        return transaction == null ? "no receipt" : "no receipt of COMMIT";
    }

    private void abort() {
        if (transaction != null && session != null && session.isConnected()) {
            transaction.abort();
        }
    }

    @Override
    void abandoned(StompException cause) {
        end(committing ? unconfirmed(cause.getMessage(), cause) : cause);
    }

    @Override
    String destination() {
        OutgoingMessage first = content.messages().get(0);
        int others = content.messages().size() - 1;
        return PrintableText.of(first.options().destination()) + (others == 0 ? "" : " and " + others + " more");
    }

    @Override
    String destinations() {
        if (destinations == null) {
            destinations = content.destinations();
        }
        return destinations;
    }

    @Override
    long content() {
        return content.content();
    }
}
