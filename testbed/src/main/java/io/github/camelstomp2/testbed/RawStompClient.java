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
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;

/**
 * A small client, independent of the product, that puts messages on a real broker and looks at what is there. Speaks
 * STOMP 1.2, unless told otherwise, without heart-beats over a blocking socket; for one thread. An unexpected frame is
 * an {@link AssertionError} that shows it.
 */
public final class RawStompClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AtomicLong ids = new AtomicLong();
    private final Deque<WireFrame> kept = new ArrayDeque<>();
    private final Socket socket;
    private final InputStream in;
    private final BrokerFrameReader reader;
    private final WireFrame connected;

    private RawStompClient(Socket socket, byte[] connect) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.reader = new BrokerFrameReader(in);
        socket.setTcpNoDelay(true);
        write(connect);
        this.connected = receive();
    }

    /** Connects with the broker's own user. */
    public static RawStompClient connect(TestBroker broker) {
        return connect(broker, Map.of());
    }

    /**
     * Connects with the broker's own user and further headers on CONNECT. A header may also replace a default one:
     * {@code client-id}, for example, or an {@code accept-version} other than 1.2.
     */
    public static RawStompClient connect(TestBroker broker, Map<String, String> connectHeaders) {
        RawStompClient client = open(broker, connectHeaders);
        if (!client.connected.command().equals("CONNECTED")) {
            client.close();
            throw new AssertionError("expected CONNECTED, got " + client.connected);
        }
        return client;
    }

    /** Connects with the caller's CONNECT frame, and accepts any answer. */
    public static RawStompClient connect(TestBroker broker, byte[] connectFrame) {
        try {
            return new RawStompClient(new Socket(broker.host(), broker.port()), connectFrame);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The broker's answer to CONNECT with this passcode; the connection is closed again. */
    public static WireFrame answerTo(TestBroker broker, String passcode) {
        return answerTo(broker, Map.of("passcode", passcode));
    }

    /** The broker's answer to CONNECT with these headers; the connection is closed again. */
    public static WireFrame answerTo(TestBroker broker, Map<String, String> connectHeaders) {
        try (RawStompClient client = open(broker, connectHeaders)) {
            return client.connected;
        }
    }

    /** Connects over TLS and trusts the authority of {@link TestCertificates}. */
    public static RawStompClient connectTls(TestBroker broker, TestCertificates.Identity identity) {
        SSLContext context = TestCertificates.get().sslContext(identity);
        try {
            return new RawStompClient(
                    context.getSocketFactory().createSocket(broker.host(), broker.sslPort()),
                    connectFrame(broker, Map.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RawStompClient open(TestBroker broker, Map<String, String> more) {
        return connect(broker, connectFrame(broker, more));
    }

    private static byte[] connectFrame(TestBroker broker, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("accept-version", "1.2");
        headers.put("host", "/");
        headers.put("login", broker.login());
        headers.put("passcode", broker.passcode());
        headers.putAll(more);
        return ServerFrame.of("CONNECT").headers(headers).bytes("1.0");
    }

    /** The broker's CONNECTED. */
    public WireFrame connected() {
        return connected;
    }

    /** Sends a message and waits for the receipt. */
    public void send(String destination, Map<String, String> headers, String body) {
        expectReceipt(ask(ServerFrame.of("SEND")
                .header("destination", destination)
                .headers(headers)
                .body(body)));
    }

    /** Sends a persistent message to a queue of this name, in the form that every kind of broker understands. */
    public void sendToQueue(String queueName, String body) {
        // persistent for all; the routing type matters to Artemis, which would drop it otherwise
        send("/queue/" + queueName, Map.of("persistent", "true", "destination-type", "ANYCAST"), body);
    }

    /** Subscribes; each message is acknowledged by itself. */
    public void subscribeToQueue(String id, String queueName) {
        write(ServerFrame.of("SUBSCRIBE")
                .header("id", id)
                .header("destination", "/queue/" + queueName)
                .header("subscription-type", "ANYCAST")
                .header("ack", "client-individual")
                .bytes("1.2"));
    }

    /**
     * Sends a frame and returns the broker's answer, RECEIPT or ERROR. Messages that come before it are kept for later.
     */
    public WireFrame ask(ServerFrame frame) {
        String receipt = "raw-" + ids.incrementAndGet();
        write(frame.header("receipt", receipt).bytes("1.2"));
        WireFrame answer = receiveNew();
        while (answer.command().equals("MESSAGE")) {
            kept.add(answer);
            answer = receiveNew();
        }
        if (answer.command().equals("RECEIPT") && !receipt.equals(answer.header("receipt-id"))) {
            throw new AssertionError("expected the receipt " + receipt + ", got " + answer);
        }
        return answer;
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
        expectReceipt(ask(ServerFrame.of("ACK").header("id", message.header("ack"))));
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
        return kept.isEmpty() ? receiveNew() : kept.remove();
    }

    private WireFrame receiveNew() {
        try {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            return reader.readFrame();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no frame of the broker within " + Poll.inWords(PATIENCE), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Checks that the broker writes no frame for this long. Line feeds are allowed, since brokers write them behind
     * frames.
     */
    public void expectNothing(Duration duration) {
        if (!kept.isEmpty()) {
            throw new AssertionError("expected nothing, got " + kept.peek());
        }
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

    private static void expectReceipt(WireFrame answer) {
        if (!answer.command().equals("RECEIPT")) {
            throw new AssertionError("expected RECEIPT, got " + answer);
        }
    }
}
