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
package io.github.camelstomp2.client.subscription;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.BrokerDialect.NackEffect;
import io.github.camelstomp2.broker.MessageRules.Returns;
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.client.send.SendListener;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.session.Delivery;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A subscription for its user: it outlives connections and is made again on each of them. Any thread may call its
 * public methods.
 */
public final class StompSubscription {
    /** The calls of a subscription to its connection. For any thread. */
    public interface Owner {
        /** The dialect of the last connected broker. */
        BrokerDialect currentDialect();

        /** Acknowledges a message. */
        void ack(Delivery delivery);

        /** Refuses a message; the broker does not deliver it again. */
        void reject(Delivery delivery);

        /** Gives a message back after a pause. */
        void release(StompSubscription subscription, Delivery delivery, Duration pause);

        /** Runs an action on the event loop after a pause. */
        void later(Duration pause, Runnable action);

        /** Makes sure that a queue exists. The listener is called exactly once: without a failure if it exists. */
        void requireQueue(SendOptions queue, Duration age, SendListener listener);

        /** Runs a change on the event loop. After it, the connection decides again whether to read from the socket. */
        void changeReading(Runnable change);

        /** @param remove whether the broker deletes the subscription, if it is durable */
        void unsubscribe(StompSubscription subscription, boolean remove);
    }

    private final SubscriptionRequest request;
    private final DeliveryListener listener;
    private final Owner connection;
    private final @Nullable StreamPosition position;
    private final SubscriptionState state = new SubscriptionState();

    private boolean readingPaused;
    private boolean readingStopped;

    public StompSubscription(
            SubscriptionRequest request,
            @Nullable StreamPosition position,
            DeliveryListener listener,
            Owner connection) {
        this.position = position;
        this.request = request;
        this.listener = listener;
        this.connection = connection;
    }

    /** The subscribed destination and its options. */
    public SubscriptionRequest request() {
        return request;
    }

    /** Where it stands with the broker. */
    public SubscriptionReport report() {
        return state.report();
    }

    /** The single queue or topic from which a message came, also when the subscription is to several. */
    public String source(Delivery delivery) {
        return connection
                .currentDialect()
                .source(request.options().destination(), delivery.frame().headers());
    }

    /** How often a message may go back to its queue, as far as that is known. */
    public Returns returns(Delivery delivery) {
        return connection
                .currentDialect()
                .returns(request.options(), delivery.frame().headers());
    }

    /** Acknowledges a message. Without effect if its connection has ended: the broker delivers it again then. */
    public void ack(Delivery delivery) {
        connection.ack(delivery);
    }

    /**
     * Tells the broker that a message failed; the broker moves it to a dead letter queue by its own rules.
     *
     * @see io.github.camelstomp2.broker.BrokerDialect#nackEffect
     */
    public void reject(Delivery delivery) {
        connection.reject(delivery);
    }

    /**
     * As {@link #reject}, but only if the broker's dead letter queue exists: without it the broker would drop the
     * message.
     *
     * @param listener called exactly once: with a failure, if the message was not rejected because of that
     */
    public void rejectIntoQueue(Delivery delivery, SendListener listener) {
        BrokerDialect dialect = connection.currentDialect();
        SendOptions queue = dialect.confirmsWithoutQueue() ? dialect.queueToDeclare(request.options()) : null;
        if (queue == null) {
            reject(delivery);
            listener.ended(null);
            return;
        }
        connection.requireQueue(queue, Duration.ZERO, missing -> {
            if (missing == null) {
                reject(delivery);
            }
            listener.ended(missing);
        });
    }

    /**
     * Whether {@link #reject} is possible: not in STOMP 1.0, which has no NACK, not for a stream, and not on a broker
     * that takes a NACK for an ACK, where the message would be lost.
     */
    public boolean canReject(Delivery delivery) {
        return delivery.canBeRefused()
                && !isStream()
                && connection.currentDialect().nackEffect() != NackEffect.ACKNOWLEDGES;
    }

    /** Whether the broker may deliver a message again immediately after {@link #reject}. */
    public boolean mayDeliverRejected() {
        return connection.currentDialect().mayDeliverRejected();
    }

    /** Whether the broker keeps this message in a dead letter queue of its own after {@link #reject}. */
    public boolean keepsRejected(Delivery delivery) {
        return canReject(delivery)
                && connection.currentDialect().keepsRejected(delivery.frame().headers());
    }

    /** Gives a message back after a pause; the broker delivers it again, to any consumer. */
    public void release(Delivery delivery, Duration pause) {
        connection.release(this, delivery, pause);
    }

    /** Keeps a message for a while, then runs {@code again} on the event loop. Its connection may end meanwhile. */
    public void keep(Duration pause, Runnable again) {
        connection.later(pause, again);
    }

    /**
     * Back-pressure: pauses or continues reading from the socket. Pausing stops all subscriptions of a shared
     * connection. While somebody waits for an answer of the broker on this connection (a receipt or a reply), reading
     * goes on.
     */
    public void setReadingPaused(boolean paused) {
        connection.changeReading(() -> readingPaused = paused);
    }

    /** Back-pressure: as {@link #setReadingPaused}, but reading stops even if somebody waits for an answer. */
    public void setReadingStopped(boolean stopped) {
        connection.changeReading(() -> readingStopped = stopped);
    }

    /** Ends the subscription by UNSUBSCRIBE. Other consumers get the messages without an acknowledgement. */
    public void close() {
        connection.unsubscribe(this, false);
    }

    /** Ends the subscription as {@link #close}; the broker also deletes a durable subscription with its messages. */
    public void remove() {
        connection.unsubscribe(this, true);
    }

    // ---- event loop only

    SubscriptionState state() {
        return state;
    }

    /** The listener that gets its messages. */
    DeliveryListener listener() {
        return listener;
    }

    /** Whether it is a stream: NACK of its messages would end the connection (RabbitMQ). */
    boolean isStream() {
        return request.isStream();
    }

    /** {@code null}: it is not a stream. */
    @Nullable
    StreamPosition streamPosition() {
        return position;
    }

    /** The position at which a stream continues. */
    OptionalLong position() {
        return position == null ? OptionalLong.empty() : position.next();
    }

    /** Whether the answer to its only message ends the subscription. */
    boolean takesOne() {
        return listener.takesOne();
    }

    void unsubscribed() {
        if (position != null) {
            position.subscriptionEnded();
        }
        state.unsubscribed();
        listener.interrupted();
    }

    public void abandoned(StompException cause) {
        listener.abandoned(cause);
    }

    boolean isReadingPaused() {
        return readingPaused;
    }

    boolean isReadingStopped() {
        return readingStopped;
    }
}
