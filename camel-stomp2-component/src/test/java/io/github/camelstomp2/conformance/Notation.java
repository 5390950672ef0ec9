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
package io.github.camelstomp2.conformance;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The notation of the vectors, as {@code resources/conformance/README.md} defines it: printable ASCII stands for itself,
 * the backslash too; {@code ^@} is NUL and {@code <...>} everything else.
 */
final class Notation {
    private static final Map<String, Integer> NAMES =
            Map.of("lt", (int) '<', "lf", (int) '\n', "cr", (int) '\r', "tab", (int) '\t', "sp", (int) ' ');
    private static final Pattern CODE_POINT = Pattern.compile("u\\+([0-9a-f]{4,6})");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{2}( [0-9a-f]{2})*");
    private static final Pattern REPEATED = Pattern.compile("(.+)\\*([1-9][0-9]*)");

    /** Where what is written goes. */
    private interface Sink {
        void codePoint(int codePoint);

        void octets(byte[] octets);
    }

    private Notation() {}

    /** Octets; code points stand for their UTF-8. */
    static byte[] octets(String written) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        parse(written, new Sink() {
            @Override
            public void codePoint(int codePoint) {
                octets.writeBytes(utf8(codePoint));
            }

            @Override
            public void octets(byte[] more) {
                octets.writeBytes(more);
            }
        });
        return octets.toByteArray();
    }

    /** Text, in which half a surrogate pair may stand, but no octets. */
    static String text(String written) {
        StringBuilder text = new StringBuilder();
        parse(written, new Sink() {
            @Override
            public void codePoint(int codePoint) {
                text.appendCodePoint(codePoint);
            }

            @Override
            public void octets(byte[] octets) {
                throw new IllegalArgumentException(
                        "octets in a text: " + HexFormat.of().formatHex(octets));
            }
        });
        return text.toString();
    }

    private static void parse(String written, Sink sink) {
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '<') {
                int end = closing(written, i);
                parseSpecial(written.substring(i + 1, end), sink);
                i = end;
            } else if (c == '>' || c < ' ' || c > '~') {
                throw new IllegalArgumentException("'" + c + "' does not stand for itself in: " + written);
            } else if (written.startsWith("^@", i)) {
                sink.codePoint(0);
                i++;
            } else {
                sink.codePoint(c);
            }
        }
    }

    private static int closing(String written, int opening) {
        int depth = 0;
        for (int i = opening; i < written.length(); i++) {
            if (written.charAt(i) == '<') {
                depth++;
            } else if (written.charAt(i) == '>' && --depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("a < without its > in: " + written);
    }

    private static void parseSpecial(String inside, Sink sink) {
        Matcher repeated = REPEATED.matcher(inside);
        Matcher codePoint = CODE_POINT.matcher(inside);
        if (NAMES.containsKey(inside)) {
            sink.codePoint(NAMES.get(inside));
        } else if (codePoint.matches()) {
            sink.codePoint(Integer.parseInt(codePoint.group(1), 16));
        } else if (HEX.matcher(inside).matches()) {
            sink.octets(HexFormat.ofDelimiter(" ").parseHex(inside));
        } else if (repeated.matches()) {
            for (int i = Integer.parseInt(repeated.group(2)); i > 0; i--) {
                parse(repeated.group(1), sink);
            }
        } else {
            throw new IllegalArgumentException("unknown: <" + inside + ">");
        }
    }

    // Not String.getBytes: that is what the product might use.
    private static byte[] utf8(int c) {
        if (c < 0x80) {
            return new byte[] {(byte) c};
        }
        if (c < 0x800) {
            return new byte[] {(byte) (0xc0 | c >> 6), continuation(c)};
        }
        if (c >= 0xd800 && c < 0xe000) {
            throw new IllegalArgumentException("half a surrogate pair has no octets");
        }
        if (c < 0x10000) {
            return new byte[] {(byte) (0xe0 | c >> 12), continuation(c >> 6), continuation(c)};
        }
        return new byte[] {(byte) (0xf0 | c >> 18), continuation(c >> 12), continuation(c >> 6), continuation(c)};
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | bits & 0x3f);
    }
}
