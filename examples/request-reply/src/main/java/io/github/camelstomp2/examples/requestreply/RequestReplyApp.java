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

import java.io.PrintStream;
import java.util.Map;
import org.apache.camel.main.Main;

/** Asks for three prices: of what is sold, of what is not, and in a shop where nobody answers. */
public final class RequestReplyApp {
    private static final Map<String, String> PRICES = Map.of("pencil", "1.20", "paper", "4.50");

    private final PrintStream out;

    RequestReplyApp(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs once.
     *
     * @param args none
     */
    public static void main(String[] args) throws Exception {
        new RequestReplyApp(System.out).run();
    }

    /** Prints the answers. */
    void run() throws Exception {
        try (EmbeddedBroker broker = new EmbeddedBroker()) {
            Main camel = new Main();
            camel.configure().addRoutesBuilder(new PriceRoutes(PRICES));
            camel.addOverrideProperty("camel.main.name", "request-reply");
            camel.addOverrideProperty("camel.main.shutdown-timeout", "10");
            camel.addOverrideProperty("camel.component.stomp2.broker-url", broker.url());
            try {
                camel.start();
                out.printf("%ncamel-stomp2 request-reply%n%n");
                ask(camel, "corner", "pencil", "60s");
                ask(camel, "corner", "teapot", "60s");
                ask(camel, "closed", "pencil", "2s");
                out.println();
            } finally {
                camel.stop();
            }
        }
    }

    private void ask(Main camel, String shop, String item, String patience) throws Exception {
        String answer = camel.getCamelTemplate()
                .requestBodyAndHeaders("direct:ask", item, Map.of("shop", shop, "patience", patience), String.class);
        out.printf("  %-8s %-8s %s%n", shop, item, answer);
    }
}
