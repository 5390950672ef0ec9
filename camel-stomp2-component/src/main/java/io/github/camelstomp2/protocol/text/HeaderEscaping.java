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

/**
 * How the octets of header names and values are escaped on the wire. {@code StompVersion.escapingOf} says which way is
 * in force for a frame.
 *
 * <p>Stateless and thread-safe; designed to be called once per octet.
 */
public enum HeaderEscaping {
    /** No escapes: STOMP 1.0, and CONNECT and CONNECTED of every version. */
    NONE,
    /** STOMP 1.1, "Value Encoding": {@code \n}, {@code \c} and {@code \\}. */
    V1_1,
    /** STOMP 1.2, "Value Encoding": the escapes of 1.1 and {@code \r}. */
    V1_2;

    /** {@link #unescape(byte)} returns this for a letter that must not follow a backslash. */
    public static final int UNDEFINED = -1;

    /** Whether a backslash begins an escape sequence. */
    public boolean isActive() {
        return this != NONE;
    }

    /**
     * The letter that is written behind a backslash to represent this octet, or 0 when the octet is written as it is.
     */
    public byte escape(byte octet) {
        if (this == NONE) {
            return 0;
        }
        return switch (octet) {
            case '\n' -> (byte) 'n';
            case ':' -> (byte) 'c';
            case '\\' -> (byte) '\\';
            case '\r' -> this == V1_2 ? (byte) 'r' : 0;
            default -> 0;
        };
    }

    /** The octet that a backslash and this letter represent, or {@link #UNDEFINED}: such a frame is a fatal error. */
    public int unescape(byte letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 'c' -> ':';
            case '\\' -> '\\';
            case 'r' -> this == V1_2 ? '\r' : UNDEFINED;
            default -> UNDEFINED;
        };
    }

    /**
     * Whether an octet cannot be written in a header at all, so that the frame has to be refused.
     *
     * <p>NUL ends a frame and has no escape in any version. A line feed without an escape would begin a new header. A
     * carriage return without an escape is refused too: brokers take CR LF as the end of a line even in 1.1, and would
     * silently remove it. A colon in a name (not in a value) would make a part of the name a part of the value.
     *
     * @param inName whether the octet belongs to the name, not to the value
     */
    public boolean forbids(byte octet, boolean inName) {
        return switch (octet) {
            case 0 -> true;
            case '\n' -> this == NONE;
            case '\r' -> this != V1_2;
            case ':' -> this == NONE && inName;
            default -> false;
        };
    }
}
