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

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries work from any thread to the event loop in batches: one wake-up and one flush for all that came meanwhile. A
 * queue operation of the event loop for each acknowledgement would cost more than the acknowledgement.
 */
final class Outbox {
    /** Something to be run on the event loop; added once. What is sent is its own item, so that none is made for it. */
    abstract static class Item implements Runnable {
        /** The one that was added before it, until they are taken; then the one that was added after it. */
        private @Nullable Item next;
    }

    private static final Logger LOG = LoggerFactory.getLogger(StompConnection.class);

    /** Stands where items are added while a batch runs: whoever adds then need not wake anybody. */
    private static final Item RUNNING = new Task(() -> {});

    /** So often what was added while a batch ran joins it. */
    private static final int ROUNDS = 4;

    private final Executor eventLoop;
    private final Runnable afterBatch;
    private final Runnable drain = this::drain;

    /** The item that was added last; {@code null} when there is nothing to do. */
    private final AtomicReference<@Nullable Item> last = new AtomicReference<>();

    private volatile boolean rejected;

    /**
     * @param afterBatch runs on the event loop after each batch
     */
    Outbox(Executor eventLoop, Runnable afterBatch) {
        this.eventLoop = eventLoop;
        this.afterBatch = afterBatch;
    }

    /**
     * Runs this on the event loop, soon, in the order of the calls of this thread.
     *
     * @throws RejectedExecutionException if the event loop was shut down
     */
    void add(Runnable task) {
        add(new Task(task));
    }

    /** As {@link #add(Runnable)}. */
    void add(Item item) {
        if (rejected) {
            throw new RejectedExecutionException("the event loop was shut down");
        }
        Item before = last.get();
        item.next = before;
        while (!last.compareAndSet(before, item)) {
            before = last.get();
            item.next = before;
        }
        if (before == null) {
            wakeUp();
        }
    }

    private void wakeUp() {
        try {
            eventLoop.execute(drain);
        } catch (RejectedExecutionException e) {
            // Later calls have to be told too, instead of counting on a wake-up that never comes.
            rejected = true;
            throw e;
        }
    }

    private void drain() {
        Item first = take();
        for (int rounds = 1; first != null; rounds++) {
            runAll(first);
            first = rounds < ROUNDS ? take() : null;
        }
        run(afterBatch);
        if (!last.compareAndSet(RUNNING, null)) {
            // What was added meanwhile is another batch, and lets the socket have its turn before.
            wakeUp();
        }
    }

    private @Nullable Item take() {
        return inOrder(last.getAndSet(RUNNING));
    }

    private static void runAll(Item first) {
        Item item = first;
        while (item != null) {
            Item behind = item.next;
            item.next = null;
            run(item);
            item = behind;
        }
    }

    /** The first that was added, from which {@code next} leads to those behind it. */
    private static @Nullable Item inOrder(@Nullable Item newest) {
        Item first = null;
        Item item = newest;
        while (item != null && item != RUNNING) {
            Item before = item.next;
            item.next = first;
            first = item;
            item = before;
        }
        return first;
    }

    private static void run(Runnable item) {
        try {
            item.run();
        } catch (RuntimeException e) {
            LOG.warn("a task of a STOMP connection failed; those behind it go on", e);
        }
    }

    private static final class Task extends Item {
        private final Runnable work;

        Task(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            work.run();
        }
    }
}
