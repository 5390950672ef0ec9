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

import io.github.camelstomp2.client.ConnectionReport;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.subscription.SubscriptionReport;
import io.github.camelstomp2.observation.EventNotices;
import io.github.camelstomp2.observation.FlowCheck;
import io.github.camelstomp2.observation.MessageFigures;
import io.github.camelstomp2.observation.MeterAccess;
import io.github.camelstomp2.observation.Meters;
import io.github.camelstomp2.observation.ObservedConnection;
import io.github.camelstomp2.protocol.StompException;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckAware;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.util.StringHelper;

/** What operators see of a consumer: its figures by JMX, and its health. Called from any thread. */
public abstract class ObservedConsumer extends DefaultConsumer
        implements HealthCheckAware, ObservedConnection, ConsumerMeters.Source, ConsumerSubscription.Watcher {
    private final MessageFigures figures = new MessageFigures();
    private final int prefetch;
    private final String destination;
    private final EventNotices events;

    /** Made when somebody asks: a thousand routes may have nobody who does. */
    private volatile HealthCheck healthCheck;

    private Meters meters = Meters.NONE;

    protected ObservedConsumer(
            Endpoint endpoint, Processor processor, String destination, int prefetch, EventNotices events) {
        super(endpoint, processor);
        this.prefetch = prefetch;
        this.destination = destination;
        this.events = events;
    }

    @Override
    public String destination() {
        return destination;
    }

    /** The subscription; {@code null} while there is none. */
    protected abstract ConsumerSubscription subscribed();

    /** How many messages have failed whose dead letter is not safe. */
    protected abstract int failed();

    /** Counts what becomes of the messages. */
    @Override
    public MessageFigures figures() {
        return figures;
    }

    @Override
    public void subscriptionLost(StompException cause) {
        events.subscriptionLost(destination, getRouteId(), String.valueOf(cause.getMessage()));
    }

    @Override
    public void subscriptionRestored() {
        events.subscriptionRestored(destination, getRouteId());
    }

    /** A route that was stopped gets another consumer for its next start: so meters are there from start to stop. */
    @Override
    protected void doStart() throws Exception {
        super.doStart();
        String component = StringHelper.before(getEndpoint().getEndpointUri(), ":");
        String route = getRouteId() == null ? "" : getRouteId();
        meters = MeterAccess.metersOf(
                getEndpoint().getCamelContext(), "component", component, "destination", destination, "routeId", route);
        ConsumerMeters.bind(meters, this);
    }

    @Override
    protected void doStop() throws Exception {
        meters.close();
        super.doStop();
    }

    private ConnectionReport connectionReport() {
        StompConnection connection = observed();
        return connection == null ? null : connection.report();
    }

    private SubscriptionReport subscriptionReport() {
        ConsumerSubscription current = subscribed();
        return current == null ? null : current.report();
    }

    /** {@code null} where the component has {@code healthCheckConsumerEnabled=false}: then only the route counts. */
    @Override
    public HealthCheck getHealthCheck() {
        boolean wanted = !(getEndpoint().getComponent() instanceof HealthCheckComponent component)
                || component.isHealthCheckConsumerEnabled();
        HealthCheck known = healthCheck;
        if (known == null) {
            known = new FlowCheck(
                    "stomp2-consumer:" + destination, destination, this::connectionReport, this::subscriptionReport);
            healthCheck = known;
        }
        return wanted ? known : null;
    }

    @Override
    public void setHealthCheck(HealthCheck healthCheck) {
        this.healthCheck = healthCheck;
    }

    @ManagedAttribute(
            description =
                    "Where the subscription stands: FLOWING, REFUSED (see SubscriptionFailure), NOT CONFIRMED (by the"
                            + " broker, or there is no connection), or NONE")
    @Override
    public String getSubscriptionState() {
        SubscriptionReport now = subscriptionReport();
        if (now == null) {
            return "NONE";
        }
        String missing = now.refusal() == null ? "NOT CONFIRMED" : "REFUSED";
        return now.flowing() ? "FLOWING" : missing;
    }

    @ManagedAttribute(
            description = "What the broker said when it refused or ended the subscription; empty when it did not")
    public String getSubscriptionFailure() {
        SubscriptionReport now = subscriptionReport();
        return now == null || now.refusal() == null ? "" : now.refusal();
    }

    /** How many messages were begun and are neither acknowledged nor given back: at most {@code prefetch}. */
    @ManagedAttribute(
            description =
                    "Messages in process, and those that wait for a commit, a reply or a dead letter to be confirmed")
    @Override
    public int getUnsettledMessages() {
        SubscriptionProcessor current = ConsumerSubscription.processorOf(subscribed());
        return (current == null ? 0 : current.undecided()) + failed();
    }

    @ManagedAttribute(description = "Messages that have arrived and are not begun")
    @Override
    public int getWaitingMessages() {
        SubscriptionProcessor current = ConsumerSubscription.processorOf(subscribed());
        return current == null ? 0 : current.waiting();
    }

    @ManagedAttribute(description = "How many messages the broker may deliver ahead of their acknowledgement")
    @Override
    public int getPrefetch() {
        return prefetch;
    }

    @ManagedAttribute(description = "Messages that came from the broker, those included that came again")
    public long getReceivedMessages() {
        return figures.countReceived();
    }

    @ManagedAttribute(
            description = "Messages that began and that the broker had delivered before, as far as it says so")
    public long getRedeliveredMessages() {
        return figures.countRedelivered();
    }

    @ManagedAttribute(description = "Messages that were acknowledged as their route wants it")
    public long getAcknowledgedMessages() {
        return figures.countAcknowledged();
    }

    @ManagedAttribute(description = "Messages that failed in their route, or were refused there")
    public long getFailedMessages() {
        return figures.countFailed();
    }

    @ManagedAttribute(
            description = "Failed messages whose dead letter is safe, or that the broker was told to dead-letter")
    public long getDeadLetteredMessages() {
        return figures.countDeadLettered();
    }

    @ManagedAttribute(
            description =
                    "Acknowledgements that were dropped because the connection on which their message came was gone:"
                            + " the broker delivers it again")
    public long getStaleAcknowledgements() {
        StompConnection connection = observed();
        return connection == null ? 0 : connection.staleAcknowledgements();
    }
}
