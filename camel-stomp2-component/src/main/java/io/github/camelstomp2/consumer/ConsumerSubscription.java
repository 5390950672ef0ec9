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
package io.github.camelstomp2.consumer;

import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.subscription.DeliveryListener;
import io.github.camelstomp2.client.subscription.StompSubscription;
import io.github.camelstomp2.client.subscription.StreamPosition;
import io.github.camelstomp2.client.subscription.SubscriptionReport;
import io.github.camelstomp2.client.subscription.SubscriptionRequest;
import io.github.camelstomp2.protocol.SkippedMessage;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.session.Delivery;
import java.util.List;

/**
 * A subscription of a consumer. The objects that process messages are made for the first message, so that a consumer
 * without messages needs little memory.
 */
public abstract class ConsumerSubscription implements DeliveryListener, ConsumerLife {
    /** Is told, on the event loop, whether messages come. */
    public interface Watcher {
        void subscriptionLost(StompException cause);

        void subscriptionRestored();
    }

    private volatile StompSubscription subscription;
    private volatile SubscriptionProcessor processor;
    private volatile Watcher watcher;

    /** The lock under which subscriptions of the consumer begin and end. */
    protected abstract Object lock();

    /** Makes the object that takes messages through the route. Called by one thread at a time. */
    protected abstract SubscriptionProcessor make(StompSubscription of);

    public void subscribe(
            StompConnection connection, SubscriptionRequest request, StreamPosition position, Watcher consumer) {
        // The first message may come before this thread continues; the thread that processes it must already be able to
        // acknowledge it.
        synchronized (lock()) {
            watcher = consumer;
            subscription = connection.subscribe(request, position, this);
        }
    }

    /** Where it stands with the broker. */
    SubscriptionReport report() {
        StompSubscription current = subscription;
        return current == null ? null : current.report();
    }

    /** The object that takes messages through the route. */
    public SubscriptionProcessor processor() {
        SubscriptionProcessor made = processor;
        return made == null ? make() : made;
    }

    private SubscriptionProcessor make() {
        synchronized (lock()) {
            if (processor == null) {
                processor = make(subscription);
            }
            return processor;
        }
    }

    /**
     * The object that takes a subscription's messages through the route; {@code null} if there is no subscription, or
     * no message has come.
     */
    public static SubscriptionProcessor processorOf(ConsumerSubscription subscription) {
        return subscription == null ? null : subscription.processor;
    }

    // ---- on the event loop

    @Override
    public void deliver(List<Delivery> deliveries) {
        processor().deliver(deliveries);
    }

    @Override
    public void skipped(Delivery delivery, SkippedMessage message) {
        processor().skipped(delivery, message);
    }

    @Override
    public void lost(StompException cause) {
        watcher.subscriptionLost(cause);
    }

    @Override
    public void restored() {
        watcher.subscriptionRestored();
    }

    @Override
    public void interrupted() {
        SubscriptionProcessor current = processor;
        if (current != null) {
            current.interrupted();
        }
    }
}
