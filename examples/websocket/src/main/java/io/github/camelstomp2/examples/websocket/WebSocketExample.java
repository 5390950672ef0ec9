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
package io.github.camelstomp2.examples.websocket;

import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.examples.websocket.server.PricesApplication;
import java.io.PrintStream;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the Spring application, and beside it a route that sends a price and an order over WebSocket and hears what the
 * application makes of them. The exit code is 0 when both came back, else 1. From the root of the project:
 *
 * <pre>{@code
 * ./mvnw -q -Pwebsocket -pl examples/websocket -am compile
 * }</pre>
 */
public final class WebSocketExample {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 200;

    private final PrintStream out;

    WebSocketExample(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs once.
     *
     * @param args none
     */
    public static void main(String[] args) throws Exception {
        int exitCode = new WebSocketExample(System.out).run();
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    /** Returns the exit code. */
    int run() throws Exception {
        try (ConfigurableApplicationContext server = new SpringApplicationBuilder(PricesApplication.class)
                .run("--server.port=0", "--server.address=127.0.0.1")) {
            String url =
                    "ws://127.0.0.1:" + server.getEnvironment().getRequiredProperty("local.server.port") + "/prices";
            out.println("camel-stomp2 websocket\n\n  server   Spring's simple broker, " + url);
            return talk(url) ? 0 : 1;
        }
    }

    private boolean talk(String url) throws Exception {
        try (CamelContext camel = new DefaultCamelContext()) {
            // tag::connection
            Stomp2Component stomp = camel.getComponent("stomp2", Stomp2Component.class);
            stomp.getConfiguration().setBrokerURL(url);
            stomp.getConfiguration().getWebSocketHeaders().put("Authorization", PriceRoutes.login("camel", "camel"));
            // end::connection
            camel.addRoutes(new PriceRoutes());
            camel.start();
            boolean price = heard(camel, "direct:price", "ACME 12.50", "seda:prices");
            boolean answer = heard(camel, "direct:order", "100 ACME", "seda:answers");
            out.println(price && answer ? "\n  OK: both came back." : "\n  FAILED: not all came back.");
            return price && answer;
        }
    }

    /** Says it until it is heard: a server that confirms no subscription does not say when it listens. */
    private boolean heard(CamelContext camel, String to, String body, String from) throws Exception {
        try (ProducerTemplate sends = camel.createProducerTemplate();
                ConsumerTemplate receives = camel.createConsumerTemplate()) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            String heard = null;
            while (heard == null && System.nanoTime() < end) {
                sends.sendBodyAndHeader(to, body, "content-type", "text/plain");
                heard = receives.receiveBody(from, PAUSE_MILLIS, String.class);
            }
            out.println("  sent     " + body + "\n  heard    " + heard);
            return heard != null;
        }
    }
}
