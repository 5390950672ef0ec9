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

import io.github.camelstomp2.chaos.ledger.Rule;
import io.github.camelstomp2.chaos.ledger.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The result of a run.
 *
 * @param title broker and scenario
 * @param seed of its faults
 * @param time it took
 * @param faults how many there were
 * @param slowestRecovery from the moment when a broker is available again to the CONNECT frames, a confirmed send and a
 *     route, and the limit
 * @param heldBack messages that the broker kept for dead connections until it was restarted
 * @param verdict of the checker
 */
public record RunReport(
        String title, long seed, Duration time, int faults, String slowestRecovery, long heldBack, Verdict verdict) {

    private static final String HEAD =
            """
            | run | seed | time | faults | sent | confirmed | failed | unknown | delivered | duplicates | lost | gone with a deleted queue | held back by the broker | acknowledged early | slowest recovery: CONNECT / its answer / send / route (limit), s | verdict |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
            """;

    /** The reports as a Markdown table. */
    public static String table(List<RunReport> reports) {
        StringBuilder table = new StringBuilder(HEAD);
        reports.forEach(report -> table.append(report.row()).append('\n'));
        return table.toString();
    }

    private String row() {
        Verdict.Counts counts = verdict.counts();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d s | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | %s | %s |",
                title,
                seed,
                time.toSeconds(),
                faults,
                counts.sent(),
                counts.confirmed(),
                counts.failed(),
                counts.unknown(),
                counts.delivered(),
                counts.duplicates(),
                verdict.count(Rule.LOST),
                counts.excused(),
                heldBack,
                verdict.count(Rule.ACKNOWLEDGED_EARLY),
                slowestRecovery,
                verdict.isGreen() ? "green" : "RED " + verdict.broken());
    }
}
