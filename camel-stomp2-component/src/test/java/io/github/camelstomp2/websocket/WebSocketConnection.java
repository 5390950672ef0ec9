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
package io.github.camelstomp2.websocket;

import io.github.camelstomp2.websocket.ScriptedWebSocket.Frame;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One connection of a client of a {@link ScriptedWebSocket}. For one test thread. */
public final class WebSocketConnection implements AutoCloseable {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final Socket socket;
    private final DataInputStream in;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private String requestLine = "";

    WebSocketConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(ScriptedWebSocket.PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    void readRequest() throws IOException {
        requestLine = readLine();
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            int colon = line.indexOf(':');
            headers.merge(line.substring(0, colon), line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
        }
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("in the request");
            }
            if (octet != '\r') {
                line.append((char) octet);
            }
        }
        return line.toString();
    }

    /** Such as {@code GET /stomp HTTP/1.1}. */
    String requestLine() {
        return requestLine;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** Answers 101, with the first sub-protocol that was offered. */
    public void agree(String... more) {
        agreeOn(headers.get("Sec-WebSocket-Protocol").split(",")[0].strip(), more);
    }

    /** @param protocol {@code null}: none */
    void agreeOn(String protocol, String... more) {
        StringBuilder answer = new StringBuilder("HTTP/1.1 101 Switching Protocols\r\n"
                + "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accept(headers.get("Sec-WebSocket-Key")) + "\r\n");
        if (protocol != null) {
            answer.append("Sec-WebSocket-Protocol: ").append(protocol).append("\r\n");
        }
        for (String line : more) {
            answer.append(line).append("\r\n");
        }
        write(answer.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Answers with this status instead. */
    void refuse(String status, String... more) {
        write(("HTTP/1.1 " + status + "\r\nContent-Length: 2\r\n" + String.join("", more) + "\r\nno")
                .getBytes(StandardCharsets.US_ASCII));
    }

    // ---- what the client writes

    /** The next frame of the client. */
    public Frame next() {
        try {
            int first = in.readUnsignedByte();
            int second = in.readUnsignedByte();
            if ((second & 0x80) == 0) {
                throw new AssertionError("a client must mask its frames");
            }
            int length = second & 0x7F;
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = Math.toIntExact(in.readLong());
            }
            byte[] mask = in.readNBytes(4);
            byte[] payload = in.readNBytes(length);
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= mask[i % 4];
            }
            return new Frame(first & 0x0F, (first & 0x80) != 0, (first & 0x70) >> 4, payload);
        } catch (IOException e) {
            throw new UncheckedIOException("no frame of the client", e);
        }
    }

    /** The next frame that is no heart-beat, PING or PONG, which must be a whole message that begins so. */
    public Frame expectMessage(String beginning) {
        Frame frame = next();
        while (frame.opcode() > ScriptedWebSocket.CLOSE || frame.text().equals("\n")) {
            frame = next();
        }
        if (!frame.text().startsWith(beginning) || !frame.last()) {
            throw new AssertionError("expected a message that begins with " + beginning + ", but there is opcode "
                    + frame.opcode() + ": " + frame.text());
        }
        return frame;
    }

    /** The client must close by a frame; answers it. */
    public Frame expectClose() {
        Frame frame = next();
        while (frame.opcode() != ScriptedWebSocket.CLOSE) {
            frame = next();
        }
        return frame;
    }

    /** The client must end the connection; whatever it still writes is skipped. */
    public void expectEnd() {
        try {
            while (in.read() >= 0) {
                // until it ends
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("reset")) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Whether the client ends the connection within this time, in which it must write nothing. */
    public boolean endsWithin(Duration time) {
        try {
            socket.setSoTimeout(Math.toIntExact(time.toMillis()));
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** The value of a header of a STOMP frame. */
    public static String header(Frame frame, String name) {
        return frame.text()
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + frame.text()))
                .substring(name.length() + 1);
    }

    // ---- what the server writes

    public void connected(String... stompHeaders) {
        StringBuilder frame = new StringBuilder("CONNECTED\nversion:1.2\nheart-beat:0,0\n");
        for (String header : stompHeaders) {
            frame.append(header).append('\n');
        }
        text(frame + "\n\0");
    }

    /** The RECEIPT that this frame asks for. */
    public void receiptFor(Frame frame) {
        text("RECEIPT\nreceipt-id:" + header(frame, "receipt") + "\n\n\0");
    }

    public void text(String message) {
        send(ScriptedWebSocket.TEXT, true, message.getBytes(StandardCharsets.UTF_8));
    }

    public void send(int opcode, boolean last, byte[] payload) {
        send((last ? 0x80 : 0) | opcode, payload, false);
    }

    public void close(int code, String reason) {
        byte[] words = reason.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.write(code >> 8);
        payload.write(code);
        payload.writeBytes(words);
        send(ScriptedWebSocket.CLOSE, true, payload.toByteArray());
    }

    /** @param masked as a server must not do */
    public void send(int first, byte[] payload, boolean masked) {
        write(frame(first, payload, masked));
    }

    public static byte[] frame(int first, byte[] payload, boolean masked) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int mask = masked ? 0x80 : 0;
        out.write(first);
        if (payload.length < 126) {
            out.write(mask | payload.length);
        } else if (payload.length <= 0xFFFF) {
            out.write(mask | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        } else {
            out.write(mask | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) ((long) payload.length >> shift));
            }
        }
        if (masked) {
            out.writeBytes(new byte[4]);
        }
        out.writeBytes(payload);
        return out.toByteArray();
    }

    public void write(byte[] octets) {
        try {
            socket.getOutputStream().write(octets);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
