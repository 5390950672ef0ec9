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
package io.github.camelstomp2.request;

import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** Routes that answer the requests of a scripted broker. */
abstract class ReplyingTestSupport extends RouteTestSupport {
    static final String ACTIVEMQ = "ActiveMQ/6.1.7";
    static final String ARTEMIS = "ActiveMQ-Artemis/2.50.0 ActiveMQ Artemis Messaging Engine";
    static final String RABBITMQ = "RabbitMQ/3.10.8";
    static final String ANSWERS = "/remote-temp-queue/ID:1:2";

    final AtomicReference<Exchange> seen = new AtomicReference<>();
    BrokerSide consumer;

    static Map<String, String> asking(String... more) {
        Map<String, String> headers = new HashMap<>(Map.of("reply-to", ANSWERS, "correlation-id", "c-1"));
        for (int i = 0; i < more.length; i += 2) {
            headers.put(more[i], more[i + 1]);
        }
        return headers;
    }

    /** A route that answers with the price of apples. */
    void startAnswering(String server, String... options) throws Exception {
        start(on -> answer(on, options));
        consumer = BrokerSide.subscribed(broker, server);
    }

    void answer(RouteBuilder on, String... options) {
        on.from(stomp("queue/prices", options))
                .routeId("prices")
                .process(this::see)
                .setBody(on.constant("3"));
    }

    void see(Exchange exchange) {
        seen.set(exchange.copy());
    }
}
