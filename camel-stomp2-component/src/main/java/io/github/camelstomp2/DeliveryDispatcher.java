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

import io.github.camelstomp2.protocol.PrintableText;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.session.Delivery;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes deliveries off the event loop and gives them to worker threads, at most so many at a time. With one at a time the
 * order is kept: the next begins when the one before has ended, also where a route goes on asynchronously, and no thread
 * waits for that.
 */
final class DeliveryDispatcher {

    /** Processes deliveries. */
    interface Handler {
        /**
         * Processes one delivery on a worker thread.
         *
         * @param ended to be run once when it is processed, at any time and on any thread, also before the return
         * @return whether it is processed already; then {@code ended} is not run
         */
        boolean process(Delivery delivery, Runnable ended);

        /** A delivery does not wait any more: it is about to be processed, or left out. */
        default void taken() {
            // How many wait can be asked for.
        }

        /** Nothing is being processed at the moment. */
        void idle();
    }

    private static final Logger LOG = LoggerFactory.getLogger(Stomp2Consumer.class);
    private static final long UNLIMITED = Long.MAX_VALUE;

    private final Queue<Delivery> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger active = new AtomicInteger();

    /** How many ever came, and how many of them left the queue: the first to come is the first to leave. */
    private final AtomicLong added = new AtomicLong();

    private final AtomicLong taken = new AtomicLong();
    private final LargeMessages large = new LargeMessages();
    private final int concurrency;
    private final Executor workers;
    private final Handler handler;

    private final Runnable worker = this::work;

    /** So many of those that ever came may be begun. */
    private volatile long limit = UNLIMITED;

    DeliveryDispatcher(int concurrency, Executor workers, Handler handler) {
        this.concurrency = concurrency;
        this.workers = workers;
        this.handler = handler;
    }

    /** Takes the deliveries of one socket read; returns at once. */
    void add(List<Delivery> deliveries) {
        dropStale();
        large.add(deliveries);
        queue.addAll(deliveries);
        added.addAndGet(deliveries.size());
        wake();
    }

    /** Those of a lost connection must not pile up behind a route that takes longer than connections last. */
    void dropStale() {
        Delivery oldest = queue.peek();
        while (oldest != null && oldest.isStale()) {
            if (queue.remove(oldest)) {
                large.remove(oldest);
                taken.incrementAndGet();
            }
            oldest = queue.peek();
        }
    }

    /** How many wait. */
    int queued() {
        return (int) Math.max(0, added.get() - taken.get());
    }

    /** How many octets the large ones hold that wait. */
    long octets() {
        return large.octets();
    }

    /** How many wait and may be begun. */
    int admitted() {
        return (int) Math.max(0, Math.min(limit, added.get()) - taken.get());
    }

    /** How many are being processed; a worker that looks for work counts. */
    int active() {
        return active.get();
    }

    /** Nothing is being processed, and nothing that waits may be begun. */
    boolean isIdle() {
        return admitted() == 0 && active.get() == 0;
    }

    /** Begins with no further delivery; those that are being processed go on. */
    void pause() {
        limit = 0;
    }

    /** Begins with no delivery that comes from now on; those that wait are processed. */
    void pauseAfterThoseThatWait() {
        limit = added.get();
        wake();
    }

    void resume() {
        limit = UNLIMITED;
        wake();
    }

    /** Drops what waits: the broker delivers it again. */
    void clear() {
        for (Delivery dropped = queue.poll(); dropped != null; dropped = queue.poll()) {
            large.remove(dropped);
            taken.incrementAndGet();
        }
    }

    /** The next that may be begun; one whose connection is gone comes again on the next, so that it is left out. */
    private Delivery next() {
        Delivery delivery;
        do {
            delivery = poll();
        } while (delivery != null && delivery.isStale());
        return delivery;
    }

    private Delivery poll() {
        long before = taken.get();
        while (before < Math.min(limit, added.get())) {
            if (taken.compareAndSet(before, before + 1)) {
                Delivery delivery = queue.poll();
                if (delivery != null) {
                    large.remove(delivery);
                    handler.taken();
                    return delivery;
                }
                taken.decrementAndGet(); // it was dropped meanwhile, and counted there
            }
            before = taken.get();
        }
        return null;
    }

    /** Starts workers, as many as there is work and room for. */
    private void wake() {
        int running = active.get();
        // Those that run may be busy for long: none of them counts on what waits.
        int wanted = (int) Math.min(concurrency, (long) running + admitted());
        while (running < wanted) {
            if (active.compareAndSet(running, running + 1)) {
                workers.execute(worker);
            }
            running = active.get();
        }
    }

    private static String name(Delivery delivery) {
        StompHeaders message = delivery.frame().headers();
        return PrintableText.of(
                message.get(StompHeaderNames.MESSAGE_ID) + " from " + message.get(StompHeaderNames.DESTINATION));
    }

    private boolean process(Delivery delivery) {
        Turn turn = new Turn();
        try {
            return handler.process(delivery, turn) || turn.hasEnded();
        } catch (Throwable e) {
            // A place that is lost for ever would be worse than one message that stays unacknowledged.
            LOG.error("The message {} could not be processed; it stays with the broker", name(delivery), e);
            return true;
        }
    }

    private void work() {
        for (Delivery delivery = next(); delivery != null; delivery = next()) {
            // Where the route goes on elsewhere this thread is free; the place is kept until the route's end, which
            // continues here on a thread of its own.
            if (!process(delivery)) {
                return;
            }
        }
        if (active.decrementAndGet() == 0) {
            handler.idle();
        }
        // What was added after the last look at the queue found no free place.
        wake();
    }

    /**
     * One delivery in process. Camel calls most routes asynchronous, also those that end before the call returns: then this
     * thread goes on with the next delivery. A thread of its own for each would cost more than the route.
     */
    private final class Turn extends AtomicBoolean implements Runnable {
        private static final long serialVersionUID = 1L;

        /** The route has ended. */
        @Override
        public void run() {
            if (!isFirst()) {
                workers.execute(worker);
            }
        }

        /** The call has returned: whether the route had ended before, which does not start a worker then. */
        boolean hasEnded() {
            return !isFirst();
        }

        /** Of two: the end of the route, and the return of the call that began it. */
        private boolean isFirst() {
            return compareAndSet(false, true);
        }
    }
}
