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
package io.github.camelstomp2.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What editors and documentation see: the metadata that Spring Boot's annotation processor has made. */
class ConfigurationMetadataTest {

    private static final Path FILE = Path.of("target", "classes", "META-INF", "spring-configuration-metadata.json");

    private static Map<String, JsonNode> properties;
    private static Map<String, JsonNode> hints;

    @BeforeAll
    static void readMetadata() throws IOException {
        JsonNode metadata = new ObjectMapper().readTree(FILE.toFile());
        properties = byName(metadata.get("properties"));
        hints = byName(metadata.get("hints"));
    }

    private static Map<String, JsonNode> byName(JsonNode nodes) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .collect(Collectors.toMap(node -> node.get("name").asText(), Function.identity()));
    }

    @Test
    void theMetadataHasTheOptionsOfTheComponentTheTwoSwitchesOfTheStarterAndItsBrokers() {
        Stream<String> options = ComponentOption.all().stream().map(ComponentOption::key);
        Stream<String> switches =
                Stream.of(".enabled", ".customizer.enabled", ".brokers").map(ComponentOption.PREFIX::concat);
        assertThat(properties.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(options, switches).toList());
    }

    static Stream<ComponentOption> options() {
        return ComponentOption.all().stream();
    }

    @ParameterizedTest
    @MethodSource("options")
    void anOptionHasTheTypeTheDefaultAndTheDescriptionOfTheComponent(ComponentOption option) {
        JsonNode property = properties.get(option.key());
        assertThat(property.get("type").asText()).isEqualTo(option.type().replace(", ", ","));
        assertThat(property.path("description").asText()).isEqualTo(option.description());
        assertThat(valueOf(property.path("defaultValue"))).isEqualTo(valueOf(option));
    }

    private static Stream<String> valuesOf(String key) {
        assertThat(hints).containsKey(key);
        return StreamSupport.stream(hints.get(key).path("values").spliterator(), false)
                .map(hint -> hint.get("value").asText());
    }

    static Stream<ComponentOption> optionsWithAListOfValues() {
        return options().filter(option -> !option.values().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("optionsWithAListOfValues")
    void editorsSuggestEachValueOfAnOptionThatHasAListOfThem(ComponentOption option) {
        assertThat(valuesOf(option.key()).map(value -> value.replace('-', '_').toLowerCase(Locale.ROOT)))
                .containsExactlyElementsOf(option.values().stream()
                        .map(value -> value.replace('-', '_').toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void anOptionWithOtherValuesThanTheSuggestedOnesSaysSo() {
        for (String option : List.of(".version", ".stream-offset")) {
            String key = ComponentOption.PREFIX + option;
            assertThat(valuesOf(key)).isNotEmpty();
            assertThat(hints.get(key).at("/providers/0/name").asText()).isEqualTo("any");
        }
    }

    @Test
    void editorsSuggestClassesForTheTypeOfBodies() {
        assertThat(hints.get(ComponentOption.PREFIX + ".payload-type")
                        .at("/providers/0/name")
                        .asText())
                .isEqualTo("class-reference");
    }

    /** Of numbers only the value counts: the processor writes 2.0 as 2. */
    private static Object valueOf(JsonNode node) {
        return node.isNumber() ? Double.valueOf(node.asDouble()) : node.asText(null);
    }

    private static Object valueOf(ComponentOption option) {
        Object value = option.propertyDefault();
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        return value == null ? null : value.toString();
    }
}
