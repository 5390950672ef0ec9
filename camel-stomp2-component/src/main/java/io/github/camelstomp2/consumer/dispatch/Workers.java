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

import io.github.camelstomp2.connection.Wariness;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decides how many worker threads process the messages of a consumer. Each message in process has a place. While routes
 * take long, each place in use has a worker. While they are quick, one worker processes what waits, since to wake another
 * one takes longer; it gets help after many messages in a row, if there is a processor for it, and at once when it is
 * stuck.
 */
final class Workers {
    /** After so many quick messages in a row a worker gets help. */
    private static final int MANY = 64;

    /** Places in use: by messages in process, and by workers that look for one. */
    private final AtomicInteger active = new AtomicInteger();

    /** Workers that run, or were started. There are fewer than places in use while routes go on asynchronously. */
    private final AtomicInteger running = new AtomicInteger();

    private final Wariness wariness = new Wariness();
    private final ProgressWatch watch;
    private final WaitingMessages waiting;
    private final int places;
    private final int processors;
    private final Executor threads;
    private final Runnable worker;

    /**
     * @param places how many messages may be in process at a time
     * @param processors for workers, where routes are quick
     * @param worker calls {@link #ended} at its end, and holds a place when it begins
     */
    Workers(WaitingMessages waiting, int places, int processors, Executor threads, Runnable worker) {
        this.waiting = waiting;
        this.places = places;
        this.processors = processors;
        this.threads = threads;
        this.worker = worker;
        this.watch = new ProgressWatch(threads, this::oneWaits, waiting::taken, this::oneHasBlocked);
        wariness.oneHasBlocked(); // nothing is known about the route
    }

    /** How many places are in use. */
    int active() {
        return active.get();
    }

    /** Whether a message waits although a place is free. */
    private boolean oneWaits() {
        return active.get() < places && waiting.admitted() > 0;
    }

    /** Takes a place for a message that waits. Returns whether there was one. */
    boolean takePlace() {
        while (oneWaits()) {
            int used = active.get();
            if (used < places && active.compareAndSet(used, used + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether no place is in use any more. */
    boolean givePlaceBack() {
        return active.decrementAndGet() == 0;
    }

    /** Starts workers for the messages that wait, if there are free places. */
    void wake() {
        long wanted = Math.min(places, (long) active.get() + waiting.admitted());
        boolean started = true;
        while (started) {
            started = active.get() < wanted && !isLeftToOthers() && start();
        }
    }

    /** Whether the running workers are to take what waits. */
    private boolean isLeftToOthers() {
        boolean left = !wariness.isOn() && running.get() > 0;
        if (left) {
            watch.begin();
        }
        return left;
    }

    private boolean start() {
        boolean needed = takePlace();
        if (needed) {
            running.incrementAndGet();
            threads.execute(worker);
        }
        return needed;
    }

    /** A worker may be busy for a long time, so waiting messages are not left to it any more. */
    private void oneHasBlocked() {
        wariness.oneHasBlocked();
        wake();
    }

    /** A worker goes on with the place of a message that has ended, on a thread that the caller chooses. */
    void goesOn() {
        running.incrementAndGet();
    }

    /** A worker ends. A message that was added after its last look was left to it, or found no free place. */
    void ended() {
        running.decrementAndGet();
        wake();
    }

    /** A message begins. Returns the moment, for {@link #took}. */
    long begins() {
        return places > 1 ? System.nanoTime() : 0;
    }

    /** A worker is done with a message, or its route goes on asynchronously. */
    void took(long beginning) {
        if (places > 1) {
            wariness.took(System.nanoTime() - beginning, 1);
            if (wariness.isOn()) {
                wake(); // what was left to this worker gets others
            }
        }
    }

    /** A worker has processed so many messages, one after the other. */
    void processed(int inARow) {
        if (inARow % MANY == 0 && running.get() < processors) {
            start();
        }
    }
}
