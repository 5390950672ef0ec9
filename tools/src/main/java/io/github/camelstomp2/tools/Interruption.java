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
package io.github.camelstomp2.tools;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Ctrl-C, and {@code kill} without -9: what has to be done before the JVM ends, unless the work was over before. */
final class Interruption {
    /** A service manager kills what does not end; ten seconds are usual. */
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private static final long TURN_NANOS = 10_000_000L;

    private final AtomicBoolean over = new AtomicBoolean();

    /** @param then is called once, on a thread of its own */
    Interruption(Runnable then) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (over.compareAndSet(false, true)) {
                then.run();
            }
        }));
    }

    /** The work is over, and can be no longer interrupted. Does not return when the JVM is ending already. */
    void end() {
        while (!over.compareAndSet(false, true)) {
            LockSupport.park();
        }
    }

    /** Does something that may take longer than there is time; the end of the JVM ends it then. */
    static void within(Duration limit, Runnable work) {
        Thread worker = new Thread(work);
        worker.setDaemon(true);
        worker.start();
        try {
            worker.join(Math.max(1, limit.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for what is on its way: what is confirmed now is not sent twice. */
    static void await(BooleanSupplier done) {
        long start = System.nanoTime();
        while (!done.getAsBoolean() && System.nanoTime() - start < PATIENCE_NANOS) {
            LockSupport.parkNanos(TURN_NANOS);
        }
    }
}
