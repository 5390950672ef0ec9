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
package io.github.camelstomp2.chaos.wire;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Loses or delays some of the broker's receipts while it is switched on; delayed ones arrive out of order. */
public final class LosesReceipts implements Interceptor {
    private final Random random;
    private final ScheduledExecutorService timer;
    private volatile double lost;
    private volatile double late;
    private volatile Duration by = Duration.ZERO;

    public LosesReceipts(Random random, ScheduledExecutorService timer) {
        this.random = random;
        this.timer = timer;
    }

    /**
     * Switches it on.
     *
     * @param newLost the share of lost receipts, from 0 to 1
     * @param newLate the share of late receipts
     * @param newBy how late they are
     */
    public void set(double newLost, double newLate, Duration newBy) {
        by = newBy;
        lost = newLost;
        late = newLate;
    }

    /** Switches it off: all receipts pass at once. */
    public void off() {
        set(0, 0, Duration.ZERO);
    }

    @Override
    public void fromBroker(Frame frame, Wire wire) {
        double chance = frame.command().equals("RECEIPT") ? random.nextDouble() : 1;
        if (chance < lost) {
            return;
        }
        if (chance < lost + late) {
            timer.schedule(() -> writeLate(frame, wire), by.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            wire.toClient(frame);
        }
    }

    private static void writeLate(Frame frame, Wire wire) {
        try {
            wire.toClient(frame);
            wire.flush();
        } catch (UncheckedIOException e) {
            // the connection ended before
        }
    }
}
