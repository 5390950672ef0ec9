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

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.BrokerDialects;
import io.github.camelstomp2.client.DeliveryListener;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.StompSubscription;
import io.github.camelstomp2.client.SubscriptionRequest;
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
 * One thread that waits for one message. It is subscribed while it waits; the subscription ends with the answer to the
 * message, or when there was none.
 */
final class Poll implements DeliveryListener {
    private final CompletableFuture<Delivery> message = new CompletableFuture<>();
    private final CompletableFuture<Void> subscribed = new CompletableFuture<>();
    private final StompConnection connection;
    private final SkippedMessages skipped;
    private final StompSubscription subscription;

    /**
     * @param skipped deals with a message that is over a limit of reading
     */
    Poll(StompConnection connection, SubscriptionRequest request, SkippedMessages skipped) {
        this.connection = connection;
        this.skipped = skipped;
        subscription = connection.subscribe(request, this);
    }

    StompSubscription subscription() {
        return subscription;
    }

    StompConnection connection() {
        return connection;
    }

    // ---- on the event loop

    @Override
    public boolean takesOne() {
        return true;
    }

    /** Should a broker send more than it was asked for, that goes back at the end of the subscription. */
    @Override
    public void deliver(List<Delivery> deliveries) {
        message.complete(deliveries.get(0));
    }

    @Override
    public void skipped(StompSubscription of, Delivery delivery, SkippedMessage over) {
        BrokerDialect dialect = BrokerDialects.orGeneric(connection.dialect());
        message.completeExceptionally(new StompProtocolException(skipped.skippedPoll(of, dialect, delivery, over)));
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
     * Waits for the broker to have confirmed the subscription, or for the message.
     *
     * @return whether that is so when the time is up
     */
    boolean awaitSubscribed(long nanos) throws InterruptedException {
        try {
            CompletableFuture.anyOf(subscribed, message).get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException | CancellationException e) {
            return true; // whoever takes the message will see
        }
    }

    /**
     * Takes the message.
     *
     * @param nanos how long to wait for it
     * @return {@code null} if there is none, for good: time was up, or the poll was ended
     * @throws StompException why none will ever come
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
            // Whatever comes later is for others; what came in the last moment is not.
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

    /** Ends the wait, or gives back a message that has come and is not answered. */
    void close() {
        message.cancel(false);
        subscription.close();
    }
}
