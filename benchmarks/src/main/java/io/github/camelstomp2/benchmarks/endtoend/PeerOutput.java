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

    private final OutputStream out;
    private byte[] buffer = new byte[BUFFER];
    private int length;

    PeerOutput(Socket socket) throws IOException {
        out = socket.getOutputStream();
    }

    /** Makes room for a frame of at most this many octets. */
    void begin(int octets) throws IOException {
        if (buffer.length - length < octets) {
            flush();
        }
        if (buffer.length < octets) {
            buffer = new byte[octets];
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
