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

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.component.PropertyConfigurerSupport;
import org.apache.camel.util.StringHelper;

/**
 * Refuses texts that Camel would misread. Camel reads an invalid number or duration as 0, and a number that is too
 * large as another one; for an unknown enum constant it does not say which ones are known. All ways to write an option
 * use this class: endpoint URIs, properties of the component, beans in properties.
 */
public final class OptionSyntax {
    /** An optional placeholder without a value. */
    private static final Pattern UNSET = Pattern.compile("\\{\\{\\?[^{}]*}}");

    private OptionSyntax() {}

    /**
     * Removes the parameters whose value is an optional placeholder that has none. Camel removes them itself, except
     * inside RAW, which its YAML DSL writes around each secret: {@code username: "{{?user}}"} is {@code
     * username=RAW({{?user}})} then.
     *
     * @param parameters of the URI, not yet converted
     */
    public static void removeUnset(Map<String, Object> parameters) {
        parameters
                .values()
                .removeIf(value ->
                        value instanceof String text && UNSET.matcher(text).matches());
    }

    /**
     * Checks the parameters of an endpoint URI, and removes white space around numbers and words.
     *
     * @param parameters of the URI, not yet converted
     * @param options knows the type of each option
     * @throws IllegalArgumentException naming the option and what is allowed
     */
    public static void check(Map<String, Object> parameters, PropertyConfigurerGetter options) {
        Map<String, String> written = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        parameters.replaceAll((name, value) -> {
            String option = StringHelper.dashToCamelCase(name);
            Class<?> type = options.getOptionType(option, true);
            if (type == null) {
                return value;
            }
            String before = written.put(option, name);
            if (before != null || value instanceof List) {
                throw new IllegalArgumentException((before == null ? name + " is" : before + " and " + name + " are")
                        + " the same option, written more than once; write it once");
            }
            return checked(name, value, type);
        });
    }

    /**
     * Checks the text of one option.
     *
     * @param name as written
     * @param value of the option; only texts are checked
     * @param type of the option
     * @return the value, without white space around a number or word
     * @throws IllegalArgumentException naming the option and what is allowed
     */
    static Object checked(String name, Object value, Class<?> type) {
        // #name is a bean of the registry; Camel uses the magic text in place of any value while it only exports the
        // routes.
        if (!(value instanceof String text)
                || text.startsWith("#")
                || text.equals(PropertyConfigurerSupport.MAGIC_VALUE)) {
            return value;
        }
        String stripped = text.strip();
        String refusal = refusal(stripped, type);
        if (refusal != null) {
            throw new IllegalArgumentException(name + "=" + text + " is not allowed; " + refusal);
        }
        return type.isPrimitive() || type.isEnum() || type == Integer.class ? stripped : text;
    }

    /** What is allowed; {@code null} if the text is valid. */
    private static String refusal(String text, Class<?> type) {
        if (type.isEnum()) {
            return isConstant(text, type) ? null : "allowed are " + constants(type);
        } else if (type == int.class || type == Integer.class) {
            return isNumber(text) ? null : "it must be a whole number, at most " + Integer.MAX_VALUE;
        } else if (type == long.class) {
            return DurationText.refusal(text);
        } else if (type == double.class) {
            return isDecimal(text) ? null : "it must be a number, for example 1.5";
        } else if (type == boolean.class) {
            boolean known = text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
            return known ? null : "it must be true or false";
        }
        return null;
    }

    private static boolean isNumber(String text) {
        try {
            Integer.parseInt(text);
            return !text.startsWith("+");
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isDecimal(String text) {
        try {
            Double.parseDouble(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isConstant(String text, Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .anyMatch(constant -> bare(constant.toString()).equals(bare(text)));
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.toString().replace('_', '-').toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /**
     * The constant in the form that is compared: Camel accepts CLIENT_INDIVIDUAL, client-individual and
     * clientIndividual.
     */
    private static String bare(String constant) {
        return constant.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }
}
