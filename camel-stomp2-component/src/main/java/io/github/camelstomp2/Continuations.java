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
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Carries on, on worker threads, what was waiting for a receipt: receipts come many at a time on an event loop, which must
 * not run the rest of a route.
 *
 * <p>Leader and followers: one thread at a time looks at the queue; before it runs what it took it leaves the lead to
 * another. So one that blocks holds up nobody, and a burst takes no more threads than are really busy at a time.
 */
final class Continuations {
    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean led = new AtomicBoolean();
    private final Executor workers;

    Continuations(Executor workers) {
        this.workers = workers;
    }

    /** Runs this soon, on a worker thread. Returns at once. */
    void add(Runnable continuation) {
        queue.add(continuation);
        callLeader();
    }

    private void callLeader() {
        if (!led.get() && led.compareAndSet(false, true)) {
            workers.execute(this::lead);
        }
    }

    private void lead() {
        do {
            Runnable next = queue.poll();
            led.set(false);
            if (!queue.isEmpty()) {
                callLeader();
            }
            if (next == null) {
                return;
            }
            next.run();
        } while (led.compareAndSet(false, true));
    }
}
