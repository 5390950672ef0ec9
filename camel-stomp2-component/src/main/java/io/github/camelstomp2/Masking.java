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

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.util.Pair;
import org.apache.camel.util.SensitiveUtils;
import org.apache.camel.util.URISupport;

/**
 * Makes Camel mask what is secret. It goes by the names of parameters, from a fixed list: {@code login} and {@code passcode}
 * are no longer on it from Camel 4.21 on, and headers of the user's own choice never were.
 */
final class Masking {
    private static final String CONNECT_HEADER = "connectHeader.";
    private static final String SECRET_CONNECT_HEADER = "secretConnectHeader.";
    private static final String PASSCODE = "passcode";

    /** The name of a parameter, behind the sign that begins it. */
    private static final Pattern NAME = Pattern.compile("(?<=[?&])[^=&?]+(?==)");

    private static final Pattern DEAD_LETTER_URI = Pattern.compile("(?<=[?&]deadLetterUri=)(?!RAW[({])[^&]+");

    /** Where RAW( and RAW{ end. */
    private static final int RAW_LENGTH = 4;

    private Masking() {}

    /**
     * The same endpoint, with the other names of its options that Camel masks: whatever shows the URI of the endpoint shows no
     * secret.
     */
    static String uri(String uri) {
        return renamed(
                DEAD_LETTER_URI.matcher(uri).replaceAll(value -> Matcher.quoteReplacement(legible(value.group()))));
    }

    private static String renamed(String uri) {
        String scheme = uri.substring(0, uri.indexOf(':') + 1);
        List<Pair<Integer>> raw = URISupport.scanRaw(uri);
        return NAME.matcher(uri).replaceAll(name -> {
            boolean ours = raw.stream()
                    .filter(pair -> pair.getLeft() < name.start() && name.start() < pair.getRight())
                    .allMatch(pair -> uri.startsWith(scheme, pair.getLeft() + RAW_LENGTH));
            return Matcher.quoteReplacement(ours ? masked(name) : name.group());
        });
    }

    private static String masked(MatchResult name) {
        String masked = OtherNames.masked(name.group());
        if (masked != null) {
            return masked;
        }
        return name.group().startsWith(CONNECT_HEADER)
                ? SECRET_CONNECT_HEADER + name.group().substring(CONNECT_HEADER.length())
                : name.group();
    }

    /** In an encoded URI inside the URI Camel finds no names; in a RAW one it does. */
    private static String legible(String encoded) {
        String decoded = decoded(encoded);
        if (decoded.indexOf('?') < 0) {
            return encoded;
        }
        if (decoded.indexOf(')') < 0) {
            return "RAW(" + decoded + ")";
        }
        return decoded.indexOf('}') < 0 ? "RAW{" + decoded + "}" : encoded;
    }

    private static String decoded(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return encoded;
        }
    }

    /** Puts {@code passcode} on the context's own list, for what Camel shows of routes and properties as they were written. */
    static void maskOldNames(CamelContext camel) {
        // Camel's own list first: older versions have no other, and need none. Only this name: of the additional ones
        // Camel
        // masks no more than the first in each URI.
        if (!SensitiveUtils.containsSensitive(PASSCODE)) {
            ExtendedCamelContext context = camel.getCamelContextExtension();
            String words = context.getAdditionalSensitiveKeywords();
            if (words == null || words.isBlank()) {
                context.setAdditionalSensitiveKeywords(PASSCODE);
            } else if (!List.of(words.split("\\s*,\\s*")).contains(PASSCODE)) {
                context.setAdditionalSensitiveKeywords(words + "," + PASSCODE);
            }
        }
    }
}
