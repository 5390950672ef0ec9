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
package io.github.camelstomp2.examples.requestreply;

import java.util.Map;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.builder.RouteBuilder;

/** The client and the server; they may as well be two programs. */
final class PriceRoutes extends RouteBuilder {
    private final Map<String, String> prices;

    PriceRoutes(Map<String, String> prices) {
        this.prices = prices;
    }

    @Override
    public void configure() throws Exception {
        // The exchange waits for the reply. Nobody has to name a queue for it: the component makes one.
        from("direct:ask")
                .routeId("client")
                .onException(ExchangeTimedOutException.class)
                .handled(true)
                .setBody(constant("no answer"))
                .end()
                .toD("stomp2:queue/prices-of-${header.shop}?exchangePattern=InOut&requestTimeout=${header.patience}");

        // The reply is the body at the end of the route. It is sent before the request is acknowledged.
        from("stomp2:queue/prices-of-corner").routeId("server").process(exchange -> exchange.getMessage()
                .setBody(prices.getOrDefault(exchange.getMessage().getBody(String.class), "not sold here")));
    }
}
