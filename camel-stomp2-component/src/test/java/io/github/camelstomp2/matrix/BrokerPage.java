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
package io.github.camelstomp2.matrix;

import io.github.camelstomp2.testbed.BrokerKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes {@code docs/brokers.md}. */
final class BrokerPage {
    static final Path FILE = Path.of("..", "docs", "brokers.md");

    private static final String INTRODUCTION =
            """
            # What works on which broker

            Each cell is the result of tests against the real broker; the page is written from them by `BrokerPageCheck`. **works**:
            the broker does it. **emulated**: the component does it in the broker's stead. **not possible**: for the reason that is
            given; an option that asks for it is refused when the route starts, or ignored with one line in the log, as
            [vocabulary.md](vocabulary.md) tells. Where nothing is said of versions of STOMP, it holds for those with which it was
            tried; that is always 1.2.

            A broker has one column in a table in which all its versions do the same, else one for each group of versions that do.
            The tests pass against one version of each broker in every build, and against the others when
            [the matrix](../CONTRIBUTING.md#versions-in-use) is run. What else differs between versions of RabbitMQ is in
            [rabbitmq-versions.md](rabbitmq-versions.md).

            Tried with\s""";

    private static final String NOT_TRIED = "not tried";

    private final Collection<StoredResults> results;
    private final StringBuilder page = new StringBuilder();

    private BrokerPage(Collection<StoredResults> results) {
        this.results = results;
    }

    /**
     * @param results of all brokers, those of a broker's versions in the order in which they are named
     */
    static String render(Collection<StoredResults> results) {
        BrokerPage page = new BrokerPage(results);
        page.introduction();
        for (Feature.Chapter chapter : Feature.Chapter.values()) {
            page.table(chapter);
        }
        return page.page.toString();
    }

    private void introduction() {
        page.append(INTRODUCTION)
                .append(Arrays.stream(BrokerKind.values())
                        .map(kind -> kind.displayName() + " " + String.join(", ", versions(kind)))
                        .collect(Collectors.joining("; ")))
                .append(".\n");
    }

    private List<String> versions(BrokerKind kind) {
        return of(kind).stream().map(StoredResults::version).toList();
    }

    private List<StoredResults> of(BrokerKind kind) {
        return results.stream()
                .filter(result -> result.broker().equals(kind.id()))
                .toList();
    }

    private void table(Feature.Chapter chapter) {
        List<Feature> features = Arrays.stream(Feature.values())
                .filter(feature -> feature.chapter() == chapter)
                .toList();
        List<Column> columns = Arrays.stream(BrokerKind.values())
                .flatMap(kind -> columns(kind, features).stream())
                .toList();
        page.append("\n## ").append(chapter.title()).append("\n\n|");
        columns.forEach(column -> page.append(" | ").append(column.title()));
        page.append(" |\n|---").append("|---".repeat(columns.size())).append("|\n");
        for (int row = 0; row < features.size(); row++) {
            page.append("| ").append(features.get(row).title());
            for (Column column : columns) {
                page.append(" | ").append(column.cells().get(row));
            }
            page.append(" |\n");
        }
    }

    /** One for all versions of a broker that have the same cells in all these rows. */
    private List<Column> columns(BrokerKind kind, List<Feature> rows) {
        Map<List<String>, List<String>> versionsByCells = new LinkedHashMap<>();
        for (StoredResults result : of(kind)) {
            List<String> cells = rows.stream().map(row -> cell(result, row)).toList();
            versionsByCells.computeIfAbsent(cells, none -> new ArrayList<>()).add(result.version());
        }
        if (versionsByCells.isEmpty()) {
            versionsByCells.put(Collections.nCopies(rows.size(), NOT_TRIED), List.of());
        }
        boolean alike = versionsByCells.size() == 1;
        return versionsByCells.entrySet().stream()
                .map(group -> new Column(
                        alike ? kind.displayName() : kind.displayName() + " " + String.join(", ", group.getValue()),
                        group.getKey()))
                .toList();
    }

    private static String cell(StoredResults result, Feature feature) {
        String cell = result.cell(feature);
        return cell.isEmpty() ? NOT_TRIED : cell;
    }

    /**
     * @param title the broker, and its versions where others differ
     * @param cells one for each row
     */
    private record Column(String title, List<String> cells) {}
}
