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
import io.github.camelstomp2.protocol.SkippedMessage;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.session.DeliverySink;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects the messages of a subscription on one session, and hands them over in lists. Event loop only. */
final class SessionSink implements DeliverySink {
    /**
     * A full list is handed over before the round of reading ends. A round can bring thousands of small messages, and
     * the workers would have nothing to do in the meantime. Of large messages it brings a few only, for which one
     * wake-up is enough.
     */
    private static final int ENOUGH = 256;

    private final StompSubscription subscription;
    private final DeliveryListener listener;
    private final BrokerDialect dialect;
    private final Consumer<StompSubscription> whenEnded;

    /** {@code null} while it is empty: most subscriptions are idle, and need no list. */
    private @Nullable List<Delivery> batch;

    /** @param whenEnded is told when the answer to its only message has ended the subscription */
    SessionSink(StompSubscription subscription, BrokerDialect dialect, Consumer<StompSubscription> whenEnded) {
        this.subscription = subscription;
        this.listener = subscription.listener();
        this.dialect = dialect;
        this.whenEnded = whenEnded;
    }

    @Override
    public void deliver(Delivery delivery) {
        StompHeaders headers = delivery.frame().headers();
        if (subscription.request().options().browse() && dialect.isEndOfBrowsing(headers)) {
            subscription.close(); // the whole queue was browsed; a new session must not begin again
            return;
        }
        StreamPosition position = subscription.streamPosition();
        if (position != null) {
            dialect.streamOffset(headers).ifPresent(offset -> position.delivered(delivery, offset));
        }
        if (batch == null) {
            batch = new ArrayList<>();
        }
        batch.add(delivery);
        if (batch.size() >= ENOUGH) {
            handOver();
        }
    }

    /** Gives the collected messages to the listener. */
    void handOver() {
        List<Delivery> deliveries = batch;
        if (deliveries != null) {
            batch = null;
            listener.deliver(deliveries);
        }
    }

    @Override
    public void skipped(Delivery delivery, SkippedMessage message) {
        listener.skipped(delivery, message);
    }

    @Override
    public boolean takesOne() {
        return listener.takesOne();
    }

    @Override
    public boolean givesBack() {
        return !subscription.isStream();
    }

    @Override
    public void ended() {
        whenEnded.accept(subscription);
    }
}
