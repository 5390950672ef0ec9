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
package io.github.camelstomp2.examples.bridge;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/** Sends invoices to the first queue and waits for them in the second one. Exit code 1 when one is missing after 30 s. */
public final class BridgeApp {
    private static final int INVOICES = 20;
    private static final long DEADLINE_SECONDS = 30;

    private final PrintStream out;

    BridgeApp(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs once.
     *
     * @param args none
     */
    public static void main(String[] args) throws Exception {
        int exitCode = new BridgeApp(System.out).run(Files.createTempDirectory("stomp2-bridge"));
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    /**
     * Returns the exit code.
     *
     * @param directory for the files
     */
    int run(Path directory) throws Exception {
        CountDownLatch missing = new CountDownLatch(INVOICES);
        try (EmbeddedBroker broker = new EmbeddedBroker()) {
            Main camel = camel(broker.url(), directory);
            camel.configure().addRoutesBuilder(new FileRoutes());
            camel.configure().addRoutesBuilder(new RouteBuilder() {
                @Override
                public void configure() {
                    from("stomp2:queue/{{bridge.out}}").process(exchange -> missing.countDown());
                }
            });
            out.printf("%ncamel-stomp2 bridge%n%n  queue/in -> %s -> queue/out%n%n", directory);
            try {
                camel.start();
                for (int i = 1; i <= INVOICES; i++) {
                    camel.getCamelTemplate()
                            .sendBodyAndHeader("stomp2:queue/{{bridge.in}}", "Invoice " + i, "invoice", "F-" + i);
                }
                missing.await(DEADLINE_SECONDS, TimeUnit.SECONDS);
            } finally {
                camel.stop();
            }
        }
        out.printf("  sent %d, arrived %d%n%n", INVOICES, INVOICES - missing.getCount());
        return missing.getCount() == 0 ? 0 : 1;
    }

    /** With the properties of the routes; {@code broker} is its address. */
    static Main camel(String broker, Path directory) {
        Main camel = new Main();
        camel.addOverrideProperty("camel.main.name", "bridge");
        camel.addOverrideProperty("camel.main.shutdown-timeout", "10");
        camel.addOverrideProperty("camel.component.stomp2.broker-url", broker);
        camel.addOverrideProperty("camel.component.stomp2.reconnect-delay", "200ms");
        camel.addOverrideProperty("camel.component.stomp2.reconnect-max-delay", "1s");
        camel.addOverrideProperty("bridge.in", "in");
        camel.addOverrideProperty("bridge.out", "out");
        camel.addOverrideProperty("bridge.topic", "invoices");
        camel.addOverrideProperty("bridge.directory", directory.toString());
        return camel;
    }
}
