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

import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the source of {@link Stomp2ComponentConfiguration} for the options of the component. */
final class ConfigurationSource {

    private static final int LINE_LENGTH = 120;
    private static final Pattern QUALIFIER = Pattern.compile("\\b(?:[a-z0-9]+\\.)+(?=[A-Z])");
    private static final Pattern QUALIFIED = Pattern.compile("\\b(?:[a-z0-9]+\\.)+[A-Z]\\w*");

    private static final String CLASS =
            """
            // Generated from the component's options by GeneratedConfigurationTest, which says how: do not edit
            package io.github.camelstomp2.springboot;

            %s

            /**
             * {@code camel.component.stomp2.*} in the properties of an application: the options of the {@code stomp2:} component.
             * One that is not set is {@code null} here; then the component's own default applies, which the configuration metadata
             * tells.
             */
            @ConfigurationProperties(prefix = "camel.component.stomp2")
            public class Stomp2ComponentConfiguration extends ComponentConfigurationPropertiesCommon {

            %s
            %s}
            """;

    private static final String FIELD =
            """
                /**
                 * %s
                 */
            %s    private @Nullable %s %s;
            """;

    private static final String ACCESSORS =
            """

                public @Nullable %1$s get%2$s() {
                    return %3$s;
                }

                public void set%2$s(@Nullable %1$s %3$s) {
                    this.%3$s = %3$s;
                }
            """;

    private ConfigurationSource() {}

    static String of(List<ComponentOption> options) {
        return CLASS.formatted(
                imports(options),
                each(options, ConfigurationSource::field, "\n"),
                each(options, ConfigurationSource::accessors, ""));
    }

    private static String each(
            List<ComponentOption> options, Function<ComponentOption, String> source, String between) {
        return options.stream().map(source).collect(Collectors.joining(between));
    }

    private static String imports(List<ComponentOption> options) {
        Stream<String> types = options.stream().flatMap(option -> QUALIFIED
                .matcher(option.type())
                .results()
                .map(match -> match.group())
                .filter(type -> !type.startsWith("java.lang.")));
        Stream<String> always = Stream.of(
                "org.apache.camel.spring.boot.ComponentConfigurationPropertiesCommon",
                "org.jspecify.annotations.Nullable",
                "org.springframework.boot.context.properties.ConfigurationProperties");
        return Stream.concat(types, always).collect(Collectors.toCollection(TreeSet::new)).stream()
                .map("import %s;"::formatted)
                .collect(Collectors.joining("\n"));
    }

    private static String field(ComponentOption option) {
        String annotation = option.isBeanReference() ? "    @BeanReference\n" : "";
        return FIELD.formatted(
                inLines(escaped(option.description())), annotation, simpleType(option), option.property());
    }

    private static String accessors(ComponentOption option) {
        String property = option.property();
        String capitalized = Character.toUpperCase(property.charAt(0)) + property.substring(1);
        return ACCESSORS.formatted(simpleType(option), capitalized, property);
    }

    private static String simpleType(ComponentOption option) {
        return QUALIFIER.matcher(option.type()).replaceAll("");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("*/", "*&#47;");
    }

    private static String inLines(String text) {
        StringBuilder lines = new StringBuilder();
        int column = "     * ".length();
        for (String word : text.split(" ")) {
            if (lines.length() > 0) {
                boolean fits = column + 1 + word.length() <= LINE_LENGTH;
                lines.append(fits ? " " : "\n     * ");
                column = fits ? column + 1 : "     * ".length();
            }
            lines.append(word);
            column += word.length();
        }
        return lines.toString();
    }
}
