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
package io.github.camelstomp2;

import io.github.camelstomp2.client.DeliveryListener;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.StompSubscription;
import io.github.camelstomp2.client.StreamPosition;
import io.github.camelstomp2.client.SubscriptionRequest;
import io.github.camelstomp2.protocol.SkippedMessage;
import io.github.camelstomp2.session.Delivery;
import java.util.List;

/**
 * A subscription of a consumer. What takes messages through the route is made for the first of them: a consumer that gets
 * none holds little more than what it asked the broker for.
 */
final class ConsumerSubscription implements DeliveryListener {
    private final Stomp2Consumer consumer;
    private StompSubscription subscription;
    private volatile DeliveryProcessor processor;

    ConsumerSubscription(Stomp2Consumer consumer) {
        this.consumer = consumer;
    }

    void subscribe(StompConnection connection, SubscriptionRequest request, StreamPosition position) {
        // The first message may come before this thread goes on: whoever begins with it must be able to acknowledge it.
        synchronized (consumer) {
            subscription = connection.subscribe(request, position, this);
        }
    }

    /** What takes its messages through the route. */
    DeliveryProcessor processor() {
        DeliveryProcessor made = processor;
        return made == null ? make() : made;
    }

    private DeliveryProcessor make() {
        synchronized (consumer) {
            if (processor == null) {
                processor = consumer.processor(subscription);
            }
            return processor;
        }
    }

    /** What takes its messages through the route; {@code null} as long as there was no need for it. */
    DeliveryProcessor processorInUse() {
        return processor;
    }

    // ---- on the event loop

    @Override
    public void deliver(List<Delivery> deliveries) {
        processor().deliver(deliveries);
    }

    @Override
    public void skipped(StompSubscription of, Delivery delivery, SkippedMessage message) {
        processor().skipped(of, delivery, message);
    }

    @Override
    public void interrupted() {
        DeliveryProcessor current = processor;
        if (current != null) {
            current.interrupted();
        }
    }
}
