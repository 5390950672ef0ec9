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

import io.github.camelstomp2.protocol.StompProtocolException;
import io.github.camelstomp2.protocol.text.HeaderEscaping;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes octets of a header to a String: removes the escapes and accepts only valid UTF-8 (1.2, "Value Encoding").
 *
 * <p>Not thread-safe: it keeps an array between calls.
 */
final class HeaderText {
    // A decoder writes this character where octets are invalid; valid text may contain it too.
    private static final char REPLACEMENT = '\ufffd';

    // Longer texts get an array of their own, so that an idle connection needs little memory.
    private static final int KEPT_CAPACITY = 1024;

    private final byte[] kept = new byte[KEPT_CAPACITY];

    /** The String for octets that are known to be ASCII without an escape. */
    static String plain(byte[] bytes, int from, int to) {
        // For ASCII this charset gives the same result as UTF-8, but it only copies.
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /**
     * The String for any octets.
     *
     * @param tolerant whether text with an undefined escape is kept unchanged
     * @throws StompProtocolException if the octets are not UTF-8, or have an undefined escape or a backslash at their
     *     end
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

    /**
     * Writes the octets without escapes into {@code target}. Returns their number, or a negative number if there is an
     * undefined escape.
     */
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

    /**
     * Invalid octets are an error and are not replaced: with a silently changed id, a wrong message would be
     * acknowledged.
     */
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
