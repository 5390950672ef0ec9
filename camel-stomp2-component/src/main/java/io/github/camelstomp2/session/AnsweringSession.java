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
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.session.receipt.ReceiptTracker;
import java.util.function.Predicate;

/** The part of a session that answers messages: by ACK, by NACK, in a transaction, or by ending a subscription. */
abstract class AnsweringSession implements Delivery.Session {
    final ReceiptTracker receipts = new ReceiptTracker();
    final SessionLine line;
    final SessionSubscriptions subscriptions = new SessionSubscriptions();
    final Acknowledgements acknowledgements;
    final Transactions transactions;
    final SubscriptionEnds ends;

    AnsweringSession(SessionListener listener) {
        this.acknowledgements = new Acknowledgements(new AcknowledgementWriter(listener::write));
        this.line = new SessionLine(listener, receipts);
        this.transactions = new Transactions(line, subscriptions, acknowledgements, this::answeredInTransaction);
        this.ends = new SubscriptionEnds(this, line, transactions, listener, subscriptions, acknowledgements);
    }

    /** Whether frames may be sent. */
    public final boolean isConnected() {
        return line.isConnected();
    }

    /**
     * Declares that a cumulative ACK of this broker covers all subscriptions of the connection, not only its own
     * (RabbitMQ). To be called before the first subscription.
     */
    public final void cumulativeAckSpansConnection() {
        acknowledgements.spanConnection();
    }

    /**
     * Declares that this broker knows only the ack modes of 1.0; messages of mode {@code client-individual} are
     * acknowledged in the order of arrival. To be called before the first subscription.
     */
    public final void acknowledgesInOrder() {
        acknowledgements.inOrder();
    }

    /**
     * Declares that this broker keeps the unanswered messages of an ended subscription for the connection (RabbitMQ),
     * and that a cumulative ACK covers all subscriptions. To be called before the first subscription.
     *
     * @param requeue the headers with which a NACK gives a message back to its queue
     * @param saysSo whether an ERROR says that the broker keeps a message that was on its way to an ended subscription
     */
    public final void brokerKeepsUnanswered(StompHeaders requeue, Predicate<StompBrokerException> saysSo) {
        ends.brokerKeeps(requeue, saysSo);
    }

    /** Whether no message that could still be answered is in work; known only where the broker keeps messages. */
    public final boolean isQuiet() {
        return acknowledgements.isQuiet();
    }

    /**
     * Acknowledges a message. A cumulative acknowledgement is written by the next {@link #flushAcknowledgements}.
     *
     * @return whether the acknowledgement counts: not if the message came on another session, was answered before, or
     *     its subscription has ended
     */
    @Override
    public final boolean ack(Delivery delivery) {
        if (!canAnswer(delivery)) {
            return false;
        }
        if (delivery.subscription().takesOne()) {
            ends.ack(delivery);
        } else {
            acknowledgements.ack(delivery);
        }
        return true;
    }

    /**
     * Refuses a message.
     *
     * @param extra the headers that the broker needs beyond the message's id
     * @return as {@link #ack}; also {@code false} in 1.0, which has no NACK
     */
    @Override
    public final boolean nack(Delivery delivery, StompHeaders extra) {
        if (!canAnswer(delivery) || !line.version().hasNack()) {
            return false;
        }
        if (delivery.subscription().takesOne()) {
            ends.nack(delivery, extra);
        } else {
            acknowledgements.nack(delivery, extra);
        }
        return true;
    }

    /** Whether {@link #ack} would return {@code true}. */
    public final boolean canAnswer(Delivery delivery) {
        return isConnected() && !delivery.isAnswered() && subscriptions.contains(delivery.subscription());
    }

    /** Writes the cumulative acknowledgements that are possible now; to be called once per batch. */
    public final void flushAcknowledgements() {
        if (isConnected()) {
            acknowledgements.flush();
        }
    }

    /** The transaction with the answer to a message was committed. */
    private void answeredInTransaction(Delivery delivery) {
        if (delivery.subscription().takesOne() && isConnected() && subscriptions.contains(delivery.subscription())) {
            ends.answered(delivery.subscription());
        }
    }

    /**
     * Begins a transaction (1.2, "BEGIN").
     *
     * @throws IllegalStateException if the session is not connected
     */
    public final SessionTransaction begin() {
        return transactions.begin();
    }
}
