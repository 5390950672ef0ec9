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

import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.client.OutgoingMessage;
import io.github.camelstomp2.client.SendListener;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.SubscriptionRequest;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.ExchangeHelper;

/**
 * Sends exchanges. An exchange goes on when the broker has confirmed its message; meanwhile no thread waits, and any
 * number of sends is under way on the one connection that all producers share.
 */
public class Stomp2Producer extends DefaultAsyncProducer {
    private final Stomp2Endpoint endpoint;
    private StompConnection connection;
    private SendRoom room;
    private Continuations continuations;
    private RequestReply requests;

    Stomp2Producer(Stomp2Endpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            requireStarted();
            OutgoingMessage message = endpoint.binding().outgoing(exchange);
            if (ExchangeHelper.isOutCapable(exchange)) {
                requests.send(message, exchange, callback);
                return false;
            }
            if (!endpoint.getConfiguration().isTransacted()) {
                send(message, exchange, callback);
                return false;
            }
            ExchangeTransaction.of(exchange).add(exchange, message, endpoint.clientOptions(), connection);
        } catch (Exception | Error e) {
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }

    /** A route that was cut off by the end of its context may still come here. */
    private void requireStarted() {
        if (connection == null) {
            throw new StompConnectionException("not sent: this producer is stopped");
        }
    }

    private void send(OutgoingMessage message, Exchange exchange, AsyncCallback callback) {
        long begin = System.nanoTime();
        int taken = room.enter(message.body().length, message.timeout());
        // What was spent waiting for room is not spent again: the time limit is for the whole of a send.
        connection.send(message, begin, new Send(exchange, callback, taken));
    }

    /** A send that was handed over, until its exchange goes on. */
    private final class Send extends Continuations.Continuation implements SendListener {
        private final Exchange exchange;
        private final AsyncCallback callback;
        private final int taken;
        private StompException failure;

        Send(Exchange exchange, AsyncCallback callback, int taken) {
            this.exchange = exchange;
            this.callback = callback;
            this.taken = taken;
        }

        @Override
        public void ended(StompException howItFailed) {
            failure = howItFailed;
            room.leave(taken);
            continuations.add(this);
        }

        @Override
        public void run() {
            if (failure != null) {
                exchange.setException(failure);
            }
            RouteErrors.goOn(exchange, callback);
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        room = endpoint.component().sendRoom(endpoint.producerOptions());
        SubscriptionRequest replies = endpoint.options().replies(endpoint.getDestination());
        SendOptions options = endpoint.options().send(endpoint.getDestination(), false);
        BrokerCheck check = new BrokerCheck(endpoint, dialect -> dialect.limitations(options));
        check.ofNamedBroker();
        connection = endpoint.component().producerConnections().acquire("stomp2 producers", endpoint.producerOptions());
        continuations = new Continuations(endpoint.component().workers(), connection::afterBatch);
        requests = new RequestReply(endpoint, connection, replies, continuations);
        if (!options.isPlain()) {
            connection.willSend(options);
        }
        try {
            check.ofReachedBroker(connection);
        } catch (RuntimeException e) {
            release();
            throw e;
        }
    }

    @Override
    protected void doStop() throws Exception {
        release();
        super.doStop();
    }

    private void release() {
        if (connection != null) {
            connection = null;
            requests.stop();
            endpoint.component().releaseProducerConnection(endpoint.producerOptions());
        }
    }
}
