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

import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.protocol.text.PrintableText;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What cannot stand in the HTTP request that opens a WebSocket. */
final class WebSocketCheck {
    /** RFC 9110, 5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** RFC 9110, 5.5, but for white space at its ends; what is beyond ASCII has no meaning there. */
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7E]*");

    private static final Set<String> OF_THE_PROTOCOL =
            Set.of("upgrade", "connection", "content-length", "transfer-encoding", "expect");

    private static final int SHORTEST_MESSAGE = 125;

    private WebSocketCheck() {}

    /**
     * @throws IllegalArgumentException naming the option, never with a value
     */
    static void check(Stomp2Configuration c) {
        c.webSocketHeaders().forEach((name, value) -> {
            String wrong = wrongWith(name, String.valueOf(value));
            if (wrong != null) {
                throw new IllegalArgumentException(
                        "webSocketHeader." + PrintableText.of(name) + " is not allowed: it " + wrong);
            }
        });
        int most = c.getWebSocketMaxMessage();
        if (most > 0 && most < SHORTEST_MESSAGE) {
            throw new IllegalArgumentException(
                    "webSocketMaxMessage=" + most + " is not allowed; it must be 0 or at least " + SHORTEST_MESSAGE);
        }
    }

    /** Why a header cannot be sent, without its value; {@code null}: it can. */
    static @Nullable String wrongWith(String name, String value) {
        if (!TOKEN.matcher(name).matches()) {
            return "is not the name of an HTTP header";
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (OF_THE_PROTOCOL.contains(lower) || lower.startsWith("sec-websocket-")) {
            return "is one that the component itself sends; remove it";
        }
        return VALUE.matcher(value).matches()
                ? null
                : "has a value that an HTTP header cannot carry: it must be printable ASCII, without line ends";
    }
}
