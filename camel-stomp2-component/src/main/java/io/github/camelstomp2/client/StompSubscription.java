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
import io.github.camelstomp2.broker.BrokerDialect.NackEffect;
import io.github.camelstomp2.broker.QueueType;
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.protocol.SkippedMessage;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.session.DeliverySink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as its user has it: it outlives connections and is made again on each. Its public methods may be called
 * from any thread.
 */
public final class StompSubscription {
    private final SubscriptionRequest request;
    private final DeliveryListener listener;
    private final StompConnection connection;
    private final @Nullable StreamPosition position;

    private List<Delivery> batch = new ArrayList<>();
    private @Nullable String sessionId;
    private Subscriptions.@Nullable Confirmation confirmation;
    private boolean confirmed;
    private boolean held;
    private boolean readingPaused;
    private boolean readingStopped;
    private int failures;

    StompSubscription(
            SubscriptionRequest request,
            @Nullable StreamPosition position,
            DeliveryListener listener,
            StompConnection connection) {
        this.position = position;
        this.request = request;
        this.listener = listener;
        this.connection = connection;
    }

    /** What is subscribed. */
    public SubscriptionRequest request() {
        return request;
    }

    /** The queue or topic in which a message was, also where the subscription is one to several of them. */
    public String source(Delivery delivery) {
        return connection
                .dialectOrGeneric()
                .source(request.options().destination(), delivery.frame().headers());
    }

    /** Acknowledges a message; without effect when its connection is gone, since the broker delivers it again. */
    public void ack(Delivery delivery) {
        connection.ack(delivery);
    }

    /**
     * Tells the broker that a message failed for good, so that it dead-letters it by its own rules.
     *
     * @see io.github.camelstomp2.broker.BrokerDialect#nackEffect
     */
    public void reject(Delivery delivery) {
        connection.reject(delivery);
    }

    /**
     * As {@link #reject}, when the queue to which the broker moves the message is there: it would drop it otherwise.
     *
     * @param listener called once: with a failure, if the message was not rejected for that reason
     */
    public void rejectIntoQueue(Delivery delivery, SendListener listener) {
        BrokerDialect dialect = connection.dialectOrGeneric();
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
     * Whether {@link #reject} would do that: not in STOMP 1.0, which has no NACK, not on a stream, and not on a broker that
     * takes a NACK for an ACK, where the message would be gone.
     */
    public boolean canReject(Delivery delivery) {
        return delivery.canBeRefused()
                && !isStream()
                && connection.dialectOrGeneric().nackEffect() != NackEffect.ACKNOWLEDGES;
    }

    /** Whether {@link #reject} makes the broker keep this message, in a dead letter queue of its own. */
    public boolean keepsRejected(Delivery delivery) {
        return canReject(delivery)
                && connection.dialectOrGeneric().keepsRejected(delivery.frame().headers());
    }

    /** Gives a message back, to be delivered again after the shortest pause, to this subscription or another consumer. */
    public void release(Delivery delivery) {
        release(delivery, pause(0));
    }

    /** Gives a message back, to be delivered again after a pause, to this subscription or another consumer. */
    public void release(Delivery delivery, Duration pause) {
        connection.release(this, delivery, pause);
    }

    /** How long to wait before what went back so many times in a row is tried again: longer and longer. */
    public static Duration pause(int times) {
        return SubscriptionRepair.pause(times);
    }

    /**
     * Back-pressure: pauses or goes on reading from the socket, which a shared connection feels as a whole. While somebody
     * waits for an answer of the broker on this connection, a receipt or a reply, it is read all the same.
     */
    public void setReadingPaused(boolean paused) {
        connection.changeReading(() -> readingPaused = paused);
    }

    /** Back-pressure: as {@link #setReadingPaused}, whoever waits for an answer. */
    public void setReadingStopped(boolean stopped) {
        connection.changeReading(() -> readingStopped = stopped);
    }

    /** Ends it: UNSUBSCRIBE, and it is not made again. What was not acknowledged goes to other consumers. */
    public void close() {
        connection.unsubscribe(this, false);
    }

    /** Ends it as {@link #close}, and the broker forgets a durable subscription with what it keeps for it. */
    public void remove() {
        connection.unsubscribe(this, true);
    }

    // ---- event loop only

    /** Where its messages go on a session. */
    DeliverySink sink() {
        return new DeliverySink() {
            @Override
            public void deliver(Delivery delivery) {
                collect(delivery);
            }

            @Override
            public void skipped(Delivery delivery, SkippedMessage message) {
                listener.skipped(StompSubscription.this, delivery, message);
            }

            @Override
            public boolean takesOne() {
                return listener.takesOne();
            }

            @Override
            public boolean givesBack() {
                return !isStream();
            }

            @Override
            public void ended() {
                connection.ended(StompSubscription.this);
            }
        };
    }

    private void collect(Delivery delivery) {
        BrokerDialect dialect = connection.dialectOrGeneric();
        StompHeaders headers = delivery.frame().headers();
        if (request.options().browse() && dialect.isEndOfBrowsing(headers)) {
            close(); // there is no more to see, and a new session is not to begin again
            return;
        }
        if (position != null) {
            dialect.streamOffset(headers).ifPresent(offset -> position.delivered(delivery, offset));
        }
        batch.add(delivery);
    }

    /** From a stream nothing can be given back or rejected, NACK would end the connection (RabbitMQ). */
    boolean isStream() {
        return request.options().queue().type() == QueueType.STREAM;
    }

    /** Where in a stream to go on. */
    OptionalLong position() {
        return position == null ? OptionalLong.empty() : position.next();
    }

    /** Whether it ends with the answer to its message. */
    boolean takesOne() {
        return listener.takesOne();
    }

    void handOver() {
        if (!batch.isEmpty()) {
            List<Delivery> deliveries = batch;
            batch = new ArrayList<>();
            listener.deliver(deliveries);
        }
    }

    /** The id on the current session; {@code null} while it is not subscribed there. */
    @Nullable
    String sessionId() {
        return sessionId;
    }

    void subscribed(String id) {
        sessionId = id;
        confirmed = false;
    }

    void awaits(Subscriptions.Confirmation answer) {
        confirmation = answer;
    }

    /** An ERROR that names nothing is taken for the answer to its SUBSCRIBE. */
    void guessedRefused(StompBrokerException error) {
        if (confirmation != null) {
            confirmation.guessRefused(error);
        }
    }

    /** Whether it is to be made again, but not yet: not on a new session either. */
    boolean isHeld() {
        return held;
    }

    void hold(boolean hold) {
        held = hold;
    }

    void unsubscribed() {
        if (position != null) {
            position.subscriptionEnded();
        }
        sessionId = null;
        confirmed = false;
        batch = new ArrayList<>();
        listener.interrupted();
    }

    void confirm() {
        confirmed = true;
        confirmation = null;
        failures = 0;
        listener.subscribed();
    }

    void abandoned(StompException cause) {
        listener.abandoned(cause);
    }

    boolean isConfirmed() {
        return confirmed;
    }

    boolean isUnconfirmed() {
        return sessionId != null && !confirmed;
    }

    /** Counts a refusal by the broker; returns how many there were in a row before. */
    int failed() {
        return failures++;
    }

    boolean isReadingPaused() {
        return readingPaused;
    }

    boolean isReadingStopped() {
        return readingStopped;
    }
}
