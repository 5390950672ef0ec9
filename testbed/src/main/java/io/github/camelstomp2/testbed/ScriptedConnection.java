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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One connection of a client to a {@link ScriptedBroker}. What the client writes is read in order: every
 * {@code expect…} continues where the one before it ended. For one test thread.
 */
public final class ScriptedConnection implements AutoCloseable {

    private static final AtomicLong COUNTER = new AtomicLong();

    private final Socket socket;
    private final ReceivedBytes received = new ReceivedBytes();
    private final StrictStompParser parser = StrictStompParser.forVersion("1.2");
    private final Map<String, String> destinations = new HashMap<>();
    private int position;
    private int fed;

    ScriptedConnection(Socket socket) {
        this.socket = socket;
        try {
            received.readFrom(socket.getInputStream(), "testbed-scripted-" + COUNTER.incrementAndGet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- expectations about the client

    /** As {@link #expectFrame(String, Duration)}, within {@link ScriptedBroker#PATIENCE}. */
    public WireFrame expectFrame(String command) {
        return expectFrame(command, ScriptedBroker.PATIENCE);
    }

    /**
     * The next frame, read by the rules of the connection's version; heart-beats before it are skipped.
     *
     * @throws AssertionError if it is another frame, breaks a rule, lacks a header that its command must have, or does
     *     not come in time
     */
    public WireFrame expectFrame(String command, Duration timeout) {
        WireFrame frame = nextFrame(command, timeout);
        if (!frame.command().equals(command)) {
            throw failure("expected " + command + ", but the client wrote " + frame.command());
        }
        if (!frame.missingHeaders(parser.version()).isEmpty()) {
            throw failure(command + " without " + frame.missingHeaders(parser.version()));
        }
        return frame;
    }

    /** The next frame, which must be SUBSCRIBE; its destination is remembered for {@link #sendMessage}. */
    public WireFrame expectSubscribe() {
        WireFrame frame = expectFrame("SUBSCRIBE");
        frame.find("id").ifPresent(id -> destinations.put(id, frame.header("destination")));
        return frame;
    }

    /** The next bytes must be exactly these (as UTF-8); heart-beats are not skipped. */
    public void expectBytes(String text) {
        expectBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The next bytes must be exactly these; heart-beats are not skipped. */
    public void expectBytes(byte[] expected) {
        long deadline = ReceivedBytes.deadline(ScriptedBroker.PATIENCE);
        while (received.size() - position < expected.length) {
            int size = received.size();
            if (!received.awaitBeyond(size, deadline) || received.size() == size) {
                break;
            }
        }
        byte[] actual = received.from(position);
        byte[] start = Arrays.copyOf(actual, Math.min(actual.length, expected.length));
        if (!Arrays.equals(start, expected)) {
            throw failure("expected these bytes:\n" + Visible.of(expected) + "\nbut the next ones are:\n"
                    + Visible.of(actual));
        }
        skip(expected.length);
    }

    /** The next byte must be the line feed of a heart-beat, and come within this time. */
    public void expectHeartBeat(Duration within) {
        if (!received.awaitBeyond(position, ReceivedBytes.deadline(within)) || received.size() <= position) {
            throw failure("expected a heart-beat within " + Poll.inWords(within));
        }
        if (received.from(position)[0] != '\n') {
            throw failure("expected a heart-beat");
        }
        skip(1);
    }

    /** No byte may come for this long, and the connection must stay open. */
    public void expectNothing(Duration duration) {
        if (received.awaitBeyond(position, ReceivedBytes.deadline(duration))) {
            throw failure("expected nothing for " + Poll.inWords(duration));
        }
    }

    /** No frame may come for this long; heart-beats are allowed. The connection must stay open. */
    public void expectNoFrame(Duration duration) {
        Optional<WireFrame> frame = pollFrame(duration);
        if (frame.isPresent() || received.hasEnded()) {
            throw failure("expected no frame for " + Poll.inWords(duration));
        }
    }

    /** The client must close the connection without writing anything before; heart-beats are allowed. */
    public void expectEof() {
        expectEof(ScriptedBroker.PATIENCE);
    }

    /**
     * The client must close the connection within this time without writing anything before; heart-beats are allowed.
     */
    public void expectEof(Duration timeout) {
        Optional<WireFrame> frame = pollFrame(timeout);
        if (frame.isPresent()) {
            throw failure("expected the end of the connection, but the client wrote "
                    + frame.get().command());
        }
        if (!received.hasEnded()) {
            throw failure("expected the end of the connection within " + Poll.inWords(timeout));
        }
        if (parser.pendingBytes() > 0) {
            throw failure("the connection ended in the middle of a frame");
        }
    }

    // ---- frames of the broker

    /** Writes this text as UTF-8. A CONNECTED frame sets the version whose rules the client must follow. */
    public void send(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes these bytes. A CONNECTED frame sets the version whose rules the client must follow. */
    public void send(byte[] bytes) {
        followVersionOf(bytes);
        write(bytes, 0, bytes.length);
    }

    /**
     * As {@link #send(String)}, to a client that may close the connection at any moment.
     *
     * @return false if it has closed it
     */
    public boolean sendIfOpen(String text) {
        try {
            send(text);
        } catch (UncheckedIOException e) {
            return false;
        }
        return !isClosedByClient();
    }

    /** Writes a frame in the connection's version. */
    public void send(ServerFrame frame) {
        send(frame.bytes(parser.version()));
    }

    /** Writes frames in one piece, so that no pause of the test thread comes between them. */
    public void sendAtOnce(ServerFrame... frames) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (ServerFrame frame : frames) {
            bytes.writeBytes(frame.bytes(parser.version()));
        }
        send(bytes.toByteArray());
    }

    /** Writes the bytes in two pieces, so that a client is likely to see them in two reads. */
    public void sendSplitAt(byte[] bytes, int index) {
        followVersionOf(bytes);
        write(bytes, 0, index);
        Pacing.pause(Pacing.BETWEEN_SEGMENTS);
        write(bytes, index, bytes.length - index);
    }

    /** Writes each byte in a segment of its own. */
    public void sendByteByByte(byte[] bytes) {
        followVersionOf(bytes);
        for (int i = 0; i < bytes.length; i++) {
            write(bytes, i, 1);
            Pacing.pause(Pacing.BETWEEN_BYTES);
        }
    }

    /** Writes a MESSAGE with the destination of the SUBSCRIBE of this id. */
    public void sendMessage(String subscription, String ackId, Map<String, String> headers, String body) {
        sendMessage(subscription, ackId, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes a MESSAGE with the destination of the SUBSCRIBE of this id.
     *
     * @param ackId the {@code message-id}, in 1.2 also the {@code ack} header, which {@code null} leaves out
     */
    public void sendMessage(String subscription, String ackId, Map<String, String> headers, byte[] body) {
        ServerFrame frame = ServerFrame.of("MESSAGE")
                .header("destination", destinations.getOrDefault(subscription, "/queue/test"))
                .header("message-id", ackId == null ? "m-" + COUNTER.incrementAndGet() : ackId);
        if (subscription != null) {
            frame.header("subscription", subscription);
        }
        if (ackId != null && parser.version().equals("1.2")) {
            frame.header("ack", ackId);
        }
        send(frame.headers(headers).body(body));
    }

    /** Writes the RECEIPT for the {@code receipt} header of this frame. */
    public void receiptFor(WireFrame frame) {
        String id = frame.find("receipt").orElseThrow(() -> failure(frame.command() + " asks for no receipt"));
        send(ServerFrame.of("RECEIPT").header("receipt-id", id));
    }

    /** Expects CONNECT and answers CONNECTED of this version without heart-beats. */
    public WireFrame handshake(String version) {
        return handshake(version, "0,0", null);
    }

    /**
     * Expects CONNECT and answers CONNECTED.
     *
     * @param heartBeat the value of {@code heart-beat}; null leaves it out, as does 1.0
     * @param server the value of {@code server}, by which brokers are told apart; null leaves it out
     * @return the CONNECT
     */
    public WireFrame handshake(String version, String heartBeat, String server) {
        WireFrame connect = expectFrame("CONNECT");
        ServerFrame connected = ServerFrame.of("CONNECTED").header("version", version);
        if (heartBeat != null && !version.equals("1.0")) {
            connected.header("heart-beat", heartBeat);
        }
        if (server != null) {
            connected.header("server", server);
        }
        send(connected);
        return connect;
    }

    // ---- the connection itself

    /** Applies the rules of this version from here on. {@link #handshake} and sending CONNECTED do it automatically. */
    public void speaks(String version) {
        parser.use(version);
    }

    /** Every byte that the client wrote so far. */
    public byte[] received() {
        return received.toByteArray();
    }

    /** How many heart-beats were skipped by expectations of frames. */
    public long heartBeats() {
        return parser.heartBeats();
    }

    /** Whether the client has closed the connection, or the connection broke. */
    public boolean isClosedByClient() {
        return received.hasEnded();
    }

    /** Whether the connection ended by a reset rather than an orderly close. */
    public boolean wasReset() {
        return received.wasReset();
    }

    /** Closes in an orderly way. */
    @Override
    public void close() {
        ScriptedBroker.closeQuietly(socket);
    }

    /** Closes the sending direction (FIN), but goes on reading. */
    public void shutdownOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Breaks the connection: the client gets a reset (RST). */
    public void reset() {
        Pacing.reset(socket);
    }

    private WireFrame nextFrame(String expected, Duration timeout) {
        return pollFrame(timeout)
                .orElseThrow(() -> failure(
                        received.hasEnded()
                                ? "expected " + expected + ", but the connection has ended"
                                : "expected " + expected + " within " + Poll.inWords(timeout)));
    }

    private Optional<WireFrame> pollFrame(Duration timeout) {
        long deadline = ReceivedBytes.deadline(timeout);
        while (true) {
            feedParser();
            Optional<WireFrame> frame = parse();
            boolean drained = fed == received.size();
            if (frame.isPresent() || (drained && received.hasEnded())) {
                return frame;
            }
            if (drained && !received.awaitBeyond(fed, deadline)) {
                return Optional.empty();
            }
        }
    }

    private Optional<WireFrame> parse() {
        try {
            Optional<WireFrame> frame = parser.next();
            position = fed - parser.pendingBytes();
            return frame;
        } catch (WireFormatException e) {
            throw failure(e.getMessage());
        }
    }

    private void feedParser() {
        byte[] more = received.from(fed);
        parser.feed(more);
        fed += more.length;
    }

    /** Skips bytes that were checked as bytes, so that frames are read from behind them. */
    private void skip(int count) {
        feedParser();
        parser.skip(count);
        position += count;
    }

    private void followVersionOf(byte[] bytes) {
        ServerFrame.versionOf(bytes).ifPresent(parser::use);
    }

    private void write(byte[] bytes, int offset, int length) {
        try {
            socket.getOutputStream().write(bytes, offset, length);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to the client, from which came:\n" + shown(), e);
        }
    }

    private AssertionError failure(String problem) {
        return new AssertionError(problem + "\n--- received so far (" + received.size() + " bytes, "
                + (received.hasEnded() ? "ended" : "open") + "; read up to byte " + position + "):\n" + shown());
    }

    private String shown() {
        return Visible.of(received.toByteArray());
    }
}
