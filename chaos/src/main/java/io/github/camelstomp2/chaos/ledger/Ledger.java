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
package io.github.camelstomp2.chaos.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The events of a run. Any thread appends entries. An entry has about 25 octets, since there are ten of them for each
 * message. Times are those of {@link System#nanoTime}, whose clock all processes of a machine share.
 */
public final class Ledger {
    private static final int CHUNK = 1 << 16;

    /** Receives each entry, in the order in which they were appended. */
    @FunctionalInterface
    public interface Reader {
        void entry(EventKind kind, long nanos, int message, int delivery, int link);
    }

    private static final class Chunk {
        private final byte[] kind = new byte[CHUNK];
        private final long[] nanos = new long[CHUNK];
        private final int[] message = new int[CHUNK];
        private final int[] delivery = new int[CHUNK];
        private final int[] link = new int[CHUNK];
    }

    private final List<Chunk> chunks = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final long[] counts = new long[EventKind.values().length];
    private final long[] lastNanos = new long[EventKind.values().length];
    private int used = CHUNK;

    /**
     * @param message a {@link MessageNumber}
     * @param delivery the number of a delivery, in the order in which they were seen on the wire, from 0; −1 for none
     * @param link the number of a connection; −1 for none
     */
    public synchronized void add(EventKind kind, long nanos, int message, int delivery, int link) {
        if (used == CHUNK) {
            chunks.add(new Chunk());
            used = 0;
        }
        Chunk chunk = chunks.get(chunks.size() - 1);
        chunk.kind[used] = (byte) kind.ordinal();
        chunk.nanos[used] = nanos;
        chunk.message[used] = message;
        chunk.delivery[used] = delivery;
        chunk.link[used] = link;
        used++;
        counts[kind.ordinal()]++;
        lastNanos[kind.ordinal()] = nanos;
    }

    public synchronized void add(Fault fault) {
        faults.add(fault);
    }

    /** The faults, in the order in which they ended. */
    public synchronized List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** How many entries of a kind there are. */
    public synchronized long count(EventKind kind) {
        return counts[kind.ordinal()];
    }

    /** Whether there is a later entry of this kind. */
    public synchronized boolean hasSince(EventKind kind, long nanos) {
        return counts[kind.ordinal()] > 0 && lastNanos[kind.ordinal()] - nanos >= 0;
    }

    /** The time from this moment to the last entry of a kind; zero if that entry is older, or there is none. */
    public synchronized Duration lastAfter(EventKind kind, long nanos) {
        return hasSince(kind, nanos) ? Duration.ofNanos(lastNanos[kind.ordinal()] - nanos) : Duration.ZERO;
    }

    /** The longest time between these two in which there is no entry of a kind. */
    public synchronized Duration longestPause(EventKind wanted, long fromNanos, long toNanos) {
        List<Long> times = new ArrayList<>(List.of(fromNanos, toNanos));
        read((kind, nanos, message, delivery, link) -> {
            if (kind == wanted && nanos - fromNanos > 0 && nanos - toNanos < 0) {
                times.add(nanos);
            }
        });
        Collections.sort(times);
        long longest = 0;
        for (int i = 1; i < times.size(); i++) {
            longest = Math.max(longest, times.get(i) - times.get(i - 1));
        }
        return Duration.ofNanos(longest);
    }

    /** Reads all entries. No entry can be appended meanwhile. */
    public synchronized void read(Reader reader) {
        for (int i = 0; i < chunks.size(); i++) {
            read(chunks.get(i), i == chunks.size() - 1 ? used : CHUNK, reader);
        }
    }

    private static void read(Chunk chunk, int size, Reader reader) {
        for (int i = 0; i < size; i++) {
            reader.entry(
                    EventKind.of(chunk.kind[i]), chunk.nanos[i], chunk.message[i], chunk.delivery[i], chunk.link[i]);
        }
    }
}
