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
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.broker.SubscribeOptions;
import io.github.camelstomp2.client.send.SendFrames;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.session.SessionTransaction;
import io.github.camelstomp2.session.StompSession;
import io.github.camelstomp2.session.receipt.ReceiptListener;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The subscriptions of a connection, made again on each session. Event loop only. */
final class Subscriptions {
    /** Each subscription with its sink on the current session; {@code null} while it is not subscribed there. */
    private final Map<StompSubscription, @Nullable SessionSink> all = new LinkedHashMap<>();

    /** One object for all subscriptions. */
    private final Consumer<StompSubscription> whenEnded = this::ended;

    private final Listener listener;

    /** Is told what happens to subscriptions. */
    interface Listener {
        /** The broker was asked for some on this session. */
        void asked(StompSession session);

        /** The broker has confirmed a subscription. */
        void confirmed(StompSubscription subscription);

        /** The broker refused a subscription. */
        void refused(StompSubscription subscription, StompBrokerException error);

        /**
         * The broker refused a subscription with this ERROR, although it also sends the receipt: it is about to close
         * the connection.
         */
        void refusedForGood(StompBrokerException error);

        /** A subscription cannot be sent in the version of the session, or to this broker. */
        void unwritable(StompSubscription subscription, StompInvalidFrameException cause);
    }

    Subscriptions(Listener listener) {
        this.listener = listener;
    }

    void add(StompSubscription subscription) {
        all.put(subscription, null);
    }

    boolean contains(StompSubscription subscription) {
        return all.containsKey(subscription);
    }

    void remove(StompSubscription subscription) {
        all.remove(subscription);
    }

    /** The answer to its only message has ended the subscription. */
    private void ended(StompSubscription subscription) {
        all.remove(subscription);
        subscription.unsubscribed();
    }

    /** The subscription has ended on this session, and will be made again. */
    void unsubscribed(StompSubscription subscription) {
        all.replace(subscription, null);
        subscription.unsubscribed();
    }

    /** There is a new session: makes all subscriptions, except those that wait after a refusal. */
    void subscribeAll(StompSession session, BrokerDialect dialect) {
        all.keySet().stream()
                .filter(subscription -> !subscription.state().isHeld())
                .forEach(subscription -> subscribe(subscription, session, dialect));
    }

    /** When one subscription fails, the others go on, and so does the connection. */
    void subscribe(StompSubscription subscription, StompSession session, BrokerDialect dialect) {
        SubscriptionRequest request = subscription.request();
        SessionSink sink = new SessionSink(subscription, dialect, whenEnded);
        Answer answer = new Answer(subscription, dialect);
        try {
            StompHeaders headers = SubscribeFrames.headers(request, subscription.position(), dialect);
            declare(dialect.queueToDeclare(request.options()), session, dialect);
            String id = session.subscribe(
                    request.id(),
                    dialect.destination(request.options()),
                    request.ackMode(dialect),
                    headers,
                    sink,
                    waking(answer, session, dialect));
            answer.awaitedAs(id);
            all.replace(subscription, sink);
            listener.asked(session);
        } catch (StompInvalidFrameException e) {
            listener.unwritable(subscription, e);
            subscription.abandoned(e);
        }
    }

    private static ReceiptListener waking(Answer answer, StompSession session, BrokerDialect dialect) {
        SubscribeOptions options = answer.subscription.request().options();
        StompHeaders waking = dialect.wakingHeaders(options);
        return waking == null ? answer : new WakingSubscription(session, dialect.destination(options), waking, answer);
    }

    /**
     * Makes the broker create a queue without leaving a message in it: RabbitMQ creates the queue when it reads SEND,
     * before it reads that the transaction is aborted.
     */
    private static void declare(@Nullable SendOptions queue, StompSession session, BrokerDialect dialect) {
        if (queue != null) {
            SessionTransaction declaring = session.begin();
            declaring.send(SendFrames.declaration(queue, dialect));
            declaring.abort();
        }
    }

    /** Those that the broker has taken on this session. */
    Stream<StompSubscription> confirmed() {
        return all.keySet().stream().filter(subscription -> subscription.state().isConfirmed());
    }

    /** Those that the broker was asked for on this session, without an answer so far. */
    Stream<StompSubscription> unanswered() {
        return all.keySet().stream().filter(subscription -> subscription.state().isUnconfirmed());
    }

    /** The requests of all subscriptions. */
    Stream<SubscriptionRequest> requests() {
        return all.keySet().stream().map(StompSubscription::request);
    }

    /** The session ended unexpectedly. */
    void connectionLost(StompException cause) {
        all.keySet().stream()
                .filter(subscription -> subscription.state().connectionLost())
                .forEach(subscription -> subscription.listener().lost(cause));
    }

    /** The session has ended, and its subscriptions with it. */
    void sessionEnded() {
        all.keySet().forEach(this::unsubscribed);
    }

    /** There will be no further session. */
    void abandoned(StompException cause) {
        all.keySet().forEach(subscription -> subscription.abandoned(cause));
    }

    /** Whether there is a subscription that does not end with its first message. */
    boolean lastBeyondMessage() {
        return all.keySet().stream().anyMatch(subscription -> !subscription.takesOne());
    }

    void handOver() {
        for (SessionSink sink : all.values()) {
            if (sink != null) {
                sink.handOver();
            }
        }
    }

    /** Whether a subscription asks to pause reading. */
    boolean isReadingPaused() {
        for (StompSubscription subscription : all.keySet()) {
            if (subscription.isReadingPaused() || subscription.isReadingStopped()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a subscription asks to stop reading, even if somebody waits for an answer. */
    boolean isReadingStopped() {
        return all.keySet().stream().anyMatch(StompSubscription::isReadingStopped);
    }

    /**
     * The subscription that an ERROR is about: the one that it names. If it names none, the oldest one whose SUBSCRIBE
     * was not confirmed, since RabbitMQ answers in order but names no frame.
     */
    @Nullable
    StompSubscription concerned(StompBrokerException error, @Nullable String sessionId) {
        StompSubscription concerned = all.keySet().stream()
                .filter(subscription -> sessionId == null
                        ? subscription.state().isUnconfirmed()
                        : sessionId.equals(subscription.state().sessionId()))
                .findFirst()
                .orElse(null);
        if (concerned != null && sessionId == null) {
            concerned.state().guessedRefused(error);
        }
        return concerned;
    }

    /** The answer to one SUBSCRIBE. */
    private final class Answer extends SubscribeAnswer {
        private final StompSubscription subscription;

        Answer(StompSubscription subscription, BrokerDialect dialect) {
            super(
                    subscription.state(),
                    dialect,
                    subscription.request().options().destination());
            this.subscription = subscription;
        }

        @Override
        protected void accepted() {
            subscription.listener().subscribed();
            listener.confirmed(subscription);
        }

        @Override
        protected void refusedWith(StompBrokerException error) {
            listener.refused(subscription, error);
        }

        @Override
        protected void refusedForGood(StompBrokerException error) {
            listener.refusedForGood(error);
        }
    }
}
