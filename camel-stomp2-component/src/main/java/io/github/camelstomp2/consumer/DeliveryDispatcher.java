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
package io.github.camelstomp2.consumer;

import io.github.camelstomp2.connection.WorkerSlot;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.text.PrintableText;
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
 * Takes messages from the event loop and gives them to worker threads, a limited number at a time. With one at a time
 * the order is kept, also in an asynchronous route: the next one begins after the end of the previous one.
 */
final class DeliveryDispatcher {
    /** Processes messages. */
    interface Handler {
        /**
         * Processes one message on a worker thread.
         *
         * @param ended to be run once when the message is processed, at any time and on any thread, also before the
         *     return
         * @return whether the message is already processed; then {@code ended} is not run
         */
        boolean process(Delivery delivery, Runnable ended);

        /** A message has left the queue: it will be processed, or was dropped. */
        default void taken() {
            // Optional: the number of waiting messages can be asked for.
        }

        /** No message is being processed at the moment. */
        void idle();
    }

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryDispatcher.class);
    private static final long UNLIMITED = Long.MAX_VALUE;

    private final Queue<Delivery> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger active = new AtomicInteger();

    /** How many messages were ever added, and how many of them have left the queue, in the same order. */
    private final AtomicLong added = new AtomicLong();

    private final AtomicLong taken = new AtomicLong();
    private final LargeMessages large = new LargeMessages();
    private final int concurrency;
    private final Executor workers;
    private final Handler handler;

    private final Runnable worker = this::work;

    /** How many of all messages that were ever added may be begun. */
    private volatile long limit = UNLIMITED;

    DeliveryDispatcher(int concurrency, Executor workers, Handler handler) {
        this.concurrency = concurrency;
        this.workers = workers;
        this.handler = handler;
    }

    /** Adds the messages of one socket read. Returns at once. */
    void add(List<Delivery> deliveries) {
        dropStale();
        large.add(deliveries);
        queue.addAll(deliveries);
        added.addAndGet(deliveries.size());
        wake();
    }

    /** Drops messages of an ended connection; during a long route they would collect. */
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

    /** How many messages wait. */
    int queued() {
        return (int) Math.max(0, added.get() - taken.get());
    }

    /** How many octets the large waiting messages hold. */
    long octets() {
        return large.octets();
    }

    /** How many messages wait and may be begun. */
    int admitted() {
        return (int) Math.max(0, Math.min(limit, added.get()) - taken.get());
    }

    /** How many messages are being processed. A worker that looks for a message is counted. */
    int active() {
        return active.get();
    }

    /** Whether no message is being processed, and no waiting message may be begun. */
    boolean isIdle() {
        return admitted() == 0 && active.get() == 0;
    }

    /** Begins no further message; messages in process go on. */
    void pause() {
        limit = 0;
    }

    /** Begins no message that comes from now on; messages that wait are processed. */
    void pauseAfterThoseThatWait() {
        limit = added.get();
        wake();
    }

    void resume() {
        limit = UNLIMITED;
        wake();
    }

    /** Drops the waiting messages: the broker delivers them again. */
    void clear() {
        for (Delivery dropped = queue.poll(); dropped != null; dropped = queue.poll()) {
            large.remove(dropped);
            taken.incrementAndGet();
        }
    }

    /** The next message that may be begun. Messages of an ended connection are dropped: they come again. */
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
                taken.decrementAndGet(); // another thread has dropped it meanwhile, and counted it
            }
            before = taken.get();
        }
        return null;
    }

    /** Starts as many workers as there are messages and free places. */
    private void wake() {
        int running = active.get();
        // Running workers may be busy for a long time, so waiting messages are not left to them.
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
            // The worker goes on: a lost place for ever is worse than one message that stays unacknowledged.
            LOG.error("The message {} could not be processed; it stays with the broker", name(delivery), e);
            return true;
        }
    }

    private void work() {
        for (Delivery delivery = next(); delivery != null; delivery = next()) {
            // When the route goes on asynchronously, this thread is free. The place is kept until the route's end, and
            // the thread that runs the end takes the next message, or gives it to a worker.
            if (!process(delivery)) {
                return;
            }
        }
        if (active.decrementAndGet() == 0) {
            handler.idle();
        }
        // A message that was added after the last look at the queue found no free place.
        wake();
    }

    /**
     * One message in process. Most routes end before the call returns, although Camel treats them as asynchronous: then
     * this thread takes the next message, which is cheaper than another thread.
     */
    private final class Turn extends AtomicBoolean implements Runnable {
        private static final long serialVersionUID = 1L;

        /** The route has ended. */
        @Override
        public void run() {
            if (!isFirst() && !WorkerSlot.offer(worker)) {
                workers.execute(worker);
            }
        }

        /** The call has returned. Returns whether the route had ended before; then no worker needs to be started. */
        boolean hasEnded() {
            return !isFirst();
        }

        /** Returns whether this is the first of two events: the end of the route, and the return of its call. */
        private boolean isFirst() {
            return compareAndSet(false, true);
        }
    }
}
