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

import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.client.options.BrokerList;
import io.github.camelstomp2.client.transport.BrokerArrivals;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The wait before a connection tries again. It is shorter when another connection of the component reaches the broker
 * meanwhile. Event loop only.
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

    /** Waits for this time in any case. */
    void in(Duration delay) {
        timer = eventLoop.schedule(this::proceed, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Waits for this time after a connection to this broker was lost. Without a wait, connections that were lost at the
     * same moment still wait for a random part of a second: they must not all come to the next broker at once.
     */
    void afterLoss(BrokerAddress lost, Duration delay) {
        Duration spread = arrivals.lost(lost, System.nanoTime());
        in(delay.isZero() ? Duration.ofNanos((long) (random.nextDouble() * spread.toNanos())) : delay);
    }

    /**
     * Waits for this time, or until another connection reaches a broker.
     *
     * @param atLeast never shorter than this, so that connections which wake each other cannot form a loop
     * @param failedSince when the failed attempt began: a broker that was reached after that is available
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
            return; // the notice was on its way when that wait ended
        }
        waiting = null;
        long nanos = Math.max(0, earliest - System.nanoTime()) + (long) (random.nextDouble() * spread.toNanos());
        if (nanos < later.getDelay(TimeUnit.NANOSECONDS)) {
            later.cancel(false);
            in(Duration.ofNanos(nanos));
        }
    }

    /** Does not wait any longer. */
    void now() {
        proceed();
    }

    private void proceed() {
        cancel();
        connect.run();
    }

    /** Ends the wait without an attempt. */
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
