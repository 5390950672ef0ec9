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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Recognises by their first octets the servers that people reach by mistake, so that they read what is wrong instead of
 * waiting for the connect timeout.
 */
final class ForeignPeer {
    private static final byte[] HTTP = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SSH = "SSH-".getBytes(StandardCharsets.US_ASCII);

    // Content types of a TLS record (RFC 8446, 5.1); the octet behind them is 3 in every version of TLS.
    private static final byte TLS_ALERT = 0x15;
    private static final byte TLS_HANDSHAKE = 0x16;

    private ForeignPeer() {}

    /** What is wrong, or {@code null} if the octets are none of these. */
    static @Nullable String recognise(byte[] bytes, int length) {
        if (startsWith(bytes, length, HTTP)) {
            return "the peer answers in HTTP, not in STOMP: the port of a web server, or one for ws:// or wss://?";
        }
        if (startsWith(bytes, length, SSH)) {
            return "the peer is an SSH server, not a STOMP broker";
        }
        if (length >= 2 && (bytes[0] == TLS_ALERT || bytes[0] == TLS_HANDSHAKE) && bytes[1] == 3) {
            return "the peer answers in TLS, not in plain STOMP: the port needs ssl:// or wss://";
        }
        return null;
    }

    private static boolean startsWith(byte[] bytes, int length, byte[] prefix) {
        return length >= prefix.length && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }
}
