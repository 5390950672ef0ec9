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
import io.github.camelstomp2.protocol.text.HeaderEscaping;
import io.github.camelstomp2.protocol.text.PrintableText;
import java.util.Properties;

/** Refuses what cannot stand in CONNECT, which is written without escapes in every version. */
final class ConnectTexts {
    private ConnectTexts() {}

    /**
     * @throws IllegalArgumentException naming the option, never with its value, which may be a secret
     */
    static void check(Stomp2Configuration c) {
        checkText("username", c.getUsername());
        checkText("password", c.getPassword());
        checkText("login", c.getLogin());
        checkText("passcode", c.getPasscode());
        checkText("host", c.getHost());
        checkText("clientId", c.getClientId());
        c.connectHeaders().forEach((name, value) -> checkHeader("connectHeader.", name, value));
        c.secretConnectHeaders().forEach((name, value) -> checkHeader("secretConnectHeader.", name, value));
        Properties custom = c.getCustomHeaders();
        if (custom != null) {
            custom.stringPropertyNames().forEach(name -> checkHeader("customHeaders ", name, custom.getProperty(name)));
        }
    }

    private static void checkHeader(String prefix, String name, Object value) {
        if (!isWritable(name, true) || name.isBlank() || !name.equals(name.strip())) {
            throw notWritable(prefix + name + " as the name of a header");
        }
        checkText(prefix + name, String.valueOf(value));
    }

    private static void checkText(String option, String text) {
        if (text != null && !isWritable(text)) {
            throw notWritable(option);
        }
    }

    /** Whether this can be the value of a header. */
    static boolean isWritable(String text) {
        return isWritable(text, false);
    }

    private static boolean isWritable(String text, boolean inName) {
        return text.codePoints()
                .noneMatch(c -> Character.getType(c) == Character.SURROGATE
                        || (c < 128 && HeaderEscaping.NONE.forbids((byte) c, inName)));
    }

    private static IllegalArgumentException notWritable(String what) {
        return new IllegalArgumentException(PrintableText.of(what)
                + " holds what a CONNECT frame cannot carry: a line feed, a carriage return, a NUL, half a surrogate"
                + " pair, or, in a name, a colon or white space around it");
    }
}
