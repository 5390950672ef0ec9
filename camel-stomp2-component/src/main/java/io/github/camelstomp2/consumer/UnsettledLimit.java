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
package io.github.camelstomp2.consumer;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Limits how many messages of a consumer are unsettled (not acknowledged, given back or dead-lettered) at a time. The
 * broker's prefetch does the same, but the broker may deliver again while earlier messages are still in process: after
 * a lost connection, or when messages are given back.
 */
final class UnsettledLimit {
    private final int limit;
    private final boolean counts;
    private final IntSupplier deadLetters;

    /**
     * Messages that are neither acknowledged nor failed. They may have left their route for another one, for example
     * through seda.
     */
    private final AtomicInteger undecided = new AtomicInteger();

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    /**
     * @param counts whether messages in process count; if not, only those whose dead letter is on its way count
     * @param deadLetters the number of dead letters on their way
     */
    UnsettledLimit(int limit, boolean counts, IntSupplier deadLetters) {
        this.limit = limit;
        this.counts = counts;
        this.deadLetters = deadLetters;
    }

    int undecided() {
        return undecided.get();
    }

    /** Takes a place if there is one. Returns whether there was. */
    boolean enter() {
        int before = undecided.get();
        while (isFree(before)) {
            if (undecided.compareAndSet(before, before + 1)) {
                return true;
            }
            before = undecided.get();
        }
        return false;
    }

    private boolean isFree(int entered) {
        return (counts ? entered : 0) + deadLetters.getAsInt() < limit;
    }

    /** A message is decided: acknowledged, given back, or sent as a dead letter, which is counted separately. */
    int leave() {
        return undecided.decrementAndGet();
    }

    /**
     * Waits for a place.
     *
     * @param again tries again to enter; may run at once, must not block
     */
    void await(Runnable again) {
        waiting.add(again);
        mayEnter();
    }

    /** There may be a place now. */
    void mayEnter() {
        while (!waiting.isEmpty() && isFree(undecided.get())) {
            Runnable first = waiting.poll();
            if (first != null) {
                first.run();
            }
        }
    }
}
