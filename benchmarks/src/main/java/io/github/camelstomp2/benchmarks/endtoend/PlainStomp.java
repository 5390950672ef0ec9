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

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** STOMP over a blocking socket, in as little code as possible. Used by one thread. */
final class PlainStomp implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int end;

    /** A frame that was read. */
    record Frame(String command, Map<String, String> headers, byte[] body) {}

    PlainStomp(Work work) throws IOException {
        socket = new Socket(PeerAddress.HOST, work.peer().port());
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
        out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
        write("CONNECT", head(work.connectHeaders()));
        flush();
        read("CONNECTED");
    }

    static String head(Map<String, String> headers) {
        StringBuilder head = new StringBuilder();
        headers.forEach(
                (name, value) -> head.append(name).append(':').append(value).append('\n'));
        return head.toString();
    }

    /** @param head lines with their ends */
    void write(String command, String head, byte... body) throws IOException {
        out.write((command + "\n" + head + "\n").getBytes(ISO_8859_1));
        out.write(body);
        out.write(0);
    }

    void flush() throws IOException {
        out.flush();
    }

    /** Whether everything from the last read of the socket was used. */
    boolean isDrained() {
        return next == end;
    }

    Frame read(String expected) throws IOException {
        Frame frame = read();
        if (!frame.command().equals(expected)) {
            throw new IOException(expected + " expected: " + frame.command() + " " + frame.headers());
        }
        return frame;
    }

    Frame read() throws IOException {
        String command = line();
        while (command.isEmpty()) {
            command = line(); // heart-beats, and the line feeds that some brokers send behind frames
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.putIfAbsent(line.substring(0, colon), line.substring(colon + 1));
        }
        String length = headers.get("content-length");
        byte[] body = length == null ? until(0) : octets(Integer.parseInt(length));
        return new Frame(command, headers, body);
    }

    private String line() throws IOException {
        byte[] line = until('\n');
        return new String(line, 0, line.length, ISO_8859_1);
    }

    private byte[] until(int last) throws IOException {
        byte[] octets = new byte[128];
        int length = 0;
        for (byte octet = octet(); octet != last; octet = octet()) {
            if (length == octets.length) {
                octets = Arrays.copyOf(octets, 2 * length);
            }
            octets[length++] = octet;
        }
        return Arrays.copyOf(octets, length);
    }

    /** This many octets, and the NUL behind them. */
    private byte[] octets(int length) throws IOException {
        byte[] octets = new byte[length];
        for (int copied = 0; copied < length; ) {
            if (isDrained()) {
                fill();
            }
            int part = Math.min(length - copied, end - next);
            System.arraycopy(buffer, next, octets, copied, part);
            next += part;
            copied += part;
        }
        octet();
        return octets;
    }

    private byte octet() throws IOException {
        if (isDrained()) {
            fill();
        }
        return buffer[next++];
    }

    private void fill() throws IOException {
        next = 0;
        end = Math.max(0, in.read(buffer));
        if (end == 0) {
            throw new EOFException();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
