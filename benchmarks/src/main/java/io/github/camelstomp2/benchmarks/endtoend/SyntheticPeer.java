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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * A STOMP server that does as little as possible, so that it is never the slower side. It delivers the same message
 * without end to each subscriber, and confirms every message that it receives. Its own process takes no CPU time of the
 * measured client.
 */
final class SyntheticPeer implements AutoCloseable {
    /** The beginning of the names of queues without messages. */
    static final String IDLE = "idle-";

    /** The queue whose messages are answered, on the subscription to a queue without messages. */
    static final String ECHO = "echo";

    /** How many clients may wait to be connected at the same time. */
    private static final int BACKLOG = 1_024;

    private final ServerSocket server;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger subscriptions = new AtomicInteger();
    private final LongAdder sends = new LongAdder();

    SyntheticPeer() throws IOException {
        server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        start("accept", this::accept);
    }

    /** Prints its port, and ends with its standard input. */
    public static void main(String[] arguments) throws IOException {
        try (SyntheticPeer peer = new SyntheticPeer()) {
            System.out.println(peer.port());
            while (System.in.read() >= 0) {
                // Input has no meaning; only its end counts.
            }
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many connections are open. */
    int connections() {
        return connections.get();
    }

    /** How many SUBSCRIBE frames were received. */
    int subscriptions() {
        return subscriptions.get();
    }

    /** How many messages were received. */
    long sends() {
        return sends.sum();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                PeerConnection connection = new PeerConnection(socket, sends, subscriptions);
                connections.incrementAndGet();
                start("read", () -> {
                    connection.run();
                    connections.decrementAndGet();
                });
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    static void start(String name, Runnable work) {
        Thread thread = new Thread(work, "synthetic peer " + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
