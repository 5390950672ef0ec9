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
package io.github.camelstomp2.producer;

import io.github.camelstomp2.connection.Wariness;
import io.github.camelstomp2.connection.WorkerSlot;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs continuations (the rest of a route after a receipt) on worker threads: many receipts arrive at a time on an
 * event loop, which must not run routes.
 *
 * <p>One worker thread at a time is the <em>leader</em>: it runs the entries of the queue, one after the other. So a
 * receipt does not have to wake a thread of its own. While entries wait, a second thread, the <em>deputy</em>, checks
 * at short intervals whether the leader makes progress. If the leader's continuation blocks, the deputy becomes the
 * leader; so it delays the others for a short time only.
 *
 * <p>The end of a route mostly lets a consumer begin its next message. When the queue is empty, the leader's thread
 * runs that message itself, and stops being the leader before. Otherwise that message becomes an entry of the queue.
 *
 * <p>When continuations block or take long, the next ones mostly do too. Then each leader makes another thread the
 * leader before it runs a continuation, until enough continuations were quick again.
 */
public final class Continuations {
    /** How long a continuation may take before another thread becomes the leader. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /** After this many checks of an empty queue in a row the deputy ends; the next burst mostly comes earlier. */
    private static final int IDLE_LOOKS = 10;

    /** How often a leader looks for another entry before it ends; the next receipt may come at this moment. */
    private static final int SPINS = 64;

    private final ContinuationQueue queue = new ContinuationQueue();
    private final AtomicReference<Leader> leader = new AtomicReference<>();
    private final AtomicBoolean watched = new AtomicBoolean();
    private final Wariness wariness = new Wariness();
    private final Executor workers;
    private final Executor afterBatch;
    /** Whether a leader will be started when the batch is complete. */
    private final AtomicBoolean calling = new AtomicBoolean();

    /**
     * @param afterBatch runs a task soon, after the adding thread has added the rest of its batch, so that a batch of
     *     receipts wakes one worker, and only when it is complete
     */
    public Continuations(Executor workers, Executor afterBatch) {
        this.workers = workers;
        this.afterBatch = afterBatch;
    }

    /** Runs a continuation soon, on a worker thread. Returns at once. */
    public void add(Continuation continuation) {
        queue.add(continuation);
        if (leader.get() != null) {
            callDeputy();
        } else if (!calling.get() && calling.compareAndSet(false, true)) {
            callAfterBatch();
        }
    }

    private void callAfterBatch() {
        try {
            afterBatch.execute(this::batchIsThere);
        } catch (RejectedExecutionException e) {
            batchIsThere(); // the event loop has ended, so no further entries come
        }
    }

    private void batchIsThere() {
        calling.set(false);
        if (!queue.isEmpty() && !callLeader()) {
            callDeputy();
        }
    }

    /** Starts a leader if there is none. Returns whether it did. */
    private boolean callLeader() {
        if (leader.get() != null) {
            return false;
        }
        Leader called = new Leader();
        boolean missing = leader.compareAndSet(null, called);
        if (missing) {
            workers.execute(called);
        }
        return missing;
    }

    private void callDeputy() {
        if (!watched.get() && watched.compareAndSet(false, true)) {
            workers.execute(this::watch);
        }
    }

    private void watch() {
        int idleLooks = 0;
        while (idleLooks < IDLE_LOOKS && !Thread.currentThread().isInterrupted()) {
            Leader seen = leader.get();
            int begun = seen == null ? 0 : seen.begun();
            LockSupport.parkNanos(PATIENCE_NANOS);
            if (seen != null && seen.begun() == begun) {
                giveAway(seen.slot.take());
            }
            if (queue.isEmpty()) {
                idleLooks++;
            } else if (seen != null && seen.begun() == begun) {
                takeOver(seen);
                return;
            } else {
                idleLooks = 0;
                callLeader();
            }
        }
        watched.set(false);
        Leader leads = leader.get();
        if (!queue.isEmpty() || (leads != null && !leads.slot.isEmpty())) {
            callDeputy();
        }
    }

    /** Another thread runs a task that was left for a thread without progress. */
    private void giveAway(Runnable task) {
        if (task != null) {
            workers.execute(task);
        }
    }

    /** The deputy becomes the leader, and starts a deputy of its own. */
    private void takeOver(Leader stuck) {
        wariness.oneHasBlocked();
        Leader next = new Leader();
        boolean leads = leader.compareAndSet(stuck, next);
        stuck.slot.shut();
        giveAway(stuck.slot.take());
        watched.set(false);
        callDeputy();
        if (leads) {
            next.run();
        }
    }

    /** Runs the entries of the queue while it is the leader. */
    private final class Leader implements Runnable {
        private final AtomicInteger begun = new AtomicInteger();

        /** Receives the task that a continuation makes possible on this thread. */
        private final WorkerSlot slot = new WorkerSlot(Continuations.this::callDeputy);

        /** How many continuations it has begun. */
        int begun() {
            return begun.get();
        }

        @Override
        public void run() {
            slot.open();
            try {
                lead();
            } finally {
                slot.close();
                // Only a continuation that throws ends the loop while this is still the leader; another leader goes on.
                if (leader.compareAndSet(this, null) && !queue.isEmpty()) {
                    callLeader();
                }
                Runnable left = slot.take();
                if (left != null) {
                    left.run();
                }
            }
        }

        private void lead() {
            do {
                runAll();
            } while (leader.compareAndSet(this, null) && !queue.isEmpty() && leader.compareAndSet(null, this));
        }

        private void runAll() {
            Wariness.Round round = wariness.round();
            while (leader.get() == this) {
                Continuation next = take();
                if (next == null) {
                    round.end();
                    return;
                }
                if (wariness.isOn()) {
                    round.end();
                    runWarily(next);
                } else {
                    round.next();
                    begun.lazySet(begun.get() + 1);
                    next.run();
                }
                Runnable left = queue.isEmpty() ? null : slot.take();
                if (left != null) {
                    queue.add(Continuation.of(left));
                }
            }
        }

        /** Takes an entry; {@code null} when there is none. */
        private Continuation take() {
            Continuation next = queue.poll();
            for (int spins = 0; next == null && spins < SPINS && slot.isEmpty(); spins++) {
                Thread.onSpinWait();
                next = queue.poll();
            }
            return next;
        }

        private void runWarily(Continuation next) {
            if (!queue.isEmpty()) {
                handOn();
            }
            begun.lazySet(begun.get() + 1);
            long begin = System.nanoTime();
            next.run();
            wariness.took(System.nanoTime() - begin, 1);
        }

        private void handOn() {
            Leader next = new Leader();
            if (leader.compareAndSet(this, next)) {
                slot.shut();
                workers.execute(next);
            }
        }
    }
}
