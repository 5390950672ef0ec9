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
package io.github.camelstomp2.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;

/** A route that asks, and the broker that answers, played by the test. */
abstract class RequestingTestSupport extends RouteTestSupport {
    static final String ACTIVEMQ = "ActiveMQ/6.1.7";
    static final String ARTEMIS = "ActiveMQ-Artemis/2.50.0 ActiveMQ Artemis Messaging Engine";
    static final String RABBITMQ = "RabbitMQ/3.10.8";
    static final String RABBITMQ_REPLIES = "/temp-queue/replies-1";

    /** One that asks, and the exchange when it is done. */
    CompletableFuture<Exchange> ask(String endpoint, Consumer<Exchange> request) {
        return context.createProducerTemplate().asyncSend(endpoint, exchange -> {
            exchange.setPattern(ExchangePattern.InOut);
            request.accept(exchange);
        });
    }

    CompletableFuture<Exchange> ask(String endpoint, String body) {
        return ask(endpoint, exchange -> exchange.getMessage().setBody(body));
    }

    CompletableFuture<Exchange> ask(String body) {
        return ask("direct:in", body);
    }

    static Exchange end(CompletableFuture<Exchange> asked) {
        try {
            return asked.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the exchange has not ended", e);
        }
    }

    static Exception failure(CompletableFuture<Exchange> asked) {
        return end(asked).getException();
    }

    static String answer(CompletableFuture<Exchange> asked) {
        Exchange exchange = end(asked);
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(String.class);
    }

    static void reply(BrokerSide side, String subscription, WireFrame request, String body) {
        reply(side, subscription, request, body, Map.of());
    }

    static void reply(BrokerSide side, String subscription, WireFrame request, String body, Map<String, String> more) {
        side.connection.send(ServerFrame.of("MESSAGE")
                .header("subscription", subscription)
                .header("destination", "/queue/whatever")
                .header("message-id", "m-" + body)
                .header("correlation-id", request.header("correlation-id"))
                .header("content-type", "text/plain")
                .headers(more)
                .body(body));
    }

    /** Past the SUBSCRIBE for replies. */
    BrokerSide subscribed(String server) {
        return BrokerSide.connected(broker, server).takeSubscribe();
    }

    void reply(BrokerSide side, WireFrame request, String body) {
        reply(side, side.subscribe().header("id"), request, body);
    }

    void startAsking(String... options) throws Exception {
        start(on -> on.from("direct:in").to(stomp("queue/prices", options)));
    }
}
