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

import java.util.concurrent.atomic.AtomicReference;

/**
 * A place for one task on a worker thread. Code that runs on the thread may leave a task there. The thread runs it
 * next, so that no other thread has to be woken.
 *
 * <p>When a route ends after a receipt, the consumer's next message is left there.
 */
public final class WorkerSlot {
    private static final ThreadLocal<WorkerSlot> CURRENT = new ThreadLocal<>();

    private final AtomicReference<Runnable> task = new AtomicReference<>();
    private final Runnable filled;
    private volatile boolean shut;

    /** @param filled is told when a task was left, on the thread that left it */
    public WorkerSlot(Runnable filled) {
        this.filled = filled;
    }

    /**
     * Leaves a task for the current thread.
     *
     * @return whether the thread takes the task; {@code false} if it is no worker thread with a free slot
     */
    public static boolean offer(Runnable task) {
        WorkerSlot slot = CURRENT.get();
        return slot != null && slot.fill(task);
    }

    private boolean fill(Runnable left) {
        if (shut || !task.compareAndSet(null, left)) {
            return false;
        }
        if (shut && task.compareAndSet(left, null)) {
            return false; // nobody checks any more whether this thread makes progress
        }
        filled.run();
        return true;
    }

    /** Makes this the slot of the current thread. */
    public void open() {
        CURRENT.set(this);
    }

    /** The current thread has no slot any more. A task in the slot stays. */
    public void close() {
        CURRENT.remove();
    }

    /** Accepts no further task. */
    public void shut() {
        shut = true;
    }

    public boolean isEmpty() {
        return task.get() == null;
    }

    /** Takes the task in the slot; {@code null} when there is none. */
    public Runnable take() {
        return isEmpty() ? null : task.getAndSet(null);
    }
}
