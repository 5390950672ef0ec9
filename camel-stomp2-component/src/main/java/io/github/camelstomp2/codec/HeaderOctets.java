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

import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.protocol.StompVersion;
import io.github.camelstomp2.protocol.text.HeaderEscaping;
import io.github.camelstomp2.protocol.text.PrintableText;
import io.github.camelstomp2.protocol.text.WhiteSpace;

/**
 * Writes names and values of headers as octets: UTF-8, with the escapes of the version (1.2, "Value Encoding"). Text
 * that cannot be represented is an error that names the header.
 *
 * <p>Not thread-safe.
 */
final class HeaderOctets {
    // The most octets for one char: UTF-8 needs at most three, an escape two.
    private static final int MOST_OCTETS = 3;

    private static final boolean[] SPECIAL = special();

    private StompVersion version = StompVersion.V1_0;
    private StompCommand command = StompCommand.SEND;
    private HeaderEscaping escaping = HeaderEscaping.NONE;

    private static boolean[] special() {
        boolean[] special = new boolean[128];
        for (char c : new char[] {0, '\n', '\r', ':', '\\'}) {
            special[c] = true;
        }
        return special;
    }

    /** Sets the version for the next heads. */
    void version(StompVersion newVersion) {
        version = newVersion;
    }

    /**
     * Begins a head of this command.
     *
     * @return whether text is escaped in another way than in the previous head
     */
    boolean begin(StompCommand newCommand) {
        command = newCommand;
        HeaderEscaping before = escaping;
        escaping = version.escapingOf(newCommand);
        return escaping != before;
    }

    /** Whether this head uses escapes. */
    boolean areEscaped() {
        return escaping.isActive();
    }

    /** Writes the name of a header, and the colon behind it. */
    void putName(WrittenHead head, String name) {
        byte[] known = KnownText.headerName(name);
        if (known != null) {
            head.ensureRoom(known.length + 1);
            head.put(known, 0, known.length);
        } else {
            checkName(name);
            head.ensureRoom(MOST_OCTETS * (long) name.length() + 1);
            put(head, name, name, true);
        }
        head.bytes[head.length++] = ':';
    }

    /** Writes the value of a header, and the line feed behind it. */
    void putValue(WrittenHead head, String name, String value) {
        head.ensureRoom(MOST_OCTETS * (long) value.length() + 1);
        put(head, value, name, false);
        head.bytes[head.length++] = '\n';
    }

    private void checkName(String name) {
        if (name.isEmpty()) {
            throw new StompInvalidFrameException(command + " with a header whose name is empty");
        }
        // A broker of 1.0 would remove the white space and read another name, for example content-length, and end the
        // body at a wrong place.
        if (version.trimsHeaders() && WhiteSpace.surrounds(name)) {
            throw invalid(name, "white space around its name");
        }
    }

    private void put(WrittenHead head, String text, String name, boolean inName) {
        byte[] target = head.bytes;
        int at = head.length;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 128) {
                head.length = at;
                i += putCodePoint(head, text, i, name, inName);
                at = head.length;
            } else if (SPECIAL[c]) {
                head.length = at;
                putSpecial(head, (byte) c, name, inName);
                at = head.length;
            } else {
                target[at++] = (byte) c;
            }
        }
        head.length = at;
    }

    private void putSpecial(WrittenHead head, byte octet, String name, boolean inName) {
        if (escaping.forbids(octet, inName)) {
            throw invalid(name, describe(octet) + (inName ? " in its name" : " in its value"));
        }
        byte letter = escaping.escape(octet);
        if (letter == 0) {
            head.bytes[head.length++] = octet;
        } else {
            head.bytes[head.length++] = '\\';
            head.bytes[head.length++] = letter;
        }
    }

    /** Writes the character at this index; returns how many further chars of the text belong to it. */
    private int putCodePoint(WrittenHead head, String text, int index, String name, boolean inName) {
        int c = text.codePointAt(index);
        if (c < 0x800) {
            head.bytes[head.length++] = (byte) (0xc0 | (c >> 6));
        } else if (c < 0x10000) {
            if (Character.isSurrogate((char) c)) {
                throw invalid(name, "half a surrogate pair" + (inName ? " in its name" : " in its value"));
            }
            head.bytes[head.length++] = (byte) (0xe0 | (c >> 12));
            head.bytes[head.length++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        } else {
            head.bytes[head.length++] = (byte) (0xf0 | (c >> 18));
            head.bytes[head.length++] = (byte) (0x80 | ((c >> 12) & 0x3f));
            head.bytes[head.length++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        }
        head.bytes[head.length++] = (byte) (0x80 | (c & 0x3f));
        return Character.charCount(c) - 1;
    }

    private static String describe(byte octet) {
        return switch (octet) {
            case 0 -> "a NUL";
            case '\n' -> "a line feed";
            case '\r' -> "a carriage return";
            default -> "a colon";
        };
    }

    /** The error does not show the value, which may be a secret. */
    private StompInvalidFrameException invalid(String name, String what) {
        String where = command.isConnectPhase() ? "in " + command : "in STOMP " + version.number();
        return new StompInvalidFrameException(command + " header '" + PrintableText.of(name) + "' has " + what
                + ", which cannot be represented " + where);
    }
}
