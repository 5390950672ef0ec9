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

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The wait before a connection tries again, which is shorter when another one of the component reaches the broker meanwhile.
 * Event loop only.
 */
final class NextAttempt {
    private final BrokerList brokers;
    private final BrokerArrivals arrivals;
    private final EventLoop eventLoop;
    private final Random random;
    private final Runnable connect;

    private @Nullable ScheduledFuture<?> timer;
    private BrokerArrivals.@Nullable Waiting waiting;
    private int waits;

    NextAttempt(BrokerList brokers, BrokerArrivals arrivals, EventLoop eventLoop, Random random, Runnable connect) {
        this.brokers = brokers;
        this.arrivals = arrivals;
        this.eventLoop = eventLoop;
        this.random = random;
        this.connect = connect;
    }

    /** Waits so long, whatever happens meanwhile. */
    void in(Duration delay) {
        timer = eventLoop.schedule(this::proceed, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Waits so long, or until another connection reaches a broker.
     *
     * @param atLeast not sooner than this, so that connections which wake one another never make a loop
     * @param failedSince when the attempt began that failed: a broker reached since then is there
     */
    void in(Duration delay, Duration atLeast, long failedSince) {
        if (arrivals.reachedSince(brokers, failedSince)) {
            in(atLeast.compareTo(delay) < 0 ? atLeast : delay);
            return;
        }
        long earliest = System.nanoTime() + atLeast.toNanos();
        int number = ++waits;
        in(delay);
        waiting = arrivals.await(brokers, eventLoop, spread -> sooner(number, earliest, spread));
    }

    private void sooner(int number, long earliest, Duration spread) {
        ScheduledFuture<?> later = timer;
        if (number != waits || waiting == null || later == null) {
            return; // it was on its way when that wait ended
        }
        waiting = null;
        long nanos = Math.max(0, earliest - System.nanoTime()) + (long) (random.nextDouble() * spread.toNanos());
        if (nanos < later.getDelay(TimeUnit.NANOSECONDS)) {
            later.cancel(false);
            in(Duration.ofNanos(nanos));
        }
    }

    private void proceed() {
        cancel();
        connect.run();
    }

    /** Does not try again. */
    void cancel() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        if (waiting != null) {
            arrivals.forget(waiting);
            waiting = null;
        }
    }
}
