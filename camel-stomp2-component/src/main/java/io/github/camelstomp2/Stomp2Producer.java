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
import io.github.camelstomp2.broker.Limitation;
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.log.TrafficFigures;
import io.github.camelstomp2.client.send.OutgoingMessage;
import io.github.camelstomp2.client.send.SendListener;
import io.github.camelstomp2.client.subscription.SubscriptionRequest;
import io.github.camelstomp2.connection.BrokerCheck;
import io.github.camelstomp2.connection.ProducerConnection;
import io.github.camelstomp2.connection.SendRoom;
import io.github.camelstomp2.endpoint.EndpointResources;
import io.github.camelstomp2.observation.ObservedSends;
import io.github.camelstomp2.observation.ProducerHealth;
import io.github.camelstomp2.observation.Timing;
import io.github.camelstomp2.producer.Continuation;
import io.github.camelstomp2.producer.Continuations;
import io.github.camelstomp2.producer.ExchangeTransaction;
import io.github.camelstomp2.producer.RequestSender;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.route.RouteErrors;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.ExchangeHelper;

/**
 * Sends exchanges. An exchange continues when the broker has confirmed its message. Meanwhile no thread waits, and many
 * sends can be on their way over the one connection that all producers share.
 */
@ManagedResource(description = "Managed STOMP 2 producer")
public class Stomp2Producer extends DefaultAsyncProducer implements ObservedSends {
    private final EndpointResources resources;
    private ProducerConnection lease;

    /** The connection of the lease. */
    private volatile StompConnection connection;

    private ProducerHealth health;
    private Timing confirmations = Timing.NONE;
    private TrafficFigures traffic;

    private SendRoom room;
    private Continuations continuations;
    private RequestSender requests;

    Stomp2Producer(Endpoint endpoint, EndpointResources resources) {
        super(endpoint);
        this.resources = resources;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            requireStarted();
            OutgoingMessage message = resources.binding().outgoing(exchange);
            if (ExchangeHelper.isOutCapable(exchange)) {
                requests.send(message, exchange, callback);
                return false;
            }
            if (!resources.configuration().isTransacted()) {
                send(message, exchange, callback);
                return false;
            }
            ExchangeTransaction.of(exchange)
                    .add(exchange, message, resources.connections().common(), connection);
        } catch (Exception | Error e) {
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }

    /** A route that was interrupted by the end of its context may still call this. */
    private void requireStarted() {
        if (connection == null) {
            throw new StompConnectionException("not sent: this producer is stopped");
        }
    }

    private void send(OutgoingMessage message, Exchange exchange, AsyncCallback callback) {
        long begin = System.nanoTime();
        int taken = room.enter(message.body().length, message.timeout());
        // The time limit is for the whole send, so the time that was spent waiting for room counts too.
        connection.send(message, begin, new Send(exchange, callback, room, taken, begin));
    }

    /** A send that was handed over, until its exchange continues. */
    private final class Send extends Continuation implements SendListener {
        private final Exchange exchange;
        private final AsyncCallback callback;

        /** The room of the connection that this send uses. A producer that is started again may have another one. */
        private final SendRoom entered;

        private final int taken;
        private StompException failure;

        /** The beginning; then, where it is measured, the time until the confirmation. */
        private long nanos;

        Send(Exchange exchange, AsyncCallback callback, SendRoom entered, int taken, long beginning) {
            this.exchange = exchange;
            this.callback = callback;
            this.entered = entered;
            this.taken = taken;
            this.nanos = beginning;
        }

        @Override
        public void ended(StompException howItFailed) {
            failure = howItFailed;
            entered.leave(taken);
            if (confirmations != Timing.NONE) {
                nanos = traffic.untilRead(nanos);
            }
            continuations.add(this);
        }

        @Override
        public void run() {
            if (failure != null) {
                exchange.setException(failure);
            } else {
                confirmations.record(nanos);
            }
            RouteErrors.goOn(exchange, callback);
        }
    }

    @Override
    public String destination() {
        return resources.destination();
    }

    @Override
    public StompConnection observed() {
        return connection;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        SubscriptionRequest replies = resources.options().replies(resources.destination());
        SendOptions options = resources.options().send(resources.destination(), false);
        BrokerCheck check = new BrokerCheck(resources.connections(), dialect -> limitations(dialect, options));
        check.ofNamedBroker();
        lease = resources.producers();
        connection = lease.connection();
        traffic = connection.report().traffic();
        room = lease.sends();
        confirmations =
                resources.configuration().isConfirm() ? resources.clients().confirmations() : Timing.NONE;
        continuations = new Continuations(resources.workers(), connection::afterBatch);
        requests = new RequestSender(resources.configuration(), lease, replies, continuations, this::fillReply);
        if (!options.isPlain()) {
            connection.willSend(options);
        }
        health = ProducerHealth.add(getEndpoint(), resources.clients().name(), resources.destination(), connection);
        try {
            check.ofReachedBroker(connection);
        } catch (RuntimeException e) {
            release();
            throw e;
        }
    }

    private List<Limitation> limitations(BrokerDialect dialect, SendOptions options) {
        Stomp2Configuration c = resources.configuration();
        List<Limitation> all = new ArrayList<>(dialect.confirmationLimits(c.isConfirm(), c.isTransacted()));
        all.addAll(dialect.limitations(options));
        return all;
    }

    private void fillReply(Exchange exchange, StompFrame reply, BrokerDialect dialect) throws Exception {
        resources.binding().fillReply(exchange, reply, dialect);
    }

    @Override
    protected void doStop() throws Exception {
        release();
        super.doStop();
    }

    private void release() {
        if (connection != null) {
            connection = null;
            health.remove();
            requests.stop();
            lease.close();
        }
    }
}
