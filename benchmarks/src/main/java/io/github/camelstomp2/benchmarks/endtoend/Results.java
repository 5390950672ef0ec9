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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All measurements, one line each: case, client, figures. */
final class Results {
    private final Map<Case, Map<Subjects, List<Measurement>>> all = new LinkedHashMap<>();

    void add(Case what, Subjects who, Measurement measured) {
        all.computeIfAbsent(what, key -> new EnumMap<>(Subjects.class))
                .computeIfAbsent(who, key -> new ArrayList<>())
                .add(measured);
    }

    /** The measurements of each client, one per round; empty if there are none. */
    Map<Subjects, List<Measurement>> of(Case what) {
        return all.getOrDefault(what, Map.of());
    }

    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        all.forEach((what, subjects) -> subjects.forEach((who, measurements) ->
                measurements.forEach(measured -> lines.add(what + "," + who + "," + measured.line()))));
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }

    static Results read(Path file) throws IOException {
        Results results = new Results();
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split(",", 5);
            results.add(
                    Case.parse(String.join(",", parts[0], parts[1], parts[2])),
                    Subjects.valueOf(parts[3]),
                    Measurement.ofLine(parts[4]));
        }
        return results;
    }
}
