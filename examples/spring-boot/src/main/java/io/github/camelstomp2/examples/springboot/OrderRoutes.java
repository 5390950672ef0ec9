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
package io.github.camelstomp2.examples.springboot;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/**
 * Orders go to a queue and come from it. Broker, login and the format of messages are in {@code
 * application.properties}.
 */
@Component
public class OrderRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // goes on only when the broker has confirmed that it has the order
        from("direct:order").routeId("order").to("stomp2:queue/{{orders.queue}}");

        // acknowledged when the desk is done with it, and a dead letter when the desk throws
        from("stomp2:queue/{{orders.queue}}?payloadType=" + Order.class.getName())
                .routeId("accept")
                .bean(OrderDesk.class, "accept");

        // as text, since what is no JSON is a dead letter, too
        from("stomp2:queue/DLQ.{{orders.queue}}?payload=text")
                .routeId("set-aside")
                .bean(OrderDesk.class, "setAside");
    }
}
