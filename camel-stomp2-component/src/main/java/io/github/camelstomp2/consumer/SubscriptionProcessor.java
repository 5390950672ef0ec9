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

import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.subscription.StompSubscription;
import io.github.camelstomp2.consumer.dispatch.DeliveryDispatcher;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.SkippedMessage;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.settlement.FailurePolicy;
import io.github.camelstomp2.settlement.Settlement;
import java.util.List;
import java.util.concurrent.Executor;
import org.apache.camel.support.DefaultConsumer;

/**
 * Processes the messages of one subscription: from the event loop into an exchange, through the route, to the
 * acknowledgement or the dead letter.
 */
public final class SubscriptionProcessor implements DeliveryDispatcher.Handler, Settlement.Source {
    private final RouteEntry route;
    private final ConsumerLife life;
    private final Executor workers;
    private final Stomp2Configuration configuration;
    private final StompConnection connection;
    private final FailurePolicy failurePolicy;
    private final DeliveryDispatcher dispatcher;

    private final UnsettledLimit unsettled;
    private final Backlog backlog;
    private final SkippedMessages skipped;
    private final StompSubscription subscription;

    /**
     * @param consumer makes exchanges, and has the route
     * @param reader makes exchanges of messages
     * @param life of the same consumer
     */
    public SubscriptionProcessor(
            DefaultConsumer consumer,
            Stomp2Configuration configuration,
            StompConnection connection,
            StompSubscription subscription,
            FailurePolicy failurePolicy,
            DeliveryReader reader,
            Executor workers,
            ConsumerLife life) {
        this.route = new RouteEntry(
                consumer,
                reader,
                new RouteClock(failurePolicy.figures().processing(), configuration.getConcurrentConsumers() == 1));
        this.configuration = configuration;
        this.workers = workers;
        this.life = life;
        this.connection = connection;
        this.subscription = subscription;
        this.failurePolicy = failurePolicy;
        // With manualAck the route may keep messages for as long as it likes, so they are not counted; with
        // ackMode=auto there is nothing to acknowledge.
        this.unsettled = new UnsettledLimit(
                configuration.getPrefetch(),
                !configuration.isManualAck() && configuration.getAckMode() != AckMode.AUTO,
                failurePolicy::underWay);
        String destination = subscription.request().options().destination();
        this.skipped =
                new SkippedMessages(() -> connection.report().at(destination), configuration.getDeadLetterMode());
        this.dispatcher = new DeliveryDispatcher(configuration.getConcurrentConsumers(), workers, this);
        this.backlog = new Backlog(configuration, dispatcher.waiting(), subscription, failurePolicy.figures());
        failurePolicy.whenOneIsSettled(unsettled::mayEnter);
    }

    /** On the event loop: adds the messages to the queue and returns. */
    void deliver(List<Delivery> deliveries) {
        failurePolicy.figures().received(deliveries.size());
        dispatcher.add(deliveries);
        // Nothing else limits a broker that does not wait for acknowledgements, or does not know prefetch.
        backlog.added();
    }

    /** On the event loop. */
    void skipped(Delivery delivery, SkippedMessage message) {
        skipped.skipped(subscription, dialect(), delivery, message);
    }

    /** Messages of an ended connection must not stop the reading from the next one. */
    void interrupted() {
        dispatcher.waiting().dropStale();
        taken();
    }

    @Override
    public void workerBegins() {
        route.pauses();
    }

    /** On a worker thread. */
    @Override
    public boolean process(Delivery delivery, Runnable ended) {
        if (unsettled.enter()) {
            return route.begin(delivery, this, ended);
        }
        route.pauses();
        awaitPlace(delivery, ended);
        return false;
    }

    /**
     * Waits for a place without a thread. The message keeps its place among those in process, so that no later one
     * overtakes it.
     */
    private void awaitPlace(Delivery delivery, Runnable ended) {
        unsettled.await(() -> workers.execute(() -> {
            if (delivery.isStale()) {
                ended.run(); // the broker delivers it again
            } else if (!unsettled.enter()) {
                awaitPlace(delivery, ended);
            } else if (route.begin(delivery, this, ended)) {
                ended.run();
            }
        }));
    }

    // ---- for the settlement of each message

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
        return workers;
    }

    @Override
    public void decided() {
        int left = unsettled.leave();
        unsettled.mayEnter();
        if (left == 0) {
            life.idle();
        }
    }

    @Override
    public BrokerDialect dialect() {
        return BrokerDialects.orGeneric(connection.dialect());
    }

    /** A consumer that is stopping begins few or no further messages, so reading on would only fill its queue. */
    @Override
    public void taken() {
        if (life.state().takesAll()) {
            backlog.taken();
        }
    }

    @Override
    public void idle() {
        life.idle();
    }

    public boolean isIdle() {
        return dispatcher.isIdle() && unsettled.undecided() == 0;
    }

    /** How many messages have arrived and were not begun. */
    public int waiting() {
        return dispatcher.waiting().size();
    }

    /** How many messages are in process, or wait for a commit or a reply. */
    public int undecided() {
        return unsettled.undecided();
    }

    /** How many messages a stop has to wait for. */
    public int pending() {
        // The order matters: a message that leaves the queue meanwhile is counted among those in process.
        int waiting = life.state().takesAll() ? 0 : dispatcher.waiting().admitted();
        // With manualAck the route may keep a message for as long as it likes, so a stop does not wait for it.
        int decisions = configuration.isManualAck() ? 0 : unsettled.undecided();
        return waiting + Math.max(dispatcher.active(), decisions);
    }

    /**
     * The consumer is suspended: no further message is begun; messages in process go on.
     *
     * @param withThoseThatWait whether messages that were delivered before are processed too
     */
    public void pause(boolean withThoseThatWait) {
        if (withThoseThatWait) {
            dispatcher.pauseAfterThoseThatWait();
        } else {
            dispatcher.pause();
        }
    }

    /** The consumer is started again before all that has ended. */
    public void resume() {
        dispatcher.resume();
        taken();
    }

    /**
     * Ends the subscription. Messages that were not begun stay unacknowledged, for other consumers.
     *
     * @param remove whether the broker deletes a durable subscription
     */
    public void close(boolean remove) {
        dispatcher.pause();
        if (remove) {
            subscription.remove();
        } else {
            subscription.close();
        }
        dispatcher.waiting().clear();
    }
}
