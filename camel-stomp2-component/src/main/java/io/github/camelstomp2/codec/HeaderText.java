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
package io.github.camelstomp2.codec;

import io.github.camelstomp2.protocol.HeaderEscaping;
import io.github.camelstomp2.protocol.StompProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Turns octets of a header into a String: escapes undone once, UTF-8 taken strictly (1.2, "Value Encoding").
 *
 * <p>Not thread-safe: an array is kept.
 */
final class HeaderText {
    // What a decoder puts where the octets are not valid; a text may also hold it rightfully.
    private static final char REPLACEMENT = '\ufffd';

    // Longer texts get an array of their own: what a connection holds while it is idle stays small.
    private static final int KEPT_CAPACITY = 1024;

    private final byte[] kept = new byte[KEPT_CAPACITY];

    /** The String of octets which are known to be ASCII without an escape. */
    static String plain(byte[] bytes, int from, int to) {
        // For ASCII the same as UTF-8, but a mere copy.
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /**
     * The String of any octets.
     *
     * @param tolerant whether a text with an undefined escape is taken as it stands
     * @throws StompProtocolException if it is not UTF-8, or has an undefined escape or a backslash at its end
     */
    String decode(byte[] bytes, int from, int to, HeaderEscaping escaping, boolean tolerant) {
        if (!escaping.isActive()) {
            return utf8(bytes, from, to);
        }
        byte[] unescaped = to - from <= KEPT_CAPACITY ? kept : new byte[to - from];
        int length = unescape(bytes, from, to, escaping, unescaped);
        if (length >= 0) {
            return utf8(unescaped, 0, length);
        }
        if (tolerant) {
            return utf8(bytes, from, to);
        }
        throw new StompProtocolException("a backslash in a header does not begin a defined escape");
    }

    /** The octets written into {@code target}, or a negative number if there is an undefined escape. */
    private static int unescape(byte[] bytes, int from, int to, HeaderEscaping escaping, byte[] target) {
        int length = 0;
        for (int i = from; i < to; i++) {
            int octet = bytes[i];
            if (octet == '\\') {
                i++;
                octet = i < to ? escaping.unescape(bytes[i]) : HeaderEscaping.UNDEFINED;
                if (octet == HeaderEscaping.UNDEFINED) {
                    return -1;
                }
            }
            target[length++] = (byte) octet;
        }
        return length;
    }

    /** Never with a replacement for what is not valid: an id that was changed silently would acknowledge wrongly. */
    private static String utf8(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            checkValid(bytes, from, to);
        }
        return text;
    }

    private static void checkValid(byte[] bytes, int from, int to) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, to - from));
        } catch (CharacterCodingException e) {
            throw new StompProtocolException("a header is not valid UTF-8");
        }
    }
}
