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

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.util.StringHelper;

/**
 * Keeps secrets out of the URIs of endpoints. Camel hides secrets by the names of options, from a list that differs
 * between versions, and not everywhere: its developer consoles show URIs unchanged. So the endpoint's own URI has
 * {@code xxxxxx} in place of a secret, and a number in the parameter {@code hash}, by which Camel distinguishes
 * endpoints. This class keeps the secrets of each number, for code that makes an endpoint from the URI of another one.
 */
public final class EndpointSecrets {
    private static final String MASK = "xxxxxx";
    private static final String HASH = "hash=secrets-";
    private static final Pattern NUMBER = Pattern.compile("[?&]" + HASH + "([0-9]+)(?=&|$)");

    /** Name and value. A value in RAW may contain characters that otherwise end a parameter. */
    private static final Pattern PARAMETER =
            Pattern.compile("([^=&]+)=(RAW\\(.*?\\)(?=&|$)|RAW(?:\\{|%7B).*?(?:}|%7D)(?=&|$)|[^&]*)");

    private static final Set<String> PROXY = Set.of("proxyusername", "proxypassword");

    /** The query of a WebSocket's URL may hold a token. */
    private static final Pattern WEB_SOCKET_QUERY = Pattern.compile("wss?(://|%3A%2F%2F)[^,)]*(\\?|%3F)");

    private final Map<Map<String, Object>, String> numbers = new ConcurrentHashMap<>();

    /** Puts the secrets back if the URI is that of another endpoint. */
    public void restore(String uri, Map<String, Object> parameters) {
        Matcher number = NUMBER.matcher(uri);
        if (number.find()) {
            Map<String, Object> secrets = secrets(number.group(1));
            parameters.replaceAll((name, value) -> MASK.equals(value) ? secrets.getOrDefault(name, value) : value);
        }
    }

    private Map<String, Object> secrets(String number) {
        return numbers.entrySet().stream()
                .filter(entry -> entry.getValue().equals(number))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Map.of());
    }

    /**
     * The URI without its secrets; unchanged if it has none.
     *
     * @param parameters of the URI, with the secrets
     */
    public String masked(String uri, Map<String, Object> parameters) {
        String plain = NUMBER.matcher(uri).replaceFirst("");
        String masked = mask(plain);
        if (masked.equals(plain)) {
            return uri;
        }
        Map<String, Object> secrets = parameters.entrySet().stream()
                .filter(entry -> isSecret(entry.getKey(), String.valueOf(entry.getValue())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return masked + "&" + HASH + numberOf(secrets);
    }

    private String numberOf(Map<String, Object> secrets) {
        synchronized (numbers) {
            return numbers.computeIfAbsent(new HashMap<>(secrets), unknown -> String.valueOf(numbers.size() + 1));
        }
    }

    private static boolean isSecret(String name, String value) {
        return OtherNames.named(name) != null
                || PROXY.contains(StringHelper.dashToCamelCase(name).toLowerCase(Locale.ROOT))
                || name.startsWith("connectHeader.")
                || name.startsWith("secretConnectHeader.")
                || name.startsWith("webSocketHeader.")
                || (name.equals("brokerURL") && WEB_SOCKET_QUERY.matcher(value).find())
                || (name.equals("deadLetterUri") && (value.contains("?") || value.contains("%3F")));
    }

    private static String mask(String uri) {
        int query = uri.indexOf('?') + 1;
        if (query == 0) {
            return uri;
        }
        return uri.substring(0, query)
                + PARAMETER.matcher(uri.substring(query)).replaceAll(parameter -> {
                    boolean secret = isSecret(parameter.group(1), parameter.group(2));
                    return Matcher.quoteReplacement(secret ? parameter.group(1) + "=" + MASK : parameter.group());
                });
    }
}
