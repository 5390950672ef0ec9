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

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Carries on, on worker threads, what was waiting for a receipt: receipts come many at a time on an event loop, which must
 * not run the rest of a route.
 *
 * <p>One thread at a time, the leader, runs what is in the queue, one after the other. While others wait behind what it
 * runs, a second thread, the deputy, looks from time to time whether the leader gets on. A leader that does not, because
 * it runs something that blocks, loses the lead to another thread. So one that blocks holds up the others for a moment
 * only, and a receipt costs no wake-up of a thread of its own.
 *
 * <p>Where one blocks, the next ones mostly do too: then each leader hands the lead on before it runs what it took, until
 * enough of them were quick again.
 */
final class Continuations {
    /** How long a leader may take for one continuation before others go on without it. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /** So many looks in a row at an empty queue end the deputy: the next burst mostly comes before. */
    private static final int IDLE_LOOKS = 10;

    /** After one that blocked so many have to be quick before they are run one after the other again. */
    private static final int WARY = 100;

    /** So often a leader looks for one more before it goes: the next receipt of the same read is about to be added. */
    private static final int SPINS = 64;

    /** Something to go on with; added once. What waits for a receipt is its own entry, so that none is made for it. */
    abstract static class Continuation implements Runnable {
        /** Of {@link ContinuationQueue}. */
        Continuation next;
    }

    private final ContinuationQueue queue = new ContinuationQueue();
    private final AtomicReference<Leader> leader = new AtomicReference<>();
    private final AtomicBoolean watched = new AtomicBoolean();

    /** While this is more than zero, what is run is taken for something that may block. */
    private final AtomicInteger wary = new AtomicInteger();

    private final Executor workers;
    private final Executor afterBatch;

    /** Whether a leader is going to be called when the batch is over. */
    private final AtomicBoolean calling = new AtomicBoolean();

    /**
     * @param afterBatch runs what it is given soon, but after what the adding thread is about to add: so a batch of
     *     receipts wakes one worker when all of it is there, and not one that would be done before the next is read
     */
    Continuations(Executor workers, Executor afterBatch) {
        this.workers = workers;
        this.afterBatch = afterBatch;
    }

    /** Runs this soon, on a worker thread. Returns at once. */
    void add(Continuation continuation) {
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
            batchIsThere(); // the event loop is gone, and this is the end of what it had
        }
    }

    private void batchIsThere() {
        calling.set(false);
        if (!queue.isEmpty() && !callLeader()) {
            callDeputy();
        }
    }

    /** Whether one was missing. */
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
            if (queue.isEmpty()) {
                idleLooks++;
            } else if (seen != null && seen.begun() == begun) {
                takeOver(seen);
                return;
            } else {
                idleLooks = 0;
            }
        }
        watched.set(false);
        if (!queue.isEmpty()) {
            callDeputy();
        }
    }

    /** The deputy becomes the leader, and calls a deputy of its own. */
    private void takeOver(Leader stuck) {
        wary.set(WARY);
        Leader next = new Leader();
        boolean leads = leader.compareAndSet(stuck, next);
        watched.set(false);
        callDeputy();
        if (leads) {
            next.run();
        }
    }

    /** Runs what is in the queue for as long as it has the lead. */
    private final class Leader implements Runnable {
        private final AtomicInteger begun = new AtomicInteger();

        /** How many it has begun. */
        int begun() {
            return begun.get();
        }

        @Override
        public void run() {
            try {
                do {
                    runAll();
                } while (leader.compareAndSet(this, null) && !queue.isEmpty() && leader.compareAndSet(null, this));
            } finally {
                // Only a continuation that throws leaves the lead here; the next one goes on without it.
                if (leader.compareAndSet(this, null) && !queue.isEmpty()) {
                    callLeader();
                }
            }
        }

        private void runAll() {
            while (leader.get() == this) {
                Continuation next = take();
                if (next == null) {
                    return;
                }
                if (wary.get() > 0) {
                    runWarily(next);
                } else {
                    begun.lazySet(begun.get() + 1);
                    next.run();
                }
            }
        }

        /** {@code null} when there is none. */
        private Continuation take() {
            Continuation next = queue.poll();
            for (int spins = 0; next == null && spins < SPINS; spins++) {
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
            if (System.nanoTime() - begin < PATIENCE_NANOS) {
                wary.decrementAndGet();
            } else {
                wary.set(WARY);
            }
        }

        private void handOn() {
            Leader next = new Leader();
            if (leader.compareAndSet(this, next)) {
                workers.execute(next);
            }
        }
    }
}
