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
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Measures clients from the socket to the end of a route, each in a process of its own, in turns, against a peer in a
 * process of its own. Prints a table of medians. System properties: {@code bench.rounds} (5), {@code bench.seconds} (4),
 * {@code bench.warmup} (4), {@code bench.body} (64), {@code bench.scenarios} and {@code bench.subjects} (all), and
 * {@code bench.jar}: the jar or folder of another build of the component, measured beside this one.
 */
public final class EndToEnd {
    private static final String OTHER_BUILD = System.getProperty("bench.jar", "");

    private EndToEnd() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws Exception {
        for (Scenario scenario : chosen("bench.scenarios", Scenario.class)) {
            table(scenario, measure(scenario));
        }
    }

    private static <E extends Enum<E>> List<E> chosen(String property, Class<E> type) {
        String names = System.getProperty(property, "");
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> names.isEmpty() || List.of(names.split(",")).contains(constant.name()))
                .toList();
    }

    private static Map<Subjects, List<Measurement>> measure(Scenario scenario) throws Exception {
        Map<Subjects, List<Measurement>> results = new EnumMap<>(Subjects.class);
        for (int round = 0; round < Integer.getInteger("bench.rounds", 5); round++) {
            for (Subjects who : chosen("bench.subjects", Subjects.class)) {
                if (who.subject().does(scenario) && (who != Subjects.CAMEL_STOMP2_BEFORE || !OTHER_BUILD.isEmpty())) {
                    results.computeIfAbsent(who, key -> new ArrayList<>()).add(run(who, scenario));
                }
            }
        }
        return results;
    }

    private static Measurement run(Subjects who, Scenario scenario) throws IOException, InterruptedException {
        Process peer = java(false, SyntheticPeer.class);
        try (BufferedReader words = peer.inputReader()) {
            String port = words.readLine();
            Process subject = java(
                    who == Subjects.CAMEL_STOMP2_BEFORE,
                    SubjectMain.class,
                    who.name(),
                    scenario.name(),
                    port,
                    System.getProperty("bench.body", "64"),
                    Long.toString(1_000L * Integer.getInteger("bench.warmup", 4)),
                    Long.toString(1_000L * Integer.getInteger("bench.seconds", 4)));
            return result(who, subject);
        } finally {
            peer.getOutputStream().close();
            peer.waitFor();
        }
    }

    private static Measurement result(Subjects who, Process subject) throws IOException, InterruptedException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(subject.getInputStream()))) {
            Measurement measured = lines.lines()
                    .filter(line -> line.startsWith("measured "))
                    .map(Measurement::ofLine)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(who.title() + " printed no result"));
            subject.waitFor();
            return measured;
        }
    }

    private static Process java(boolean otherBuild, Class<?> main, String... arguments) throws IOException {
        String classPath = System.getProperty("java.class.path");
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xms512m",
                "-Xmx512m",
                "-Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener",
                "-cp",
                otherBuild ? OTHER_BUILD + System.getProperty("path.separator") + classPath : classPath,
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void table(Scenario scenario, Map<Subjects, List<Measurement>> results) {
        System.out.printf("%n| %s | messages/s | CPU s per million | bytes per message |%n", scenario);
        System.out.println("|---|---:|---:|---:|");
        results.forEach((who, measurements) -> System.out.printf(
                Locale.ROOT,
                "| %s | %,.0f | %.2f | %,.0f |%n",
                who.title(),
                median(measurements, Measurement::perSecond),
                median(measurements, Measurement::cpuPerMillion),
                median(measurements, Measurement::bytesPerMessage)));
    }

    private static double median(List<Measurement> measurements, ToDoubleFunction<Measurement> figure) {
        double[] sorted = measurements.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
