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
package io.github.camelstomp2.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts of log and exceptions that pages explain are texts of the component. */
class QuotedTextsTest {
    /** The first column of a table, where it is a text in code. */
    private static final Pattern QUOTED = Pattern.compile("^\\| `([^`|]* [^`|]*)`", Pattern.MULTILINE);

    private static final Pattern LITERAL = Pattern.compile("\"[^\"\n]*\"");

    /** Two words of that length in all are hardly there by chance. */
    private static final int TELLING = 8;

    private static final String SOURCES = sources();

    /** The string literals, each text in one piece, in whichever way it is put together. */
    private static String sources() {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            String code = files.filter(file -> file.toString().endsWith(".java"))
                    .map(QuotedTextsTest::read)
                    .collect(Collectors.joining())
                    .replaceAll("\"\\s*\\+\\s*\"", "");
            return LITERAL.matcher(code).results().map(MatchResult::group).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOfTheComponent(String text) {
        // What differs from time to time (destinations, addresses, numbers) is between such words.
        List<String> words = List.of(text.split("[ …;:]+"));
        return IntStream.range(1, words.size())
                .mapToObj(second -> words.get(second - 1) + " " + words.get(second))
                .anyMatch(pair -> pair.length() >= TELLING && SOURCES.contains(pair));
    }

    @ParameterizedTest
    @ValueSource(strings = {"troubleshooting.md", "operating.md"})
    void eachTextOfAPageIsOneOfTheComponent(String page) {
        List<String> texts = QUOTED.matcher(read(Path.of("../docs", page)))
                .results()
                .map((MatchResult quoted) -> quoted.group(1))
                .toList();
        assertThat(texts).hasSizeGreaterThan(10).allMatch(QuotedTextsTest::isOfTheComponent);
    }

    @Test
    void aTextThatNobodyWritesIsNone() {
        assertThat(isOfTheComponent("cannot connect: connection to tcp://b:61613 failed"))
                .isTrue();
        assertThat(isOfTheComponent("nobody sings today: /queue/x")).isFalse();
    }
}
