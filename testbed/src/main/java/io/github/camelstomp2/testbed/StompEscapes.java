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

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The escapes of header names and values, per version, and strict UTF-8. */
final class StompEscapes {

    private StompEscapes() {}

    /** @throws IllegalArgumentException for an escape that the version does not define */
    static String unescape(String raw, String version) {
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            if (++i == raw.length()) {
                throw new IllegalArgumentException("a lone backslash at the end");
            }
            text.append(unescaped(raw.charAt(i), version));
        }
        return text.toString();
    }

    private static char unescaped(char escape, String version) {
        switch (escape) {
            case 'n':
                return '\n';
            case 'c':
                return ':';
            case '\\':
                return '\\';
            case 'r':
                if (version.equals("1.2")) {
                    return '\r';
                }
                break;
            default:
                break;
        }
        throw new IllegalArgumentException("the escape \\" + escape + ", which STOMP " + version + " does not define,");
    }

    static String escape(String text, String version) {
        if (version.equals("1.0")) {
            return text;
        }
        String escaped = text.replace("\\", "\\\\").replace("\n", "\\n").replace(":", "\\c");
        return version.equals("1.2") ? escaped.replace("\r", "\\r") : escaped;
    }

    /** @throws IllegalArgumentException if the bytes are not valid UTF-8 */
    static String utf8(byte[] bytes, int offset, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, offset, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
