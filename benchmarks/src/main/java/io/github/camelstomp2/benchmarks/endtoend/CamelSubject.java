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
package io.github.camelstomp2.benchmarks.endtoend;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A Camel component for STOMP: routes that count, and a thread that sends. */
final class CamelSubject implements Subject {
    private final String scheme;

    CamelSubject(String scheme) {
        this.scheme = scheme;
    }

    @Override
    public boolean does(Scenario scenario) {
        return scheme.equals("stomp2") || scenario == Scenario.CONSUME_AUTO;
    }

    @Override
    public AutoCloseable start(Scenario scenario, int port, int bodySize, LongAdder done) throws Exception {
        CamelContext context = new DefaultCamelContext();
        context.getShutdownStrategy().setTimeout(2);
        String broker = "?brokerURL=tcp://127.0.0.1:" + port;
        if (scenario.consumes()) {
            context.addRoutes(route("queue/" + scenario.queue(bodySize) + broker + consumerOptions(scenario), done));
            context.start();
            return context::close;
        }
        context.start();
        Endpoint endpoint = context.getEndpoint(scheme + ":queue/send" + broker);
        AsyncProducer producer = endpoint.createAsyncProducer();
        producer.start();
        Thread sender = new Thread(() -> send(endpoint, producer, bodySize, scenario.sendWindow(), done), "sender");
        sender.setDaemon(true);
        sender.start();
        return () -> {
            sender.interrupt();
            sender.join(5_000);
            producer.close();
            context.close();
        };
    }

    private RouteBuilder route(String uri, LongAdder done) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(scheme + ":" + uri).process(exchange -> done.increment());
            }
        };
    }

    private String consumerOptions(Scenario scenario) {
        if (!scheme.equals("stomp2")) {
            return "";
        }
        return scenario == Scenario.CONSUME_AUTO ? "&ackMode=auto" : "&prefetch=" + Scenario.WINDOW;
    }

    private static void send(Endpoint endpoint, AsyncProducer producer, int bodySize, int window, LongAdder done) {
        Semaphore room = new Semaphore(window);
        byte[] body = "x".repeat(bodySize).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        try {
            while (true) {
                room.acquire();
                Exchange exchange = endpoint.createExchange();
                exchange.getMessage().setBody(body);
                producer.process(exchange, doneSync -> {
                    if (exchange.getException() == null) {
                        done.increment();
                    }
                    room.release();
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the end of the run
        }
    }
}
