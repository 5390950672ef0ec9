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
import io.github.camelstomp2.client.link.LinkKeeper;
import io.github.camelstomp2.client.link.LoopTimer;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.session.StompSession;
import java.time.Duration;

/**
 * Makes subscriptions again while their connection goes on: those that the broker refused or ended, after a growing
 * wait, and those that have to end because only that gives a message back. Event loop only.
 */
final class SubscriptionRepair {
    private final LinkKeeper keeper;
    private final Subscriptions subscriptions;
    private final LoopTimer timer;

    SubscriptionRepair(LinkKeeper keeper, Subscriptions subscriptions, LoopTimer timer) {
        this.keeper = keeper;
        this.subscriptions = subscriptions;
        this.timer = timer;
    }

    /** Gives a message back after a pause; without the pause the broker would deliver it again at once. */
    void release(StompSubscription subscription, Delivery delivery, Duration pause) {
        timer.later(pause, () -> giveBack(subscription, delivery));
    }

    void later(Duration pause, Runnable action) {
        timer.later(pause, action);
    }

    private void giveBack(StompSubscription subscription, Delivery delivery) {
        if (subscription.request().ackMode() == AckMode.AUTO) {
            return; // the broker counts it as acknowledged already, so there is nothing to give back
        }
        if (!subscription.isStream()
                && keeper.currentDialect().nackEffect() == NackEffect.CHOOSES
                && delivery.session().nack(delivery, keeper.currentDialect().requeueHeaders())) {
            return;
        }
        // For this message, only the end of its subscription makes the broker deliver it again.
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
     * The broker refused a subscription, or ended it. It is made again after a wait, also on another connection: if the
     * broker closes the connection because of the refusal, the next connection must not subscribe at once.
     */
    void refused(StompSubscription subscription, StompBrokerException error) {
        Duration delay = RetryPauses.after(subscription.state().failed(error));
        keeper.log()
                .subscriptions()
                .refused(
                        subscription.request().options().destination(),
                        error,
                        subscription.state().isConfirmed(),
                        delay);
        StompSession session = keeper.session();
        String id = subscription.state().sessionId();
        if (session != null && id != null) {
            session.forgetSubscription(id);
            subscriptions.unsubscribed(subscription);
        }
        subscription.state().hold(true);
        timer.later(delay, () -> subscribeAgain(subscription));
    }

    private void subscribeAgain(StompSubscription subscription) {
        subscription.state().hold(false);
        StompSession session = keeper.session();
        if (session != null && subscription.state().sessionId() == null) {
            subscribe(subscription, session);
        }
    }

    private void subscribe(StompSubscription subscription, StompSession session) {
        if (subscriptions.contains(subscription)) {
            subscriptions.subscribe(subscription, session, keeper.currentDialect());
        }
    }

    /** @param remove whether the broker deletes a durable subscription */
    void unsubscribe(StompSubscription subscription, StompSession session, boolean remove) {
        String id = subscription.state().sessionId();
        if (id != null) {
            BrokerDialect dialect = keeper.currentDialect();
            boolean second = remove && dialect.removesWithSecondUnsubscribe();
            session.unsubscribe(id, SubscribeFrames.unsubscribe(subscription.request(), remove && !second, dialect));
            if (second) {
                session.removeDurable(id, SubscribeFrames.unsubscribe(subscription.request(), true, dialect));
            }
            subscriptions.unsubscribed(subscription);
        }
    }
}
