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
package io.github.camelstomp2.it;

import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A Camel context whose {@code stomp2:} endpoints talk to one broker; tests add routes and read what arrived. */
final class StompRoutes implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final CamelContext context = new DefaultCamelContext();

    /**
     * @param version the only version that is offered, or all of them, as the option has it
     */
    StompRoutes(BrokerExtension broker, String version) {
        this(broker, broker.uri(), version);
    }

    /**
     * With another way to the broker than the direct one.
     *
     * @param brokerUrl as the option has it
     * @param version as above
     */
    StompRoutes(BrokerExtension broker, String brokerUrl, String version) {
        this(brokerUrl, version);
        component().getConfiguration().setLogin(broker.broker().login());
        component().getConfiguration().setPasscode(broker.broker().passcode());
        if (broker.kind() == BrokerKind.ARTEMIS && version.equals("1.0")) {
            // Its CONNECTED of 1.0 has no server header: the one case in which auto cannot tell it.
            component().getConfiguration().setBroker("artemis");
        }
    }

    /** Without a login. */
    StompRoutes(String brokerUrl, String version) {
        context.getShutdownStrategy().setTimeout(20);
        context.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
        component().getConfiguration().setBrokerURL(brokerUrl);
        component().getConfiguration().setVersion(version);
        component().getConfiguration().setReconnectDelay(200);
        component().getConfiguration().setReconnectMaxDelay(1_000);
        // A broker may take a minute to come back; tests of what ends a send set their own.
        component().getConfiguration().setConfirmTimeout(120_000);
        context.start();
    }

    Stomp2Component component() {
        return context.getComponent("stomp2", Stomp2Component.class);
    }

    CamelContext context() {
        return context;
    }

    ProducerTemplate template() {
        return context.createProducerTemplate();
    }

    void add(RouteBuilder routes) throws Exception {
        context.addRoutes(routes);
    }

    /** Consumes a destination; the exchanges, as they were at the end of the route, come out of the queue. */
    Received consume(String uri) throws Exception {
        Received received = new Received();
        add(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).process(received::add);
            }
        });
        return received;
    }

    @Override
    public void close() {
        context.stop();
    }

    /** What a route received, in its order. */
    static final class Received {
        private final BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();

        void add(Exchange exchange) {
            exchanges.add(exchange.copy());
        }

        int size() {
            return exchanges.size();
        }

        /** The bodies, as texts, of those that are here. */
        Set<String> bodies() {
            return exchanges.stream()
                    .map(exchange -> exchange.getMessage().getBody(String.class))
                    .collect(Collectors.toSet());
        }

        /** The next one; fails when none comes. */
        Exchange next() throws InterruptedException {
            Exchange exchange = exchanges.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (exchange == null) {
                throw new AssertionError("no message within " + PATIENCE);
            }
            return exchange;
        }
    }
}
