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
import io.github.camelstomp2.broker.Limitation;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompUnsupportedOptionException;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.session.SessionTransaction;
import io.github.camelstomp2.session.StompSession;
import io.github.camelstomp2.session.TransactionState;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Messages that take effect together, and with them the acknowledgement of the message from which they were made.
 * {@link io.github.camelstomp2.broker.BrokerDialect#transactionScope} says how far a broker holds them together; in any
 * case the acknowledgement does not take effect before all messages have.
 *
 * @param messages at least one
 * @param acknowledged the message to acknowledge, on the connection on which it came; {@code null}: none
 * @param consumed the message from which all this was made: when it is delivered again, the same transaction is made
 *     again; {@code null} if there is none
 * @param timeout for the whole transaction, as {@link OutgoingMessage#timeout}
 */
public record OutgoingTransaction(
        List<OutgoingMessage> messages,
        @Nullable Delivery acknowledged,
        @Nullable Delivery consumed,
        Duration timeout) {

    /** @throws IllegalArgumentException if there is no message */
    public OutgoingTransaction {
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a transaction without a message");
        }
    }

    /** A transaction made from the message that it acknowledges. */
    public OutgoingTransaction(List<OutgoingMessage> messages, @Nullable Delivery acknowledged, Duration timeout) {
        this(messages, acknowledged, acknowledged, timeout);
    }

    /** Whether its acknowledgement is possible on this session; {@code true} if there is nothing to acknowledge. */
    boolean canBeAcknowledged(StompSession session) {
        return acknowledged == null || session.canAnswer(acknowledged);
    }

    /** Whether the message to acknowledge came on a connection that has ended. */
    boolean isStale() {
        return acknowledged != null && acknowledged.isStale();
    }

    /**
     * Whether the acknowledgement is a part of the transaction on this broker.
     *
     * @throws StompUnsupportedOptionException if it has no transactions
     */
    boolean acknowledgesWithin(BrokerDialect dialect) {
        Limitation.requirePossible(dialect.confirmationLimits(false, true), dialect.name());
        return acknowledged != null
                && acknowledged.canJoinTransaction()
                && dialect.transactionScope() == TransactionScope.SENDS_AND_ACKS;
    }

    /** Acknowledges the message, after all messages of the transaction took effect. */
    void acknowledge(StompSession session) {
        if (acknowledged != null) {
            session.ack(acknowledged);
        }
    }

    /**
     * Makes the acknowledgement a part of an open transaction.
     *
     * @return whether the broker still waits for the acknowledgement
     */
    boolean acknowledge(SessionTransaction transaction) {
        return acknowledged == null || transaction.state() != TransactionState.OPEN || transaction.ack(acknowledged);
    }

    /** The number by which the transaction is recognised when it comes again. */
    long content() {
        return ContentKeys.of(messages, consumed == null ? null : consumed.frame());
    }

    /** The destinations of its messages, each one once. */
    String destinations() {
        return messages.stream()
                .map(message -> message.options().destination())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** Whether an ERROR that names no frame names the destination of one of the messages. */
    boolean isNamedBy(StompBrokerException error, BrokerDialect dialect) {
        return messages.stream()
                .anyMatch(message -> dialect.names(error, message.options().destination()));
    }

    /** Whether only queues that take no messages for a time can be the reason why the broker closes the connection. */
    boolean mayBeItsQueues(BrokerDialect dialect) {
        return messages.stream()
                .allMatch(message -> message.isSmall()
                        && dialect.closesForQueue(message.options().destination()));
    }

    /** The message that is most likely over a limit. */
    OutgoingMessage largest() {
        return Collections.max(messages, Comparator.comparingInt(OutgoingMessage::length));
    }
}
