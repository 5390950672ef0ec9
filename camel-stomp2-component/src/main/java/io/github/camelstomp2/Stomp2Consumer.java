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

import io.github.camelstomp2.broker.QueueType;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.StompSubscription;
import io.github.camelstomp2.client.StreamPosition;
import io.github.camelstomp2.client.SubscriptionRequest;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumes a destination over a connection of its own: a broker that stops reading a connection because of its sends
 * must not hold up acknowledgements.
 */
@ManagedResource(description = "Managed STOMP 2 consumer")
public class Stomp2Consumer extends DefaultConsumer implements Suspendable, ShutdownAware {
    private static final Logger LOG = LoggerFactory.getLogger(Stomp2Consumer.class);

    private final Stomp2Endpoint endpoint;
    private final Stomp2Configuration configuration;

    /** Kept while the route is suspended, and lost when it is stopped: where a stream begins is an option. */
    private StreamPosition position;

    private SubscriptionRequest request;
    private volatile FailurePolicy failurePolicy;
    private Replies replies;
    private DeadLetters deadLetters;
    private ConsumerConnection connection;
    private volatile ConsumerSubscription subscription;
    private volatile boolean pausing;

    Stomp2Consumer(Stomp2Endpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
    }

    // ---- life cycle

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        position = configuration.getQueueType() == QueueType.STREAM ? new StreamPosition() : null;
        request = endpoint.options().subscription(endpoint.getDestination());
        BrokerCheck check = new BrokerCheck(endpoint, dialect -> dialect.limitations(request.options()));
        check.ofNamedBroker();
        endpoint.component().names().take(endpoint, this);
        connection = new ConsumerConnection(endpoint, "stomp2 consumer of " + endpoint.getDestination());
        try {
            replies = new Replies(endpoint);
            deadLetters = new DeadLetters(endpoint, connection());
            failurePolicy = null; // that of an earlier start knows the connection of that time
            warnOfPooledExchanges();
            subscribe();
            check.ofReachedBroker(connection());
        } catch (RuntimeException e) {
            disconnect(); // Camel stops nothing that has not started
            throw e;
        }
    }

    private void warnOfPooledExchanges() {
        if (getEndpoint()
                .getCamelContext()
                .getCamelContextExtension()
                .getExchangeFactory()
                .isPooled()) {
            LOG.warn(
                    "exchangeFactory=pooled: Camel forgets to tell of the end of exchanges that go through split, multicast,"
                            + " recipientList or enrich. Messages from {} are decided on by the end of their route instead,"
                            + " other resources of such exchanges may stay open; use exchangeFactory=prototype",
                    endpoint.getDestination());
        }
    }

    /** Whoever only looks changes nothing. */
    private DeadLetterMode deadLetterMode() {
        return configuration.isBrowse() ? DeadLetterMode.NONE : configuration.getDeadLetterMode();
    }

    private void subscribe() {
        pausing = false;
        subscription = new ConsumerSubscription(this);
        subscription.subscribe(connection(), request, position);
    }

    /** What takes the messages of a subscription through the route. To be called by one thread at a time. */
    DeliveryProcessor processor(StompSubscription of) {
        if (failurePolicy == null) {
            failurePolicy = new FailurePolicy(
                    endpoint.getDestination(), getRouteId(), deadLetterMode(), deadLetters.target(), this::idle);
        }
        return new DeliveryProcessor(this, connection(), of, failurePolicy, replies);
    }

    /** {@code null}: there is no subscription, or it had no message. */
    private DeliveryProcessor deliveries() {
        ConsumerSubscription current = subscription;
        return current == null ? null : current.processorInUse();
    }

    /** How many messages have failed whose dead letter is not safe. */
    private int failed() {
        FailurePolicy policy = failurePolicy;
        return policy == null ? 0 : policy.underWay();
    }

    /**
     * Begins with no further message, or with none that comes from now on. The subscription is ended when the last one
     * in process is answered, and not before: brokers take no acknowledgement for a subscription that has ended.
     */
    @Override
    protected void doSuspend() throws Exception {
        pausing = true;
        ConsumerSubscription current = subscription;
        if (current != null) {
            current.processor().pause(endsAllThatWereDelivered());
            idle();
        }
    }

    /** By its own option, or because the route is to complete all its tasks: messages that were delivered are such. */
    private boolean endsAllThatWereDelivered() {
        return configuration.isAcceptMessagesWhileStopping()
                || (getRoute() != null && getRoute().getShutdownRunningTask() == ShutdownRunningTask.CompleteAllTasks);
    }

    @Override
    protected synchronized void doResume() throws Exception {
        ConsumerSubscription current = subscription;
        if (current == null) {
            subscribe();
        } else {
            pausing = false;
            current.processor().resume();
        }
    }

    /** Nothing is in process at the moment. */
    synchronized void idle() {
        DeliveryProcessor current = deliveries();
        if (pausing && current != null && current.isIdle() && failed() == 0) {
            unsubscribe(false);
        }
    }

    /**
     * @param remove whether the broker is to forget a durable subscription
     */
    private synchronized void unsubscribe(boolean remove) {
        ConsumerSubscription ending = subscription;
        if (ending != null) {
            subscription = null;
            ending.processor().close(remove); // also where it had no message: one that is on its way finds it closed
        } else if (remove) {
            // Suspending has ended it before, and brokers forget only what they are asked to at its end.
            connection().subscribe(request, ignored -> {}).remove();
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (connection != null) {
            disconnect();
        }
        super.doStop();
    }

    private void disconnect() {
        unsubscribe(configuration.isRemoveSubscriptionOnStop());
        connection.close();
        connection = null;
        endpoint.component().names().giveBack(this);
        replies.close();
        if (deadLetters != null) {
            deadLetters.close();
        }
    }

    @Override
    public Stomp2Endpoint getEndpoint() {
        return endpoint;
    }

    /** The connection while the route is started, else {@code null}. */
    StompConnection connection() {
        return connection == null ? null : connection.get();
    }

    /** How many messages were begun and are neither acknowledged nor given back: at most {@code prefetch}. */
    @ManagedAttribute(
            description =
                    "Messages in process, and those that wait for a commit, a reply or a dead letter to be confirmed")
    public int getUnsettledMessages() {
        DeliveryProcessor current = deliveries();
        return (current == null ? 0 : current.undecided()) + failed();
    }

    @ManagedAttribute(description = "Messages that have arrived and are not begun")
    public int getWaitingMessages() {
        return waiting();
    }

    /** How many messages have arrived and are not begun. */
    int waiting() {
        DeliveryProcessor current = deliveries();
        return current == null ? 0 : current.waiting();
    }

    // ---- Camel's shutdown asks what is still to be waited for

    @Override
    public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
        return false;
    }

    @Override
    public int getPendingExchangesSize() {
        DeliveryProcessor current = deliveries();
        return (current == null ? 0 : current.pending()) + failed();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // Nothing beyond suspending and stopping.
    }
}
