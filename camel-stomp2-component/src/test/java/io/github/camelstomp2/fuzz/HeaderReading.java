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
package io.github.camelstomp2.fuzz;

import io.github.camelstomp2.protocol.StompCommand;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How {@link ReferenceDecoder} reads a header line.
 *
 * @param escapes the letters that may follow a backslash; empty: a backslash is a character like any other
 * @param tolerant whether a text with any other letter there is taken as it stands
 * @param trimming whether blanks around names and values are dropped
 */
record HeaderReading(String escapes, boolean tolerant, boolean trimming) {
    private static final String LETTERS = "nc\\r";
    private static final String MEANINGS = "\n:\\\r";

    static HeaderReading of(@Nullable String version, StompCommand command) {
        if (command == StompCommand.CONNECTED) {
            return new HeaderReading("", false, false);
        }
        if (version == null) {
            return new HeaderReading(LETTERS, true, false);
        }
        return switch (version) {
            case "1.0" -> new HeaderReading("", false, true);
            case "1.1" -> new HeaderReading("nc\\", false, false);
            default -> new HeaderReading(LETTERS, false, false);
        };
    }

    static String latin1(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    static String trim(String text) {
        return text.replaceAll("^[ \t]+|[ \t]+\\z", "");
    }

    /** Name and value. */
    String[] header(byte[] line) {
        int colon = latin1(line).indexOf(':');
        ReferenceDecoder.require(colon > 0);
        String name = text(Arrays.copyOf(line, colon));
        ReferenceDecoder.require(!name.isEmpty());
        return new String[] {name, text(Arrays.copyOfRange(line, colon + 1, line.length))};
    }

    private String text(byte[] octets) {
        String raw = trimming ? trim(latin1(octets)) : latin1(octets);
        byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
        byte[] unescaped = escapes.isEmpty() ? bytes : unescape(bytes);
        ReferenceDecoder.require(unescaped != null || tolerant);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(unescaped == null ? bytes : unescaped))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ReferenceDecoder.Broken();
        }
    }

    private byte @Nullable [] unescape(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        while (at < bytes.length) {
            byte octet = bytes[at++];
            if (octet != '\\') {
                out.write(octet);
            } else if (at == bytes.length || escapes.indexOf(bytes[at]) < 0) {
                return null;
            } else {
                out.write(MEANINGS.charAt(LETTERS.indexOf(bytes[at++])));
            }
        }
        return out.toByteArray();
    }
}
