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
package io.github.camelstomp2.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.scripted.RouteTestSupport;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.apache.camel.support.UnitOfWorkHelper;
import org.junit.jupiter.api.BeforeEach;

/** Polling a scripted broker. */
abstract class PollingTestSupport extends RouteTestSupport {

    @BeforeEach
    void startCamel() {
        context.start();
    }

    /** A started polling consumer of the scripted broker; it is stopped with the context. */
    PollingConsumer poller(String destination, String... options) throws Exception {
        PollingConsumer consumer =
                context.getEndpoint(stomp(destination, options)).createPollingConsumer();
        context.addService(consumer, true, true);
        return consumer;
    }

    /** Runs on another thread what waits for the broker. */
    static <T> CompletableFuture<T> later(Callable<T> poll) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(poll.call());
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                },
                "test-poll");
        thread.setDaemon(true);
        thread.start();
        return result.orTimeout(60, TimeUnit.SECONDS);
    }

    /** A thread that polls until a message comes, or the test ends that. */
    static final class Polling {
        private final CompletableFuture<Exchange> result = new CompletableFuture<>();
        private final Thread thread;

        private Polling(PollingConsumer consumer) {
            thread = new Thread(() -> result.complete(consumer.receive()), "test-polling");
            thread.setDaemon(true);
            thread.start();
        }

        static Polling begin(PollingConsumer consumer) {
            return new Polling(consumer);
        }

        /** Returns when the thread waits for a message. */
        Polling awaitWaiting() {
            await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
            return this;
        }

        /** Ends the poll as it ends when its time is up, without waiting for that; {@code null}: no message had come. */
        Exchange end() {
            thread.interrupt();
            return join();
        }

        /** What the poll returned. */
        Exchange join() {
            return result.orTimeout(60, TimeUnit.SECONDS).join();
        }
    }

    /** What whoever polls without a route says in the end, as {@code ConsumerTemplate.doneUoW} does. */
    static void done(Exchange exchange) {
        UnitOfWorkHelper.doneSynchronizations(
                exchange, exchange.getExchangeExtension().handoverCompletions());
    }

    static void failed(Exchange exchange, Exception cause) {
        exchange.setException(cause);
        done(exchange);
    }

    static String body(Exchange exchange) {
        assertThat(exchange).as("a message was returned").isNotNull();
        return exchange.getMessage().getBody(String.class);
    }
}
