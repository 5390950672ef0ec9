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

import io.github.camelstomp2.connection.WorkerSlot;
import io.github.camelstomp2.session.Delivery;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages from the event loop and gives them to worker threads, a limited number at a time. With one at a time
 * the order is kept, also in an asynchronous route: the next one begins after the end of the previous one.
 */
public final class DeliveryDispatcher {
    /** Processes messages. */
    public interface Handler {
        /**
         * Processes one message on a worker thread.
         *
         * @param ended to be run once when the message is processed, at any time and on any thread, also before the
         *     return
         * @return whether the message is already processed; then {@code ended} is not run
         */
        boolean process(Delivery delivery, Runnable ended);

        /** A worker begins; it processes one message right behind the other. */
        default void workerBegins() {
            // Optional: the time between two messages may be of no interest.
        }

        /** A message has left the queue: it will be processed, or was dropped. */
        default void taken() {
            // Optional: the number of waiting messages can be asked for.
        }

        /** No message is being processed at the moment. */
        void idle();
    }

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryDispatcher.class);

    private final WaitingMessages waiting = new WaitingMessages();
    private final Executor threads;
    private final Handler handler;
    private final Runnable worker = this::work;
    private final Workers workers;

    public DeliveryDispatcher(int concurrency, Executor threads, Handler handler) {
        this(concurrency, Runtime.getRuntime().availableProcessors() - 1, threads, handler);
    }

    /** @param processors for workers, where routes are quick; the event loop needs one as well */
    DeliveryDispatcher(int concurrency, int processors, Executor threads, Handler handler) {
        this.threads = threads;
        this.handler = handler;
        this.workers = new Workers(waiting, concurrency, processors, threads, worker);
    }

    /** Adds the messages of one socket read. Returns at once. */
    public void add(List<Delivery> deliveries) {
        waiting.dropStale(); // during a long route they would collect
        waiting.add(deliveries);
        workers.wake();
    }

    /** The messages that wait. */
    public WaitingMessages waiting() {
        return waiting;
    }

    /** How many messages are being processed. A worker that looks for a message is counted. */
    public int active() {
        return workers.active();
    }

    /** Whether no message is being processed, and no waiting message may be begun. */
    public boolean isIdle() {
        return waiting.admitted() == 0 && workers.active() == 0;
    }

    /** Begins no further message; messages in process go on. */
    public void pause() {
        waiting.admitNone();
    }

    /** Begins no message that comes from now on; messages that wait are processed. */
    public void pauseAfterThoseThatWait() {
        waiting.admitThoseThatWait();
        workers.wake();
    }

    public void resume() {
        waiting.admitAll();
        workers.wake();
    }

    /** The next message that may be begun. Messages of an ended connection are dropped: they come again. */
    private Delivery next() {
        Delivery delivery;
        do {
            delivery = waiting.poll();
            if (delivery != null) {
                handler.taken();
            }
        } while (delivery != null && delivery.isStale());
        return delivery;
    }

    private void work() {
        handler.workerBegins();
        boolean hasPlace = true;
        int inARow = 0;
        while (hasPlace) {
            Delivery delivery = next();
            while (delivery != null && process(delivery)) {
                workers.processed(++inARow);
                delivery = next();
            }
            if (delivery == null && workers.givePlaceBack()) {
                handler.idle();
            }
            // Otherwise the route goes on asynchronously, and this thread is free. The message keeps its place until
            // its end, and the thread that runs the end takes the next message, or gives it to a worker.
            hasPlace = delivery != null && workers.takePlace();
        }
        workers.ended();
    }

    private boolean process(Delivery delivery) {
        Turn turn = new Turn();
        long beginning = workers.begins();
        try {
            return handler.process(delivery, turn) || turn.hasEnded();
        } catch (Throwable e) {
            // The worker goes on: a lost place for ever is worse than one message that stays unacknowledged.
            LOG.error("The message {} could not be processed; it stays with the broker", delivery.name(), e);
            return true;
        } finally {
            workers.took(beginning);
        }
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
            if (!isFirst()) {
                workers.goesOn();
                if (!WorkerSlot.offer(worker)) {
                    threads.execute(worker);
                }
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
