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
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** All bytes that arrived on one connection. A daemon thread reads them, and tests wait for more. */
final class ReceivedBytes {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Bytes all = new Bytes();
    private boolean ended;
    private boolean reset;

    void readFrom(InputStream in, String name) {
        Thread reader = new Thread(() -> readAll(in), name);
        reader.setDaemon(true);
        reader.start();
    }

    private void readAll(InputStream in) {
        byte[] chunk = new byte[16_384];
        boolean broken = false;
        try {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                add(chunk, n);
            }
        } catch (IOException e) {
            broken = true;
        }
        lock.lock();
        try {
            ended = true;
            reset = broken;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void add(byte[] chunk, int length) {
        lock.lock();
        try {
            all.write(chunk, 0, length);
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there are more than {@code count} bytes or the connection has ended.
     *
     * @return whether one of these happened in time
     */
    boolean awaitBeyond(int count, long deadlineNanos) {
        lock.lock();
        try {
            while (all.size() <= count && !ended) {
                long left = deadlineNanos - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                arrived.await(left, TimeUnit.NANOSECONDS);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for bytes", e);
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return all.size();
        } finally {
            lock.unlock();
        }
    }

    boolean hasEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the connection ended by a reset or another error, not by an orderly end of stream. */
    boolean wasReset() {
        lock.lock();
        try {
            return reset;
        } finally {
            lock.unlock();
        }
    }

    byte[] from(int offset) {
        lock.lock();
        try {
            return all.from(offset);
        } finally {
            lock.unlock();
        }
    }

    byte[] toByteArray() {
        lock.lock();
        try {
            return all.toByteArray();
        } finally {
            lock.unlock();
        }
    }

    static long deadline(Duration timeout) {
        return System.nanoTime() + timeout.toNanos();
    }

    /** Copies the last bytes without copying all others. */
    private static final class Bytes extends ByteArrayOutputStream {
        byte[] from(int offset) {
            return Arrays.copyOfRange(buf, Math.min(offset, count), count);
        }
    }
}
