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

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.subscription.DeliveryListener;
import io.github.camelstomp2.client.subscription.StompSubscription;
import io.github.camelstomp2.client.subscription.SubscriptionRequest;
import io.github.camelstomp2.protocol.SkippedMessage;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.github.camelstomp2.session.Delivery;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One thread that waits for one message. It is subscribed while it waits. The subscription ends with the answer to the
 * message, or when no message came.
 */
public final class Poll implements DeliveryListener {
    private final CompletableFuture<Delivery> message = new CompletableFuture<>();
    private final CompletableFuture<Void> subscribed = new CompletableFuture<>();
    private final StompConnection connection;
    private final SkippedMessages skipped;
    private final StompSubscription subscription;

    /** @param skipped handles a message that is over a limit for reading */
    Poll(StompConnection connection, SubscriptionRequest request, SkippedMessages skipped) {
        this.connection = connection;
        this.skipped = skipped;
        // The first message may come before this thread continues, and may be one that is skipped.
        synchronized (this) {
            subscription = connection.subscribe(request, this);
        }
    }

    public synchronized StompSubscription subscription() {
        return subscription;
    }

    public StompConnection connection() {
        return connection;
    }

    // ---- on the event loop

    @Override
    public boolean takesOne() {
        return true;
    }

    /** A broker may send more than was asked for: further messages go back at the end of the subscription. */
    @Override
    public void deliver(List<Delivery> deliveries) {
        message.complete(deliveries.get(0));
    }

    @Override
    public void skipped(Delivery delivery, SkippedMessage over) {
        BrokerDialect dialect = BrokerDialects.orGeneric(connection.dialect());
        message.completeExceptionally(
                new StompProtocolException(skipped.skippedPoll(subscription(), dialect, delivery, over)));
    }

    @Override
    public void subscribed() {
        subscribed.complete(null);
    }

    @Override
    public void abandoned(StompException cause) {
        message.completeExceptionally(cause);
        subscribed.complete(null);
    }

    // ---- on Camel's threads

    /**
     * Waits until the broker has confirmed the subscription, or the message has come.
     *
     * @return whether one of these happened in time
     */
    boolean awaitSubscribed(long nanos) throws InterruptedException {
        try {
            CompletableFuture.anyOf(subscribed, message).get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException | CancellationException e) {
            return true; // the failure is found when the message is taken
        }
    }

    /**
     * Takes the message.
     *
     * @param nanos how long to wait for it
     * @return {@code null} if there is none and none will come: the time was over, or the poll was ended
     * @throws StompException why no message can come
     */
    Delivery take(long nanos) throws InterruptedException {
        try {
            return message.get(nanos, TimeUnit.NANOSECONDS);
        } catch (CancellationException e) {
            return null;
        } catch (ExecutionException e) {
            subscription.close();
            throw (StompException) e.getCause();
        } catch (TimeoutException e) {
            // A message that comes later is for other consumers; a message that came at this very moment is taken.
            if (message.cancel(false)) {
                subscription.close();
                return null;
            }
            return take(0);
        } catch (InterruptedException e) {
            close();
            throw e;
        }
    }

    /** Ends the wait, or gives back a message without an answer. */
    public void close() {
        message.cancel(false);
        subscription.close();
    }
}
