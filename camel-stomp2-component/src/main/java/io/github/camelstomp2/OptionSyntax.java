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
package io.github.camelstomp2;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.spi.PropertyConfigurerGetter;

/**
 * Refuses values in endpoint URIs that Camel would take for something else: it reads a malformed number or duration as 0,
 * and of an unknown enum constant it does not say which are known.
 */
final class OptionSyntax {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

    /** As Camel reads them: milliseconds, 1h30m, or ISO 8601. Signs are left to the check of ranges. */
    private static final Pattern DURATION = Pattern.compile("-?[0-9]{1,18}"
            + "|(?=[0-9])([0-9]+d)?([0-9]+h)?([0-9]+m(in)?)?([0-9]+s(ec)?)?([0-9]+ms)?"
            + "|[+-]?[Pp][0-9DdTtHhMmSs.+-]+");

    private OptionSyntax() {}

    /**
     * @param parameters of the URI, not yet converted
     * @param options knows the type of each option
     * @throws IllegalArgumentException naming the option and what is allowed
     */
    static void check(Map<String, Object> parameters, PropertyConfigurerGetter options) {
        parameters.forEach((name, value) -> {
            Object type = options.getOptionType(name, true);
            // #name is a bean of the registry.
            if (type instanceof Class<?> known && value instanceof String text && !text.startsWith("#")) {
                check(name, text, known);
            }
        });
    }

    private static void check(String name, String text, Class<?> type) {
        if (type.isEnum()) {
            checkEnum(name, text, type);
        } else if ((type == int.class || type == Integer.class)
                && !NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException(name + "=" + text + " is not allowed; it must be a whole number");
        } else if (type == long.class && !DURATION.matcher(text).matches()) {
            throw new IllegalArgumentException(name + "=" + text
                    + " is not allowed; it must be a duration: milliseconds, or for example 30s, 5m or 1h30m");
        }
    }

    private static void checkEnum(String name, String text, Class<?> type) {
        Object[] constants = type.getEnumConstants();
        if (Arrays.stream(constants)
                .noneMatch(constant -> bare(constant.toString()).equals(bare(text)))) {
            throw new IllegalArgumentException(name + "=" + text + " is not allowed; allowed are "
                    + Arrays.stream(constants).map(OptionSyntax::written).collect(Collectors.joining(", ")));
        }
    }

    /** Camel takes CLIENT_INDIVIDUAL, client-individual and clientIndividual. */
    private static String bare(String constant) {
        return constant.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }

    private static String written(Object constant) {
        return constant.toString().replace('_', '-').toLowerCase(Locale.ROOT);
    }
}
