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
package io.github.camelstomp2.settlement;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.BrokerDialect.TransactionScope;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.send.SendListener;
import io.github.camelstomp2.client.subscription.StompSubscription;
import io.github.camelstomp2.producer.ExchangeTransaction;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompUnroutableException;
import io.github.camelstomp2.session.Delivery;
import java.util.concurrent.Executor;
import org.apache.camel.Exchange;

/**
 * Carries out the decision about one consumed message when its route is done. After a success it commits the sends of
 * the route, sends the reply, and then acknowledges the message. Otherwise it handles the message as a failed one.
 */
public final class Settlement implements AcknowledgeOnCompletion.Outcome {
    /** The owner of the message. */
    public interface Source {
        StompSubscription subscription();

        StompConnection connection();

        FailurePolicy failurePolicy();

        BrokerDialect dialect();

        Executor workers();

        /** One more message is decided. */
        void decided();
    }

    private final Source source;
    private final boolean manual;
    private final Delivery delivery;
    private final Exchange exchange;
    private final ExchangeTransaction transaction;
    private final Reply reply;
    private volatile boolean failed;

    /**
     * @param manual whether the route decides when the message is acknowledged, which then waits for nothing else
     * @param transaction {@code null}: the consumer is not transacted
     * @param reply {@code null}: no reply is wanted
     */
    public Settlement(
            Source source,
            boolean manual,
            Delivery delivery,
            Exchange exchange,
            ExchangeTransaction transaction,
            Reply reply) {
        this.source = source;
        this.manual = manual;
        this.delivery = delivery;
        this.exchange = exchange;
        this.transaction = transaction;
        this.reply = reply;
    }

    @Override
    public void acknowledge() {
        if (manual) {
            acknowledged();
            return;
        }
        boolean joins = isReplied() && transaction != null && isHeldTogether();
        if (joins) {
            reply.join(transaction);
        }
        if (transaction != null && transaction.isAwaited()) {
            commit(joins ? this::committed : this::committedBeforeReply);
        } else {
            answer();
        }
    }

    /**
     * Whether the reply takes effect with the sends of the route, and they with the acknowledgement. Where a broker executes a
     * transaction one by one, the reply follows by itself: it may be refused, and nothing else must be.
     */
    private boolean isHeldTogether() {
        return isOneStep() || transaction.isAwaited() && scope() == TransactionScope.SENDS;
    }

    private void answer() {
        if (isReplied()) {
            reply.send(this::replied);
        } else {
            acknowledged();
        }
    }

    @Override
    public void completionsLost(Exchange ended) {
        if (reply != null) {
            reply.onComplete(ended);
        }
        ExchangeTransaction.end(ended);
    }

    /** The route has acknowledged or refused the message by itself. The reply is sent when the route is done. */
    @Override
    public void completed() {
        if (!failed && isReplied()) {
            reply.sendAnyway(source.connection().report());
        }
    }

    private boolean isReplied() {
        return reply != null && reply.message() != null;
    }

    @Override
    public void fail(Exchange failedExchange, Throwable cause) {
        failed = true;
        source.failurePolicy().failed(failed(failedExchange == null ? exchange : failedExchange, cause));
        source.decided();
    }

    // ---- on the event loop

    private void replied(StompException failure) {
        if (failure instanceof StompBrokerException || failure instanceof StompUnroutableException) {
            notTaken(failure);
            acknowledged();
        } else {
            settled(failure == null ? null : reply.unconfirmed(failure));
        }
    }

    private static boolean isCertain(StompException failure) {
        return failure instanceof StompBrokerException
                || failure instanceof StompUnroutableException
                || FailedMessage.isUnsendable(failure);
    }

    /**
     * The broker would refuse the reply each time. The work for the request is done, so the message is acknowledged.
     */
    private void notTaken(StompException refusal) {
        String asked = source.subscription().request().options().destination();
        reply.notTaken(source.connection().report().at(asked), refusal);
    }

    private void committed(StompException failure) {
        if (isCertain(failure) && transaction.dropReply()) {
            // Nothing of the transaction took effect. If the reply was the reason, the rest is committed now.
            if (transaction.isAwaited()) {
                commit(again -> {
                    if (again == null) {
                        notTaken(failure);
                    }
                    settledByCommit(again);
                });
            } else {
                replied(failure);
            }
        } else {
            settledByCommit(failure);
        }
    }

    /** There may be no room for the reply at once, so it is sent on a thread that may wait. */
    private void committedBeforeReply(StompException failure) {
        if (failure == null && isReplied()) {
            source.workers().execute(this::answer);
        } else {
            settledByCommit(failure);
        }
    }

    private void commit(SendListener listener) {
        if (isOneStep()) {
            source.connection().send(transaction.withAcknowledgementOf(delivery), listener);
        } else {
            transaction.commitBeforeAcknowledgementOf(delivery, listener);
        }
    }

    private boolean isOneStep() {
        return scope() == TransactionScope.SENDS_AND_ACKS;
    }

    private TransactionScope scope() {
        return source.dialect().transactionScope();
    }

    private void settledByCommit(StompException failure) {
        if (failure == null && isOneStep()) {
            wentWell(); // the message was acknowledged with the rest
        } else {
            settled(failure);
        }
    }

    private void acknowledged() {
        source.subscription().ack(delivery);
        wentWell();
    }

    private void wentWell() {
        source.failurePolicy().wentWell();
        source.decided();
    }

    /** A failure may call other Camel endpoints, so it is handled on a thread of its own. */
    private void settled(StompException failure) {
        if (failure == null) {
            acknowledged();
            return;
        }
        source.workers().execute(() -> {
            source.failurePolicy().notCommitted(failed(exchange, failure));
            source.decided();
        });
    }

    private FailedMessage failed(Exchange failedExchange, Throwable cause) {
        return new FailedMessage(source.subscription(), delivery, failedExchange, cause);
    }
}
