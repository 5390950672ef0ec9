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
 * A STOMP server that does as little as it can, so that it is never the one that is waited for: it delivers one and the
 * same message without end to whoever subscribes, and confirms whatever it is sent. In a process of its own it takes no
 * CPU time of the client that is measured.
 */
final class SyntheticPeer implements AutoCloseable {
    /** Begins the names of queues in which there are no messages. */
    static final String IDLE = "idle-";

    /** The queue whose messages are answered, on the subscription to one in which there are none. */
    static final String ECHO = "echo";

    /** As many may ask to connect at a time. */
    private static final int BACKLOG = 1_024;

    private final ServerSocket server;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger subscriptions = new AtomicInteger();
    private final LongAdder sends = new LongAdder();

    SyntheticPeer() throws IOException {
        server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        start("accept", this::accept);
    }

    /** Prints its port, and ends when its standard input does. */
    public static void main(String[] arguments) throws IOException {
        try (SyntheticPeer peer = new SyntheticPeer()) {
            System.out.println(peer.port());
            while (System.in.read() >= 0) {
                // Nothing is said to it; the end is the news.
            }
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many are open. */
    int connections() {
        return connections.get();
    }

    /** How many SUBSCRIBE frames ever came. */
    int subscriptions() {
        return subscriptions.get();
    }

    /** How many messages have come. */
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
