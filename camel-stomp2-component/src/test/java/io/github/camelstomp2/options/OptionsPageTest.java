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
package io.github.camelstomp2.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;

/**
 * The page of options is what the code says. Run with {@code -Dstomp2.docs.write=true} to write it anew, after a build
 * that has generated {@code stomp2.json}.
 */
class OptionsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "options.md");
    private static final Path JSON = Path.of("src/generated/resources/META-INF/io/github/camelstomp2/stomp2.json");

    @Test
    void thePageIsWhatTheCodeSays() throws Exception {
        String rendered = OptionsPage.render(Files.readString(JSON));
        if (Boolean.getBoolean("stomp2.docs.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, rendered);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/options.md is written anew by OptionsPageTest with -Dstomp2.docs.write=true")
                .isEqualTo(rendered);
    }

    @Test
    void itHasEveryOptionAndEveryNameOnce() throws Exception {
        String page = OptionsPage.render(Files.readString(JSON));
        JsonObject json = (JsonObject) Jsoner.deserialize(Files.readString(JSON));
        for (String section : List.of("properties", "componentProperties", "headers")) {
            JsonObject entries = json.getMap(section);
            entries.forEach((name, value) -> {
                JsonObject entry = (JsonObject) value;
                String written = entry.getString("prefix") == null ? name : entry.getString("prefix") + "*";
                if (!"path".equals(entry.getString("kind"))) {
                    assertThat(rows(page).filter(row -> row.startsWith("| `" + written + "` |")))
                            .as(name)
                            .hasSize(1);
                }
            });
        }
    }

    @Test
    void everyRowHasItsThreeCells() throws Exception {
        assertThat(rows(OptionsPage.render(Files.readString(JSON))))
                .hasSizeGreaterThan(50)
                .allSatisfy(row -> assertThat(row.replace("\\|", "").chars().filter(c -> c == '|'))
                        .hasSize(4));
    }

    @Test
    void wordsAreShownAsUsersWriteThem() throws Exception {
        String page = OptionsPage.render(Files.readString(JSON));
        assertThat(page)
                .contains("| `ackMode` | `client-individual` |")
                .contains("One of `auto`, `client`, `client-individual`.")
                .contains("| `reconnectDelay` | `1s` |")
                .contains("| `connectHeader.*` |")
                .contains("One of `InOnly`, `InOut`.")
                .doesNotContain("CLIENT_INDIVIDUAL");
    }

    @Test
    void pipesDoNotBreakTheTables() throws Exception {
        String page = OptionsPage.render(
                """
                {"properties": {"a": {"kind": "parameter", "group": "common", "secret": true, "configurationClass": "C",
                 "defaultValue": "x|y", "description": "one | two <b>"}}, "componentProperties": {}, "headers": {}}
                """);
        assertThat(page).contains("| `a` | `x\\|y` | One \\| two &lt;b&gt;. A secret. |");
    }

    private static Stream<String> rows(String page) {
        return Arrays.stream(page.split("\n")).filter(line -> line.startsWith("| `"));
    }
}
