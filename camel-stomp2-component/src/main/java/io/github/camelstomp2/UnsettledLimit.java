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
package io.github.camelstomp2;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Lets at most so many messages of a consumer be unsettled at a time. The broker does that by its prefetch, but it may
 * deliver anew while what came before is still being settled: after a lost connection, or when messages are given back.
 */
final class UnsettledLimit {
    private final int limit;
    private final boolean counts;
    private final IntSupplier deadLetters;

    /** Messages that are neither acknowledged nor failed: they may have left their route for another one, as by seda. */
    private final AtomicInteger undecided = new AtomicInteger();

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    /**
     * @param counts whether those in process count; if not, only those whose dead letter is under way do
     * @param deadLetters how many are under way
     */
    UnsettledLimit(int limit, boolean counts, IntSupplier deadLetters) {
        this.limit = limit;
        this.counts = counts;
        this.deadLetters = deadLetters;
    }

    int undecided() {
        return undecided.get();
    }

    /** Takes a place if there is one. */
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

    /** A message is decided on: acknowledged, given back, or a dead letter, which is counted for itself. */
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
