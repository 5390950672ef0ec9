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

    /**
     * Whether this kind of broker refused a login with these words: for one that reads CONNECT in a way of its own, and
     * does not say who it is before CONNECTED.
     */
    default boolean refusesLogin(StompBrokerException error) {
        return false;
    }

    /** A header value of CONNECT as this broker wants it: the specification escapes nothing there, in no version. */
    default String connectValue(String value) {
        return value;
    }

    /** The destination of SEND as this broker wants it. */
    default String destination(SendOptions options) {
        return options.destination();
    }

    /** The destination of SUBSCRIBE as this broker wants it. */
    default String destination(SubscribeOptions options) {
        return options.destination();
    }

    /** A destination that a message names, as SEND and SUBSCRIBE have it. */
    default String readDestination(String written) {
        return written;
    }

    /**
     * Where a message was: the queue or topic itself, also where the subscription is one to several of them.
     *
     * @param subscribed as the component has it
     * @param message the headers of its MESSAGE
     */
    default String source(String subscribed, StompHeaders message) {
        return DeadLetterName.source(subscribed, message.get(StompHeaderNames.DESTINATION));
    }

    /**
     * The queue for dead letters, named after where the messages were. It is one queue, whatever they came from.
     *
     * @param source see {@link #source}
     * @return {@code null} when this is such a queue itself: there are no dead letters of dead letters
     */
    default @Nullable String deadLetterQueue(String source, String prefix) {
        return DeadLetterName.queue(source, prefix);
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

    /**
     * Whether a receipt of SEND says only that the broker has read it: what is for a queue that is not there is gone all the
     * same. Then the queue has to be known to be there before something is acknowledged because of a receipt.
     */
    default boolean confirmsWithoutQueue() {
        return false;
    }

    /**
     * The queue that has to be there for a message, where that is not sure: {@code null} where a receipt tells, and for what
     * is no queue.
     */
    default @Nullable SendOptions queueOf(SendOptions message) {
        return null;
    }

    /**
     * Adds to a SUBSCRIBE what makes the broker refuse it for any queue, so that its answer only says whether the queue is
     * there.
     *
     * @param server the {@code server} header of CONNECTED
     * @return whether that is possible; if not, the SUBSCRIBE would deliver messages
     */
    default boolean addCheckHeaders(@Nullable String server, StompHeaders.Builder headers) {
        return false;
    }

    /** Whether the refusal of such a SUBSCRIBE says that the queue is there. */
    default boolean saysQueueIsThere(StompBrokerException refusal) {
        return false;
    }

    /**
     * With which headers another subscription to the same destination takes nothing, but lets the broker deliver what lies
     * there already: for one that overlooks that when it answers a SUBSCRIBE with a RECEIPT. {@code null} where it does not.
     */
    default @Nullable StompHeaders wakingHeaders(SubscribeOptions options) {
        return null;
    }

    /** Whether it refuses a second connection with a client-id that is in use, and a second consumer of a durable name. */
    default boolean wantsNamesOnce() {
        return false;
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
            DjangoStompConventions.addQueueArguments(destination(options), headers);
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
     * What a request says in {@code reply-to}, so that services of other protocols understand it too.
     *
     * @param destination of the subscription to which replies come
     */
    default String replyTo(String destination) {
        return destination;
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

    /** The id that the sender gave the message, by which other protocols know it; {@code null}: none. */
    default @Nullable String idOfSender(StompHeaders message) {
        return null;
    }

    /** Whether its MESSAGE frame says that this is a text message. */
    default boolean isTextMessage(StompHeaders message) {
        return false;
    }

    /** Whether SEND must leave out {@code content-length} for the broker to make a text message of it. */
    default boolean makesTextByMissingContentLength() {
        return false;
    }

    /** Adds what a SEND without {@code content-length} needs so that consumers of it know that it is text. */
    default void addTextHeaders(StompHeaders.Builder headers) {}

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

    /**
     * Whether the broker keeps this message in a dead letter queue of its own when it is rejected, whatever its queue is like.
     *
     * @param message its headers
     */
    default boolean keepsRejected(StompHeaders message) {
        return false;
    }

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

    /**
     * Whether the broker refused a message only because there was no room for it at that time: it takes the same message
     * later.
     */
    default boolean refusesForNow(StompBrokerException error) {
        return false;
    }

    /**
     * Whether the broker closes the connection after this ERROR. What it still says is about the frame that it refused: a
     * RECEIPT behind it confirms nothing.
     */
    default boolean closesAfter(StompBrokerException error) {
        return false;
    }

    /** What a person may change about what the broker complains of; {@code null} when nothing is known. */
    default @Nullable String advice(StompBrokerException error) {
        return null;
    }

    /** What it takes in the head of a frame, where no configuration changes that. Beyond, it ends the connection. */
    default FrameLimits frameLimits() {
        return FrameLimits.UNKNOWN;
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
