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

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The tests that hold a rule by {@link Holds}, found among the compiled ones. */
final class HoldingTests {
    private static final Path CLASSES = Path.of("target", "test-classes");

    private HoldingTests() {}

    /** For each rule its tests as {@code `AcknowledgingTest` in 10 there is no nack}, sorted. */
    static Map<Rule, SortedSet<String>> byRule() throws IOException, ClassNotFoundException {
        Map<Rule, SortedSet<String>> tests = new EnumMap<>(Rule.class);
        for (Rule rule : Rule.values()) {
            tests.put(rule, new TreeSet<>());
        }
        try (Stream<Path> files = Files.walk(CLASSES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                collect(load(file), tests);
            }
        }
        return tests;
    }

    private static Class<?> load(Path file) throws ClassNotFoundException {
        String path = CLASSES.relativize(file).toString();
        String name = path.substring(0, path.length() - ".class".length())
                .replace(file.getFileSystem().getSeparator(), ".");
        return Class.forName(name, false, HoldingTests.class.getClassLoader());
    }

    private static void collect(Class<?> type, Map<Rule, SortedSet<String>> tests) {
        add(type.getAnnotation(Holds.class), "`" + type.getSimpleName() + "`", tests);
        for (Method method : type.getDeclaredMethods()) {
            String test = "`" + type.getSimpleName() + "` " + words(method.getName());
            add(method.getAnnotation(Holds.class), test, tests);
        }
    }

    private static void add(Holds holds, String test, Map<Rule, SortedSet<String>> tests) {
        if (holds != null) {
            Arrays.stream(holds.value()).forEach(rule -> tests.get(rule).add(test));
        }
    }

    private static String words(String methodName) {
        return methodName
                .replaceAll("(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[0-9])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }
}
