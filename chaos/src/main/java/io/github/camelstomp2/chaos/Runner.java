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
package io.github.camelstomp2.chaos;

import io.github.camelstomp2.chaos.wire.Interceptor;
import io.github.camelstomp2.testbed.TestBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Runs scenarios, and keeps logs and ledgers of failed runs. */
final class Runner {
    private final Path directory;

    /** @param directory for logs, and ledgers of failed runs */
    Runner(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a scenario with the correct client. */
    RunReport run(Scenario scenario, Plan plan, List<TestBroker> brokers) {
        return run(scenario, plan, brokers, List::of, "");
    }

    /**
     * Runs a scenario.
     *
     * @param saboteurs makes the interceptors of a connection that make the client faulty
     * @param suffix of the names of files
     */
    RunReport run(
            Scenario scenario,
            Plan plan,
            List<TestBroker> brokers,
            Supplier<List<Interceptor>> saboteurs,
            String suffix) {
        String name = brokers.get(0).kind().id() + "-" + scenario.name() + suffix;
        System.out.println("chaos: " + name + ", seed " + plan.seed());
        try (Run run = new Run(scenario, plan, brokers, saboteurs, directory.resolve(name + ".log"))) {
            RunReport report = run.go();
            if (!report.verdict().isGreen()) {
                LedgerFile.write(run.ledger(), report.verdict(), directory.resolve(name + "-ledger.txt.gz"));
            }
            return report;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Prints reports and writes them to {@code report.md}. */
    void publish(List<RunReport> reports) {
        String table = RunReport.table(reports);
        System.out.println(table);
        reports.forEach(report -> report.verdict().violations().forEach(System.out::println));
        try {
            Files.writeString(directory.resolve("report.md"), table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
