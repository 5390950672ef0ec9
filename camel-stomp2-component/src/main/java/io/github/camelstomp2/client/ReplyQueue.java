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
import io.github.camelstomp2.broker.ReplyAddress;
import io.github.camelstomp2.broker.SubscribeOptions;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.github.camelstomp2.session.DeliverySink;
import io.github.camelstomp2.session.ReceiptListener;
import io.github.camelstomp2.session.StompSession;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A destination to which replies come, and its subscription on the current session. Event loop only. */
final class ReplyQueue {
    /** Without acknowledgements the broker does not wait for anything; some want a number nevertheless. */
    private static final int PREFETCH = 1_000;

    /** Told of what the broker thinks of it. */
    interface Listener {
        /** Requests may go out now. */
        void ready(ReplyQueue queue);

        /** The broker has confirmed what it refused with this, as it does before it closes the connection. */
        void refusedForGood(StompBrokerException error);

        /** The broker does not want it. */
        void refused(ReplyQueue queue, StompException why);
    }

    private final String unique;
    private final @Nullable SubscriptionRequest named;
    private final DeliverySink replies;
    private final Listener listener;
    private final Set<Object> users = Collections.newSetFromMap(new IdentityHashMap<>());

    private String destination = "";
    private @Nullable String subscriptionId;
    private boolean lasting;
    private boolean confirmed;
    private int number;
    private int losses;
    private @Nullable StompException refusal;
    private long refusedAt;

    /**
     * @param unique to be part of its name when it is made for the connection
     * @param named {@code null}: one that is made for the connection
     */
    ReplyQueue(String unique, @Nullable SubscriptionRequest named, DeliverySink replies, Listener listener) {
        this.unique = unique;
        this.named = named;
        this.replies = replies;
        this.listener = listener;
    }

    /** What requests say in {@code reply-to}. */
    String destination() {
        return destination;
    }

    /** How often replies to what was sent until then have become impossible. */
    int losses() {
        return losses;
    }

    /** Whether replies would arrive. */
    boolean isReady() {
        return confirmed;
    }

    /** Whether the broker did not want it when it was asked last. */
    boolean isRefused() {
        return refusal != null;
    }

    /**
     * Why the broker does not want it; {@code null} if it does, as far as is known, or was asked before this time: then it
     * is to be asked again.
     */
    @Nullable
    StompException refusalSince(long nanos) {
        if (refusal != null && refusedAt - nanos < 0) {
            refusal = null;
        }
        return refusal;
    }

    void refused(StompException why, long nowNanos) {
        refusal = why;
        refusedAt = nowNanos;
        ended();
    }

    void usedBy(Object user) {
        users.add(user);
    }

    /** Whether this was its last user; one that is made for the connection stays as long as that. */
    boolean leftBy(Object user) {
        return users.remove(user) && users.isEmpty() && named != null;
    }

    /** Whether it is subscribed, or that is under way. */
    boolean isSubscribed() {
        return subscriptionId != null;
    }

    /** Its id on the session, or {@code null}. */
    @Nullable
    String subscriptionId() {
        return subscriptionId;
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
            subscriptionId = destination;
            ready();
        } else {
            SubscribeOptions options = SubscribeOptions.of(address.destination(), PREFETCH);
            subscribe(new SubscriptionRequest(options, AckMode.AUTO, StompHeaders.EMPTY), session, dialect);
        }
    }

    private void subscribe(SubscriptionRequest request, StompSession session, BrokerDialect dialect) {
        String subscribed = dialect.destination(request.options());
        destination = dialect.replyTo(subscribed);
        subscriptionId = session.subscribe(
                subscribed,
                request.ackMode(),
                SubscribeFrames.headers(request, OptionalLong.empty(), dialect),
                replies,
                new Confirmation(dialect));
    }

    void unsubscribe(StompSession session) {
        if (subscriptionId != null) {
            session.unsubscribe(subscriptionId);
            ended();
        }
    }

    /**
     * The subscription has ended, with its session or without.
     *
     * @return whether replies to what was sent until now cannot come any more
     */
    boolean ended() {
        boolean lost = subscriptionId != null && !lasting;
        losses += lost ? 1 : 0;
        subscriptionId = null;
        confirmed = false;
        return lost;
    }

    private void ready() {
        confirmed = true;
        listener.ready(this);
    }

    /** The answer to SUBSCRIBE. */
    private final class Confirmation implements ReceiptListener {
        private final BrokerDialect dialect;

        Confirmation(BrokerDialect dialect) {
            this.dialect = dialect;
        }

        /**
         * @throws StompProtocolException if an ERROR was taken for the refusal of this one, and cannot have been: somebody
         *     has to end what the broker has now
         */
        @Override
        public void confirmed() {
            if (refusal == null) {
                ready();
            } else if (refusal instanceof StompBrokerException error && dialect.closesAfter(error)) {
                listener.refusedForGood(error);
            } else {
                throw new StompProtocolException("an error of the broker was not about the subscription to "
                        + destination + ", for which it was taken: " + refusal.getMessage());
            }
        }

        @Override
        public void refused(StompBrokerException error) {
            // What was refused only because the connection ends is subscribed on the next one.
            if (!dialect.refusesForConnection(error)) {
                listener.refused(ReplyQueue.this, error);
            }
        }

        @Override
        public void lost(StompException cause) {
            // The next session subscribes again.
        }
    }
}
