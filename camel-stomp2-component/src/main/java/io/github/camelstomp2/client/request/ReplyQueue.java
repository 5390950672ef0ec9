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
package io.github.camelstomp2.client.request;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.ReplyAddress;
import io.github.camelstomp2.broker.SubscribeOptions;
import io.github.camelstomp2.client.subscription.SubscribeAnswer;
import io.github.camelstomp2.client.subscription.SubscribeFrames;
import io.github.camelstomp2.client.subscription.SubscriptionRequest;
import io.github.camelstomp2.client.subscription.SubscriptionState;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.session.DeliverySink;
import io.github.camelstomp2.session.StompSession;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A destination for replies and its subscription on the current session. The subscription has the same states and
 * answers as any other ({@link SubscriptionState}, {@link SubscribeAnswer}). Event loop only.
 */
final class ReplyQueue {
    /**
     * Without acknowledgements a broker does not stop after a number of messages; but some brokers require a number.
     */
    private static final int PREFETCH = 1_000;

    /** Is told the broker's answers. */
    interface Listener {
        /** Requests with this queue can be sent. */
        void ready(ReplyQueue queue);

        /**
         * The broker refused the subscription with this ERROR, although it also sends the receipt: it is about to close
         * the connection.
         */
        void refusedForGood(StompBrokerException error);

        /** The broker refused the subscription. */
        void refused(ReplyQueue queue, StompException why);
    }

    private final String unique;
    private final @Nullable SubscriptionRequest named;
    private final DeliverySink replies;
    private final Listener listener;
    private final SubscriptionState state = new SubscriptionState();
    private final Set<Object> users = Collections.newSetFromMap(new IdentityHashMap<>());

    private String destination = "";
    private boolean lasting;
    private int number;
    private int losses;
    private @Nullable StompException refusal;
    private long refusedAt;

    /**
     * @param unique a part of its name when it is made for the connection
     * @param named {@code null}: the queue is made for the connection
     */
    ReplyQueue(String unique, @Nullable SubscriptionRequest named, DeliverySink replies, Listener listener) {
        this.unique = unique;
        this.named = named;
        this.replies = replies;
        this.listener = listener;
    }

    /** The value of {@code reply-to} in requests. */
    String destination() {
        return destination;
    }

    /** How often replies to earlier requests have become impossible. */
    int losses() {
        return losses;
    }

    /** The state of its subscription on the current session. While it is confirmed, replies arrive. */
    SubscriptionState state() {
        return state;
    }

    /** Whether the broker refused the last subscription. */
    boolean isRefused() {
        return refusal != null;
    }

    /**
     * Why the broker refused the subscription. {@code null} if it did not, or if that was before the given time: then
     * the subscription is tried again.
     */
    @Nullable
    StompException refusalSince(long nanos) {
        if (refusal != null && refusedAt - nanos < 0) {
            refusal = null;
        }
        return refusal;
    }

    void refused(StompException why, long nowNanos) {
        if (why instanceof StompBrokerException error) {
            state.guessedRefused(error); // if the broker confirms the subscription after all, its answer handles that
        }
        refusal = why;
        refusedAt = nowNanos;
        ended();
    }

    void usedBy(Object user) {
        users.add(user);
    }

    /**
     * Removes a user. Returns whether the queue has no user any more; a queue that is made for the connection always
     * stays.
     */
    boolean leftBy(Object user) {
        return users.remove(user) && users.isEmpty() && named != null;
    }

    void subscribe(StompSession session, BrokerDialect dialect) {
        try {
            if (named == null) {
                subscribe(dialect.replyAddress(unique, ++number), session, dialect);
            } else {
                lasting = true;
                subscribe(named, session, dialect);
            }
        } catch (StompException e) {
            listener.refused(this, e);
        }
    }

    private void subscribe(ReplyAddress address, StompSession session, BrokerDialect dialect) {
        lasting = address.lasting();
        if (address.implicit()) {
            destination = address.destination();
            session.expect(destination, replies);
            state.subscribed(destination, error -> {});
            state.confirm();
            listener.ready(this);
        } else {
            SubscribeOptions options = SubscribeOptions.of(address.destination(), PREFETCH);
            subscribe(new SubscriptionRequest(options, AckMode.AUTO, StompHeaders.EMPTY), session, dialect);
        }
    }

    private void subscribe(SubscriptionRequest request, StompSession session, BrokerDialect dialect) {
        String subscribed = dialect.destination(request.options());
        destination = dialect.replyTo(subscribed);
        Answer answer = new Answer(dialect);
        answer.awaitedAs(session.subscribe(
                subscribed,
                request.ackMode(),
                SubscribeFrames.headers(request, OptionalLong.empty(), dialect),
                replies,
                answer));
    }

    void unsubscribe(StompSession session) {
        String id = state.sessionId();
        if (id != null) {
            session.unsubscribe(id);
            ended();
        }
    }

    /** The broker has ended or refused the subscription. */
    void forgetOn(@Nullable StompSession session) {
        String id = state.sessionId();
        if (session != null && id != null) {
            session.forgetSubscription(id);
        }
    }

    /**
     * The subscription has ended, alone or with its session.
     *
     * @return whether replies to earlier requests can no longer be received
     */
    boolean ended() {
        boolean lost = state.sessionId() != null && !lasting;
        losses += lost ? 1 : 0;
        state.unsubscribed();
        return lost;
    }

    /** The answer to SUBSCRIBE. */
    private final class Answer extends SubscribeAnswer {
        Answer(BrokerDialect dialect) {
            super(state, dialect, destination);
        }

        @Override
        protected void accepted() {
            listener.ready(ReplyQueue.this);
        }

        @Override
        protected void refusedWith(StompBrokerException error) {
            listener.refused(ReplyQueue.this, error);
        }

        @Override
        protected void refusedForGood(StompBrokerException error) {
            listener.refusedForGood(error);
        }
    }
}
