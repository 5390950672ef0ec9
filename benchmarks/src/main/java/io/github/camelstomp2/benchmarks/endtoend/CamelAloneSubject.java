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
import java.util.Map;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultMessage;

/**
 * Generates messages on a thread and gives them to a route; they have the headers and the text of a small STOMP
 * message.
 */
final class CamelAloneSubject implements Subject {
    private final boolean lazyHeaders;

    /** @param lazyHeaders whether the header map is filled only when a route uses it, which this one does not */
    CamelAloneSubject(boolean lazyHeaders) {
        this.lazyHeaders = lazyHeaders;
    }

    @Override
    public boolean does(Scenario scenario, Peers peer) {
        return scenario == Scenario.CONSUME_AUTO && peer == Peers.SYNTHETIC;
    }

    @Override
    public AutoCloseable start(Work work, Tally tally) throws Exception {
        CamelContext context = new DefaultCamelContext();
        Endpoint endpoint = new MadeUp(context, work.body(), lazyHeaders);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(endpoint).process(exchange -> tally.consumed(exchange, CamelAloneSubject::messageId));
            }
        });
        context.start();
        return context::close;
    }

    private static String messageId(Exchange exchange) {
        return exchange.getMessage().getHeader("message-id", String.class);
    }

    private static void fill(Map<String, Object> headers, long number) {
        headers.put("content-type", "text/plain");
        headers.put("destination", "/queue/x");
        headers.put("message-id", Long.toString(number));
    }

    private static final class LazyMessage extends DefaultMessage {
        private final long number;

        LazyMessage(CamelContext context, long number) {
            super(context);
            this.number = number;
        }

        @Override
        protected boolean isPopulateHeadersSupported() {
            return true;
        }

        @Override
        protected void populateInitialHeaders(Map<String, Object> headers) {
            fill(headers, number);
        }
    }

    private static final class MadeUp extends DefaultEndpoint {
        private final byte[] body;
        private final boolean lazyHeaders;

        MadeUp(CamelContext context, byte[] body, boolean lazyHeaders) {
            super("madeup:messages", null);
            setCamelContext(context);
            this.body = body;
            this.lazyHeaders = lazyHeaders;
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new MakingUp(this, processor);
        }

        Exchange next(Exchange exchange, long number) {
            if (lazyHeaders) {
                exchange.setIn(new LazyMessage(getCamelContext(), number));
            } else {
                fill(exchange.getIn().getHeaders(), number);
            }
            exchange.getIn().setBody(new String(body, StandardCharsets.US_ASCII));
            return exchange;
        }
    }

    private static final class MakingUp extends DefaultConsumer {
        private final MadeUp endpoint;
        private volatile boolean running;

        MakingUp(MadeUp endpoint, Processor processor) {
            super(endpoint, processor);
            this.endpoint = endpoint;
        }

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
            for (long number = 1; running; number++) {
                Exchange exchange = endpoint.next(createExchange(false), number);
                route.process(exchange, doneSync -> releaseExchange(exchange, false));
            }
        }

        @Override
        protected void doStop() throws Exception {
            running = false;
            super.doStop();
        }
    }
}
