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
package io.github.camelstomp2.observation;

import java.util.concurrent.atomic.LongAdder;

/** Counts what becomes of the messages of a consumer. Thread-safe; counting costs next to nothing. */
public final class MessageFigures {
    private final LongAdder received = new LongAdder();
    private final LongAdder redelivered = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder deadLettered = new LongAdder();
    private final LongAdder pauses = new LongAdder();
    private final Durations durations = new Durations();
    private volatile Timing processing = Timing.NONE;

    /** How long messages took, as far as that was measured. */
    public Durations durations() {
        return durations;
    }

    /** From the next start on the time that messages take is measured. */
    public void time(Timing timing) {
        processing = timing;
    }

    /** Takes the time of each message; {@link Timing#NONE}: nobody wants to know it. */
    public Timing processing() {
        return processing;
    }

    /** Too many messages waited, so nothing was read from the socket for a while. */
    public void paused() {
        pauses.increment();
    }

    /** So many came from the broker, those included that come again. */
    public void received(int messages) {
        received.add(messages);
    }

    /** One began that the broker says it has delivered before. */
    public void redelivered() {
        redelivered.increment();
    }

    /** One was acknowledged as its route wants it. */
    public void acknowledged() {
        acknowledged.increment();
    }

    /** One failed in its route, or was refused there. */
    public void failed() {
        failed.increment();
    }

    /** The dead letter of one is safe, or its broker was told to make one. */
    public void deadLettered() {
        deadLettered.increment();
    }

    public long countReceived() {
        return received.sum();
    }

    public long countRedelivered() {
        return redelivered.sum();
    }

    public long countAcknowledged() {
        return acknowledged.sum();
    }

    public long countFailed() {
        return failed.sum();
    }

    public long countDeadLettered() {
        return deadLettered.sum();
    }

    public long countPauses() {
        return pauses.sum();
    }
}
