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
package io.github.camelstomp2.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Command lines that cannot be: nobody connects, and the error says what to change. */
class Stomp2ToolsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(List<String> words) {
        return new Stomp2Tools(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of())
                .run(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "move; move needs --from",
                "move --from queue/a; move needs --to",
                "move --from queue/a --to /queue/a; --from and --to are the same queue",
                "purge --from queue/a --to queue/b; purge has no --to",
                "shovel --from queue/a; There is no command shovel",
                "purge --from queue/a --max none; --max has to be a number, 1 or more",
                "purge --from queue/a --max 0; --max has to be a number, 1 or more",
                "purge --from queue/a --idle soon; --idle has to be a time such as",
                "save --from queue/a; save needs --file",
                "load --to queue/a; load needs --file",
                "load --file missing.jsonl; --file missing.jsonl cannot be read",
                "purge --from; --from needs a value behind it",
                "purge --form queue/a; There is no option --form. Options are --broker, --django-stomp",
                "purge queue/a; There is no option queue/a"
            })
    void aCommandLineThatCannotBeSaysWhatToChange(String words, String message) {
        assertThat(run(List.of(words.split(" ")))).isEqualTo(Stomp2Tools.USAGE);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains(message).contains("See --help");
    }

    static Stream<String> commandsOfThePage() throws IOException {
        return Files.readAllLines(Path.of("../docs/tools.md")).stream()
                .filter(line -> line.startsWith("java -jar stomp2-tools.jar "))
                .map(line -> line.substring("java -jar stomp2-tools.jar ".length()));
    }

    @ParameterizedTest
    @MethodSource("commandsOfThePage")
    void theCommandsOfThePageAreSome(String words) {
        Set<String> known = Stomp2Tools.OPTIONS;

        assertThat(Command.of(CommandLine.parse(List.of(words.split(" ")), known)))
                .isNotNull();
    }

    @Test
    void helpNamesTheCommands() {
        assertThat(run(List.of("--help"))).isEqualTo(Stomp2Tools.DONE);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("move ", "replay ", "purge ", "save ", "load ", "tail ", "STOMP2_PASSWORD");
    }
}
