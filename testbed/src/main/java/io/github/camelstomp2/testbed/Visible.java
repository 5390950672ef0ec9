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
package io.github.camelstomp2.testbed;

import java.nio.charset.StandardCharsets;

/** Shows bytes in messages for people: control characters as escapes, NUL as {@code ^@}, long texts cut. */
public final class Visible {

    private static final int MOST_BYTES = 4_096;

    private Visible() {}

    /** The bytes as text; a line feed is shown and also ends a line. */
    public static String of(byte[] bytes) {
        int shown = Math.min(bytes.length, MOST_BYTES);
        StringBuilder text = new StringBuilder(shown + 32);
        String decoded = new String(bytes, 0, shown, StandardCharsets.UTF_8);
        decoded.chars().forEach(c -> append(text, (char) c));
        if (shown < bytes.length) {
            text.append("… (").append(bytes.length - shown).append(" more bytes)");
        }
        return text.toString();
    }

    /** The UTF-8 bytes of this text, made visible. */
    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void append(StringBuilder text, char c) {
        switch (c) {
            case '\0' -> text.append("^@");
            case '\n' -> text.append("\\n\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            case '\\' -> text.append("\\\\");
            default -> {
                if (Character.isISOControl(c)) {
                    text.append(String.format("\\u%04x", (int) c));
                } else {
                    text.append(c);
                }
            }
        }
    }
}
