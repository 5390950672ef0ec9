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
package io.github.camelstomp2.producer;

import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.request.OutgoingRequest;
import io.github.camelstomp2.client.request.RequestListener;
import io.github.camelstomp2.client.send.OutgoingMessage;
import io.github.camelstomp2.client.subscription.SubscriptionRequest;
import io.github.camelstomp2.connection.ProducerConnection;
import io.github.camelstomp2.connection.SendRoom;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.route.RouteErrors;
import java.time.Duration;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeTimedOutException;

/**
 * Sends exchanges that want a reply. Such an exchange continues when its reply has come. Meanwhile no thread waits, and
 * many requests can be on their way over the connection that all producers share.
 */
public final class RequestSender {
    private final boolean transacted;
    private final StompConnection connection;
    private final Continuations continuations;
    private final SendRoom room;
    private final SubscriptionRequest replies;
    private final Duration timeout;
    private final ReplyReader reader;

    /** Reads a reply into the exchange of the request. */
    @FunctionalInterface
    public interface ReplyReader {
        /**
         * Reads on a worker thread.
         *
         * @throws Exception if the reply cannot be read; the exchange fails with this exception
         */
        void read(Exchange exchange, StompFrame reply, BrokerDialect dialect) throws Exception;
    }

    /** @param replies the queue for replies, or {@code null}: a queue that is made for the connection */
    public RequestSender(
            Stomp2Configuration configuration,
            ProducerConnection lease,
            SubscriptionRequest replies,
            Continuations continuations,
            ReplyReader reader) {
        this.transacted = configuration.isTransacted();
        this.reader = reader;
        this.connection = lease.connection();
        this.replies = replies;
        this.continuations = continuations;
        this.room = lease.requests();
        this.timeout = Duration.ofMillis(configuration.getRequestTimeout());
    }

    /**
     * Sends a request.
     *
     * @param callback called later, on a worker thread
     * @throws StompException if there is no room for it; the callback is not called
     * @throws IllegalStateException if this endpoint cannot send requests
     */
    public void send(OutgoingMessage message, Exchange exchange, AsyncCallback callback) {
        if (transacted) {
            throw new IllegalStateException(
                    "A request cannot be sent by an endpoint with transacted=true: it would go out"
                            + " at the end of the exchange, which waits for its reply. Send with to(ExchangePattern.InOnly, …) or"
                            + " without transacted=true; where a consumed message has made the exchange InOut by its reply-to,"
                            + " replyEnabled=false does not");
        }
        long begin = System.nanoTime();
        int taken = room.enter(message.body().length, timeout);
        Duration left = timeout.minusNanos(System.nanoTime() - begin);
        String correlationId = message.headers().get(StompHeaderNames.CORRELATION_ID);
        connection.request(
                new OutgoingRequest(
                        message.since(begin), replies, correlationId, isCarried(exchange, correlationId), left, this),
                new Ending(exchange, callback, taken));
    }

    /** Whether the id came with the message from which the exchange was made, and was not set by the route. */
    private static boolean isCarried(Exchange exchange, String correlationId) {
        return correlationId != null
                && correlationId.equals(exchange.getProperty(Stomp2Constants.CORRELATION_ID, String.class));
    }

    /** Ends the waiting requests: nobody could take their replies. */
    public void stop() {
        connection.endRequests(this);
    }

    /** Called on the event loop at the end of one request, which continues on a worker thread. */
    private final class Ending implements RequestListener {
        private final Exchange exchange;
        private final AsyncCallback callback;
        private final int taken;

        Ending(Exchange exchange, AsyncCallback callback, int taken) {
            this.exchange = exchange;
            this.callback = callback;
            this.taken = taken;
        }

        @Override
        public void replied(StompFrame reply) {
            goOn(() -> take(reply));
        }

        private void take(StompFrame reply) {
            try {
                reader.read(exchange, reply, BrokerDialects.orGeneric(connection.dialect()));
            } catch (Exception | Error e) {
                exchange.setException(e);
            }
        }

        @Override
        public void failed(StompException failure) {
            goOn(() -> exchange.setException(failure));
        }

        @Override
        public void timedOut(String what) {
            goOn(() -> exchange.setException(new ExchangeTimedOutException(exchange, timeout.toMillis(), what)));
        }

        private void goOn(Runnable end) {
            room.leave(taken);
            continuations.add(new Continuation() {
                @Override
                public void run() {
                    RouteErrors.goOn(exchange, callback, end);
                }
            });
        }
    }
}
