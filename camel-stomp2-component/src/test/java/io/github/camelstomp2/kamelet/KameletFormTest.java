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
package io.github.camelstomp2.kamelet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The form of the Kamelets. */
class KameletFormTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\?)?(\\w+)}}");

    private static JsonSchema yamlDsl;

    @BeforeAll
    static void readSchema() throws IOException {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4);
        try (InputStream schema = YamlRoutesBuilderLoader.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            yamlDsl = factory.getSchema(schema);
        }
    }

    static Iterable<String> names() throws IOException {
        return Kamelets.names();
    }

    private static JsonNode read(String name) throws IOException {
        Object content = new Load(LoadSettings.builder().build()).loadFromString(Kamelets.text(name));
        return JSON.valueToTree(content);
    }

    @Test
    void thereIsASourceASinkAndAReplayingSource() throws IOException {
        assertThat(Kamelets.names()).containsExactly("stomp2-dlq-replay-source", "stomp2-sink", "stomp2-source");
    }

    @ParameterizedTest
    @MethodSource("names")
    void theTemplateHasTheFormOfARouteTemplateOfCamel(String name) throws IOException {
        ObjectNode template = JSON.createObjectNode();
        ((ObjectNode) template.putObject("routeTemplate").put("id", name))
                .setAll((ObjectNode) read(name).at("/spec/template"));

        assertThat(yamlDsl.validate(JSON.createArrayNode().add(template).toString(), InputFormat.JSON))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theDefinitionIsAJsonSchema(String name) throws IOException {
        JsonSchema metaSchema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
                .getSchema(com.networknt.schema.SchemaLocation.of("http://json-schema.org/draft-04/schema#"));

        assertThat(metaSchema.validate(read(name).at("/spec/definition").toString(), InputFormat.JSON))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theNameSaysTheType(String name) throws IOException {
        JsonNode kamelet = read(name);

        assertThat(kamelet.at("/metadata/name").asText()).isEqualTo(name);
        assertThat(name)
                .endsWith("-"
                        + kamelet.at("/metadata/labels")
                                .path("camel.apache.org/kamelet.type")
                                .asText());
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachPropertyIsUsedAndThoseWithoutADefaultMayBeLeftOut(String name) throws IOException {
        JsonNode definition = read(name).at("/spec/definition");
        Set<String> given = new TreeSet<>();
        Set<String> optional = new TreeSet<>();
        definition.at("/required").forEach(property -> given.add(property.asText()));
        definition.at("/properties").fields().forEachRemaining(property -> {
            if (property.getValue().has("default")) {
                given.add(property.getKey());
            } else if (!given.contains(property.getKey())) {
                optional.add(property.getKey());
            }
        });
        Set<String> usedAsGiven = new TreeSet<>();
        Set<String> usedAsOptional = new TreeSet<>();
        Matcher placeholder = PLACEHOLDER.matcher(Kamelets.text(name));
        while (placeholder.find()) {
            (placeholder.group(1) == null ? usedAsGiven : usedAsOptional).add(placeholder.group(2));
        }

        assertThat(usedAsGiven).isEqualTo(given);
        assertThat(usedAsOptional).isEqualTo(optional);
    }
}
