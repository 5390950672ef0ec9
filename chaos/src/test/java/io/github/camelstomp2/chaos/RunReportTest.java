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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.chaos.ledger.Rule;
import io.github.camelstomp2.chaos.ledger.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunReportTest {
    private static RunReport report(Map<Rule, Long> broken) {
        Verdict.Counts counts = new Verdict.Counts(10, 9, 8, 7, 6, 5, 4);
        return new RunReport(
                "RabbitMQ kills",
                42,
                Duration.ofSeconds(3),
                2,
                "0.1 (2.00)",
                1,
                new Verdict(counts, broken, List.of()));
    }

    @Test
    void aRunIsALineOfATable() {
        List<String> lines = RunReport.table(List.of(report(Map.of()))).lines().toList();

        assertThat(lines)
                .last()
                .isEqualTo(
                        "| RabbitMQ kills | 42 | 3 s | 2 | 10 | 9 | 8 | 7 | 6 | 5 | 0 | 4 | 1 | 0 | 0.1 (2.00) | green |");
        assertThat(lines)
                .extracting(line -> line.chars().filter(c -> c == '|').count())
                .containsOnly(17L);
    }

    @Test
    void aRedRunSaysWhichRulesWereBroken() {
        assertThat(RunReport.table(List.of(report(Map.of(Rule.LOST, 3L))))).contains("| 3 | 4 |", "RED {LOST=3}");
    }
}
