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
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The subscriptions that a connection is to have, made anew on each session. Event loop only. */
final class Subscriptions {
    private final Set<StompSubscription> all = new LinkedHashSet<>();
    private final BiConsumer<StompSubscription, StompBrokerException> refused;
    private final BiConsumer<StompSubscription, StompInvalidFrameException> unwritable;

    /**
     * @param refused told when the broker refused or ended a subscription
     * @param unwritable told when a subscription cannot be said in the version of the session
     */
    Subscriptions(
            BiConsumer<StompSubscription, StompBrokerException> refused,
            BiConsumer<StompSubscription, StompInvalidFrameException> unwritable) {
        this.refused = refused;
        this.unwritable = unwritable;
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

    /** A new session: all are made on it. */
    void subscribeAll(StompSession session, BrokerDialect dialect) {
        all.forEach(subscription -> subscribe(subscription, session, dialect));
    }

    /** On failure the others go on: one bad subscription is no reason to give up a connection. */
    void subscribe(StompSubscription subscription, StompSession session, BrokerDialect dialect) {
        SubscriptionRequest request = subscription.request();
        Confirmation confirmation = new Confirmation(subscription);
        try {
            StompHeaders headers = SubscribeFrames.headers(request, subscription.position(), dialect);
            declare(dialect.queueToDeclare(request.options()), session, dialect);
            subscription.subscribed(session.subscribe(
                    request.id(),
                    dialect.destination(request.options()),
                    request.ackMode(dialect),
                    headers,
                    subscription.sink(),
                    confirmation));
            subscription.awaits(confirmation);
        } catch (StompInvalidFrameException e) {
            unwritable.accept(subscription, e);
            subscription.abandoned(e);
        }
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
    StompSubscription concerned(@Nullable String sessionId) {
        StompSubscription concerned = all.stream()
                .filter(subscription ->
                        sessionId == null ? subscription.isUnconfirmed() : sessionId.equals(subscription.sessionId()))
                .findFirst()
                .orElse(null);
        if (concerned != null && sessionId == null) {
            concerned.guessedRefused();
        }
        return concerned;
    }

    /** The answer to one SUBSCRIBE. */
    final class Confirmation implements ReceiptListener {
        private final StompSubscription subscription;
        private boolean guessedRefused;

        Confirmation(StompSubscription subscription) {
            this.subscription = subscription;
        }

        void guessRefused() {
            guessedRefused = true;
        }

        /**
         * @throws StompProtocolException if an ERROR was taken for the refusal of this one: the broker now delivers to a
         *     subscription that nobody has, and only the end of the connection gives its messages back
         */
        @Override
        public void confirmed() {
            if (guessedRefused) {
                throw new StompProtocolException("the broker confirmed a subscription to "
                        + subscription.request().options().destination() + " that it seemed to have refused");
            }
            subscription.confirm();
        }

        @Override
        public void refused(StompBrokerException error) {
            refused.accept(subscription, error);
        }

        @Override
        public void lost(StompException cause) {
            // The next session subscribes again.
        }
    }
}
