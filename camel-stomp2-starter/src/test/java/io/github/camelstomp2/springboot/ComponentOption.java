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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * An option of the component, as the JSON in the component's jar describes it, and what it is called in a Spring Boot
 * application.
 *
 * @param name such as {@code brokerURL}
 * @param kind the {@code type} of the JSON: string, integer, duration, enum, object, …
 * @param javaType of the option in the component, such as {@code long}
 * @param defaultValue as the JSON has it; {@code null} when there is none
 * @param values what is allowed, of an enum
 */
record ComponentOption(
        String name, String kind, String javaType, JsonNode defaultValue, List<String> values, String description) {

    static final String PREFIX = "camel.component.stomp2";

    private static final String JSON = "/META-INF/io/github/camelstomp2/stomp2.json";
    private static final Pattern REST_OF_ABBREVIATION = Pattern.compile("(?<=[A-Z])[A-Z]+(?=[A-Z][a-z]|$)");
    private static final Pattern WORD_BORDER = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private static final Map<String, String> TYPES = Map.of(
            "boolean", "java.lang.Boolean",
            "int", "java.lang.Integer",
            "long", "java.lang.Long",
            "double", "java.lang.Double",
            "java.lang.Class<java.lang.Object>", "java.lang.Class<?>");

    /** Of the starter, since SSL bundles are Spring Boot's. */
    private static final ComponentOption SSL_BUNDLE = new ComponentOption(
            "sslBundle",
            "string",
            "java.lang.String",
            null,
            List.of(),
            "The name of an SSL bundle of Spring Boot (spring.ssl.bundle), in place of ssl-context-parameters, for brokers"
                    + " with ssl:// and wss://. After a reload of the bundle the next connect uses what it holds then.");

    /** All options of the component, in its order, and the starter's own. */
    static List<ComponentOption> all() {
        try (InputStream json = ComponentOption.class.getResourceAsStream(JSON)) {
            JsonNode options = new ObjectMapper()
                    .readTree(Objects.requireNonNull(json, JSON))
                    .get("componentProperties");
            List<ComponentOption> all = new ArrayList<>();
            options.properties().forEach(field -> all.add(of(field.getKey(), field.getValue())));
            all.add(SSL_BUNDLE);
            return all;
        } catch (IOException e) {
            throw new IllegalStateException(JSON, e);
        }
    }

    private static ComponentOption of(String name, JsonNode option) {
        return new ComponentOption(
                name,
                option.get("type").asText(),
                option.get("javaType").asText(),
                option.get("defaultValue"),
                StreamSupport.stream(option.path("enum").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList(),
                option.get("description").asText());
    }

    /** The property in Java: {@code brokerUrl}, since Spring Boot would write {@code brokerURL} as broker-u-r-l. */
    String property() {
        return REST_OF_ABBREVIATION.matcher(name).replaceAll(ComponentOption::lowerCase);
    }

    private static String lowerCase(MatchResult match) {
        return match.group().toLowerCase(Locale.ROOT);
    }

    /** The name in {@code application.properties}, such as {@code camel.component.stomp2.broker-url}. */
    String key() {
        return PREFIX + "." + WORD_BORDER.matcher(property()).replaceAll("-").toLowerCase(Locale.ROOT);
    }

    /** The type of the property: an object, so that "not set" is {@code null}. */
    String type() {
        return kind.equals("duration") ? "java.time.Duration" : TYPES.getOrDefault(javaType, javaType);
    }

    /** The default as {@code application.properties} would have it; {@code null} when there is none. */
    Object propertyDefault() {
        if (defaultValue == null) {
            return null;
        }
        return switch (defaultValue.getNodeType()) {
            case BOOLEAN -> defaultValue.booleanValue();
            case NUMBER -> defaultValue.numberValue();
            default -> isJavaEnum() ? inProperties(defaultValue.asText()) : defaultValue.asText();
        };
    }

    private static String inProperties(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the property is a Java enum; there are options of type String, too, that have a list of values. */
    boolean isJavaEnum() {
        return kind.equals("enum") && !javaType.equals("java.lang.String");
    }

    /** What editors suggest: all values of an option that has a closed list, some of an option that has other values too. */
    List<String> suggestions() {
        return switch (name) {
            case "version" -> List.of("1.2,1.1,1.0", "1.2,1.1", "1.1,1.0", "1.2", "1.1", "1.0");
            case "streamOffset" -> List.of("first", "last", "next");
            default ->
                isJavaEnum()
                        ? values.stream().map(ComponentOption::inProperties).toList()
                        : values;
        };
    }

    /** Whether the value names a bean; maps are written out, key by key. */
    boolean isBeanReference() {
        return kind.equals("object") && !javaType.startsWith("java.util.Map<");
    }
}
