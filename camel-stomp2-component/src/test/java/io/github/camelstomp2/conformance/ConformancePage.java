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
package io.github.camelstomp2.conformance;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes {@code docs/conformance.md}. */
final class ConformancePage {
    private static final String VECTORS = "../camel-stomp2-component/src/test/resources/conformance/";

    private final Map<Rule, ? extends Collection<String>> tests;
    private final List<Vector> vectors;
    private final StringBuilder page = new StringBuilder();

    private ConformancePage(Map<Rule, ? extends Collection<String>> tests, List<Vector> vectors) {
        this.tests = tests;
        this.vectors = vectors;
    }

    static String render(Map<Rule, ? extends Collection<String>> tests, List<Vector> vectors) {
        ConformancePage page = new ConformancePage(tests, vectors);
        page.introduction();
        for (Rule.Chapter chapter : Rule.Chapter.values()) {
            page.page.append("\n## ").append(chapter.title()).append('\n');
            for (Rule rule : Rule.values()) {
                if (rule.chapter() == chapter) {
                    page.rule(rule);
                }
            }
        }
        return page.page.toString();
    }

    private void introduction() {
        long written = vectors.stream().filter(Vector.Written.class::isInstance).count();
        page.append("# Conformance\n\n")
                .append("What the client keeps to on the wire, where that comes from, and what holds it. Written by\n")
                .append("`ConformancePageTest` from the enum `Rule`, the annotation `Holds` on tests, and the\n")
                .append("[vectors](")
                .append(VECTORS)
                .append("README.md): octets written by hand, which any other implementation can use as well.\n\n")
                .append(Rule.values().length)
                .append(" rules, ")
                .append(vectors.size())
                .append(" vectors (each counted once per version), ")
                .append(vectors.size() - written)
                .append(" of them read and ")
                .append(written)
                .append(" written. Vectors that are read\n")
                .append(
                        "are read whole, split at each position, and octet by octet; what is written is read back by a\n")
                .append("strict parser that knows nothing of the encoder.\n");
    }

    private void rule(Rule rule) {
        page.append("\n### `")
                .append(rule)
                .append("`\n\n")
                .append(rule.sentence())
                .append("\n\n")
                .append(rule.versions().size() == 3 ? "All versions" : String.join(" and ", rule.versions()))
                .append(". Source: ")
                .append(rule.section())
                .append(".\n\n");
        SortedMap<String, Long> files = vectors.stream()
                .map(Vector::source)
                .filter(source -> source.rules().contains(rule))
                .collect(Collectors.groupingBy(Vector.Source::file, TreeMap::new, Collectors.counting()));
        if (!files.isEmpty()) {
            page.append("- ")
                    .append(files.values().stream().mapToLong(Long::longValue).sum())
                    .append(" vectors: ")
                    .append(files.entrySet().stream()
                            .map(file ->
                                    "[" + file.getKey() + "](" + VECTORS + file.getKey() + ".txt) " + file.getValue())
                            .collect(Collectors.joining(", ")))
                    .append('\n');
        }
        tests.get(rule).forEach(test -> page.append("- ").append(test).append('\n'));
    }
}
