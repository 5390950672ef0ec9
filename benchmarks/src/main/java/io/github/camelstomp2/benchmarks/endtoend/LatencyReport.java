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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Measures response times: the confirmation of one send at a time, and replies to requests at fixed rates. Each client
 * and the peer have processes of their own; the clients are measured in turns. Prints tables of medians. System
 * properties: {@code bench.rounds} (5), {@code bench.seconds} (4), {@code bench.warmup} (4), {@code bench.rates}
 * (1000,5000,20000 requests per second), {@code bench.subjects} (all), and {@code bench.jar}: the jar or folder of
 * another build.
 */
public final class LatencyReport {
    private static final String OTHER_BUILD = System.getProperty("bench.jar", "");

    private LatencyReport() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws Exception {
        table("one confirmed send at a time", measure(0));
        for (String rate : System.getProperty("bench.rates", "1000,5000,20000").split(",")) {
            table(rate + " requests/s", measure(Integer.parseInt(rate)));
        }
    }

    private static Map<LatencySubjects, List<Latencies>> measure(int rate) throws IOException, InterruptedException {
        Map<LatencySubjects, List<Latencies>> results = new EnumMap<>(LatencySubjects.class);
        for (int round = 0; round < Integer.getInteger("bench.rounds", 5); round++) {
            for (LatencySubjects who : chosen()) {
                results.computeIfAbsent(who, key -> new ArrayList<>()).add(run(who, rate));
            }
        }
        return results;
    }

    private static List<LatencySubjects> chosen() {
        String names = System.getProperty("bench.subjects", "");
        return Arrays.stream(LatencySubjects.values())
                .filter(who -> names.isEmpty() || List.of(names.split(",")).contains(who.name()))
                .filter(who -> who != LatencySubjects.CAMEL_STOMP2_BEFORE || !OTHER_BUILD.isEmpty())
                .toList();
    }

    private static Latencies run(LatencySubjects who, int rate) throws IOException, InterruptedException {
        Process peer = JavaProcess.start("", SyntheticPeer.class, List.of());
        try (BufferedReader port = peer.inputReader()) {
            Process subject = JavaProcess.start(
                    who == LatencySubjects.CAMEL_STOMP2_BEFORE ? OTHER_BUILD : "",
                    LatencyMain.class,
                    List.of(
                            who.name(),
                            port.readLine(),
                            Integer.toString(rate),
                            System.getProperty("bench.warmup", "4"),
                            System.getProperty("bench.seconds", "4")));
            try (BufferedReader words = subject.inputReader()) {
                return Latencies.ofLine(JavaProcess.expect(words, "measured"));
            } finally {
                subject.waitFor();
            }
        } finally {
            peer.getOutputStream().close();
            peer.waitFor();
        }
    }

    private static void table(String what, Map<LatencySubjects, List<Latencies>> results) {
        System.out.printf("%n| %s | /s | p50, µs | p99, µs | p99.9, µs | longest, µs |%n", what);
        System.out.println("|---|---:|---:|---:|---:|---:|");
        results.forEach((who, rounds) -> System.out.printf(
                Locale.ROOT,
                "| %s | %,d | %,d | %,d | %,d | %,d |%n",
                who.title(),
                median(rounds, round -> Math.round(round.perSecond())),
                median(rounds, round -> round.p50() / 1_000),
                median(rounds, round -> round.p99() / 1_000),
                median(rounds, round -> round.p999() / 1_000),
                median(rounds, round -> round.longest() / 1_000)));
    }

    private static long median(List<Latencies> rounds, ToLongFunction<Latencies> figure) {
        long[] sorted = rounds.stream().mapToLong(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
