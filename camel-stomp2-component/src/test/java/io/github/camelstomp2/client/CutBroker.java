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
package io.github.camelstomp2.client;

import io.github.camelstomp2.testbed.Direction;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.StrictStompParser;
import io.github.camelstomp2.testbed.WireFrame;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A broker that closes the first connection of a session after exactly so many octets in one direction, and serves those
 * that follow. It serves one connection at a time, and remembers what it wrote completely.
 */
public final class CutBroker implements AutoCloseable {
    public static final int MESSAGES = 4;

    /**
     * Where the first connection is closed.
     *
     * @param after the octets of the direction that pass before
     */
    public record Cut(String version, Direction direction, int after) {}

    private final ServerSocket listener;
    private final Thread thread;

    private Cut cut = new Cut("1.2", Direction.TO_CLIENT, Integer.MAX_VALUE);
    private int connections;
    private int octetsOfFirst;
    private final Set<String> written = new HashSet<>();
    private final Set<String> acknowledged = new HashSet<>();
    private String problem;

    public CutBroker() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread = new Thread(this::serveAll, "cut-broker");
        thread.setDaemon(true);
        thread.start();
    }

    public String url() {
        return "tcp://127.0.0.1:" + listener.getLocalPort();
    }

    /** The next connection is the first of a session that is cut here. */
    public synchronized void begin(Cut wanted) {
        cut = wanted;
        connections = 0;
        octetsOfFirst = 0;
        written.clear();
        acknowledged.clear();
    }

    /** Waits until all messages of one connection are acknowledged there. */
    public synchronized void awaitAcknowledgements() throws InterruptedException {
        long deadline = System.nanoTime() + WireTest.LONG.toNanos();
        while (acknowledged.size() < MESSAGES && problem == null) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("only " + acknowledged + " were acknowledged");
            }
            wait(left);
        }
    }

    /** What a client did wrong so far, or {@code null}. */
    public synchronized String problem() {
        return problem;
    }

    /** How many connections were made in this session. */
    public synchronized int connections() {
        return connections;
    }

    /** How many octets passed on the first connection in the direction in which it is cut. */
    public synchronized int octetsOfFirst() {
        return octetsOfFirst;
    }

    /** Whether the whole frame was written: {@code RECEIPT} and the body of the SEND, or the body of a MESSAGE. */
    public synchronized boolean wrote(String what) {
        return written.contains(what);
    }

    private void serveAll() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                socket.setTcpNoDelay(true);
                new Connection(socket, next()).serve();
            } catch (IOException e) {
                // the client is gone, or this broker
            } catch (AssertionError | RuntimeException e) {
                goneWrong(e);
            }
        }
    }

    private synchronized int next() {
        acknowledged.clear();
        return ++connections;
    }

    private synchronized void goneWrong(Throwable cause) {
        problem = cut + ": " + cause;
        notifyAll();
    }

    private synchronized void acknowledged(String id) {
        acknowledged.add(id);
        notifyAll();
    }

    @Override
    public void close() throws Exception {
        listener.close();
        thread.join();
    }

    private final class Connection {
        private final Socket socket;
        private final String prefix;
        private final StrictStompParser parser = StrictStompParser.forVersion(cut.version());
        private final int mayRead;
        private final int mayWrite;
        private int read;
        private int wrote;

        public Connection(Socket socket, int number) {
            this.socket = socket;
            this.prefix = "c" + number + "-";
            this.mayRead = limit(number, Direction.TO_BROKER);
            this.mayWrite = limit(number, Direction.TO_CLIENT);
        }

        private int limit(int number, Direction direction) {
            return number == 1 && cut.direction() == direction ? cut.after() : Integer.MAX_VALUE;
        }

        public void serve() throws IOException {
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[4_096];
            while (read < mayRead && wrote < mayWrite) {
                int count = in.read(buffer, 0, Math.min(buffer.length, mayRead - read));
                if (count < 0) {
                    return;
                }
                read += count;
                parser.feed(buffer, 0, count);
                for (Optional<WireFrame> frame = parser.next(); frame.isPresent(); frame = parser.next()) {
                    answer(frame.get());
                }
                keepCount();
            }
        }

        private void keepCount() {
            synchronized (CutBroker.this) {
                if (prefix.equals("c1-")) {
                    octetsOfFirst = cut.direction() == Direction.TO_BROKER ? read : wrote;
                }
            }
        }

        private void answer(WireFrame frame) throws IOException {
            switch (frame.command()) {
                case "CONNECT" -> write("CONNECTED", ServerFrame.of("CONNECTED").header("version", cut.version()));
                case "SUBSCRIBE" -> {
                    receipt(frame, "SUBSCRIBE");
                    for (int i = 0; i < MESSAGES; i++) {
                        message(frame.find("id").orElse("none"), prefix + i);
                    }
                }
                case "SEND" -> receipt(frame, "RECEIPT " + frame.bodyText());
                case "ACK" -> takeAck(frame);
                default -> receipt(frame, frame.command());
            }
        }

        private void receipt(WireFrame frame, String what) throws IOException {
            write(what, ServerFrame.of("RECEIPT").header("receipt-id", frame.header("receipt")));
        }

        private void message(String subscription, String id) throws IOException {
            write(
                    id,
                    ServerFrame.of("MESSAGE")
                            .header("subscription", subscription)
                            .header("destination", "/queue/a")
                            .header("message-id", id)
                            .header("ack", id)
                            .body(id));
        }

        private void takeAck(WireFrame ack) {
            String id = ack.header(cut.version().equals("1.2") ? "id" : "message-id");
            if (!id.startsWith(prefix)) {
                throw new AssertionError("the ACK of " + id + " came on connection " + prefix);
            }
            acknowledged(id);
        }

        private void write(String what, ServerFrame frame) throws IOException {
            byte[] bytes = frame.bytes(cut.version());
            int count = Math.min(bytes.length, mayWrite - wrote);
            wrote += count;
            if (count == bytes.length) {
                synchronized (CutBroker.this) {
                    written.add(what); // before the client can know
                }
            }
            socket.getOutputStream().write(bytes, 0, count);
        }
    }
}
