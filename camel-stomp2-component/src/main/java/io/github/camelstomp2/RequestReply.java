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

import io.github.camelstomp2.broker.BrokerDialects;
import io.github.camelstomp2.client.OutgoingMessage;
import io.github.camelstomp2.client.OutgoingRequest;
import io.github.camelstomp2.client.RequestListener;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.SubscriptionRequest;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import java.time.Duration;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeTimedOutException;

/**
 * Sends exchanges that want a reply. Such an exchange goes on when its reply has come; meanwhile no thread waits, and any
 * number of requests is under way on the connection that all producers share.
 */
final class RequestReply {
    private final Stomp2Endpoint endpoint;
    private final StompConnection connection;
    private final Continuations continuations;
    private final SendRoom room;
    private final SubscriptionRequest replies;
    private final Duration timeout;

    /**
     * @param replies the queue to which they come, or {@code null} for one that is made for the connection
     */
    RequestReply(
            Stomp2Endpoint endpoint,
            StompConnection connection,
            SubscriptionRequest replies,
            Continuations continuations) {
        this.endpoint = endpoint;
        this.connection = connection;
        this.replies = replies;
        this.continuations = continuations;
        this.room = endpoint.component().requestRoom(endpoint.producerOptions());
        this.timeout = Duration.ofMillis(endpoint.getConfiguration().getRequestTimeout());
    }

    /**
     * Sends a request.
     *
     * @param callback called later, on a worker thread
     * @throws StompException if there is no room for it; the callback is not called
     * @throws IllegalStateException if requests are not possible here
     */
    void send(OutgoingMessage message, Exchange exchange, AsyncCallback callback) {
        if (endpoint.getConfiguration().isTransacted()) {
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

    /** Whether it is that of the message from which the exchange was made, and not one that the route has set. */
    private static boolean isCarried(Exchange exchange, String correlationId) {
        return correlationId != null
                && correlationId.equals(exchange.getProperty(Stomp2Constants.CORRELATION_ID, String.class));
    }

    /** Ends the requests that wait: nobody could take their replies. */
    void stop() {
        connection.endRequests(this);
    }

    /** On the event loop, the end of one request; it goes on on a worker thread. */
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
                endpoint.binding().fillReply(exchange, reply, BrokerDialects.orGeneric(connection.dialect()));
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
            continuations.add(new Continuations.Continuation() {
                @Override
                public void run() {
                    RouteErrors.goOn(exchange, callback, end);
                }
            });
        }
    }
}
