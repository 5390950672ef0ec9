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
package io.github.camelstomp2.chaos.client;

import io.github.camelstomp2.chaos.ledger.EventKind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Reports to the ledger what the client does. Entries are collected and written some hundred times a second, so that
 * reporting costs little; each has the time at which it was reported. Thread-safe.
 */
final class Reports {
    /** The octets of one entry: kind, time, message, delivery. */
    static final int ENTRY_OCTETS = 1 + 8 + 4 + 4;

    private static final int CAPACITY = 10_000 * ENTRY_OCTETS;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

    private final OutputStream output;
    private final Thread writer;
    private volatile boolean closing;
    private ByteBuffer collecting = ByteBuffer.allocate(CAPACITY);
    private ByteBuffer spare = ByteBuffer.allocate(CAPACITY);

    Reports(OutputStream output) {
        this.output = output;
        writer = new Thread(this::writeUntilClosed, "reports");
        writer.setDaemon(true);
        writer.start();
    }

    void tell(EventKind kind, int message, int delivery) {
        long now = System.nanoTime();
        synchronized (this) {
            while (collecting.remaining() < ENTRY_OCTETS) {
                awaitRoom();
            }
            collecting.put((byte) kind.ordinal()).putLong(now).putInt(message).putInt(delivery);
        }
    }

    private void awaitRoom() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void writeUntilClosed() {
        try {
            while (!closing) {
                write(taken());
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            write(taken());
        } catch (IOException e) {
            throw new UncheckedIOException("nobody takes the reports", e);
        }
    }

    /** Writes the remaining reports and ends; nothing may be reported after that. */
    void close() throws InterruptedException {
        closing = true;
        writer.join();
    }

    private synchronized ByteBuffer taken() {
        ByteBuffer full = collecting;
        collecting = spare;
        spare = full;
        notifyAll();
        return full;
    }

    private void write(ByteBuffer entries) throws IOException {
        output.write(entries.array(), 0, entries.position());
        entries.clear();
    }
}
