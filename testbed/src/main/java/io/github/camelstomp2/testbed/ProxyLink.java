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

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * One connection through a {@link FaultProxy}. Each direction has a thread that reads and one that writes, with a short
 * queue between them. So a delay does not reduce the rate, and a held direction fills up until its sender has to wait,
 * as in a real network.
 */
final class ProxyLink {

    private static final int CHUNK_BYTES = 16_384;
    private static final int CHUNKS = 64;

    /** How long bytes before a reset may take to reach a peer that reads slowly. */
    private static final long LAST_WORDS_MILLIS = 1_000;

    private final FaultProxy proxy;
    private final Socket client;
    private final Socket broker;

    private int ended;
    private volatile boolean clientEnded;

    /** @param broker null if the broker cannot be reached and the client must not notice */
    ProxyLink(FaultProxy proxy, Socket client, Socket broker) {
        this.proxy = proxy;
        this.client = client;
        this.broker = broker;
    }

    void start() {
        pump(client, broker, Direction.TO_BROKER);
        if (broker != null) {
            pump(broker, client, Direction.TO_CLIENT);
        }
    }

    void close() {
        ScriptedBroker.closeQuietly(client);
        closeBroker();
        proxy.forget(this);
    }

    /** The client gets a reset; for the broker the connection ends. */
    void reset() {
        Pacing.reset(client);
        closeBroker();
        proxy.forget(this);
    }

    /** Whether the client still has its side open. */
    boolean isOpen() {
        return !clientEnded;
    }

    private void closeBroker() {
        if (broker != null) {
            ScriptedBroker.closeQuietly(broker);
        }
    }

    private void pump(Socket from, Socket to, Direction direction) {
        String name = direction == Direction.TO_BROKER ? "to-broker" : "to-client";
        BlockingQueue<Chunk> queue = new ArrayBlockingQueue<>(CHUNKS);
        Thread writer = daemon("testbed-proxy-write-" + name, () -> writeAll(queue, to, direction));
        Thread reader = daemon("testbed-proxy-read-" + name, () -> readAll(from, queue, writer, direction));
        writer.start();
        reader.start();
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private void readAll(Socket from, BlockingQueue<Chunk> queue, Thread writer, Direction direction) {
        try {
            if (readToTheEnd(from, queue)) {
                queue.put(Chunk.END);
            } else {
                // A connection that breaks on one side breaks on the other, after the bytes that came before.
                if (proxy.gate(direction).isOpen() && queue.offer(Chunk.BREAK)) {
                    writer.join(LAST_WORDS_MILLIS);
                }
                reset();
            }
        } catch (InterruptedException e) {
            close();
        }
    }

    /** @return false if the connection broke */
    private boolean readToTheEnd(Socket from, BlockingQueue<Chunk> queue) throws InterruptedException {
        byte[] buffer = new byte[CHUNK_BYTES];
        try {
            InputStream in = from.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                queue.put(new Chunk(Arrays.copyOf(buffer, n)));
            }
            clientEnded |= from == client;
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void writeAll(BlockingQueue<Chunk> queue, Socket to, Direction direction) {
        FaultGate gate = proxy.gate(direction);
        long lastNanos = System.nanoTime();
        try {
            Chunk chunk;
            for (chunk = queue.take(); chunk.bytes != null; chunk = queue.take()) {
                int sent = 0;
                while (sent < chunk.bytes.length) {
                    FaultGate.Permit permit = gate.await(chunk.bytes.length - sent, chunk.arrivedNanos, lastNanos);
                    forward(permit, chunk.bytes, sent, to, direction);
                    sent += permit.bytes();
                    lastNanos = System.nanoTime();
                    if (permit.cut()) {
                        close();
                        return;
                    }
                }
            }
            if (chunk == Chunk.END) {
                end(to, gate);
            }
        } catch (IOException | InterruptedException e) {
            close();
        }
    }

    private void forward(FaultGate.Permit permit, byte[] bytes, int offset, Socket to, Direction direction)
            throws IOException {
        if (!permit.drop() && to != null) {
            proxy.passes(direction, bytes, offset, permit.bytes());
            OutputStream out = to.getOutputStream();
            out.write(bytes, offset, permit.bytes());
            out.flush();
        }
    }

    /**
     * The sender has closed its direction; the other direction may continue. A black hole does not pass on even this.
     */
    private void end(Socket to, FaultGate gate) throws IOException {
        if (gate.isBlackhole()) {
            return;
        }
        if (to != null) {
            to.shutdownOutput();
        }
        if (broker == null || bothEnded()) {
            close();
        }
    }

    private synchronized boolean bothEnded() {
        return ++ended == 2;
    }

    /** The bytes of one read, or a mark behind the last of them. */
    private static final class Chunk {
        private static final Chunk END = new Chunk(null);
        private static final Chunk BREAK = new Chunk(null);

        private final byte[] bytes;
        private final long arrivedNanos = System.nanoTime();

        private Chunk(byte[] bytes) {
            this.bytes = bytes;
        }
    }
}
