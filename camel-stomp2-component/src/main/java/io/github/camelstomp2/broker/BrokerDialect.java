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
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How one kind of broker says what STOMP leaves open. Stateless and thread-safe. */
public interface BrokerDialect {

    /** The dialect's name, as the option {@code broker} and the property {@code CamelStomp2Broker} have it. */
    String name();

    /** Whether a broker of this kind says so of itself in the {@code server} header of CONNECTED. */
    boolean isServer(String server);

    /**
     * Whether this kind of broker refused CONNECT with these words because of the {@code host} header: for one that does not
     * say who it is before CONNECTED.
     */
    default boolean refusesVirtualHost(StompBrokerException error) {
        return false;
    }

    /** The {@code host} header of CONNECT when the user named no virtual host. */
    default String defaultVirtualHost(String brokerHost) {
        return brokerHost;
    }

    /** The destination of SEND as this broker wants it. */
    default String destination(SendOptions options) {
        return options.destination();
    }

    /** The destination of SUBSCRIBE as this broker wants it. */
    default String destination(SubscribeOptions options) {
        return options.destination();
    }

    /** Adds what SUBSCRIBE needs beyond {@code id}, {@code destination} and {@code ack}. */
    void addSubscribeHeaders(SubscribeOptions options, StompHeaders.Builder headers);

    /** Adds what UNSUBSCRIBE needs so that the broker forgets a durable subscription. */
    default void addRemoveHeaders(SubscribeOptions options, StompHeaders.Builder headers) {}

    /** Whether that UNSUBSCRIBE has to be a second one, since the broker forgets only what nobody consumes any more. */
    default boolean removesWithSecondUnsubscribe() {
        return false;
    }

    /** What of these options this broker cannot do. */
    List<Limitation> limitations(SubscribeOptions options);

    /** What of these options this broker cannot do. */
    List<Limitation> limitations(SendOptions options);

    /**
     * The queue that has to be there before this subscription: the one to which the broker itself moves what is rejected.
     * Without it that would be dropped. {@code null} when there is none, or the broker makes it when it is needed.
     */
    default @Nullable SendOptions queueToDeclare(SubscribeOptions options) {
        return null;
    }

    /** Where in its stream a message stands; nothing where it is from no stream. */
    default OptionalLong streamOffset(StompHeaders message) {
        return OptionalLong.empty();
    }

    /** Says in SUBSCRIBE where to begin in a stream, instead of where the options say. */
    default void startAt(long streamOffset, StompHeaders.Builder headers) {}

    /** Whether this is no message, but says that browsing has come to the end of the queue. */
    default boolean isEndOfBrowsing(StompHeaders message) {
        return false;
    }

    /**
     * Adds what SEND needs beyond {@code destination}, the application's headers and {@code content-length}. The header
     * {@code persistent} is not in the specification, but all brokers that keep messages read it.
     */
    default void addSendHeaders(SendOptions options, StompHeaders.Builder headers) {
        if (options.message().persistent()) {
            headers.addIfAbsent(StompHeaderNames.PERSISTENT, "true");
        }
        if (options.queue().djangoStomp()) {
            DjangoStompConventions.addQueueArguments(options.destination(), headers);
        }
    }

    /** Adds what SUBSCRIBE with {@code ack:auto} needs; before {@link #addSubscribeHeaders}. */
    default void addAutoAckHeaders(StompHeaders.Builder headers) {}

    /**
     * Where replies to requests come.
     *
     * @param unique what no other connection to any broker has
     * @param number how many there were before on this connection
     */
    default ReplyAddress replyAddress(String unique, int number) {
        return ReplyAddress.named(Destinations.QUEUE + ReplyAddress.PREFIX + unique);
    }

    /**
     * Where to send a reply.
     *
     * @param replyTo as the request says it
     * @param headers of the SEND, for what else has to be said
     */
    default String replyDestination(String replyTo, StompHeaders.Builder headers) {
        return replyTo;
    }

    /** By what the sender of a message knows it, for a reply to one that has no {@code correlation-id}. */
    default @Nullable String idForSender(StompHeaders message) {
        return message.get(StompHeaderNames.MESSAGE_ID);
    }

    /** Whether a message whose MESSAGE frame has no {@code content-length} is a text message. */
    default boolean marksTextByMissingContentLength() {
        return false;
    }

    /** Whether SEND must leave out {@code content-length} for the broker to make a text message of it. */
    default boolean makesTextByMissingContentLength() {
        return false;
    }

    /**
     * When a message was sent, as its MESSAGE frame says.
     *
     * @return milliseconds since 1970-01-01T00:00Z, or 0 when nobody said
     */
    default long timestamp(StompHeaders message) {
        return EpochTime.parse(message.get(StompHeaderNames.TIMESTAMP), TimeUnit.MILLISECONDS);
    }

    /** What a NACK frame does with the message. */
    NackEffect nackEffect();

    /** The header that a NACK needs so that the broker takes the message for failed for good. */
    default StompHeaders rejectHeaders() {
        return StompHeaders.EMPTY;
    }

    /** The header that a NACK needs so that the broker delivers again; only with {@link NackEffect#CHOOSES}. */
    default StompHeaders requeueHeaders() {
        return StompHeaders.EMPTY;
    }

    /**
     * Whether what was delivered on a subscription and not answered goes back to the queue when the subscription ends.
     * Where not, the broker keeps it for the connection: a NACK with {@link #requeueHeaders} gives it back, or the end of
     * the connection.
     */
    default boolean unsubscribeGivesBack() {
        return true;
    }

    /**
     * Whether an ERROR says that a message was on its way to a subscription that has ended, and is kept for the
     * connection now. Only where {@link #unsubscribeGivesBack} is false.
     */
    default boolean saysItKeepsMessage(StompBrokerException error) {
        return false;
    }

    /**
     * Whether a message that is refused by a plain NACK is safe in a dead letter queue of the broker, whatever its queue is
     * like.
     *
     * @param message its headers
     */
    default boolean keepsRejected(StompHeaders message) {
        return false;
    }

    /** Whether a cumulative ACK covers all subscriptions of the connection instead of its own only. */
    default boolean cumulativeAckSpansConnection() {
        return false;
    }

    /**
     * Whether the broker refused a frame only because it was about to close the connection: it would have taken it on
     * another one.
     */
    default boolean refusesForConnection(StompBrokerException error) {
        return false;
    }

    /** What a transaction of this broker holds together. */
    default TransactionScope transactionScope() {
        return TransactionScope.ONE_BY_ONE;
    }

    /** How far a broker's transactions go. */
    enum TransactionScope {
        /** All takes effect or nothing does, acknowledgements included. */
        SENDS_AND_ACKS,
        /** All sends take effect or none does; an ACK takes effect at once, whatever becomes of the transaction. */
        SENDS,
        /**
         * What is in it waits for COMMIT and runs one by one then, each send with a confirmation of its own: what ran
         * before a failure stays. Also what is assumed of a broker that does not say its name.
         */
        ONE_BY_ONE
    }

    /** What becomes of a message that is answered with NACK. */
    enum NackEffect {
        /** The broker moves it to a dead letter queue (or drops it, by its policy). */
        REJECTS,
        /** A header decides between delivering it again and dead-lettering it. */
        CHOOSES,
        /** The broker takes it for acknowledged: the message is gone. NACK must never be sent there. */
        ACKNOWLEDGES
    }
}
