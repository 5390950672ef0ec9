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

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.main.Main;

/**
 * Sends orders, kills the broker when a third of them has been received, and ends when all of them have been: exit code 0. It
 * is 1 when one is missing after two minutes.
 */
public final class FailoverApp {
    private static final int ORDERS = 600;
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(120);

    private final PrintStream out;
    private final View view;
    private final int orders;

    FailoverApp(PrintStream out, boolean terminal, int orders) {
        this.out = out;
        this.view = new View(out, terminal);
        this.orders = orders;
    }

    /**
     * Runs once.
     *
     * @param args none
     */
    public static void main(String[] args) throws Exception {
        int exitCode = new FailoverApp(System.out, System.console() != null, ORDERS).run();
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    /** Returns the exit code. */
    int run() throws Exception {
        Path store = Files.createTempDirectory("stomp2-failover");
        try (Broker first = new Broker(store)) {
            first.awaitWorking();
            try (Broker standby = new Broker(store)) {
                out.printf("%ncamel-stomp2 failover%n%n");
                out.printf(
                        "  brokers  ActiveMQ Classic, two processes with one store: %s, %s%n%n",
                        first.url(), standby.url());
                return run(first, first.url() + "," + standby.url());
            }
        } finally {
            delete(store);
        }
    }

    private int run(Broker first, String brokers) throws Exception {
        Tally tally = new Tally();
        Main camel = new Main();
        camel.configure().addRoutesBuilder(new OrderRoutes(tally));
        camel.addOverrideProperty("orders", String.valueOf(orders));
        camel.addOverrideProperty("camel.component.stomp2.broker-url", brokers);
        try {
            camel.start();
            return watch(first, tally);
        } finally {
            camel.stop();
        }
    }

    private int watch(Broker first, Tally tally) throws InterruptedException {
        long end = System.nanoTime() + DEADLINE_NANOS;
        boolean killed = false;
        Tally.Counts counts = tally.counts();
        while (!counts.complete(orders) && System.nanoTime() < end) {
            counts = tally.await(100);
            view.show(counts, System.nanoTime());
            if (!killed && counts.received() >= orders / 3) {
                killed = true;
                first.kill();
                view.event("the broker at " + first.url() + " is killed", counts);
            }
        }
        view.end(counts);
        return result(counts, killed);
    }

    private int result(Tally.Counts counts, boolean killed) {
        if (counts.complete(orders) && killed) {
            out.printf(
                    "%n  OK: %d sent, %d confirmed, %d received (%d of them twice): nothing is lost.%n%n",
                    counts.sent(), counts.confirmed(), counts.received(), counts.again());
            return 0;
        }
        out.printf("%n  FAILED: %d orders are confirmed and were not received.%n", counts.lost());
        out.printf("          Run again with -Dfailover.log=INFO to see what happened.%n%n");
        return 1;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
