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
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.client.link.Outbox;
import io.github.camelstomp2.client.send.SendListener;
import io.github.camelstomp2.client.subscription.AnswerQueue;
import io.github.camelstomp2.client.subscription.StompSubscription;
import io.github.camelstomp2.client.subscription.SubscriptionKeeper;
import io.github.camelstomp2.session.Delivery;
import java.time.Duration;

/** Passes the calls of a connection's subscriptions to the event loop. Called from any thread. */
final class ConnectionSubscriptions implements StompSubscription.Owner {
    /** Makes sure that queues exist. */
    interface Queues {
        void require(SendOptions queue, Duration age, SendListener listener);
    }

    private final ConnectionWork work;
    private final SubscriptionKeeper subscriptions;
    private final Outbox outbox;
    private final AnswerQueue answers;
    private final Queues queues;

    ConnectionSubscriptions(ConnectionWork work, Outbox outbox, AnswerQueue answers, Queues queues) {
        this.work = work;
        this.subscriptions = work.subscriptions();
        this.outbox = outbox;
        this.answers = answers;
        this.queues = queues;
    }

    @Override
    public BrokerDialect currentDialect() {
        return work.keeper().currentDialect();
    }

    @Override
    public void ack(Delivery delivery) {
        answers.ack(delivery);
    }

    @Override
    public void reject(Delivery delivery) {
        answers.reject(delivery);
    }

    @Override
    public void release(StompSubscription subscription, Delivery delivery, Duration pause) {
        answers.add(() -> subscriptions.release(subscription, delivery, pause));
    }

    @Override
    public void later(Duration pause, Runnable action) {
        answers.add(() -> subscriptions.later(pause, action));
    }

    @Override
    public void requireQueue(SendOptions queue, Duration age, SendListener listener) {
        queues.require(queue, age, listener);
    }

    /** Reading is paused or continued after each batch of work, so the batch applies the change. */
    @Override
    public void changeReading(Runnable change) {
        outbox.add(change);
    }

    @Override
    public void unsubscribe(StompSubscription subscription, boolean remove) {
        outbox.add(() -> work.unsubscribe(subscription, remove));
    }
}
