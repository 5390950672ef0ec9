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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the page on performance, {@value #PAGE}, and its charts, from what a run has left in the same directory.
 *
 * <p>The prose is a template, the resource {@value #PAGE} beside this class. In it <code>{{case SYNTHETIC BRIDGE 64}}</code>
 * stands for the chart and the table of a case, <code>{{include NAME}}</code> for a file in the directory, and
 * <code>{{NAME}}</code> for one of {@link RunFacts}. What was not measured is left out, with the headings that nothing stands
 * under then.
 */
public final class PerformancePage {
    static final String RESULTS = "performance/results.csv";
    static final String FACTS = "performance/run.properties";
    private static final String PAGE = "performance.md";
    private static final String CHARTS = "performance";
    private static final String NOT_MEASURED = "Not measured in this run.";
    private static final Pattern PLACE = Pattern.compile("\\{\\{(?:(case|include) )?([^}]+)}}");

    /** A heading without text under it, before the next heading of the same or a higher level, or the end. */
    private static final Pattern EMPTY_PART =
            Pattern.compile("(?m)^(#{2,})(?!#) [^\n]*\n+(?=#{2}(?!#) |\\1(?!#) |\\z)");

    private final Path directory;
    private final Results results;
    private final RunFacts facts;

    private PerformancePage(Path directory) throws IOException {
        this.directory = directory;
        this.results = Results.read(directory.resolve(RESULTS));
        this.facts = RunFacts.read(directory.resolve(FACTS));
    }

    /** Writes the page again, after its template was changed: the argument is the directory. */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]));
    }

    static void write(Path directory) throws IOException {
        Files.createDirectories(directory.resolve(CHARTS));
        Files.writeString(directory.resolve(PAGE), new PerformancePage(directory).filled(template()));
    }

    private static String template() throws IOException {
        try (InputStream template = PerformancePage.class.getResourceAsStream(PAGE)) {
            return new String(template.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String filled(String template) {
        String all = PLACE.matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(text(place.group(1), place.group(2)))
                        .strip());
        return withoutEmptyParts(all.replace(NOT_MEASURED + "\n\n", "").replace(NOT_MEASURED, ""));
    }

    private static String withoutEmptyParts(String page) {
        String less = EMPTY_PART.matcher(page).replaceAll("");
        return less.equals(page) ? page.strip() + "\n" : withoutEmptyParts(less);
    }

    private String text(String kind, String name) {
        if (kind == null) {
            return facts.get(name);
        }
        try {
            return kind.equals("case") ? tableAndChart(Case.parse(name)) : included(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String included(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : NOT_MEASURED;
    }

    private String tableAndChart(Case what) throws IOException {
        Map<Subjects, List<Measurement>> rounds = results.of(what);
        if (rounds.isEmpty()) {
            return NOT_MEASURED;
        }
        String file = CHARTS + "/" + what.fileName() + ".svg";
        String title = what.title() + ": messages/s";
        List<BarChart.Bar> bars = rounds.entrySet().stream()
                .map(entry -> new BarChart.Bar(
                        entry.getKey().title(),
                        Measurement.median(entry.getValue(), Measurement::perSecond),
                        entry.getKey() == Subjects.CAMEL_STOMP2))
                .toList();
        Files.writeString(directory.resolve(file), new BarChart(title, bars).svg());
        return "![" + title + "](" + file + ")\n\n" + new ResultTable(what, rounds).text();
    }
}
