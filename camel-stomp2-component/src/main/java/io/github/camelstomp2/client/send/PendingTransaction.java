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

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.BrokerDialect.TransactionScope;
import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.session.SessionTransaction;
import io.github.camelstomp2.session.StompSession;
import io.github.camelstomp2.session.receipt.ReceiptListener;
import org.jspecify.annotations.Nullable;

/**
 * Messages that take effect together. It is written when all of it is known, so that no transaction is open on the
 * broker while a route runs. It is never written twice, since the result of a COMMIT may be unknown. Event loop only.
 */
public final class PendingTransaction extends PendingWork implements ReceiptListener {
    private final OutgoingTransaction content;
    private @Nullable StompSession session;
    private BrokerDialect dialect = BrokerDialects.GENERIC;
    private @Nullable SessionTransaction transaction;
    private boolean ackIsPart;

    /** From here on the broker may have executed the transaction. */
    private boolean committing;

    /** How many receipts have not come yet. */
    private int awaited;

    public PendingTransaction(
            OutgoingTransaction content, SendListener listener, PendingWork.Owner sends, long nowNanos) {
        super(listener, sends, content.timeout(), nowNanos, content.messages().size());
        this.content = content;
    }

    @Override
    void write(StompSession current, BrokerDialect spoken) {
        if (!content.canBeAcknowledged(current)) {
            stale();
            return;
        }
        session = current;
        dialect = spoken;
        ackIsPart = content.acknowledgesWithin(dialect);
        if (content.messages().size() == 1 && !ackIsPart) {
            writeSingle(current);
        } else {
            writeTransaction(current);
        }
    }

    @Override
    boolean isStale() {
        return session == null && content.isStale();
    }

    @Override
    void stale() {
        end(TransactionFailures.stale(destination()));
    }

    /** Each loss also makes other sends come again, so it is written alone after the first loss. */
    @Override
    boolean isSuspicious() {
        return history().losses() > 0;
    }

    /** A single frame takes effect as a whole, without a transaction. */
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
        // Other brokers refuse a bad frame before COMMIT, so COMMIT waits for the receipts of the sends. This broker
        // sends these receipts after COMMIT.
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
        if (--awaited > 0 || isEnded()) {
            return;
        }
        if (transaction != null && !committing) {
            commitAfterAll(transaction);
        } else {
            sends().confirmed(this);
            if (!ackIsPart && session != null) {
                content.acknowledge(session);
            }
            end(null);
        }
    }

    /**
     * The ACK comes last. It makes room in the broker's window, even if the transaction is aborted later: with an early
     * ACK, a broker that refuses the send would deliver one message after the other.
     */
    private void commitAfterAll(SessionTransaction prepared) {
        try {
            if (ackIsPart && !content.acknowledge(prepared)) {
                prepared.abort();
                end(TransactionFailures.notCommitted(destination(), "its consumed message is delivered again", null));
                return;
            }
            commit(prepared);
        } catch (StompException e) {
            end(e); // an ERROR that names no frame may have been about one of these frames
        }
    }

    @Override
    public void refused(StompBrokerException error) {
        if (isEnded()) {
            return;
        }
        abort();
        if (dialect.refusesForConnection(error)) {
            connectionLost(error); // the connection is about to end
        } else if (!committing && dialect.refusesForNow(error)) {
            // The failure is not caused by the message, which will be delivered again, nor by the connection.
            end(TransactionFailures.notCommitted(destination(), error.getMessage(), null));
        } else {
            sends().refused(this, error);
            // On a broker that executes the frames one by one, those before the refused one stay in effect.
            boolean partly = committing && content.messages().size() > 1 && !ackIsPart;
            end(partly ? unconfirmed("a part of the transaction was refused: " + error.getMessage(), error) : error);
        }
    }

    @Override
    public void lost(StompException cause) {
        if (!isEnded()) {
            sends().lost(this, cause);
        }
    }

    @Override
    protected void connectionLost(StompException cause) {
        StompException reason = isGuilty() ? unsendable(cause) : cause;
        if (committing) {
            end(unconfirmed(TransactionFailures.awaited(transaction) + ": " + reason.getMessage(), reason));
        } else {
            end(reason == cause ? TransactionFailures.notCommitted(destination(), cause.getMessage(), cause) : reason);
        }
    }

    /** If its queues may be the reason, its message is delivered again, until they take what it sends. */
    private boolean isGuilty() {
        return history().isGuilty() && (overWebSocket || !content.mayBeItsQueues(dialect));
    }

    private StompException unsendable(StompException cause) {
        String why = guilt("transaction", content.largest(), cause);
        judged(why);
        return TransactionFailures.unsendable(destination(), why, cause);
    }

    /** Its message is delivered again, on another connection, which must not end too. */
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
                // Only the end of the connection shows the result: the consumed message comes again, or not.
                sends().endsLink(new StompConnectionException("no receipt of COMMIT" + within("")));
            }
            end(unconfirmed(TransactionFailures.awaited(transaction) + within(lastWords), null));
        } else {
            abort();
            end(TransactionFailures.notAccepted(destination(), within(lastWords)));
        }
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
        return TransactionFailures.name(content);
    }

    @Override
    boolean isNamedBy(StompBrokerException error, BrokerDialect spoken) {
        return content.isNamedBy(error, spoken);
    }

    @Override
    String destinations() {
        return content.destinations();
    }

    @Override
    long content() {
        return content.content();
    }
}
