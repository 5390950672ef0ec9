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

import io.github.camelstomp2.testbed.ScriptedBroker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Camel routes against a scripted broker. */
abstract class RouteTestSupport {
    ScriptedBroker broker;
    DefaultCamelContext context;

    /** Adds routes; as {@link RouteBuilder#configure}. */
    @FunctionalInterface
    interface Routes {
        void configure(RouteBuilder on) throws Exception;
    }

    @BeforeEach
    void startBroker() {
        broker = ScriptedBroker.start();
        context = new DefaultCamelContext();
        context.getShutdownStrategy().setTimeout(5);
    }

    @AfterEach
    void stopAll() {
        // First the broker: nobody would answer the DISCONNECT of those that are still connected.
        broker.close();
        context.getShutdownStrategy().setTimeout(1);
        context.stop();
    }

    /** An endpoint of the scripted broker. */
    String stomp(String destination, String... options) {
        StringBuilder uri = new StringBuilder("stomp2:" + destination + "?brokerURL=tcp://" + broker.host() + ":"
                + broker.port() + "&reconnectDelay=50&reconnectMaxDelay=100");
        for (String option : options) {
            uri.append('&').append(option);
        }
        return uri.toString();
    }

    /** Adds the routes and starts the context. */
    void start(Routes routes) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                routes.configure(this);
            }
        });
        context.start();
    }

    /** That of the route {@code in}. */
    Stomp2Consumer consumer() {
        return (Stomp2Consumer) context.getRoute("in").getConsumer();
    }

    /** Suspends a route; waits for what is in flight there. */
    void suspend(String routeId) {
        try {
            context.getRouteController().suspendRoute(routeId);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops a route; waits for what is in flight there. */
    void stop(String routeId) {
        try {
            context.getRouteController().stopRoute(routeId);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs on another thread what waits for the broker's answers. */
    static CompletableFuture<Void> inBackground(Runnable action) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        action.run();
                        done.complete(null);
                    } catch (Throwable e) {
                        done.completeExceptionally(e);
                    }
                },
                "test-background");
        thread.setDaemon(true);
        thread.start();
        return done.orTimeout(30, TimeUnit.SECONDS);
    }
}
