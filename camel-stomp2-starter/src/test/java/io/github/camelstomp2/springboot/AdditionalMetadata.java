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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes what Spring Boot's annotation processor cannot find in the class: the defaults, which are the component's, and
 * the values that a String may have.
 */
final class AdditionalMetadata {

    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

    private AdditionalMetadata() {}

    static String of(List<ComponentOption> options) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("properties", properties(options));
        metadata.put("hints", hints(options));
        return json(metadata);
    }

    private static List<Map<String, Object>> properties(List<ComponentOption> options) {
        List<Map<String, Object>> properties = new ArrayList<>();
        properties.add(property(
                ComponentOption.PREFIX + ".enabled",
                "Whether the component takes its options from the properties of the application.",
                true));
        properties.add(property(
                ComponentOption.PREFIX + ".customizer.enabled",
                "Whether the options apply to a component that the application has set up, too.",
                true));
        options.forEach(
                option -> properties.add(property(option.key(), option.description(), option.propertyDefault())));
        return properties;
    }

    private static Map<String, Object> property(String name, String description, Object defaultValue) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("name", name);
        property.put("description", description);
        if (defaultValue != null) {
            property.put("defaultValue", defaultValue);
        }
        return property;
    }

    private static List<Map<String, Object>> hints(List<ComponentOption> options) {
        List<Map<String, Object>> hints = new ArrayList<>();
        for (ComponentOption option : options) {
            if (!option.suggestions().isEmpty()) {
                hints.add(values(option));
            }
            if (option.type().startsWith("java.lang.Class")) {
                Map<String, Object> hint = new LinkedHashMap<>();
                hint.put("name", option.key());
                hint.put("providers", List.of(Map.of("name", "class-reference")));
                hints.add(hint);
            }
        }
        return hints;
    }

    private static Map<String, Object> values(ComponentOption option) {
        Map<String, Object> hint = new LinkedHashMap<>();
        hint.put("name", option.key());
        hint.put(
                "values",
                option.suggestions().stream()
                        .map(value -> Map.of("value", value))
                        .toList());
        if (option.values().isEmpty()) {
            hint.put("providers", List.of(Map.of("name", "any")));
        }
        return hint;
    }

    private static String json(Object value) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(INDENTER);
        printer.indentArraysWith(INDENTER);
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
