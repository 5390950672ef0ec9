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
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Command lines that cannot be: nobody connects, and the error says what to change. */
class Stomp2ToolsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Stomp2Tools tools() {
        return new Stomp2Tools(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                false);
    }

    private int run(List<String> words) {
        return tools().run(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "move| Missing required options: '--to=QUEUE', '--from=DESTINATION'",
                "move --from queue/a| Missing required option: '--to=QUEUE'",
                "move --from queue/a --to /queue/a| --from and --to are the same queue",
                "purge --from queue/a --to queue/b| Unknown options: '--to', 'queue/b'",
                "shovel --from queue/a| Unmatched arguments from index 0: 'shovel'",
                "purge --from queue/a --max none| Invalid value for option '--max': 'none' is not a long",
                "purge --from queue/a --max 0| --max must be more than 0",
                "purge --from queue/a --window 0| --window must be more than 0",
                "purge --from queue/a --idle 0s| --idle must be more than 0",
                "purge --from queue/a --time 0s| --time must be more than 0",
                "move --from queue/a --to queue:a| --from and --to are the same queue",
                "move --from queue/a --to queue/a --broker tcp://b:1 --target-broker tcp://b:1| --from and --to are the same queue",
                "move --from queue/a --to queue/b --target-username joe| --target-username and --target-host are of --target-broker",
                "purge --from topic/a| --from is a topic, in which no messages are kept",
                "purge --from queue/a?prefetch=1| --from is a destination without options",
                "move --from queue/a --to queue/| --to names no destination",
                "purge --from queue/a --password secret| The password is read from the environment variable STOMP2_PASSWORD",
                "save --from queue/a --file missing/orders.jsonl| missing/orders.jsonl cannot be created: its directory is not there",
                "load --file target| --file target cannot be read",
                "purge --from queue/a --idle soon| '--idle': 'soon' is not a time such as 500ms, 2s or 10m",
                "purge --from queue/a --filter ${body| --filter is no condition in Simple",
                "save --from queue/a| Missing required option: '--file=FILE'",
                "load --to queue/a| Missing required option: '--file=FILE'",
                "load --file missing.jsonl| --file missing.jsonl cannot be read",
                "load --file pom.xml --skip -1| --skip must be 0 or more",
                "browse --from topic/a| browse shows what is in a queue; tail shows what comes to a topic",
                "tail --from queue/a| tail shows what comes to a topic; browse shows what is in a queue",
                "purge --from| Missing required parameter for option '--from'",
                "purge --form queue/a --from queue/b| Unknown options: '--form', 'queue/a'",
                "purge queue/a --from queue/b| Unmatched argument at index 1: 'queue/a'"
            })
    void aCommandLineThatCannotBeSaysWhatToChange(String words, String message) {
        assertThat(run(List.of(words.split(" ")))).isEqualTo(Stomp2Tools.USAGE);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains(message)
                .contains("See stomp2-tools")
                .contains(" --help");
    }

    @Test
    void anAddressThatIsNoneIsAnErrorOfTheCommandLine() {
        assertThat(run(List.of("purge", "--from", "queue/a", "--broker", "broker1")))
                .isEqualTo(Stomp2Tools.USAGE);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("Nothing was touched: 'broker1' is not a brokerURL; expected tcp://host:port");
    }

    static Stream<String> commandsOfThePage() throws IOException {
        return Files.readAllLines(Path.of("../docs/tools.md")).stream()
                .filter(line -> line.startsWith("java -jar stomp2-tools.jar "))
                .map(line -> line.substring("java -jar stomp2-tools.jar ".length()));
    }

    @ParameterizedTest
    @MethodSource("commandsOfThePage")
    void theCommandsOfThePageAreSome(String words) {
        assertThat(tools().commandLine().parseArgs(words.split(" ")).errors()).isEmpty();
    }

    @Test
    void helpNamesTheCommands() {
        assertThat(run(List.of("--help"))).isEqualTo(Stomp2Tools.DONE);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "move ",
                        "replay ",
                        "purge ",
                        "save ",
                        "load ",
                        "browse ",
                        "tail ",
                        "STOMP2_PASSWORD",
                        "Exit codes:");
    }

    @Test
    void helpOfACommandNamesItsOptions() {
        assertThat(run(List.of("move", "--help"))).isEqualTo(Stomp2Tools.DONE);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("--from=DESTINATION", "--to=QUEUE", "--dry-run", "'${header.region}");
    }

    @Test
    void withoutWordsThereIsHelpAndAnErrorCode() {
        assertThat(run(List.of())).isEqualTo(Stomp2Tools.USAGE);

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Usage: stomp2-tools");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void thePageNamesEachCommandAndEachOption(String command) throws IOException {
        String page = Files.readString(Path.of("../docs/tools.md"));

        assertThat(page).contains("| `" + command + "` |");
        for (OptionSpec option : tools().commandLine()
                .getSubcommands()
                .get(command)
                .getCommandSpec()
                .options()) {
            assertThat(page).contains("`" + option.longestName() + "`");
        }
    }

    static Set<String> commands() {
        return new CommandLine(new Commands(null, null, Map.of(), false))
                .getSubcommands()
                .keySet();
    }
}
