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
package io.github.camelstomp2.examples.failover;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** One route sends numbered orders, the other one receives them. Neither knows of the brokers. */
final class OrderRoutes extends RouteBuilder {
    private static final String NUMBER = "order-number";

    private final Tally tally;

    OrderRoutes(Tally tally) {
        this.tally = tally;
    }

    @Override
    public void configure() {
        // The send is complete when a broker has confirmed the message. While no broker is there, it waits.
        from("timer:orders?period={{send.period}}&delay=0&repeatCount={{orders}}")
                .routeId("send")
                .process(exchange -> exchange.getMessage().setHeader(NUMBER, tally.sent()))
                .setBody(simple("order ${header.order-number}"))
                .to("stomp2:queue/orders")
                .process(exchange -> tally.confirmed(number(exchange)));

        from("stomp2:queue/orders").routeId("receive").process(exchange -> tally.received(number(exchange)));
    }

    private static int number(Exchange exchange) {
        return exchange.getMessage().getHeader(NUMBER, int.class);
    }
}
