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
package io.github.camelstomp2.consumer.dispatch;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Looks, on a thread of its own, whether the messages that wait for a busy worker are begun. It ends soon after there
 * are none.
 */
final class ProgressWatch {
    /** How long a worker may be busy with one message before the others get more workers. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /** After this many looks in a row at which none waits the thread ends; the next messages mostly come earlier. */
    private static final int IDLE_LOOKS = 10;

    private final Executor workers;
    private final BooleanSupplier oneWaits;
    private final LongSupplier taken;
    private final Runnable stuck;
    private final AtomicBoolean running = new AtomicBoolean();

    /**
     * @param oneWaits whether a message waits although it might be begun
     * @param taken changes when a message is begun
     * @param stuck is run when a message waits and none was begun
     */
    ProgressWatch(Executor workers, BooleanSupplier oneWaits, LongSupplier taken, Runnable stuck) {
        this.workers = workers;
        this.oneWaits = oneWaits;
        this.taken = taken;
        this.stuck = stuck;
    }

    /** To be called after a message was left to a busy worker. */
    void begin() {
        if (!running.get() && running.compareAndSet(false, true)) {
            workers.execute(this::watch);
        }
    }

    private void watch() {
        int idleLooks = 0;
        while (idleLooks < IDLE_LOOKS && !Thread.currentThread().isInterrupted()) {
            long before = taken.getAsLong();
            LockSupport.parkNanos(PATIENCE_NANOS);
            if (!oneWaits.getAsBoolean()) {
                idleLooks++;
            } else {
                idleLooks = 0;
                if (taken.getAsLong() == before) {
                    stuck.run();
                }
            }
        }
        running.set(false);
        if (oneWaits.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
            begin(); // it came after the last look
        }
    }
}
