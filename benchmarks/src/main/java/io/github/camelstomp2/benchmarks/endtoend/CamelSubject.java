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

import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;

/** A Camel component: routes that count, and threads that send. */
final class CamelSubject implements Subject {
    private static final String TRANSACTION = "direct:transaction";
    private static final int MOST_ATTEMPTS = 20;

    private final CamelClient client;

    CamelSubject(CamelClient client) {
        this.client = client;
    }

    @Override
    public boolean does(Scenario scenario, Peers peer) {
        return client.does(scenario, peer);
    }

    @Override
    public String source(Work work) {
        return client.source(work);
    }

    @Override
    public AutoCloseable start(Work work, Tally tally) throws Exception {
        for (int attempt = 1; ; attempt++) {
            CamelContext context = new DefaultCamelContext();
            try {
                return start(context, work, tally);
            } catch (Exception e) {
                context.close();
                if (attempt == MOST_ATTEMPTS || !client.mayStartAgainAfter(e)) {
                    throw e;
                }
            }
        }
    }

    private AutoCloseable start(CamelContext context, Work work, Tally tally) throws Exception {
        context.getShutdownStrategy().setTimeout(2);
        client.prepare(context, work);
        context.addRoutes(routes(work, tally));
        context.start();
        if (work.scenario().consumes()) {
            return context::close;
        }
        Endpoint endpoint = context.getEndpoint(work.scenario().transacts() ? TRANSACTION : client.to(work));
        AsyncProducer producer = endpoint.createAsyncProducer();
        producer.start();
        byte[] body = work.body();
        Senders senders = Senders.start(
                work.scenario(), tally, done -> send(endpoint.createExchange(), producer, body, tally, done));
        return () -> {
            senders.close();
            producer.close();
            context.close();
        };
    }

    private RouteBuilder routes(Work work, Tally tally) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                if (work.scenario().consumes()) {
                    RouteDefinition route = from(client.from(work));
                    if (work.scenario().bridges()) {
                        route.to(client.to(work));
                    }
                    route.process(exchange -> tally.consumed(exchange, client::messageId));
                } else if (work.scenario().transacts()) {
                    RouteDefinition route = from(TRANSACTION);
                    for (int i = 0; i < work.scenario().batch(); i++) {
                        route.to(client.to(work));
                    }
                }
            }
        };
    }

    private static void send(Exchange exchange, AsyncProducer producer, byte[] body, Tally tally, Runnable done) {
        exchange.getMessage().setBody(body);
        producer.process(exchange, doneSync -> {
            if (exchange.getException() == null) {
                done.run();
            } else {
                tally.failed(exchange.getException());
            }
        });
    }
}
