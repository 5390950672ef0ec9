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

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One case as a Markdown table: medians of the rounds, one row for each subject. */
record ResultTable(Case what, Map<Subjects, List<Measurement>> rounds) {
    /** If a synthetic peer uses this many processors or more, it may be the limit, and not the client. */
    private static final double BUSY_PEER = 0.9;

    String withTitle() {
        return "**" + what.title() + "**\n\n" + text();
    }

    String text() {
        StringBuilder table = new StringBuilder("| | messages/s | lowest – highest | × this | CPU s per million |"
                + " bytes per message | peer's CPUs |\n|---|---:|---:|---:|---:|---:|---:|\n");
        rounds.forEach((who, measured) -> table.append(row(who, measured)));
        if (isPeerBusy()) {
            table.append("\n¹ The peer hardly did more: the subject may be faster than that.\n");
        }
        return table.toString();
    }

    private String row(Subjects who, List<Measurement> measured) {
        double rate = rate(measured);
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f%s | %,.0f – %,.0f | %s | %.2f | %,.0f | %.2f |%n",
                who == Subjects.CAMEL_STOMP2 ? "**" + who.title() + "**" : who.title(),
                rate,
                isPeerBusy(measured) ? " ¹" : "",
                measured.stream().mapToDouble(Measurement::perSecond).min().orElseThrow(),
                measured.stream().mapToDouble(Measurement::perSecond).max().orElseThrow(),
                timesThis(rate),
                Measurement.median(measured, Measurement::cpuPerMillion),
                Measurement.median(measured, Measurement::bytesPerMessage),
                Measurement.median(measured, Measurement::peerCores));
    }

    private String timesThis(double rate) {
        List<Measurement> ours = rounds.get(Subjects.CAMEL_STOMP2);
        return ours == null ? "" : String.format(Locale.ROOT, "%.2f", rate / rate(ours));
    }

    private boolean isPeerBusy() {
        return rounds.values().stream().anyMatch(this::isPeerBusy);
    }

    private boolean isPeerBusy(List<Measurement> measured) {
        return what.peer() == Peers.SYNTHETIC && Measurement.median(measured, Measurement::peerCores) > BUSY_PEER;
    }

    private static double rate(List<Measurement> measured) {
        return Measurement.median(measured, Measurement::perSecond);
    }
}
