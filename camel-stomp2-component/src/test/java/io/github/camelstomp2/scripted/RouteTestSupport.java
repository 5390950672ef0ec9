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
package io.github.camelstomp2.scripted;

import io.github.camelstomp2.Stomp2Consumer;
import io.github.camelstomp2.testbed.ScriptedBroker;
import io.github.camelstomp2.testbed.ScriptedConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Camel routes against a scripted broker. */
public abstract class RouteTestSupport {
    /** In which nothing must happen. */
    protected static final Duration A_WHILE = Duration.ofMillis(150);

    protected ScriptedBroker broker;
    protected DefaultCamelContext context;

    /** Adds routes; as {@link RouteBuilder#configure}. */
    @FunctionalInterface
    protected interface Routes {
        void configure(RouteBuilder on) throws Exception;
    }

    @BeforeEach
    protected void startBroker() {
        broker = ScriptedBroker.start();
        context = new DefaultCamelContext();
        context.getShutdownStrategy().setTimeout(5);
    }

    @AfterEach
    protected void stopAll() {
        // First the broker: nobody would answer the DISCONNECT of those that are still connected.
        broker.close();
        // Nothing that waits for the broker will end, and what can end has ended by now.
        context.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        context.getShutdownStrategy().setTimeout(100);
        context.stop();
    }

    /** The client writes nothing for what it and the routes have to do by now; heart-beats may come. */
    protected void expectNoFrame(ScriptedConnection peer) {
        Quiet.await(context.getName());
        peer.expectNoFrame(Quiet.ON_ITS_WAY);
    }

    /** An endpoint of the scripted broker. */
    protected String stomp(String destination, String... options) {
        StringBuilder uri = new StringBuilder("stomp2:" + destination + "?brokerURL=tcp://" + broker.host() + ":"
                + broker.port() + "&reconnectDelay=50&reconnectMaxDelay=100");
        for (String option : options) {
            uri.append('&').append(option);
        }
        return uri.toString();
    }

    /** Adds the routes and starts the context. */
    protected void start(Routes routes) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                routes.configure(this);
            }
        });
        context.start();
    }

    /** That of the route {@code in}. */
    protected Stomp2Consumer consumer() {
        return (Stomp2Consumer) context.getRoute("in").getConsumer();
    }

    /** Suspends a route; waits for what is in flight there. */
    protected void suspend(String routeId) {
        try {
            context.getRouteController().suspendRoute(routeId);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops a route; waits for what is in flight there. */
    protected void stop(String routeId) {
        try {
            context.getRouteController().stopRoute(routeId);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs on another thread what waits for the broker's answers. */
    protected static CompletableFuture<Void> inBackground(Runnable action) {
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
        return done.orTimeout(60, TimeUnit.SECONDS);
    }
}
