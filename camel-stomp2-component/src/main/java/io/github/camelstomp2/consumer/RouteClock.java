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

import io.github.camelstomp2.observation.Timing;
import java.util.function.LongSupplier;

/**
 * Measures how long messages take, with one look at the clock for each where that is enough: when a worker begins a message
 * right behind the one before, the end of that one is its beginning.
 */
final class RouteClock {
    private final Timing timing;
    private final boolean oneAtATime;
    private final LongSupplier clock;

    /**
     * When the last message ended, behind which the next one begins at once; 0: not known. Used by the one worker whose turn it
     * is; with several workers it stays 0.
     */
    private long free;

    /**
     * @param timing takes the durations; with {@link Timing#NONE} the clock is not read
     * @param oneAtATime whether there is one worker at a time
     */
    RouteClock(Timing timing, boolean oneAtATime) {
        this(timing, oneAtATime, System::nanoTime);
    }

    RouteClock(Timing timing, boolean oneAtATime, LongSupplier clock) {
        this.timing = timing;
        this.oneAtATime = oneAtATime;
        this.clock = clock;
    }

    /** A message begins. Returns the moment, for {@link #ended}. */
    long begins() {
        if (timing == Timing.NONE) {
            return 0;
        }
        long known = free;
        if (known == 0) {
            return clock.getAsLong();
        }
        free = 0;
        return known;
    }

    /**
     * The route of a message has ended.
     *
     * @param beginning what {@link #begins} returned
     * @param quick whether nothing follows that may take a while, such as a dead letter
     */
    void ended(long beginning, boolean quick) {
        if (timing != Timing.NONE) {
            long now = clock.getAsLong();
            timing.record(now - beginning);
            if (oneAtATime) {
                free = quick ? now : 0;
            }
        }
    }

    /** The next message does not begin at once. */
    void pauses() {
        if (oneAtATime) {
            free = 0;
        }
    }
}
