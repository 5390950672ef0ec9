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

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The peer's side of a WebSocket: answers the HTTP request and each PING, which must be empty, and gives the octets of the client's
 * messages, unmasked. A close frame ends the input.
 */
final class PeerWebSocket extends InputStream {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int BUFFER = 1 << 16;
    private static final int FIRST_CONTROL = 8;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int KEY = 4;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final byte[] PONG = {(byte) 0x8A, 0};

    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private long left;

    /** Twice the key, turned so that its first octet is that of the next octet of the payload. */
    private long mask;

    private boolean control;

    private PeerWebSocket(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** Reads a request whose first octets were read already, and answers it. */
    static PeerWebSocket accept(byte[] begun, int length, InputStream in, OutputStream out) throws IOException {
        StringBuilder request = new StringBuilder(new String(begun, 0, length, ISO_8859_1));
        while (request.indexOf("\r\n\r\n") < 0) {
            request.append((char) in.read());
        }
        String name = "sec-websocket-key:";
        String key = request.toString()
                .lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith(name))
                .findFirst()
                .orElseThrow()
                .substring(name.length())
                .strip();
        out.write(PeerOutput.octets("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Protocol: v12.stomp\r\nSec-WebSocket-Accept: " + accept(key) + "\r\n\r\n"));
        return new PeerWebSocket(in, out);
    }

    private static String accept(String key) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(PeerOutput.octets(key + GUID)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** Waits for the first octet, and takes what is there beside it. */
    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        int count = 0;
        while (count < most) {
            if (left == 0) {
                if (count > 0 && !hasHead()) {
                    return count;
                } else if (!readHead()) {
                    return count == 0 ? -1 : count;
                }
            } else if (at < end) {
                int taken = (int) Math.min(Math.min(left, end - at), most - count);
                if (control) {
                    at += taken;
                } else {
                    unmask(into, from + count, taken);
                    count += taken;
                }
                left -= taken;
            } else if (count > 0) {
                return count;
            } else {
                fill();
            }
        }
        return count;
    }

    /** Eight octets at a time: the peer must not be what is measured. */
    private void unmask(byte[] into, int from, int count) {
        int done = 0;
        for (; count - done >= Long.BYTES; done += Long.BYTES) {
            LONGS.set(into, from + done, (long) LONGS.get(buffer, at + done) ^ mask);
        }
        for (; done < count; done++) {
            mask = Long.rotateLeft(mask, Byte.SIZE);
            into[from + done] = (byte) (buffer[at + done] ^ mask);
        }
        at += count;
    }

    /** Whether the longest head that there can be is in the buffer. */
    private boolean hasHead() {
        return end - at >= 14;
    }

    /** False: the client closes, or has gone. */
    private boolean readHead() throws IOException {
        if (at == end && !more()) {
            return false;
        }
        int opcode = octet() & 15;
        long length = octet() & 127;
        if (length >= 126) {
            int octets = length == 126 ? 2 : 8;
            length = 0;
            for (int i = 0; i < octets; i++) {
                length = length << 8 | octet();
            }
        }
        mask = 0;
        for (int i = 0; i < KEY; i++) {
            mask = mask << Byte.SIZE | octet();
        }
        mask |= mask << Integer.SIZE;
        left = length;
        control = opcode >= FIRST_CONTROL;
        if (opcode == PING) {
            synchronized (out) {
                out.write(PONG);
            }
        }
        return opcode != CLOSE;
    }

    private int octet() throws IOException {
        if (at == end) {
            fill();
        }
        return buffer[at++] & 0xff;
    }

    private void fill() throws IOException {
        if (!more()) {
            throw new EOFException("in the middle of a frame");
        }
    }

    private boolean more() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }
}
