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
package io.github.camelstomp2.testbed;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;

/**
 * The smallest client that can put messages on a real broker and look at what is there, independent of the product.
 * Speaks STOMP 1.2 without heart-beats over a blocking socket; for one thread. A frame that is not the expected one is
 * an {@link AssertionError} that shows it.
 */
public final class RawStompClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AtomicLong ids = new AtomicLong();
    private final ByteArrayOutputStream frameBytes = new ByteArrayOutputStream();
    private final Socket socket;
    private final InputStream in;
    private final WireFrame connected;

    private RawStompClient(Socket socket, byte[] connect) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        socket.setTcpNoDelay(true);
        write(connect);
        this.connected = receive();
    }

    private static byte[] connectFrame(String login, String passcode) {
        return ServerFrame.of("CONNECT")
                .header("accept-version", "1.2")
                .header("host", "/")
                .header("login", login)
                .header("passcode", passcode)
                .bytes("1.0");
    }

    /** Connects with the broker's own user. */
    public static RawStompClient connect(TestBroker broker) {
        RawStompClient client = open(broker, broker.passcode());
        if (!client.connected.command().equals("CONNECTED")) {
            client.close();
            throw new AssertionError("expected CONNECTED, got " + client.connected);
        }
        return client;
    }

    /** Connects with a CONNECT frame of the caller's, whatever the broker answers. */
    public static RawStompClient connect(TestBroker broker, byte[] connectFrame) {
        try {
            return new RawStompClient(new Socket(broker.host(), broker.port()), connectFrame);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The frame with which the broker answers to this passcode; the connection is closed again. */
    public static WireFrame answerTo(TestBroker broker, String passcode) {
        try (RawStompClient client = open(broker, passcode)) {
            return client.connected;
        }
    }

    /** Connects over TLS, trusting the authority of {@link TestCertificates}. */
    public static RawStompClient connectTls(TestBroker broker, TestCertificates.Identity identity) {
        SSLContext context = TestCertificates.get().sslContext(identity);
        try {
            return new RawStompClient(
                    context.getSocketFactory().createSocket(broker.host(), broker.sslPort()),
                    connectFrame(broker.login(), broker.passcode()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RawStompClient open(TestBroker broker, String passcode) {
        return connect(broker, connectFrame(broker.login(), passcode));
    }

    /** The broker's CONNECTED. */
    public WireFrame connected() {
        return connected;
    }

    /** Sends a message and waits for the receipt. */
    public void send(String destination, Map<String, String> headers, String body) {
        String receipt = "raw-" + ids.incrementAndGet();
        write(ServerFrame.of("SEND")
                .header("destination", destination)
                .headers(headers)
                .header("receipt", receipt)
                .body(body)
                .bytes("1.2"));
        expectReceipt(receipt);
    }

    /** Sends a persistent message to a queue of this name, where every kind of broker looks for it. */
    public void sendToQueue(String queueName, String body) {
        // persistent for all; the routing type matters to Artemis, which would drop it otherwise
        send("/queue/" + queueName, Map.of("persistent", "true", "destination-type", "ANYCAST"), body);
    }

    /** Subscribes, one message at a time being acknowledged. */
    public void subscribeToQueue(String id, String queueName) {
        write(ServerFrame.of("SUBSCRIBE")
                .header("id", id)
                .header("destination", "/queue/" + queueName)
                .header("subscription-type", "ANYCAST")
                .header("ack", "client-individual")
                .bytes("1.2"));
    }

    /** The next MESSAGE. */
    public WireFrame receiveMessage() {
        WireFrame frame = receive();
        if (!frame.command().equals("MESSAGE")) {
            throw new AssertionError("expected MESSAGE, got " + frame);
        }
        return frame;
    }

    /** Acknowledges a message and waits for the receipt. */
    public void ack(WireFrame message) {
        String receipt = "raw-" + ids.incrementAndGet();
        write(ServerFrame.of("ACK")
                .header("id", message.header("ack"))
                .header("receipt", receipt)
                .bytes("1.2"));
        expectReceipt(receipt);
    }

    /** Writes bytes as they are. */
    public void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next frame of the broker. */
    public WireFrame receive() {
        try {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            return readFrame();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no frame of the broker within " + Poll.inWords(PATIENCE), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checks that the broker writes no frame for this long; line feeds, with which brokers end their frames, it may. */
    public void expectNothing(Duration duration) {
        long deadline = System.nanoTime() + duration.toNanos();
        try {
            for (long left = duration.toMillis();
                    left > 0;
                    left = Duration.ofNanos(deadline - System.nanoTime()).toMillis()) {
                socket.setSoTimeout((int) left);
                in.mark(1);
                int b = in.read();
                if (b != '\n') {
                    in.reset();
                    throw new AssertionError("expected nothing, got " + (b < 0 ? "the connection's end" : receive()));
                }
            }
        } catch (SocketTimeoutException e) {
            // as expected
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        ScriptedBroker.closeQuietly(socket);
    }

    private void expectReceipt(String id) {
        WireFrame frame = receive();
        if (!frame.command().equals("RECEIPT") || !id.equals(frame.header("receipt-id"))) {
            throw new AssertionError("expected the receipt " + id + ", got " + frame);
        }
    }

    private WireFrame readFrame() throws IOException {
        frameBytes.reset();
        String command = readLine();
        while (command.isEmpty()) {
            frameBytes.reset();
            command = readLine();
        }
        List<WireHeader> headers = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        String length = null;
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            lines.add(line);
            int colon = line.indexOf(':');
            WireHeader header = new WireHeader(
                    StompEscapes.unescape(line.substring(0, colon), "1.2"),
                    StompEscapes.unescape(line.substring(colon + 1), "1.2"));
            headers.add(header);
            length = length == null && header.name().equals("content-length") ? header.value() : length;
        }
        byte[] body = readBody(length);
        return new WireFrame(command, headers, lines, body, frameBytes.toByteArray());
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = readByte(); b != '\n'; b = readByte()) {
            line.write(b);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private byte[] readBody(String length) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (length != null) {
            body.writeBytes(in.readNBytes(Integer.parseInt(length)));
            frameBytes.writeBytes(body.toByteArray());
            readByte();
            return body.toByteArray();
        }
        for (int b = readByte(); b != 0; b = readByte()) {
            body.write(b);
        }
        return body.toByteArray();
    }

    private int readByte() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new IOException("the broker closed the connection");
        }
        frameBytes.write(b);
        return b;
    }
}
