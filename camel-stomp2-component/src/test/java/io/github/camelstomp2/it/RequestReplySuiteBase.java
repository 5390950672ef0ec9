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
package io.github.camelstomp2.it;

import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.testbed.BrokerExtension;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Requests of routes, and the routes that answer them. */
abstract class RequestReplySuiteBase {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    StompRoutes routes;
    String queue;

    abstract BrokerExtension broker();

    @BeforeEach
    void startCamel() {
        queue = broker().uniqueName("prices");
        routes = new StompRoutes(broker(), "1.2,1.1,1.0");
    }

    @AfterEach
    void stopCamel() {
        routes.close();
    }

    void add(LambdaRouteBuilder added) throws Exception {
        RouteBuilder.addRoutes(routes.context(), added);
    }

    String endpoint(String... options) {
        return "stomp2:queue/" + queue + (options.length == 0 ? "" : "?" + String.join("&", options));
    }

    /** A route that answers "x" with "re x". */
    final void addAnswering(String... options) throws Exception {
        add(on -> on.from(endpoint(options)).setBody(on.simple("re ${body}")));
    }

    CompletableFuture<Exchange> ask(String uri, String body) {
        return routes.template().asyncSend(uri, exchange -> {
            exchange.setPattern(ExchangePattern.InOut);
            exchange.getMessage().setBody(body);
        });
    }

    static Exchange end(CompletableFuture<Exchange> asked) throws Exception {
        return asked.get(PATIENCE.toSeconds() * 3, TimeUnit.SECONDS);
    }

    final void awaitAllDone() {
        await().atMost(PATIENCE).until(() -> broker().broker().messageCount(queue) == 0);
    }
}
