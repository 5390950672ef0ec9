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
package io.github.camelstomp2.examples.quickstart;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.dataformat.JsonLibrary;

/**
 * The three routes: to the queue, from the queue, from the dead letter queue. Which broker they use is an option of the
 * component, see {@link QuickstartApp}.
 */
final class OrderRoutes extends RouteBuilder {

    /** Which line of the file a message is; travels with it, into the dead letter too. */
    private static final String LINE = "order-line";

    /** Tells the orders of this run from what an earlier one may have left in the queues. */
    private static final String CORRELATION_ID = "correlation-id";

    private final Ledger ledger;
    private final Report report;

    OrderRoutes(Ledger ledger, Report report) {
        this.ledger = ledger;
        this.report = report;
    }

    @Override
    public void configure() {
        // Each send is complete when the broker has confirmed the message.
        from("direct:send-orders")
                .routeId("send-orders")
                .setBody(constant("resource:{{orders.file}}"))
                .split(body().tokenize("\n"))
                .streaming()
                .stopOnException()
                .setHeader(LINE, simple("${exchangeProperty.CamelSplitIndex}++"))
                .setHeader(CORRELATION_ID, simple("{{run.id}}-${header.order-line}"))
                .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                .process(exchange -> ledger.expect(correlationId(exchange)))
                .to("stomp2:queue/{{orders.queue}}")
                .process(exchange -> ledger.sent());

        // The message is acknowledged when its exchange is completed. When a step throws an exception, the component
        // sends the message to the queue DLQ.<name> with the reason, and acknowledges it after that.
        from("stomp2:queue/{{orders.queue}}")
                .routeId("process-orders")
                .unmarshal()
                .json(JsonLibrary.Jackson, Order.class)
                .process()
                .body(Order.class, Order::check)
                .process(this::processed);

        from("stomp2:queue/DLQ.{{orders.queue}}").routeId("report-dead-letters").process(this::deadLettered);
    }

    private void processed(Exchange exchange) {
        if (ledger.processed(correlationId(exchange))) {
            report.processed(line(exchange), exchange.getMessage().getBody(Order.class));
        }
    }

    private void deadLettered(Exchange exchange) {
        if (ledger.deadLettered(correlationId(exchange))) {
            report.deadLettered(
                    line(exchange), exchange.getMessage().getHeader("dead-letter-reason", "", String.class));
        }
    }

    private static String correlationId(Exchange exchange) {
        return exchange.getMessage().getHeader(CORRELATION_ID, "", String.class);
    }

    private static int line(Exchange exchange) {
        return exchange.getMessage().getHeader(LINE, 0, int.class);
    }
}
