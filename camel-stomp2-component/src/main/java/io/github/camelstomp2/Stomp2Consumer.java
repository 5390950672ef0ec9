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

import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.subscription.StompSubscription;
import io.github.camelstomp2.client.subscription.StreamPosition;
import io.github.camelstomp2.client.subscription.SubscriptionRequest;
import io.github.camelstomp2.connection.BrokerCheck;
import io.github.camelstomp2.connection.ConsumerConnection;
import io.github.camelstomp2.consumer.ConsumerState;
import io.github.camelstomp2.consumer.ConsumerSubscription;
import io.github.camelstomp2.consumer.ObservedConsumer;
import io.github.camelstomp2.consumer.SubscriptionProcessor;
import io.github.camelstomp2.endpoint.ConsumerSettlement;
import io.github.camelstomp2.endpoint.EndpointResources;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.ShutdownAware;

/**
 * Consumes a destination over a connection of its own: a broker may stop reading a connection because of sends, and
 * that must not hold up acknowledgements.
 */
@ManagedResource(description = "Managed STOMP 2 consumer")
public class Stomp2Consumer extends ObservedConsumer implements Suspendable, ShutdownAware {
    private final EndpointResources resources;

    /** Changed under the lock of this consumer. */
    private volatile ConsumerState state = ConsumerState.STOPPED;

    private SubscriptionRequest request;
    private volatile ConsumerConnection connection;
    private volatile ConsumerSubscription subscription;

    /** Kept while the route is suspended. Lost when it is stopped: an option says where the stream begins then. */
    private StreamPosition position;

    /** {@code null} until it is needed. A closed one stays until the next start. */
    private volatile ConsumerSettlement settlement;

    Stomp2Consumer(Endpoint endpoint, Processor processor, EndpointResources resources) {
        super(
                endpoint,
                processor,
                resources.destination(),
                resources.configuration().getPrefetch(),
                resources.clients().events());
        this.resources = resources;
    }

    private synchronized void become(ConsumerState next) {
        state = state.then(next);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        become(ConsumerState.STARTING);
        try {
            begin();
        } catch (Exception e) {
            end(); // Camel does not stop a consumer whose start failed
            throw e;
        }
        become(ConsumerState.STARTED);
    }

    private void begin() {
        request = resources.options().subscription(resources.destination());
        position = request.isStream() ? new StreamPosition() : null;
        BrokerCheck check = new BrokerCheck(resources.connections(), request::limitations);
        check.ofNamedBroker();
        resources.takeNames(getEndpoint(), this);
        connection = resources.connect("consumer of ");
        resources.warnConsumer();
        settlement = null; // the settlement of an earlier start belongs to the connection of that time
        if (resources.configuration().getDeadLetterUri() != null) {
            settlement(); // a wrong option is found at the start, not at the first message
        }
        subscribe();
        check.ofReachedBroker(connection());
    }

    private void subscribe() {
        subscription = new Subscription();
        subscription.subscribe(connection(), request, position, this);
    }

    /** The object that settles the messages. */
    private ConsumerSettlement settlement() {
        if (settlement == null) {
            settlement = new ConsumerSettlement(resources, connection(), getRouteId(), figures(), this::idle);
        }
        return settlement;
    }

    /** How many messages have failed and have no safe dead letter yet. */
    @Override
    protected int failed() {
        ConsumerSettlement current = settlement;
        return current == null ? 0 : current.failed();
    }

    /**
     * Begins no further message, or none that comes from now on. The subscription ends after the answer to the last
     * message in process, since brokers accept no answer after it.
     */
    @Override
    protected void doSuspend() throws Exception {
        boolean drains = endsAllThatWereDelivered();
        ConsumerSubscription ending = subscription;
        become(drains ? ConsumerState.DRAINING : ConsumerState.SUSPENDING);
        ending.processor().pause(drains);
        idle();
    }

    /** By its own option, or because the route is to complete all its tasks; delivered messages count as tasks. */
    private boolean endsAllThatWereDelivered() {
        return resources.configuration().isAcceptMessagesWhileStopping()
                || (getRoute() != null && getRoute().getShutdownRunningTask() == ShutdownRunningTask.CompleteAllTasks);
    }

    @Override
    protected synchronized void doResume() throws Exception {
        ConsumerSubscription current = subscription;
        become(ConsumerState.STARTED);
        if (current == null) {
            subscribe();
        } else {
            current.processor().resume();
        }
    }

    /** No message is in process at the moment. */
    private synchronized void idle() {
        SubscriptionProcessor current = ConsumerSubscription.processorOf(subscription);
        if (state.endsWhenIdle() && current != null && current.isIdle() && failed() == 0) {
            become(ConsumerState.SUSPENDED);
            unsubscribe(false);
        }
    }

    /** Ends the subscription. With {@code remove} the broker also deletes it, if it is durable. */
    private synchronized void unsubscribe(boolean remove) {
        ConsumerSubscription ending = subscription;
        if (ending != null) {
            subscription = null;
            // also without a message so far: a message that is on its way finds it closed
            ending.processor().close(remove);
        } else if (remove) {
            // A broker deletes a durable subscription only when it ends. Suspending has ended it, so it is made again.
            connection().subscribe(request, ignored -> {}).remove();
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (state != ConsumerState.STOPPED) {
            end();
        }
        super.doStop();
    }

    private void end() {
        become(ConsumerState.STOPPING);
        if (connection != null) {
            unsubscribe(resources.configuration().isRemoveSubscriptionOnStop());
            connection.close();
            connection = null;
            if (settlement != null) {
                settlement.close();
            }
        }
        resources.giveBackNames(this);
        become(ConsumerState.STOPPED);
    }

    /** The connection while the route is started, otherwise {@code null}. */
    StompConnection connection() {
        ConsumerConnection current = connection;
        return current == null ? null : current.connection();
    }

    @Override
    public StompConnection observed() {
        return connection();
    }

    @Override
    protected ConsumerSubscription subscribed() {
        return subscription;
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
        return false;
    }

    @Override
    public int getPendingExchangesSize() {
        SubscriptionProcessor current = ConsumerSubscription.processorOf(subscription);
        return (current == null ? 0 : current.pending()) + failed();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // Nothing to prepare: suspending and stopping do all that is needed.
    }

    /** One subscription of this consumer, until it is suspended or stopped. */
    private final class Subscription extends ConsumerSubscription {
        @Override
        protected Object lock() {
            return Stomp2Consumer.this;
        }

        @Override
        public ConsumerState state() {
            return state;
        }

        @Override
        public void idle() {
            Stomp2Consumer.this.idle();
        }

        /** Made for the first message, since most of a thousand routes may be idle. */
        @Override
        protected SubscriptionProcessor make(StompSubscription of) {
            return settlement().processor(Stomp2Consumer.this, of, this);
        }
    }
}
