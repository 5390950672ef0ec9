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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;

/**
 * Results as a Markdown table, with their ratios: to Netty's result in the same case; where reads are cut, to the same
 * codec's result with uncut reads; where sizes differ, to its result with the smallest size.
 */
final class ReportTable {
    private static final String PEER = "peer";
    private static final String METHOD = "method";
    private static final String CUT = "cut";
    private static final String REFERENCE_PEER = "NETTY";

    private final String unit;
    private final List<Row> rows;

    ReportTable(String unit, List<Row> rows) {
        this.unit = unit;
        // JMH lists results by library first; here the results of the same case follow each other.
        this.rows = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.with(PEER, "").labels(), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    /**
     * One result.
     *
     * @param labels what was measured: the parameters, and {@code method}
     * @param nanoseconds mean per operation
     * @param error half the width of JMH's interval of 99.9 %, not a number when there was one iteration
     * @param bytes allocated per operation
     */
    record Row(Map<String, String> labels, double nanoseconds, double error, double bytes) {
        static Row of(RunResult result) {
            Map<String, String> labels = new LinkedHashMap<>();
            String benchmark = result.getParams().getBenchmark();
            labels.put(METHOD, benchmark.substring(benchmark.lastIndexOf('.') + 1));
            for (String name : new TreeSet<>(result.getParams().getParamsKeys())) {
                labels.put(name, result.getParams().getParam(name));
            }
            return new Row(
                    labels,
                    result.getPrimaryResult().getScore(),
                    result.getPrimaryResult().getScoreError(),
                    result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
        }

        private Row with(String label, String value) {
            Map<String, String> changed = new LinkedHashMap<>(labels);
            changed.put(label, value);
            return new Row(changed, nanoseconds, error, bytes);
        }
    }

    String markdown() {
        List<String> labels = differingLabels();
        boolean splits = labels.contains(CUT);
        boolean sizes = rows.stream().allMatch(row -> row.labels().get(METHOD).startsWith("octets"));
        List<String> head = new ArrayList<>(labels);
        String what = unit.substring(unit.indexOf('/'));
        head.addAll(List.of(unit, "±", "× Netty", "B" + what, "B × Netty"));
        if (splits) {
            head.add("× uncut");
        }
        if (sizes) {
            head.add("× shortest");
        }
        StringBuilder table = new StringBuilder(line(head));
        table.append(line(head.stream()
                .map(column -> labels.contains(column) ? "---" : "---:")
                .toList()));
        for (Row row : rows) {
            List<String> cells = new ArrayList<>();
            labels.forEach(label -> cells.add(row.labels().get(label)));
            Row netty = find(row.with(PEER, REFERENCE_PEER));
            cells.add(number(row.nanoseconds()));
            cells.add(number(row.error()));
            cells.add(netty == null ? "" : ratio(row.nanoseconds(), netty.nanoseconds()));
            cells.add(number(row.bytes()));
            cells.add(netty == null ? "" : ratio(row.bytes(), netty.bytes()));
            if (splits) {
                cells.add(timeRatio(row, find(row.with(CUT, Cut.READS_OF_64K.name()))));
            }
            if (sizes) {
                cells.add(timeRatio(row, shortest(row)));
            }
            table.append(line(cells));
        }
        return table.toString();
    }

    /**
     * The labels that differ between rows; the library is the last one, so that compared results are in adjacent lines.
     */
    private List<String> differingLabels() {
        Set<String> all = new LinkedHashSet<>();
        rows.forEach(row -> all.addAll(row.labels().keySet()));
        List<String> differing = all.stream()
                .filter(label -> !label.equals(PEER))
                .filter(label -> rows.stream()
                                .map(row -> row.labels().get(label))
                                .distinct()
                                .count()
                        > 1)
                .collect(Collectors.toCollection(ArrayList::new));
        differing.add(PEER);
        return differing;
    }

    private Row find(Row alike) {
        return rows.stream()
                .filter(row -> row.labels().equals(alike.labels()))
                .findFirst()
                .orElse(null);
    }

    private Row shortest(Row row) {
        return rows.stream()
                .filter(other -> other.with(METHOD, "")
                        .labels()
                        .equals(row.with(METHOD, "").labels()))
                .findFirst()
                .orElse(null);
    }

    private static String timeRatio(Row row, Row to) {
        return to == null ? "" : ratio(row.nanoseconds(), to.nanoseconds());
    }

    private static String ratio(double value, double reference) {
        return String.format(Locale.ROOT, "%.2f", value / reference);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
