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
package io.github.camelstomp2.benchmarks.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures what idle consumers need, each number of them in a process of its own: sockets, threads, and the heap that
 * they need beyond the same number of routes without network. Prints a table. System properties: {@code
 * bench.consumers} (1,10,100,1000), and {@code bench.histograms}: a folder for the live objects of each process by
 * class.
 */
public final class ScaleReport {
    /** The figures of one process. */
    private record Row(int sockets, long millis, IdleMeasurement held) {}

    private final SyntheticPeer peer;

    /** Octets beyond a route without network, for the smallest number of consumers. */
    private final Map<IdleRoutes, Long> least = new EnumMap<>(IdleRoutes.class);

    private final int leastRoutes;

    private ScaleReport(SyntheticPeer peer, int leastRoutes) {
        this.peer = peer;
        this.leastRoutes = leastRoutes;
    }

    /** Takes no arguments. */
    public static void main(String[] arguments) throws Exception {
        int[] numbers = Arrays.stream(
                        System.getProperty("bench.consumers", "1,10,100,1000").split(","))
                .mapToInt(Integer::parseInt)
                .sorted()
                .toArray();
        try (SyntheticPeer peer = new SyntheticPeer()) {
            ScaleReport report = new ScaleReport(peer, numbers[0]);
            System.out.println("| consumers | | sockets | threads | heap, KiB | B for each further one | ms |");
            System.out.println("|---:|---|---:|---:|---:|---:|---:|");
            for (int routes : numbers) {
                report.print(routes);
            }
        }
    }

    private void print(int routes) throws IOException, InterruptedException {
        Map<IdleRoutes, Row> rows = new EnumMap<>(IdleRoutes.class);
        for (IdleRoutes from : IdleRoutes.values()) {
            rows.put(from, measure(from, routes));
        }
        Row floor = rows.get(IdleRoutes.WITHOUT_NETWORK);
        rows.forEach((from, row) -> {
            long heap = row.held().heap() - floor.held().heap();
            System.out.printf(
                    Locale.ROOT,
                    "| %,d | %s | %,d | %,d | %,d | %s | %,d |%n",
                    routes,
                    from.title(),
                    row.sockets(),
                    row.held().threads() - floor.held().threads(),
                    heap >> 10,
                    further(from, routes, heap),
                    row.millis());
        });
    }

    /** Leaves out the first route, which needs memory for what all share, such as the classes of Netty. */
    private String further(IdleRoutes from, int routes, long heap) {
        long first = least.computeIfAbsent(from, key -> heap);
        return routes == leastRoutes ? "" : String.format(Locale.ROOT, "%,d", (heap - first) / (routes - leastRoutes));
    }

    private Row measure(IdleRoutes from, int routes) throws IOException, InterruptedException {
        int subscribed = peer.subscriptions() + from.subscriptions(routes);
        Process process = start(from, routes);
        try (BufferedReader words = process.inputReader();
                PrintWriter steps = new PrintWriter(process.outputWriter(), true)) {
            JavaProcess.expect(words, "ready");
            long begin = System.nanoTime();
            steps.println();
            JavaProcess.expect(words, "started");
            while (peer.subscriptions() < subscribed && process.isAlive()) {
                LockSupport.parkNanos(100_000);
            }
            long millis = (System.nanoTime() - begin) / 1_000_000;
            steps.println();
            IdleMeasurement held = IdleMeasurement.ofLine(JavaProcess.expect(words, "measured"));
            JavaProcess.expect(words, "done");
            return new Row(peer.connections(), millis, held);
        } finally {
            process.waitFor();
            while (peer.connections() > 0) {
                LockSupport.parkNanos(100_000);
            }
        }
    }

    private Process start(IdleRoutes from, int routes) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of(from.name(), Integer.toString(peer.port()), Integer.toString(routes)));
        String histograms = System.getProperty("bench.histograms");
        if (histograms != null) {
            arguments.add(histograms + "/" + from.name() + "-" + routes + ".txt");
        }
        return JavaProcess.start("", ScaleMain.class, arguments);
    }
}
