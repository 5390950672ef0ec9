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
package io.github.camelstomp2.settlement;

import java.time.Duration;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/**
 * Counts messages that go back to the broker repeatedly for one reason, and delays them. They go back in rounds:
 * messages that fail before the pause of a round is over belong to that round. Each round pauses longer than the
 * previous one, until one message succeeds.
 */
final class Setbacks {

    /**
     * What to do with one of the messages.
     *
     * @param pause the time until the broker should deliver it again
     * @param round counted from 1
     * @param isNews whether its failure is to be logged: the first one, and the first of each round with a longer pause
     * @param since the number of failures since the last logged one, with this one
     */
    record Setback(Duration pause, int round, boolean isNews, int since) {}

    private final IntFunction<Duration> pauses;

    private final LongSupplier nanoTime;
    private int round;
    private int since;
    private volatile int all;
    private long roundEnds;

    /** @param pauses the pause for a number of earlier rounds */
    Setbacks(IntFunction<Duration> pauses, LongSupplier nanoTime) {
        this.pauses = pauses;
        this.nanoTime = nanoTime;
    }

    /** Counts one more message that goes back. */
    synchronized Setback add() {
        long now = nanoTime.getAsLong();
        boolean isNews = false;
        if (round == 0 || now - roundEnds >= 0) {
            Duration before = round == 0 ? Duration.ZERO : pauses.apply(round - 1);
            round++;
            roundEnds = now + pauses.apply(round - 1).toNanos();
            isNews = pauses.apply(round - 1).compareTo(before) > 0;
        }
        all++;
        since++;
        Setback setback = new Setback(pauses.apply(round - 1), round, isNews, since);
        if (isNews) {
            since = 0;
        }
        return setback;
    }

    /**
     * A message succeeded; the next failure counts as the first again.
     *
     * @return how many had gone back
     */
    int through() {
        return all == 0 ? 0 : reset();
    }

    private synchronized int reset() {
        int ended = all;
        all = 0;
        since = 0;
        round = 0;
        return ended;
    }
}
