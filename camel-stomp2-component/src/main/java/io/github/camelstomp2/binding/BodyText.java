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
package io.github.camelstomp2.binding;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.camel.Exchange;

/**
 * Converts octets to text and back without a loss. Octets that are not valid in their charset stay octets. Text that a
 * charset cannot write is refused. Text that nobody changed is written with the octets from which it was read.
 */
final class BodyText {
    private static final String PROPERTY = "CamelStomp2BodyText";
    private static final char REPLACEMENT = '\ufffd';

    private final String text;
    private final Charset charset;
    private final byte[] octets;

    private BodyText(String text, Charset charset, byte[] octets) {
        this.text = text;
        this.charset = charset;
        this.octets = octets;
    }

    /** The octets as text, or {@code null} if they are not valid in this charset. */
    static String read(byte[] octets, Charset charset, Exchange exchange) {
        if (charset.equals(StandardCharsets.UTF_8)) {
            return utf8(octets);
        }
        String text = strictly(octets, charset);
        if (text != null && !isWrittenSo(text, charset, octets)) {
            // Several octets can mean the same text, for example UTF-16 in both byte orders, or escape sequences; so
            // the original octets are kept.
            exchange.setProperty(PROPERTY, new BodyText(text, charset, octets));
        }
        return text;
    }

    /**
     * Much faster than a decoder that reports errors. UTF-8 has exactly one form for each text, so an error shows when
     * the text is encoded again.
     */
    private static String utf8(byte[] octets) {
        String text = new String(octets, StandardCharsets.UTF_8);
        boolean exact = text.indexOf(REPLACEMENT) < 0 || Arrays.equals(text.getBytes(StandardCharsets.UTF_8), octets);
        return exact ? text : null;
    }

    private static String strictly(byte[] octets, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isWrittenSo(String text, Charset charset, byte[] octets) {
        return charset.canEncode() && Arrays.equals(text.getBytes(charset), octets);
    }

    /** Whether these octets are valid text in UTF-8 or ASCII. */
    static boolean isText(byte[] octets, Charset charset) {
        for (byte octet : octets) {
            if (octet < 0) {
                return charset.equals(StandardCharsets.UTF_8) && utf8(octets) != null;
            }
        }
        return true;
    }

    /**
     * Writes text in a charset that must have all of its characters: replacing them by question marks would change the
     * text.
     *
     * @throws IllegalArgumentException if a character is missing
     */
    static byte[] write(String text, Charset charset, Exchange exchange) {
        if (charset.equals(StandardCharsets.UTF_8)) {
            return text.getBytes(charset);
        }
        BodyText came = exchange.getProperty(PROPERTY, BodyText.class);
        if (came != null && came.text == text && came.charset.equals(charset)) {
            return came.octets;
        }
        if (charset.canEncode() && charset.newEncoder().canEncode(text)) {
            return text.getBytes(charset);
        }
        throw new IllegalArgumentException("The body holds characters that " + charset.name()
                + " cannot write: set the header Content-Type to one with charset=utf-8, or change the body");
    }
}
