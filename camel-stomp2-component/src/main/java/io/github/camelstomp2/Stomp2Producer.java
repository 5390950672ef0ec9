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

import io.github.camelstomp2.client.OutgoingMessage;
import io.github.camelstomp2.client.StompConnection;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * Sends exchanges. An exchange goes on when the broker has confirmed its message; meanwhile no thread waits, and any
 * number of sends is under way on the one connection that all producers share.
 */
public class Stomp2Producer extends DefaultAsyncProducer {
    private final Stomp2Endpoint endpoint;
    private StompConnection connection;
    private Continuations continuations;

    Stomp2Producer(Stomp2Endpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        OutgoingMessage message;
        try {
            message = endpoint.binding().outgoing(exchange);
        } catch (Exception e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        if (endpoint.getConfiguration().isTransacted()) {
            ExchangeTransaction.of(exchange).add(exchange, message, endpoint.clientOptions(), connection);
            exchange.getMessage().removeHeader(Stomp2Constants.OVERRIDE_DESTINATION);
            callback.done(true);
            return true;
        }
        connection.send(
                message,
                failure -> continuations.add(() -> {
                    if (failure == null) {
                        // It was meant for this send; not removed before its end, for Camel may send again.
                        exchange.getMessage().removeHeader(Stomp2Constants.OVERRIDE_DESTINATION);
                    } else {
                        exchange.setException(failure);
                    }
                    callback.done(false);
                }));
        return false;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        continuations = new Continuations(endpoint.component().workers());
        connection = endpoint.component().producerConnections().acquire("stomp2 producers", endpoint.clientOptions());
    }

    @Override
    protected void doStop() throws Exception {
        if (connection != null) {
            connection = null;
            Waiting.forGoodbye(endpoint.component()
                    .producerConnections()
                    .release(endpoint.clientOptions(), Stomp2Component.GOODBYE));
        }
        super.doStop();
    }
}
