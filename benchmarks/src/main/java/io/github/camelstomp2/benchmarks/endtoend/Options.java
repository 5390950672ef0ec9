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

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The system properties {@code bench.…}. Each may be missing or empty. */
record Options(Properties properties) {
    private static final String PREFIX = "bench.";
    private static final List<Integer> ALL_SIZES = List.of(64, 1_024, 65_536);

    static Options ofThisProcess() {
        return new Options(System.getProperties());
    }

    int rounds() {
        return number("rounds", 3);
    }

    int seconds() {
        return number("seconds", 3);
    }

    int warmUpSeconds() {
        return number("warmup", 4);
    }

    /** The most messages that a real broker has to hold, to be consumed or sent. */
    int stock() {
        return number("stock", 300_000);
    }

    /** The class path of another build; empty: none is measured. */
    String otherBuild() {
        return text("jar");
    }

    Path output() {
        String output = text("output");
        return Path.of(output.isEmpty() ? "target/performance" : output);
    }

    /** The cases to measure, in this order. */
    List<Case> cases() {
        return chosen("peers", Peers.class).stream().flatMap(this::cases).toList();
    }

    private Stream<Case> cases(Peers peer) {
        return chosen("scenarios", Scenario.class).stream()
                .flatMap(scenario -> sizes(peer, scenario).stream().map(size -> new Case(peer, scenario, size)));
    }

    /**
     * By default, real brokers get one size in a few scenarios, and only the two simplest scenarios get the larger
     * bodies.
     */
    private List<Integer> sizes(Peers peer, Scenario scenario) {
        if (!text("body").isEmpty()) {
            return Arrays.stream(text("body").split(",")).map(Integer::valueOf).toList();
        }
        if (peer == Peers.SYNTHETIC) {
            return scenario == Scenario.CONSUME_AUTO || scenario == Scenario.SEND_CONFIRMED
                    ? ALL_SIZES
                    : ALL_SIZES.subList(0, 1);
        }
        return switch (scenario) {
            case CONSUME_AUTO, BRIDGE, BRIDGE_64 -> List.of(64);
            case SEND_CONFIRMED, SEND_CONFIRMED_64_THREADS -> List.of(1_024);
            default -> List.of();
        };
    }

    /**
     * The clients measured in a case. With real brokers, unless named, only some of those that are not Camel
     * components.
     */
    List<Subjects> subjects(Case what) {
        boolean named = !text("subjects").isEmpty();
        return chosen("subjects", Subjects.class).stream()
                .filter(who -> who.subject().does(what.scenario(), what.peer()))
                .filter(who ->
                        who != Subjects.CAMEL_STOMP2_BEFORE || !otherBuild().isEmpty())
                .filter(who -> who != Subjects.CAMEL_STOMP2_OBSERVED || Boolean.parseBoolean(text("observed")))
                .filter(who -> named || what.peer() == Peers.SYNTHETIC || who.meetsBrokers())
                .toList();
    }

    /**
     * The properties that were set, as on a command line. The path of another build is left out, since it only exists
     * on one machine.
     */
    String commandLine() {
        Map<String, String> set = new TreeMap<>();
        properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith(PREFIX) && !name.equals("bench.output"))
                .filter(name -> !properties.getProperty(name).isEmpty())
                .forEach(name -> set.put(name, properties.getProperty(name)));
        StringBuilder line = new StringBuilder();
        set.forEach((name, value) ->
                line.append(" -D").append(name).append('=').append(name.equals("bench.jar") ? "…" : value));
        return line.toString();
    }

    private <E extends Enum<E>> List<E> chosen(String property, Class<E> type) {
        String names = text(property);
        if (names.isEmpty()) {
            return List.of(type.getEnumConstants());
        }
        return Arrays.stream(names.split(","))
                .map(name -> Enum.valueOf(type, name))
                .sorted()
                .toList();
    }

    private int number(String name, int otherwise) {
        return text(name).isEmpty() ? otherwise : Integer.parseInt(text(name));
    }

    private String text(String name) {
        return properties.getProperty(PREFIX + name, "").strip();
    }
}
