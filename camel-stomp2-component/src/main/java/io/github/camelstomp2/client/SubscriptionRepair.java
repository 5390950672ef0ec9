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
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.session.StompSession;
import java.time.Duration;

/**
 * Makes subscriptions again while their connection goes on: those that the broker refused or ended, with back-off, and
 * those whose end is the only way to give a message back. Event loop only.
 */
final class SubscriptionRepair {

    /** Until a message that was given back, or a subscription that was refused, is tried again. */
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

    private static final Duration MAX_RETRY_DELAY = Duration.ofSeconds(30);
    private static final ReconnectPolicy RETRIES = new ReconnectPolicy(RETRY_DELAY, MAX_RETRY_DELAY, 2, -1);

    /** Runs something on the event loop after a while. */
    interface Timer {
        void later(Duration delay, Runnable action);
    }

    private final LinkKeeper keeper;
    private final Subscriptions subscriptions;
    private final Timer timer;

    SubscriptionRepair(LinkKeeper keeper, Subscriptions subscriptions, Timer timer) {
        this.keeper = keeper;
        this.subscriptions = subscriptions;
        this.timer = timer;
    }

    /** Gives a message back after a pause: at once it would come at once again. */
    void release(StompSubscription subscription, Delivery delivery, Duration pause) {
        timer.later(pause, () -> giveBack(subscription, delivery));
    }

    /** Before what was in vain so many times in a row is tried again. */
    static Duration pause(int times) {
        return RETRIES.delay(times, 1);
    }

    private void giveBack(StompSubscription subscription, Delivery delivery) {
        if (subscription.request().ackMode() == AckMode.AUTO) {
            return; // the broker took it for acknowledged long ago: there is nothing to give back
        }
        if (!subscription.isStream()
                && keeper.currentDialect().nackEffect() == NackEffect.CHOOSES
                && delivery.session().nack(delivery, keeper.currentDialect().requeueHeaders())) {
            return;
        }
        // There, only the end of its subscription makes the broker deliver a message again.
        StompSession session = keeper.session();
        if (session == null || delivery.session() != session || delivery.isStale()) {
            return;
        }
        if (subscription.takesOne()) {
            subscriptions.remove(subscription);
            unsubscribe(subscription, session, false);
        } else if (subscription.isStream() || keeper.currentDialect().unsubscribeGivesBack()) {
            unsubscribe(subscription, session, false);
            subscribe(subscription, session);
        } else {
            keeper.renew(); // in 1.0, which has no NACK
        }
    }

    /**
     * The broker refused a subscription, or ended it. It is made again after a while, whatever the connection is then: a
     * broker that closes it for that must not be asked the same at once.
     */
    void refused(StompSubscription subscription, StompBrokerException error) {
        Duration delay = pause(subscription.failed());
        keeper.log()
                .subscriptions()
                .refused(subscription.request().options().destination(), error, subscription.isConfirmed(), delay);
        StompSession session = keeper.session();
        String id = subscription.sessionId();
        if (session != null && id != null) {
            session.forgetSubscription(id);
            subscription.unsubscribed();
        }
        subscription.hold(true);
        timer.later(delay, () -> subscribeAgain(subscription));
    }

    private void subscribeAgain(StompSubscription subscription) {
        subscription.hold(false);
        StompSession session = keeper.session();
        if (session != null && subscription.sessionId() == null) {
            subscribe(subscription, session);
        }
    }

    private void subscribe(StompSubscription subscription, StompSession session) {
        if (subscriptions.contains(subscription)) {
            subscriptions.subscribe(subscription, session, keeper.currentDialect());
        }
    }

    /**
     * @param remove whether the broker is to forget a durable subscription
     */
    void unsubscribe(StompSubscription subscription, StompSession session, boolean remove) {
        String id = subscription.sessionId();
        if (id != null) {
            BrokerDialect dialect = keeper.currentDialect();
            boolean second = remove && dialect.removesWithSecondUnsubscribe();
            session.unsubscribe(id, SubscribeFrames.unsubscribe(subscription.request(), remove && !second, dialect));
            if (second) {
                session.removeDurable(id, SubscribeFrames.unsubscribe(subscription.request(), true, dialect));
            }
            subscription.unsubscribed();
        }
    }
}
