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
package io.github.camelstomp2.client.link;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes work from any thread to the event loop in batches: one wake-up and one flush for all work of a batch. A task
 * of the event loop for each acknowledgement would cost more than the acknowledgement.
 */
public final class Outbox {
    /** A task for the event loop; it is added once. Sends are items themselves, to save an object. */
    public abstract static class Item implements Runnable {
        /**
         * While the item is in the list: the item that was added before it. After it was taken: the item that was added
         * after it.
         */
        private @Nullable Item next;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    /** Marks that a batch is running: a thread that adds an item now need not wake the event loop. */
    private static final Item RUNNING = new Task(() -> {});

    /** How many times items that were added during a batch join that batch. */
    private static final int ROUNDS = 4;

    private final Executor eventLoop;
    private final Runnable afterBatch;
    private final Runnable drain = this::drain;

    /** The item that was added last; {@code null} when there is no work. */
    private final AtomicReference<@Nullable Item> last = new AtomicReference<>();

    private volatile boolean rejected;

    /**
     * @param afterBatch runs on the event loop after each batch
     */
    public Outbox(Executor eventLoop, Runnable afterBatch) {
        this.eventLoop = eventLoop;
        this.afterBatch = afterBatch;
    }

    /**
     * Runs a task on the event loop, soon, in the order of the calls of this thread.
     *
     * @throws RejectedExecutionException if the event loop was shut down
     */
    public void add(Runnable task) {
        add(new Task(task));
    }

    /** As {@link #add(Runnable)}. */
    public void add(Item item) {
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
            // Later calls must fail too, instead of waiting for a wake-up that never comes.
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
            // Items that were added meanwhile are another batch, so that the socket can be read before.
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

    /** The item that was added first; its {@code next} leads to the following ones. */
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
            LOG.warn(
                    "a task of a STOMP connection failed; later tasks go on. This is a fault of the component, please report it",
                    e);
        }
    }

    /** A task of any kind. */
    public static final class Task extends Item {
        private final Runnable work;

        public Task(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            work.run();
        }
    }
}
