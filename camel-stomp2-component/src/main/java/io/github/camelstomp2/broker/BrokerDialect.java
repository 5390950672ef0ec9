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
package io.github.camelstomp2.broker;

import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The behaviour of one kind of broker where STOMP leaves it open: the rules for each frame, the effect of answers, and
 * the meaning of errors. Stateless and thread-safe.
 */
public interface BrokerDialect extends ConnectRules, SubscribeRules, SendRules, MessageRules {
    /** The dialect's name, used in the option {@code broker} and in the property {@code CamelStomp2Broker}. */
    String name();

    /**
     * The dialect of one version of this broker.
     *
     * @param server the {@code server} header of CONNECTED; {@code null}: the broker does not send it
     */
    default BrokerDialect inVersion(@Nullable String server) {
        return this;
    }

    /** The effect of a NACK frame on the message. */
    NackEffect nackEffect();

    /** Whether the broker may deliver a message again immediately after its NACK, since its behaviour is not known. */
    default boolean mayDeliverRejected() {
        return false;
    }

    /**
     * Whether a queue keeps messages while nobody is subscribed. If not, a message that no consumer takes immediately
     * is lost.
     */
    default boolean keepsMessages() {
        return true;
    }

    /** Whether an ERROR that does not name the frame it belongs to is about an ACK or a NACK. */
    default boolean isAboutAcknowledgement(StompBrokerException error) {
        return false;
    }

    /**
     * Whether the broker keeps this message in a dead letter queue of its own when it is rejected, for any queue.
     *
     * @param message its headers
     */
    default boolean keepsRejected(StompHeaders message) {
        return false;
    }

    /** The headers of a NACK with which the broker does not deliver the message again. */
    default StompHeaders rejectHeaders() {
        return StompHeaders.EMPTY;
    }

    /** The headers of a NACK with which the broker delivers the message again; only with {@link NackEffect#CHOOSES}. */
    default StompHeaders requeueHeaders() {
        return StompHeaders.EMPTY;
    }

    /**
     * Whether unanswered messages of a subscription go back to the queue when the subscription ends. If not, the broker
     * keeps them for the connection. Then a NACK with {@link #requeueHeaders} gives a message back, or the end of the
     * connection gives back all.
     */
    default boolean unsubscribeGivesBack() {
        return true;
    }

    /**
     * Whether an ERROR says that a message was on its way to a subscription that has ended, so that the broker keeps it
     * for the connection now. Only where {@link #unsubscribeGivesBack} is false.
     */
    default boolean saysItKeepsMessage(StompBrokerException error) {
        return false;
    }

    /** Whether the broker accepts the ack mode {@code client-individual} in STOMP 1.0 too, which does not define it. */
    default boolean extendsFirstVersion() {
        return true;
    }

    /**
     * Whether a cumulative ACK covers all subscriptions of the connection. If not, it covers its own subscription only.
     */
    default boolean cumulativeAckSpansConnection() {
        return false;
    }

    /**
     * Whether the broker refused a frame only because it was about to close the connection; it would have accepted the
     * frame on another connection.
     */
    default boolean refusesForConnection(StompBrokerException error) {
        return false;
    }

    /**
     * Whether an ERROR after which the broker closes the connection names the queue or the exchange of this destination, so that it
     * is about a message to it and not about other ones.
     */
    default boolean names(StompBrokerException error, String destination) {
        return false;
    }

    /**
     * Whether this is a queue for replies that ends with the connection of its requester, and never comes back. What is sent to it
     * later nobody misses.
     *
     * @param destination of the reply
     */
    default boolean endsWithRequester(String destination) {
        return false;
    }

    /**
     * Whether a queue that takes no messages for a time makes the broker end the connection without an ERROR: a full queue, or
     * one whose node is down. If so, only a long message or one with many headers can be the reason itself.
     *
     * @param destination of the message
     */
    default boolean closesForQueue(String destination) {
        return false;
    }

    /**
     * Whether the broker refused a message only because it had no room for it at that time; it accepts the same message
     * later.
     */
    default boolean refusesForNow(StompBrokerException error) {
        return false;
    }

    /** Whether this ERROR gives no reason, and another one may follow at once that does. */
    default boolean explainsLater(StompBrokerException error) {
        return false;
    }

    /**
     * Whether the broker closes the connection after this ERROR. A RECEIPT that comes behind such an ERROR belongs to
     * the refused frame and confirms nothing.
     */
    default boolean closesAfter(StompBrokerException error) {
        return false;
    }

    /** What a person can do against the cause of this ERROR; {@code null} when nothing is known. */
    default @Nullable String advice(StompBrokerException error) {
        return null;
    }

    /** Which frames a transaction of this broker holds together. */
    default TransactionScope transactionScope() {
        return TransactionScope.ONE_BY_ONE;
    }

    /** Which frames of a transaction take effect together. */
    enum TransactionScope {
        /** All frames take effect or none, with the acknowledgements. */
        SENDS_AND_ACKS,
        /** All sends take effect or none. An ACK takes effect at once, even if the transaction is aborted. */
        SENDS,
        /**
         * The frames wait for COMMIT and are then executed one by one, each send with a confirmation of its own. When
         * one fails, the earlier ones stay in effect. Also assumed of an unknown broker.
         */
        ONE_BY_ONE
    }

    /** The effect of NACK on a message. */
    enum NackEffect {
        /** The broker moves it to a dead letter queue (or drops it, by its policy). */
        REJECTS,
        /** A header of NACK decides: the broker delivers the message again, or moves it to a dead letter queue. */
        CHOOSES,
        /**
         * The broker counts the message as acknowledged, so that it is lost. NACK must never be sent to this broker.
         */
        ACKNOWLEDGES
    }
}
