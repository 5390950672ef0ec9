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
package io.github.camelstomp2.benchmarks.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/**
 * The output of one thread of the synthetic peer. It is written in pieces that end with a frame, so that two threads
 * can write to one socket.
 */
final class PeerOutput {
    private static final int BUFFER = 1 << 16;

    private static final int LONGEST_HEAD = 10;
    private static final int BINARY = 0x82;
    private static final int TWO_OCTETS = 126;
    private static final int EIGHT_OCTETS = 127;

    private final OutputStream out;
    private final boolean webSocket;
    private byte[] buffer = new byte[BUFFER];
    private int length;

    PeerOutput(Socket socket) throws IOException {
        this(socket, false);
    }

    /** @param webSocket whether each frame is a message of a WebSocket */
    PeerOutput(Socket socket, boolean webSocket) throws IOException {
        out = socket.getOutputStream();
        this.webSocket = webSocket;
    }

    /** Makes room for a frame of this many octets. */
    void begin(int octets) throws IOException {
        if (buffer.length - length < octets + LONGEST_HEAD) {
            flush();
        }
        if (buffer.length < octets + LONGEST_HEAD) {
            buffer = new byte[octets + LONGEST_HEAD];
        }
        if (webSocket) {
            beginMessage(octets);
        }
    }

    private void beginMessage(int octets) {
        buffer[length++] = (byte) BINARY;
        if (octets < TWO_OCTETS) {
            buffer[length++] = (byte) octets;
            return;
        }
        int lengthOctets = octets <= 0xFFFF ? 2 : 8;
        buffer[length++] = (byte) (lengthOctets == 2 ? TWO_OCTETS : EIGHT_OCTETS);
        for (int octet = lengthOctets - 1; octet >= 0; octet--) {
            buffer[length++] = (byte) ((long) octets >> 8 * octet);
        }
    }

    void put(byte[] octets, int from, int to) {
        System.arraycopy(octets, from, buffer, length, to - from);
        length += to - from;
    }

    void put(byte[] octets) {
        put(octets, 0, octets.length);
    }

    /** Writes a number with a fixed count of digits over what was written last. */
    void overwrite(int back, long number, int digits) {
        long rest = number;
        for (int at = length - back + digits - 1; at >= length - back; at--) {
            buffer[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    void flush() throws IOException {
        if (length > 0) {
            synchronized (out) {
                out.write(buffer, 0, length);
            }
            length = 0;
        }
    }

    static byte[] octets(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
