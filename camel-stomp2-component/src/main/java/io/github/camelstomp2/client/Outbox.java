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
package io.github.camelstomp2.client;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries work from any thread to the event loop in batches: one wake-up and one flush for all that came meanwhile. A
 * queue operation of the event loop for each acknowledgement would cost more than the acknowledgement.
 */
final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(StompConnection.class);

    private final Executor eventLoop;
    private final Runnable afterBatch;
    private final Queue<Runnable> items = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /**
     * @param afterBatch runs on the event loop after each batch
     */
    Outbox(Executor eventLoop, Runnable afterBatch) {
        this.eventLoop = eventLoop;
        this.afterBatch = afterBatch;
    }

    /**
     * Runs an item on the event loop, soon, in the order of the calls of this thread.
     *
     * @throws RejectedExecutionException if the event loop was shut down
     */
    void add(Runnable item) {
        items.add(item);
        if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
            wakeUp(item);
        }
    }

    private void wakeUp(Runnable item) {
        try {
            eventLoop.execute(this::drain);
        } catch (RejectedExecutionException e) {
            // Later calls have to be told too, instead of counting on a wake-up that never comes.
            items.remove(item);
            scheduled.set(false);
            throw e;
        }
    }

    private void drain() {
        // First open for the next wake-up, then take: an item added in between is taken now or wakes again.
        scheduled.set(false);
        Runnable item = items.poll();
        while (item != null) {
            run(item);
            item = items.poll();
        }
        run(afterBatch);
    }

    private static void run(Runnable item) {
        try {
            item.run();
        } catch (RuntimeException e) {
            LOG.warn("a task of a STOMP connection failed; those behind it go on", e);
        }
    }
}
