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
import io.github.camelstomp2.protocol.PrintableText;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.protocol.StompVersion;
import java.util.Arrays;

/**
 * Writes command and headers of one frame after the other into an array of its own, which is used again: a head that
 * turns out to be impossible has touched no buffer, and an array has no checks per octet.
 *
 * <p>Not thread-safe.
 */
final class HeadWriter {
    private static final int FIRST_CAPACITY = 512;

    // Beyond it the array is not kept: what a connection holds while it is idle stays small.
    private static final int KEPT_CAPACITY = 8 * 1024;

    // Of a char: UTF-8 needs at most three octets for it, an escape two.
    private static final int MOST_OCTETS = 3;

    private static final boolean[] SPECIAL = special();

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int length;
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

    /** The rules for the heads to come. */
    void version(StompVersion newVersion) {
        version = newVersion;
    }

    /**
     * Writes the head of a frame, its empty line included.
     *
     * @return how many octets of {@link #bytes()} it takes
     * @throws StompInvalidFrameException if a header, or a body without {@code content-length}, cannot be represented
     */
    int write(StompFrame frame) {
        begin(frame.command());
        StompHeaders headers = frame.headers();
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            // Only the codec knows the number of octets; one of somebody else would let a body pose as frames.
            if (!name.equals(StompHeaderNames.CONTENT_LENGTH)) {
                putHeader(name, headers.value(i));
            }
        }
        if (!frame.writesContentLength()) {
            checkNoNul(frame.body());
        } else if (frame.body().length > 0) {
            putHeader(StompHeaderNames.CONTENT_LENGTH, Integer.toString(frame.body().length));
        }
        ensureRoom(1);
        bytes[length++] = '\n';
        return length;
    }

    /** The octets of the head that was written last. */
    byte[] bytes() {
        return bytes;
    }

    private void checkNoNul(byte[] body) {
        for (byte octet : body) {
            if (octet == 0) {
                throw new StompInvalidFrameException(
                        command + " without content-length has a body with a NUL, which would end it there");
            }
        }
    }

    private void begin(StompCommand newCommand) {
        if (bytes.length > KEPT_CAPACITY) {
            bytes = new byte[FIRST_CAPACITY];
        }
        length = 0;
        command = newCommand;
        escaping = version.escapingOf(newCommand);
        putOctets(KnownText.command(newCommand));
        bytes[length++] = '\n';
    }

    private void putHeader(String name, String value) {
        byte[] known = KnownText.headerName(name);
        if (known != null) {
            ensureRoom(known.length);
            putOctets(known);
        } else {
            checkName(name);
            ensureRoom(MOST_OCTETS * (long) name.length());
            putText(name, name, true);
        }
        ensureRoom(MOST_OCTETS * (long) value.length() + 2);
        bytes[length++] = ':';
        putText(value, name, false);
        bytes[length++] = '\n';
    }

    private void checkName(String name) {
        if (name.isEmpty()) {
            throw new StompInvalidFrameException(command + " with a header whose name is empty");
        }
        // A broker of 1.0 would trim it to another name: to content-length, say, and cut the body elsewhere.
        if (version.trimsHeaders() && WhiteSpace.surrounds(name)) {
            throw invalid(name, "white space around its name");
        }
    }

    private void putOctets(byte[] octets) {
        System.arraycopy(octets, 0, bytes, length, octets.length);
        length += octets.length;
    }

    private void putText(String text, String name, boolean inName) {
        byte[] target = bytes;
        int at = length;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 128) {
                length = at;
                i += putCodePoint(text, i, name, inName);
                at = length;
            } else if (SPECIAL[c]) {
                length = at;
                putSpecial((byte) c, name, inName);
                at = length;
            } else {
                target[at++] = (byte) c;
            }
        }
        length = at;
    }

    private void putSpecial(byte octet, String name, boolean inName) {
        if (escaping.forbids(octet, inName)) {
            throw invalid(name, describe(octet) + (inName ? " in its name" : " in its value"));
        }
        byte letter = escaping.escape(octet);
        if (letter == 0) {
            bytes[length++] = octet;
        } else {
            bytes[length++] = '\\';
            bytes[length++] = letter;
        }
    }

    /** Returns how many further chars it took. */
    private int putCodePoint(String text, int index, String name, boolean inName) {
        int c = text.codePointAt(index);
        if (c < 0x800) {
            bytes[length++] = (byte) (0xc0 | (c >> 6));
        } else if (c < 0x10000) {
            if (Character.isSurrogate((char) c)) {
                throw invalid(name, "half a surrogate pair" + (inName ? " in its name" : " in its value"));
            }
            bytes[length++] = (byte) (0xe0 | (c >> 12));
            bytes[length++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        } else {
            bytes[length++] = (byte) (0xf0 | (c >> 18));
            bytes[length++] = (byte) (0x80 | ((c >> 12) & 0x3f));
            bytes[length++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        }
        bytes[length++] = (byte) (0x80 | (c & 0x3f));
        return Character.charCount(c) - 1;
    }

    private void ensureRoom(long count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(length + count, 2L * bytes.length)));
        }
    }

    private static String describe(byte octet) {
        return switch (octet) {
            case 0 -> "a NUL";
            case '\n' -> "a line feed";
            case '\r' -> "a carriage return";
            default -> "a colon";
        };
    }

    /** The value stays out of it: it may be a secret. */
    private StompInvalidFrameException invalid(String name, String what) {
        String where = command.isConnectPhase() ? "in " + command : "in STOMP " + version.number();
        return new StompInvalidFrameException(command + " header '" + PrintableText.of(name) + "' has " + what
                + ", which cannot be represented " + where);
    }
}
