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
import io.github.camelstomp2.broker.Limitation;
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.broker.SubscribeOptions;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.github.camelstomp2.session.ReceiptListener;
import io.github.camelstomp2.session.SessionTransaction;
import io.github.camelstomp2.session.StompSession;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The subscriptions that a connection is to have, made anew on each session. Event loop only. */
final class Subscriptions {
    private final Set<StompSubscription> all = new LinkedHashSet<>();
    private final Listener listener;

    /** What becomes of subscriptions. */
    interface Listener {
        /** The broker has confirmed it. */
        void confirmed(StompSubscription subscription);

        /** The broker refused it. */
        void refused(StompSubscription subscription, StompBrokerException error);

        /** The broker has confirmed what it refused with this, as it does before it closes the connection. */
        void refusedForGood(StompBrokerException error);

        /** It cannot be said in the version of the session, or to this broker. */
        void unwritable(StompSubscription subscription, StompInvalidFrameException cause);
    }

    Subscriptions(Listener listener) {
        this.listener = listener;
    }

    void add(StompSubscription subscription) {
        all.add(subscription);
    }

    boolean contains(StompSubscription subscription) {
        return all.contains(subscription);
    }

    void remove(StompSubscription subscription) {
        all.remove(subscription);
    }

    /** A new session: all are made on it, but for those that the broker refused and that wait for their time. */
    void subscribeAll(StompSession session, BrokerDialect dialect) {
        all.stream()
                .filter(subscription -> !subscription.isHeld())
                .forEach(subscription -> subscribe(subscription, session, dialect));
    }

    /** On failure the others go on: one bad subscription is no reason to give up a connection. */
    void subscribe(StompSubscription subscription, StompSession session, BrokerDialect dialect) {
        SubscriptionRequest request = subscription.request();
        Confirmation confirmation = new Confirmation(subscription, dialect);
        try {
            StompHeaders headers = SubscribeFrames.headers(request, subscription.position(), dialect);
            declare(dialect.queueToDeclare(request.options()), session, dialect);
            subscription.subscribed(session.subscribe(
                    request.id(),
                    dialect.destination(request.options()),
                    request.ackMode(dialect),
                    headers,
                    subscription.sink(),
                    answer(confirmation, session, dialect)));
            subscription.awaits(confirmation);
        } catch (StompInvalidFrameException e) {
            listener.unwritable(subscription, e);
            subscription.abandoned(e);
        }
    }

    private static ReceiptListener answer(Confirmation confirmation, StompSession session, BrokerDialect dialect) {
        SubscribeOptions options = confirmation.subscription.request().options();
        StompHeaders waking = dialect.wakingHeaders(options);
        return waking == null
                ? confirmation
                : new WakingSubscription(session, dialect.destination(options), waking, confirmation);
    }

    /**
     * Lets the broker create a queue without a message in it: it does so when it reads SEND, before it knows that the
     * transaction is aborted (RabbitMQ).
     */
    private static void declare(@Nullable SendOptions queue, StompSession session, BrokerDialect dialect) {
        if (queue != null) {
            SessionTransaction declaring = session.begin();
            declaring.send(SendFrames.declaration(queue, dialect));
            declaring.abort();
        }
    }

    /** What this broker makes of the options of each, as sentences. */
    List<String> translated(BrokerDialect dialect) {
        return all.stream()
                .map(subscription -> TranslatedOptions.of(subscription.request(), dialect))
                .toList();
    }

    /** What this broker cannot do of the options of each. */
    List<Limitation> limitations(BrokerDialect dialect) {
        return all.stream()
                .flatMap(subscription -> subscription.request().limitations(dialect).stream())
                .toList();
    }

    /** The session is gone, and with it what it had subscribed. */
    void sessionEnded() {
        all.forEach(StompSubscription::unsubscribed);
    }

    /** There will be no session any more. */
    void abandoned(StompException cause) {
        all.forEach(subscription -> subscription.abandoned(cause));
    }

    /** Whether there are any that do not end with their first message. */
    boolean lastBeyondMessage() {
        return all.stream().anyMatch(subscription -> !subscription.takesOne());
    }

    void handOver() {
        for (StompSubscription subscription : all) {
            subscription.handOver();
        }
    }

    /** Whether one has a reason not to be read for. */
    boolean isReadingPaused() {
        for (StompSubscription subscription : all) {
            if (subscription.isReadingPaused() || subscription.isReadingStopped()) {
                return true;
            }
        }
        return false;
    }

    /** Whether one must not be read for, whoever waits for an answer. */
    boolean isReadingStopped() {
        return all.stream().anyMatch(StompSubscription::isReadingStopped);
    }

    /**
     * Which subscription an ERROR is about: the one it names; else the oldest whose SUBSCRIBE was not confirmed, since
     * RabbitMQ answers in order but never says to what.
     */
    @Nullable
    StompSubscription concerned(StompBrokerException error, @Nullable String sessionId) {
        StompSubscription concerned = all.stream()
                .filter(subscription ->
                        sessionId == null ? subscription.isUnconfirmed() : sessionId.equals(subscription.sessionId()))
                .findFirst()
                .orElse(null);
        if (concerned != null && sessionId == null) {
            concerned.guessedRefused(error);
        }
        return concerned;
    }

    /** The answer to one SUBSCRIBE. */
    final class Confirmation implements ReceiptListener {
        private final StompSubscription subscription;
        private final BrokerDialect dialect;
        private @Nullable StompBrokerException guessedRefusal;

        Confirmation(StompSubscription subscription, BrokerDialect dialect) {
            this.subscription = subscription;
            this.dialect = dialect;
        }

        void guessRefused(StompBrokerException error) {
            guessedRefusal = error;
        }

        /**
         * @throws StompProtocolException if an ERROR was taken for the refusal of this one, and cannot have been: the broker
         *     now delivers to a subscription that nobody has, and only the end of the connection gives its messages back
         */
        @Override
        public void confirmed() {
            if (guessedRefusal == null) {
                subscription.confirm();
                listener.confirmed(subscription);
            } else if (dialect.closesAfter(guessedRefusal)) {
                listener.refusedForGood(guessedRefusal);
            } else {
                subscription.hold(false);
                throw new StompProtocolException("an error of the broker was not about the subscription to "
                        + subscription.request().options().destination() + ", for which it was taken: "
                        + guessedRefusal.getMessage());
            }
        }

        @Override
        public void refused(StompBrokerException error) {
            // What was refused only because the connection ends is subscribed on the next one.
            if (!dialect.refusesForConnection(error)) {
                listener.refused(subscription, error);
            }
        }

        @Override
        public void lost(StompException cause) {
            // The next session subscribes again.
        }
    }
}
