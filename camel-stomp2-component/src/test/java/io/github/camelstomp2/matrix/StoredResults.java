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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was shown on one version of one broker.
 *
 * @param broker as {@code BrokerKind.id()} has it
 * @param version of the broker
 * @param results one for each feature and version of STOMP, in their order
 */
record StoredResults(String broker, String version, List<ShownResult> results) {
    static final Path KEPT = Path.of("src", "test", "resources", "brokers");

    private static final String SUFFIX = ".tsv";

    /** The versions of a broker from old to new. */
    private static final Comparator<StoredResults> ORDER = Comparator.comparing(StoredResults::broker)
            .thenComparing(results -> ModuleDescriptor.Version.parse(results.version()));

    /** Those of all tests of a run. */
    static StoredResults ofRun(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return of(directory.getFileName().toString(), files.flatMap(StoredResults::lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that are kept in a file such as {@code artemis-2.50.0.tsv}. */
    static StoredResults ofFile(Path file) {
        String name = file.getFileName().toString();
        return of(name.substring(0, name.length() - SUFFIX.length()), lines(file));
    }

    /** Those of all brokers that are kept in a directory, in the order in which they are named. */
    static List<StoredResults> kept(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(StoredResults::ofFile).sorted(ORDER).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StoredResults of(String name, Stream<String> lines) {
        String[] parts = name.split("-", 2);
        Collection<ShownResult> worst = lines.map(ShownResult::parse)
                .collect(Collectors.toMap(
                        result -> Map.entry(result.feature(), result.version()), result -> result, ShownResult::worse))
                .values();
        return new StoredResults(
                parts[0], parts[1], worst.stream().sorted(ShownResult.ORDER).toList());
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String fileName() {
        return broker + "-" + version + SUFFIX;
    }

    String text() {
        return results.stream().map(result -> result.line() + "\n").collect(Collectors.joining());
    }

    Set<Feature> missing() {
        Set<Feature> missing = EnumSet.allOf(Feature.class);
        results.forEach(result -> missing.remove(result.feature()));
        return missing;
    }

    /** For the page: what holds for all versions of STOMP once, else for which it holds. */
    String cell(Feature feature) {
        Map<String, String> versions = new TreeMap<>();
        results.stream()
                .filter(result -> result.feature() == feature)
                .forEach(result -> versions.merge(result.words(), result.version(), (one, more) -> one + ", " + more));
        if (versions.size() == 1) {
            return versions.keySet().iterator().next();
        }
        return versions.entrySet().stream()
                .sorted(Map.Entry.<String, String>comparingByValue().reversed())
                .map(entry -> "STOMP " + entry.getValue() + ": " + entry.getKey())
                .collect(Collectors.joining("<br>"));
    }
}
