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
package io.github.camelstomp2.client.log;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts the frames and octets of a connection over all its links, and heart-beats that came late. Written on its event loop,
 * readable from any thread.
 */
public final class TrafficFigures {
    private static final int FRAMES_IN = 0;
    private static final int FRAMES_OUT = 1;
    private static final int OCTETS_IN = 2;
    private static final int OCTETS_OUT = 3;
    private static final int LATE = 4;
    private static final int LATE_NANOS = 5;

    private final AtomicLongArray figures = new AtomicLongArray(LATE_NANOS + 1);
    private volatile boolean timed;

    /** Of the event loop. */
    private long lastReadNanos = System.nanoTime();

    /** From now on the time of each read of the socket is known: that costs a look at the clock. */
    public void time() {
        timed = true;
    }

    boolean isTimed() {
        return timed;
    }

    /** One thread writes: no other can come between. */
    private void add(int figure, long more) {
        figures.lazySet(figure, figures.get(figure) + more);
    }

    public void frameRead() {
        add(FRAMES_IN, 1);
    }

    public void frameWritten() {
        add(FRAMES_OUT, 1);
    }

    void read(int octets) {
        add(OCTETS_IN, octets);
    }

    /** Octets came at this moment, as a value of {@link System#nanoTime}. */
    void readAt(long nanos) {
        lastReadNanos = nanos;
    }

    /**
     * The time from a moment until octets came last: how long an answer took that is handled now. Until now, if that read is older
     * than the moment, or not known. Event loop only.
     *
     * @param beginning a value of {@link System#nanoTime}
     * @return nanoseconds
     */
    public long untilRead(long beginning) {
        long time = lastReadNanos - beginning;
        return time > 0 ? time : System.nanoTime() - beginning;
    }

    void written(int octets) {
        add(OCTETS_OUT, octets);
    }

    /** The broker sent nothing for longer than was agreed. */
    void late(long nanos) {
        add(LATE, 1);
        add(LATE_NANOS, nanos);
    }

    /** Frames that came, from CONNECTED on; heart-beats are no frames. */
    public long framesIn() {
        return figures.get(FRAMES_IN);
    }

    /** Frames that were written, from CONNECT on; heart-beats are no frames. */
    public long framesOut() {
        return figures.get(FRAMES_OUT);
    }

    /** Octets that came, heart-beats included; without TLS and WebSocket around them. */
    public long octetsIn() {
        return figures.get(OCTETS_IN);
    }

    /** Octets that were written, heart-beats included; without TLS and WebSocket around them. */
    public long octetsOut() {
        return figures.get(OCTETS_OUT);
    }

    /** How often the broker sent nothing for longer than was agreed; 0 while nobody {@link #time}s it. */
    public long late() {
        return figures.get(LATE);
    }

    /** How long it did so in all, beyond what was agreed, in nanoseconds. */
    public long lateNanos() {
        return figures.get(LATE_NANOS);
    }
}
