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
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * Answers clients without a script: CONNECTED to CONNECT, RECEIPT to every frame with a {@code receipt} header. All
 * other answers are left to its {@link Handler}. Keeps counts and no frames, so that it can run under load. Each
 * connection has a daemon thread.
 */
public final class AutoResponder implements AutoCloseable {

    /** Sees the frames of all connections. Each connection calls it on its own thread. */
    @FunctionalInterface
    public interface Handler {

        /** Handles no frame. */
        Handler NONE = (frame, connection) -> false;

        /**
         * Called for each frame, before the responder answers it.
         *
         * @return true if the handler has answered the frame and the responder must not
         */
        boolean handle(WireFrame frame, Connection connection);
    }

    private static final int READ_BYTES = 64 * 1024;

    private final ServerSocket listener;
    private final String version;
    private final Handler handler;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final LongAdder accepted = new LongAdder();

    AutoResponder(ServerSocket listener, String version, Handler handler) {
        this.listener = listener;
        this.version = version;
        this.handler = handler;
        startThread("testbed-auto-accept", this::acceptAll);
    }

    /** How many frames of this command came in so far. */
    public long frames(String command) {
        LongAdder count = counts.get(command);
        return count == null ? 0 : count.sum();
    }

    /** How many connections were made so far. */
    public long accepted() {
        return accepted.sum();
    }

    /** The connections that are open now. */
    public List<Connection> connections() {
        return List.copyOf(connections);
    }

    /** @throws AssertionError with the first rule that a client broke, or the first exception of the handler */
    public void verify() {
        Throwable first = failure.get();
        if (first != null) {
            throw new AssertionError("a client or the handler went wrong: " + first.getMessage(), first);
        }
    }

    /** Closes all connections. The listener stays open: it belongs to the {@link ScriptedBroker}. */
    @Override
    public void close() {
        connections.forEach(Connection::close);
    }

    private void acceptAll() {
        try {
            listener.setSoTimeout(0);
            while (true) {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                accepted.increment();
                Connection connection = new Connection(socket);
                connections.add(connection);
                startThread("testbed-auto-connection", connection::serve);
            }
        } catch (IOException e) {
            // the listener was closed
        }
    }

    private static void startThread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** One connection of a client. Its methods may be called from any thread. */
    public final class Connection {

        private final Socket socket;
        private final StrictStompParser parser = StrictStompParser.forVersion(version);

        private Connection(Socket socket) {
            this.socket = socket;
        }

        /** Writes a frame in the version of the connection. */
        public void send(ServerFrame frame) {
            send(frame.bytes(version));
        }

        /** Writes bytes. */
        public synchronized void send(byte[] bytes) {
            try {
                socket.getOutputStream().write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Closes in an orderly way. */
        public void close() {
            ScriptedBroker.closeQuietly(socket);
        }

        /** Breaks the connection with a reset. */
        public void reset() {
            Pacing.reset(socket);
        }

        private void serve() {
            byte[] chunk = new byte[READ_BYTES];
            try (socket) {
                InputStream in = socket.getInputStream();
                for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                    parser.feed(chunk, 0, n);
                    answerAll();
                }
            } catch (IOException | UncheckedIOException e) {
                // the client is gone
            } catch (AssertionError | RuntimeException e) {
                failure.compareAndSet(null, e);
            } finally {
                connections.remove(this);
            }
        }

        /** Writes the answers to all frames of one read at once. */
        private void answerAll() {
            ByteArrayOutputStream answers = new ByteArrayOutputStream();
            for (Optional<WireFrame> frame = parser.next(); frame.isPresent(); frame = parser.next()) {
                count(frame.get());
                if (!handler.handle(frame.get(), this)) {
                    answer(frame.get(), answers);
                }
            }
            if (answers.size() > 0) {
                send(answers.toByteArray());
            }
        }

        private void count(WireFrame frame) {
            counts.computeIfAbsent(frame.command(), c -> new LongAdder()).increment();
        }

        private void answer(WireFrame frame, ByteArrayOutputStream answers) {
            if (frame.command().equals("CONNECT") || frame.command().equals("STOMP")) {
                answers.writeBytes(ServerFrame.of("CONNECTED")
                        .header("version", version)
                        .header("heart-beat", "0,0")
                        .bytes(version));
            }
            frame.find("receipt")
                    .map(id -> ServerFrame.of("RECEIPT").header("receipt-id", id))
                    .ifPresent(receipt -> answers.writeBytes(receipt.bytes(version)));
        }
    }
}
