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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

/** Renders the page of options from what Camel's generator wrote about the component. */
final class OptionsPage {
    private static final String INTRODUCTION =
            """
            # Options

            <!-- Written by OptionsPageTest from stomp2.json; change the descriptions in Stomp2Configuration and run it
                 with -Dstomp2.docs.write=true. -->

            An endpoint is `stomp2:destination?option=value&option=value`. The destination is `queue/orders`,
            `topic/news`, `exchange/name/key` and the like; `queue:orders` and `/queue/orders` are the same as
            `queue/orders`. Anything else goes to the broker as it stands.

            The options are options of the component too, as the defaults of its endpoints: in `application.properties`
            for example `camel.component.stomp2.broker-url=tcp://localhost:61613`. Those that end in `.*` are maps
            there: `connectHeaders`, `secretConnectHeaders`, `webSocketHeaders`, `subscribeHeaders` and `sendHeaders`.

            Headers have the names that you write: `camel.component.stomp2.subscribe-headers.x-message-ttl=1000`. A name
            with a dot goes into brackets: `subscribe-headers[x.message.ttl]` (in YAML files of Spring Boot
            `"[x.message.ttl]"`). In YAML routes write headers with hyphens in the `uri`
            (`stomp2:queue/orders?subscribeHeader.x-message-ttl=1000`), not among the `parameters`, from whose names Camel's
            YAML takes the hyphens ([Camel 4.17](../findings/camel-yaml-parameter-names.sh)). Headers cannot be set by
            environment variables.

            Durations are milliseconds or written like `500ms`, `30s`, `5m`, `1h30m` or `PT1H30M`, at most 36500 days
            (in properties of Spring Boot one unit, or the last form). What cannot work, or cannot be read, is refused
            by name when the route starts, in whichever way it is written; Camel itself takes `10x` for 0
            ([Camel 4.17](../findings/camel-duration-zero.sh)). Of what is secret see [operating](operating.md#secrets).
            """;

    private final JsonObject json;
    private final StringBuilder page = new StringBuilder(INTRODUCTION);

    private OptionsPage(JsonObject json) {
        this.json = json;
    }

    /**
     * @param json the text of stomp2.json
     */
    static String render(String json) throws DeserializationException {
        return new OptionsPage((JsonObject) Jsoner.deserialize(json)).render();
    }

    private String render() {
        Map<String, JsonObject> endpoint = section("properties");
        endpoint.values().removeIf(option -> option.getString("kind").equals("path"));
        Map<String, JsonObject> component = section("componentProperties");
        component.keySet().removeAll(endpoint.keySet());
        Map<String, JsonObject> ofCamel = new LinkedHashMap<>(endpoint);
        ofCamel.values().removeIf(option -> option.containsKey("configurationClass"));
        endpoint.keySet().removeAll(ofCamel.keySet());

        options("Common", endpoint, inGroup("common"));
        options("Consumer", endpoint, inGroup("consumer"));
        options("Producer", endpoint, inGroup("producer"));
        options("Security", endpoint, inGroup("security"));
        options("Advanced", endpoint, option -> option.getString("group").contains("advanced"));
        options("Of every Camel endpoint", ofCamel, option -> true);
        options("On the component only", component, option -> true);

        table("Message headers", List.of("Header", "Type", "Meaning"), values("Message header"));
        table("Exchange properties", List.of("Property", "Type", "Meaning"), values("Exchange property"));
        return page.toString();
    }

    private Map<String, JsonObject> section(String name) {
        JsonObject section = json.getMap(name);
        Map<String, JsonObject> entries = new LinkedHashMap<>();
        section.forEach((key, value) -> entries.put(key, (JsonObject) value));
        return entries;
    }

    private static Predicate<JsonObject> inGroup(String group) {
        return option -> option.getString("group").equals(group);
    }

    private void options(String title, Map<String, JsonObject> options, Predicate<JsonObject> filter) {
        List<List<String>> rows = new ArrayList<>();
        options.forEach((name, option) -> {
            if (filter.test(option)) {
                rows.add(List.of(code(written(name, option)), code(defaultValue(option)), meaning(option)));
            }
        });
        table(title, List.of("Option", "Default", "Meaning"), rows);
    }

    /** {@code connectHeader.*} for what is written as {@code connectHeader.name=value}. */
    private static String written(String name, JsonObject option) {
        String prefix = option.getString("prefix");
        return prefix == null ? name : prefix + "*";
    }

    private static String defaultValue(JsonObject option) {
        Object value = option.get("defaultValue");
        return value == null ? "" : word(value.toString());
    }

    /** Enum constants as they are written in URIs: CLIENT_INDIVIDUAL as client-individual. */
    private static String word(String constant) {
        return constant.matches("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
                ? constant.toLowerCase(Locale.ROOT).replace('_', '-')
                : constant;
    }

    private static String meaning(JsonObject option) {
        String text =
                option.getString("description").replaceFirst(" ?This is a multi-value option with prefix: .*", "");
        StringBuilder meaning = new StringBuilder(escaped(sentence(text)));
        if (option.get("enum") instanceof List<?> constants) {
            meaning.append(constants.stream()
                    .map(constant -> code(word(constant.toString())))
                    .collect(Collectors.joining(", ", " One of ", ".")));
        }
        if (Boolean.TRUE.equals(option.getBoolean("secret"))) {
            meaning.append(" A secret.");
        }
        return meaning.toString();
    }

    /** The names that the component puts on exchanges; their descriptions begin with what they are. */
    private List<List<String>> values(String what) {
        List<List<String>> rows = new ArrayList<>();
        section("headers").forEach((name, header) -> {
            String description = header.getString("description");
            if (description.startsWith(what)) {
                String meaning = sentence(description
                        .substring(what.length())
                        .replaceFirst("^: ?", "")
                        .strip());
                rows.add(List.of(code(name), code(shortName(header.getString("javaType"))), escaped(meaning)));
            }
        });
        return rows;
    }

    private static String shortName(String javaType) {
        return javaType.substring(javaType.lastIndexOf('.') + 1);
    }

    private static String sentence(String text) {
        String trimmed = text.strip();
        String full = trimmed.endsWith(".") ? trimmed : trimmed + ".";
        return full.substring(0, 1).toUpperCase(Locale.ROOT) + full.substring(1);
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text.replace("|", "\\|") + "`";
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("*", "\\*")
                .replace("\n", " ");
    }

    private void table(String title, List<String> head, List<List<String>> rows) {
        page.append("\n## ").append(title).append("\n\n");
        row(head);
        row(head.stream().map(column -> "---").toList());
        rows.forEach(this::row);
    }

    private void row(List<String> cells) {
        page.append(cells.stream()
                .map(cell -> cell.isEmpty() ? "" : " " + cell)
                .collect(Collectors.joining(" |", "|", " |\n")));
    }
}
