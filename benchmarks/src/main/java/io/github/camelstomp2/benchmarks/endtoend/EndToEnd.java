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
import java.nio.file.Path;
import java.util.Optional;

/**
 * Measures clients against a peer and writes {@link PerformancePage}. Each client and the peer have processes of their
 * own; the clients are measured in turns.
 *
 * <p>The system properties are those of {@link Options}.
 */
public final class EndToEnd {
    private final Options options;
    private final Results results = new Results();
    private final RunFacts facts;
    private int failures;

    private EndToEnd(Options options) {
        this.options = options;
        this.facts = RunFacts.ofThisMachine(options);
    }

    /** Takes no arguments. */
    public static void main(String[] arguments) throws Exception {
        EndToEnd run = new EndToEnd(Options.ofThisProcess());
        run.measureAll();
        System.exit(run.failures == 0 ? 0 : 1);
    }

    private void measureAll() throws Exception {
        Path directory = options.output();
        for (Case what : options.cases()) {
            if (!options.subjects(what).isEmpty()) {
                measure(what);
                System.out.println(new ResultTable(what, results.of(what)).withTitle());
                results.write(directory.resolve(PerformancePage.RESULTS));
                facts.write(directory.resolve(PerformancePage.FACTS));
            }
        }
        PerformancePage.write(directory);
    }

    private void measure(Case what) throws Exception {
        try (RunningPeer peer = RunningPeer.start(what.peer(), options.stock())) {
            facts.addVersion(peer.version());
            for (int round = 0; round < options.rounds(); round++) {
                for (Subjects who : options.subjects(what)) {
                    run(peer, what, who).ifPresent(measured -> results.add(what, who, measured));
                }
            }
        }
    }

    private Optional<Measurement> run(RunningPeer peer, Case what, Subjects who) throws Exception {
        peer.prepare(new Work(what.scenario(), peer.address(), what.bodySize()), who.subject());
        Process subject = JavaProcess.start(
                who == Subjects.CAMEL_STOMP2_BEFORE ? options.otherBuild() : "",
                SubjectMain.class,
                who.name(),
                what.toString(),
                peer.address().toString(),
                Long.toString(peer.limit(what.scenario())),
                Long.toString(1_000L * options.warmUpSeconds()),
                Long.toString(1_000L * options.seconds()));
        Optional<Measurement> measured = result(subject);
        if (subject.waitFor() != 0 || measured.isEmpty()) {
            failures++;
            System.err.println(who.title() + " failed at: " + what.title());
        }
        peer.cleanUp();
        return measured;
    }

    private static Optional<Measurement> result(Process subject) throws IOException {
        try (BufferedReader lines = subject.inputReader()) {
            return lines.lines()
                    .filter(line -> line.startsWith(Measurement.MARK))
                    .map(line -> Measurement.ofLine(line.substring(Measurement.MARK.length())))
                    .reduce((first, last) -> last);
        }
    }
}
