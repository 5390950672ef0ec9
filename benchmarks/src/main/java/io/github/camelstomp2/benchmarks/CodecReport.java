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
package io.github.camelstomp2.benchmarks;

import static io.github.camelstomp2.benchmarks.Cut.PIECES_OF_1400;
import static io.github.camelstomp2.benchmarks.Cut.PIECES_OF_200;
import static io.github.camelstomp2.benchmarks.Cut.READS_OF_64K;
import static io.github.camelstomp2.benchmarks.Decoders.CAMEL_STOMP2;
import static io.github.camelstomp2.benchmarks.Decoders.NETTY;
import static io.github.camelstomp2.benchmarks.Decoders.STOMPJMS;
import static io.github.camelstomp2.benchmarks.Decoders.VERTX;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the comparison and prints it as Markdown tables. Takes JMH's options, such as {@code -wi 2 -i 2 -r 500ms}, and,
 * instead of benchmarks, the names of {@linkplain Section sections}; all of them if there is none.
 */
public final class CodecReport {
    private static final String PEER = "peer";

    // Without Spring, which copies all earlier pieces for each piece: half a minute for 35,000.
    private static final Decoders[] DRIPPED_LONG = {CAMEL_STOMP2, NETTY, VERTX, STOMPJMS};

    /** One table. Its benchmarks run in groups, since some codecs would need too much time for some of them. */
    enum Section {
        DECODE("Decoding, per frame", "ns/frame", new Group("DecodeBenchmark")),
        SPLIT(
                "Decoding reads that end anywhere, per frame",
                "ns/frame",
                new Group("DecodeBenchmark")
                        .with("headers", Shape.Repetition.REPEATING)
                        .with("cut", READS_OF_64K, PIECES_OF_1400, PIECES_OF_200)),
        DIRECT(
                "Decoding direct buffers, per frame",
                "ns/frame",
                new Group("DecodeBenchmark")
                        .with(PEER, CAMEL_STOMP2, NETTY)
                        .with("headers", Shape.Repetition.REPEATING)
                        .with("buffers", ReadBuffers.values())),
        ENCODE(
                "Encoding, per frame",
                "ns/frame",
                new Group("EncodeBenchmark.flushEach"),
                new Group("EncodeBenchmark.flushOf64").with("shape", Shape.SMALL, Shape.TYPICAL)),
        DRIP_BODY(
                "A long body octet by octet, per octet",
                "ns/octet",
                new Group("DripBenchmark.octets3500$").with("part", DripFrame.BODY),
                new Group("DripBenchmark.octets(35000|350000)$")
                        .with("part", DripFrame.BODY)
                        .with(PEER, DRIPPED_LONG)),
        DRIP_HEAD(
                "A long head octet by octet, per octet",
                "ns/octet",
                new Group("DripBenchmark.octets3500$").with("part", DripFrame.HEAD),
                new Group("DripBenchmark.octets35000$")
                        .with("part", DripFrame.HEAD)
                        .with(PEER, DRIPPED_LONG));

        private final String title;
        private final String unit;
        private final List<Group> groups;

        Section(String title, String unit, Group... groups) {
            this.title = title;
            this.unit = unit;
            this.groups = List.of(groups);
        }
    }

    private record Group(String benchmark, List<Parameter> parameters) {
        private Group(String benchmark) {
            this(benchmark, List.of());
        }

        private Group with(String name, Enum<?>... values) {
            List<Parameter> more = new ArrayList<>(parameters);
            more.add(new Parameter(name, Stream.of(values).map(Enum::name).toArray(String[]::new)));
            return new Group(benchmark, more);
        }
    }

    private record Parameter(String name, String[] values) {}

    private CodecReport() {}

    public static void main(String[] arguments) throws CommandLineOptionException, RunnerException {
        CommandLineOptions options = new CommandLineOptions(arguments);
        List<Section> sections = options.getIncludes().isEmpty()
                ? List.of(Section.values())
                : options.getIncludes().stream().map(Section::valueOf).toList();
        List<String> tables = new ArrayList<>();
        for (Section section : sections) {
            List<ReportTable.Row> rows = new ArrayList<>();
            for (Group group : section.groups) {
                run(options, group).forEach(result -> rows.add(ReportTable.Row.of(result)));
            }
            tables.add("### " + section.title + "\n\n" + new ReportTable(section.unit, rows).markdown());
        }
        System.out.println();
        tables.forEach(System.out::println);
    }

    private static Collection<RunResult> run(CommandLineOptions options, Group group) throws RunnerException {
        // The benchmarks of the options are not used: they are names of sections here.
        ChainedOptionsBuilder run = new OptionsBuilder()
                .parent(options)
                .include("\\." + group.benchmark())
                .addProfiler(GCProfiler.class);
        for (Parameter parameter : group.parameters()) {
            List<String> values = new ArrayList<>(List.of(parameter.values()));
            if (options.getParameter(parameter.name()).hasValue()) {
                values.retainAll(options.getParameter(parameter.name()).get());
            }
            if (values.isEmpty()) {
                return List.of();
            }
            run.param(parameter.name(), values.toArray(String[]::new));
        }
        return new Runner(run.build()).run();
    }
}
