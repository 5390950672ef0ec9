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
package io.github.camelstomp2.examples.observability;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.builder.RouteBuilder;

/** Sends orders and processes them; each twentieth is invalid and becomes a dead letter. */
final class OrderRoutes extends RouteBuilder {
    private static final int INVALID = 20;

    private final AtomicLong sent = new AtomicLong();

    @Override
    public void configure() {
        from("timer:orders?period={{orders.period}}")
                .routeId("send-orders")
                .process(exchange -> exchange.getMessage().setBody(Long.toString(sent.incrementAndGet())))
                .to("stomp2:queue/orders");

        from("stomp2:queue/orders?prefetch=50")
                .routeId("process-orders")
                .filter(exchange -> exchange.getMessage().getBody(Long.class) % INVALID == 0)
                .throwException(IllegalArgumentException.class, "the order is invalid")
                .end()
                .to("log:orders?level=DEBUG");
    }
}
