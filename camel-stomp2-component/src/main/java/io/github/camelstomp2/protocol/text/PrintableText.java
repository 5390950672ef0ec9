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
package io.github.camelstomp2.protocol.text;

import java.util.Locale;

/**
 * Makes text from the network safe for a log line or an exception: control characters become visible and the length is
 * limited, so that a broker can neither forge log lines nor fill the log.
 */
public final class PrintableText {
    /** How many characters of a text are shown: enough for a broker's sentence and the first lines of a stack trace. */
    public static final int MAX_LENGTH = 500;

    private PrintableText() {}

    /**
     * The text with {@code \n}, {@code \r}, {@code \t} and {@code \u001b} written out, cut at {@link #MAX_LENGTH}. Half
     * of a surrogate pair is written out too, so that the result can always be encoded in UTF-8.
     */
    public static String of(String text) {
        int shown = shownOf(text);
        StringBuilder out = new StringBuilder(shown + 16);
        for (int i = 0; i < shown; ) {
            int c = text.codePointAt(i);
            append(out, c);
            i += Character.charCount(c);
        }
        if (text.length() > shown) {
            out.append("… (").append(text.length()).append(" characters)");
        }
        return out.toString();
    }

    /** How many characters are shown. The cut never separates a surrogate pair. */
    private static int shownOf(String text) {
        if (text.length() <= MAX_LENGTH) {
            return text.length();
        }
        boolean tears = Character.isSurrogatePair(text.charAt(MAX_LENGTH - 1), text.charAt(MAX_LENGTH));
        return tears ? MAX_LENGTH - 1 : MAX_LENGTH;
    }

    private static void append(StringBuilder out, int c) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (isInvisible(c)) {
                    Character.toString(c)
                            .chars()
                            .forEach(half -> out.append(String.format(Locale.ROOT, "\\u%04x", half)));
                } else {
                    out.appendCodePoint(c);
                }
            }
        }
    }

    private static boolean isInvisible(int c) {
        // Format characters can reverse text (bidi overrides) or hide it; line separators break lines in some viewers.
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }
}
