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
package io.github.camelstomp2.binding;

import io.github.camelstomp2.Stomp2Endpoint;
import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.client.send.OutgoingMessage;
import io.github.camelstomp2.options.DestinationOptions;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Frames to exchanges and back, without a broker. */
abstract class BindingTestSupport {
    static DefaultCamelContext context;

    /** One for each endpoint of the context, as endpoints have them. */
    private static final Map<String, Stomp2Binding> BINDINGS = new HashMap<>();

    @BeforeEach
    void startCamel() {
        context = new DefaultCamelContext();
        context.start();
    }

    @AfterEach
    void stopCamel() {
        context.stop();
        BINDINGS.clear();
    }

    static Stomp2Binding binding(String options) {
        Stomp2Endpoint endpoint = context.getEndpoint("stomp2:queue/x?" + options, Stomp2Endpoint.class);
        return BINDINGS.computeIfAbsent(
                endpoint.getEndpointUri(),
                uri -> new Stomp2Binding(
                        context,
                        endpoint.getDestination(),
                        endpoint.getConfiguration(),
                        new DestinationOptions(endpoint.getConfiguration()),
                        endpoint.getServiceUrl()));
    }

    static Exchange exchange() {
        return new DefaultExchange(context);
    }

    static StompFrame frame(String... headers) {
        return frame(new byte[0], headers);
    }

    static StompFrame frame(byte[] body, String... headers) {
        return new StompFrame(StompCommand.MESSAGE, StompHeaders.of(headers), body);
    }

    /** An exchange with a message that came from RabbitMQ; without a body. */
    static Exchange consumed(String options, String... headers) throws Exception {
        return consumed(BrokerDialects.RABBITMQ, options, headers);
    }

    static Exchange consumed(BrokerDialect dialect, String options, String... headers) throws Exception {
        Exchange exchange = exchange();
        binding(options).fill(exchange, frame(headers), dialect);
        exchange.getMessage().setBody(null); // which would bring a content-type
        return exchange;
    }

    /** The headers that an exchange would send. */
    static StompHeaders sent(String options, Exchange exchange) throws Exception {
        return binding(options).outgoing(exchange).headers();
    }

    static List<String> names(OutgoingMessage message) {
        return names(message.headers());
    }

    static List<String> names(StompHeaders headers) {
        return IntStream.range(0, headers.size()).mapToObj(headers::name).toList();
    }
}
