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

import io.github.camelstomp2.broker.ReservedHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.camel.ExchangePropertyKey;

/**
 * The option {@code propertyHeaders}: which received headers become exchange properties, and which exchange properties
 * are sent as headers. Follows the rules of Camel's {@code PatternHelper}, but compiles an expression once; {@code
 * PatternHelper} would do it for each header.
 */
public final class PropertyHeaders {
    private static final PropertyHeaders NONE = new PropertyHeaders(List.of());

    private final List<Predicate<String>> patterns;

    private PropertyHeaders(List<Predicate<String>> patterns) {
        this.patterns = patterns;
    }

    /**
     * @param list the option's value; {@code null}: no header
     * @throws IllegalArgumentException naming the option and the invalid pattern
     */
    public static PropertyHeaders parse(String list) {
        if (list == null || list.isBlank()) {
            return NONE;
        }
        return new PropertyHeaders(Arrays.stream(list.split(","))
                .map(String::trim)
                .filter(pattern -> !pattern.isEmpty())
                .map(PropertyHeaders::matcher)
                .toList());
    }

    private static Predicate<String> matcher(String pattern) {
        if (pattern.equals("*")) {
            return name -> true;
        }
        Predicate<String> same = name -> name.equalsIgnoreCase(pattern);
        return same.or(wildcard(pattern)).or(expression(pattern));
    }

    private static Predicate<String> wildcard(String pattern) {
        int length = pattern.length() - 1;
        return pattern.endsWith("*") ? name -> name.regionMatches(true, 0, pattern, 0, length) : name -> false;
    }

    private static Predicate<String> expression(String pattern) {
        try {
            Pattern compiled = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
            return name -> compiled.matcher(name).matches();
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "propertyHeaders has '" + pattern
                            + "', which is no name, no wildcard such as trace-* and no regular " + "expression: "
                            + e.getDescription(),
                    e);
        }
    }

    public boolean isEmpty() {
        return patterns.isEmpty();
    }

    /**
     * Whether the header and the exchange property of this name are the same. Never so for names that control Camel or
     * the protocol, even if a pattern matches, and for headers that are mapped to something else.
     */
    public boolean contains(String name) {
        if (patterns.isEmpty()
                || ReservedHeaders.isOfCamelOrProtocol(name)
                || ReservedHeaders.staysBehind(name)
                || ReservedHeaders.isMapped(name)
                || ExchangePropertyKey.asExchangePropertyKey(name) != null) {
            return false;
        }
        for (Predicate<String> pattern : patterns) {
            if (pattern.test(name)) {
                return true;
            }
        }
        return false;
    }
}
