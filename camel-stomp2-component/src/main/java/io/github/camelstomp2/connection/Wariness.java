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
package io.github.camelstomp2.connection;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decides whether each task gets a thread of its own. Where tasks are quick, one thread for many of them is cheaper than
 * to wake another one for each. Where they take long, those that wait must not wait for one another. Thread-safe.
 */
public final class Wariness {
    /** Several times as long as it takes to wake a thread. */
    private static final long QUICK_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    /** A thread that loses its processor looks slow as well. So one slow task among this many does not count. */
    private static final int SLOW = 10;

    private static final int ON = 2 * SLOW;

    /** From here it takes 100 quick tasks until it is off. */
    private static final int MOST = ON + 100;

    private final AtomicInteger score = new AtomicInteger();

    /** Whether the next task is expected to take long. */
    public boolean isOn() {
        return score.get() > ON;
    }

    /** A task has blocked its thread, or may do so. */
    public void oneHasBlocked() {
        score.set(MOST);
    }

    /** Tasks have ended; together they took this long. */
    public void took(long nanos, int tasks) {
        if (nanos > QUICK_NANOS * tasks) {
            score.updateAndGet(before -> Math.min(MOST, before + SLOW));
        } else if (score.get() > 0) {
            score.updateAndGet(before -> Math.max(0, before - tasks));
        }
    }

    /** Begins to measure tasks that one thread runs, one after the other. */
    public Round round() {
        return new Round();
    }

    /** Tasks that one thread runs. Looks at the clock once for several. For that thread only. */
    public final class Round {
        private static final int TASKS = 16;

        private long begin;
        private int tasks;

        private Round() {}

        /** Another task is run now. */
        public void next() {
            if (tasks == TASKS) {
                end();
            }
            if (tasks++ == 0) {
                begin = System.nanoTime();
            }
        }

        /** No further task is run now. */
        public void end() {
            if (tasks > 0) {
                took(System.nanoTime() - begin, tasks);
                tasks = 0;
            }
        }
    }
}
