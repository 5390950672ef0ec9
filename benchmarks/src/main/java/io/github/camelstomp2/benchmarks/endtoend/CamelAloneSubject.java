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

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/** Messages made up on a thread and given to a route: the headers and the text that a small STOMP message has. */
final class CamelAloneSubject implements Subject {

    @Override
    public boolean does(Scenario scenario) {
        return scenario == Scenario.CONSUME_AUTO;
    }

    @Override
    public AutoCloseable start(Scenario scenario, int port, int bodySize, LongAdder done) throws Exception {
        CamelContext context = new DefaultCamelContext();
        Endpoint endpoint = new MadeUp(context, bodySize);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(endpoint).process(exchange -> done.increment());
            }
        });
        context.start();
        return context::close;
    }

    private static final class MadeUp extends DefaultEndpoint {
        private final byte[] body;

        MadeUp(CamelContext context, int bodySize) {
            super("madeup:messages", null);
            setCamelContext(context);
            body = "x".repeat(bodySize).getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public org.apache.camel.Producer createProducer() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new DefaultConsumer(this, processor) {
                private volatile boolean running;

                @Override
                protected void doStart() throws Exception {
                    super.doStart();
                    running = true;
                    Thread thread = new Thread(this::deliver, "made up messages");
                    thread.setDaemon(true);
                    thread.start();
                }

                private void deliver() {
                    AsyncProcessor route = getAsyncProcessor();
                    for (long number = 0; running; number++) {
                        Exchange exchange = createExchange(false);
                        exchange.getIn().setBody(new String(body, StandardCharsets.US_ASCII));
                        exchange.getIn().setHeader("content-type", "text/plain");
                        exchange.getIn().setHeader("destination", "/queue/x");
                        exchange.getIn().setHeader("message-id", Long.toString(number));
                        route.process(exchange, doneSync -> releaseExchange(exchange, false));
                    }
                }

                @Override
                protected void doStop() throws Exception {
                    running = false;
                    super.doStop();
                }
            };
        }
    }
}
