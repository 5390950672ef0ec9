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
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.StompSubscription;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.SkippedMessage;
import io.github.camelstomp2.session.Delivery;
import java.util.List;
import java.util.concurrent.Executor;
import org.apache.camel.Exchange;

/**
 * The way of consumed messages, for one subscription: off the event loop, into an exchange, through the route, to the
 * acknowledgement or the dead letter.
 */
final class DeliveryProcessor implements DeliveryDispatcher.Handler, Settlement.Source {
    private final Stomp2Consumer consumer;
    private final Stomp2Configuration configuration;
    private final StompConnection connection;
    private final FailurePolicy failurePolicy;
    private final ConsumedMessages messages;
    private final DeliveryDispatcher dispatcher;

    private final UnsettledLimit unsettled;
    private final Backlog backlog;
    private final SkippedMessages skipped;
    private final StompSubscription subscription;
    private volatile boolean stopping;

    DeliveryProcessor(
            Stomp2Consumer consumer,
            StompConnection connection,
            StompSubscription subscription,
            FailurePolicy failurePolicy,
            Replies replies) {
        Stomp2Endpoint endpoint = consumer.getEndpoint();
        this.consumer = consumer;
        this.configuration = endpoint.getConfiguration();
        this.connection = connection;
        this.subscription = subscription;
        this.failurePolicy = failurePolicy;
        // With manualAck the route may keep messages for as long as it likes, and forget those that come again; with
        // ackMode=auto nobody settles them.
        this.unsettled = new UnsettledLimit(
                configuration.getPrefetch(),
                !configuration.isManualAck() && configuration.getAckMode() != AckMode.AUTO,
                failurePolicy::underWay);
        this.messages = new ConsumedMessages(endpoint, replies, consumer.getExceptionHandler());
        this.skipped = new SkippedMessages(endpoint.getDestination(), configuration.getDeadLetterMode());
        this.dispatcher = new DeliveryDispatcher(
                configuration.getConcurrentConsumers(), endpoint.component().workers(), this);
        this.backlog =
                new Backlog(configuration.getPrefetch(), configuration.getMaxFrameSize(), dispatcher, subscription);
        failurePolicy.whenOneIsSettled(unsettled::mayEnter);
    }

    /** On the event loop: hands over and returns. */
    void deliver(List<Delivery> deliveries) {
        dispatcher.add(deliveries);
        // Nothing else limits what a broker sends that waits for no acknowledgement, or does not know prefetch.
        backlog.added();
    }

    /** On the event loop. */
    void skipped(StompSubscription of, Delivery delivery, SkippedMessage message) {
        skipped.skipped(of, dialect(), delivery, message);
    }

    /** What came on a connection that is gone must not keep the next one from being read. */
    void interrupted() {
        dispatcher.dropStale();
        taken();
    }

    /** On a worker thread. */
    @Override
    public boolean process(Delivery delivery, Runnable ended) {
        if (unsettled.enter()) {
            return begin(delivery, ended);
        }
        awaitPlace(delivery, ended);
        return false;
    }

    /** With the place of the delivery among those in process, so that none overtakes it, and no thread. */
    private void awaitPlace(Delivery delivery, Runnable ended) {
        unsettled.await(() -> workers().execute(() -> {
            if (delivery.isStale()) {
                ended.run(); // it comes again
            } else if (!unsettled.enter()) {
                awaitPlace(delivery, ended);
            } else if (begin(delivery, ended)) {
                ended.run();
            }
        }));
    }

    private boolean begin(Delivery delivery, Runnable ended) {
        Exchange exchange = consumer.createExchange(false);
        AcknowledgeOnCompletion acknowledgement = messages.read(exchange, delivery, this);
        if (acknowledgement == null) {
            consumer.releaseExchange(exchange, false);
            return true;
        }
        exchange.getExchangeExtension().addOnCompletion(acknowledgement);
        return new RouteEnd(consumer, exchange, acknowledgement, ended).process();
    }

    // ---- for the settlement of each

    @Override
    public StompSubscription subscription() {
        return subscription;
    }

    @Override
    public StompConnection connection() {
        return connection;
    }

    @Override
    public FailurePolicy failurePolicy() {
        return failurePolicy;
    }

    @Override
    public Executor workers() {
        return consumer.getEndpoint().component().workers();
    }

    @Override
    public void decided() {
        int left = unsettled.leave();
        unsettled.mayEnter();
        if (left == 0) {
            consumer.idle();
        }
    }

    @Override
    public BrokerDialect dialect() {
        return BrokerDialects.orGeneric(connection.dialect());
    }

    /** A consumer that is stopping begins with little or nothing more: to read on would only fill its queue. */
    @Override
    public void taken() {
        if (!stopping) {
            backlog.taken();
        }
    }

    @Override
    public void idle() {
        consumer.idle();
    }

    boolean isIdle() {
        return dispatcher.isIdle() && unsettled.undecided() == 0;
    }

    /** How many messages have arrived and are not begun. */
    int waiting() {
        return dispatcher.queued();
    }

    /** How many messages are in process, or wait for a commit or a reply. */
    int undecided() {
        return unsettled.undecided();
    }

    /** How many messages a stop has to wait for. */
    int pending() {
        // In this order: one that leaves the queue meanwhile counts among those in process.
        int waiting = stopping ? dispatcher.admitted() : 0;
        // With manualAck the route may keep a message for as long as it likes.
        int decisions = configuration.isManualAck() ? 0 : unsettled.undecided();
        return waiting + Math.max(dispatcher.active(), decisions);
    }

    /**
     * Begins with no further message; those that are in process go on.
     *
     * @param withThoseThatWait whether those that were delivered by now are processed before
     */
    void pause(boolean withThoseThatWait) {
        stopping = true;
        if (withThoseThatWait) {
            dispatcher.pauseAfterThoseThatWait();
        } else {
            dispatcher.pause();
        }
    }

    void resume() {
        stopping = false;
        dispatcher.resume();
        taken();
    }

    /**
     * Ends the subscription. What was not begun stays unacknowledged, for other consumers.
     *
     * @param remove whether the broker is to forget a durable subscription
     */
    void close(boolean remove) {
        dispatcher.pause();
        if (remove) {
            subscription.remove();
        } else {
            subscription.close();
        }
        dispatcher.clear();
    }
}
