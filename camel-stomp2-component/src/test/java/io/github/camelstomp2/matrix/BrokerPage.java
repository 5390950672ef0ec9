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
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Writes {@code docs/brokers.md}. */
final class BrokerPage {
    static final Path FILE = Path.of("..", "docs", "brokers.md");

    private static final String INTRODUCTION =
            """
            # What works on which broker

            Each cell is the result of tests against the real broker that pass in every build; the page is written from them by
            `BrokerPageCheck`. **works**: the broker does it. **emulated**: the component does it in the broker's stead. **not
            possible**: for the reason that is given; an option that asks for it is refused when the route starts, or ignored with one
            line in the log, as [vocabulary.md](vocabulary.md) tells. Where nothing is said of versions of STOMP, it holds for those
            with which it was tried; that is always 1.2.

            Tried with\s""";

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
        page.append("\n## ").append(chapter.title()).append("\n\n|");
        for (BrokerKind kind : BrokerKind.values()) {
            page.append(" | ").append(kind.displayName());
        }
        page.append(" |\n|---")
                .append("|---".repeat(BrokerKind.values().length))
                .append("|\n");
        for (Feature feature : Feature.values()) {
            if (feature.chapter() == chapter) {
                row(feature);
            }
        }
    }

    private void row(Feature feature) {
        page.append("| ").append(feature.title());
        for (BrokerKind kind : BrokerKind.values()) {
            page.append(" | ").append(cell(feature, of(kind)));
        }
        page.append(" |\n");
    }

    /** Once, what is the same in all versions of a broker. */
    private static String cell(Feature feature, List<StoredResults> versions) {
        List<String> cells = versions.stream()
                .map(version -> version.cell(feature))
                .distinct()
                .toList();
        if (cells.size() == 1) {
            return cells.get(0);
        }
        return versions.stream()
                .map(version -> version.version() + ": " + version.cell(feature))
                .collect(Collectors.joining("<br>"));
    }
}
