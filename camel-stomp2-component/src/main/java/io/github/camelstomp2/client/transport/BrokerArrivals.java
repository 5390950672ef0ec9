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
package io.github.camelstomp2.client.transport;

import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.client.options.BrokerList;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Shortens the wait of a component's connections when a broker comes back: a connection that waits because no broker
 * could be reached is told when another connection has reached one. Spreads connections that are lost at the same
 * moment, so that they do not all go to the next broker at once. Thread-safe; the lock is held for an operation on a set
 * only.
 */
public final class BrokerArrivals {
    /**
     * The waiting connections do not all connect at the same moment. A broker that has just started accepts this many
     * connections without trouble.
     */
    private static final Duration TIME_FOR_EACH = Duration.ofMillis(20);

    /** Those that are lost within such a time are lost together. */
    private static final Duration TOGETHER = Duration.ofSeconds(1);

    private final Set<Waiting> waiting = new LinkedHashSet<>();
    private final Map<BrokerAddress, Long> arrivals = new ConcurrentHashMap<>();
    private final Map<BrokerAddress, Losses> losses = new ConcurrentHashMap<>();

    private record Losses(long sinceNanos, int count) {
        Losses another(long nowNanos) {
            boolean together = nowNanos - sinceNanos < TOGETHER.toNanos();
            return together ? new Losses(sinceNanos, count + 1) : new Losses(nowNanos, 1);
        }
    }

    /** One waiting connection. Compared by identity, so two with the same broker list are different. */
    public static final class Waiting {
        private final BrokerList brokers;
        private final EventLoop eventLoop;
        private final Consumer<Duration> reached;

        private Waiting(BrokerList brokers, EventLoop eventLoop, Consumer<Duration> reached) {
            this.brokers = brokers;
            this.eventLoop = eventLoop;
            this.reached = reached;
        }

        private void tell(Duration spread) {
            try {
                eventLoop.execute(() -> reached.accept(spread));
            } catch (RejectedExecutionException e) {
                // The event loop has ended, and the connection with it.
            }
        }
    }

    /**
     * Waits until one of these brokers was reached.
     *
     * @param reached called on the event loop, at most once, with the time within which to connect
     * @return to be given to {@code forget} when the connection does not wait any more
     */
    public synchronized Waiting await(BrokerList brokers, EventLoop eventLoop, Consumer<Duration> reached) {
        Waiting added = new Waiting(brokers, eventLoop, reached);
        waiting.add(added);
        return added;
    }

    public synchronized void forget(Waiting gone) {
        waiting.remove(gone);
    }

    /** A connection has received CONNECTED from this broker. */
    public void reached(BrokerAddress address, long nowNanos) {
        arrivals.put(address, nowNanos);
        List<Waiting> woken = take(address);
        Duration spread = TIME_FOR_EACH.multipliedBy(woken.size());
        woken.forEach(each -> each.tell(spread));
    }

    /**
     * A connection to this broker was lost.
     *
     * @return within which time to go to another broker, since others go there too; nothing for the first one
     */
    public Duration lost(BrokerAddress address, long nowNanos) {
        Losses now = losses.merge(address, new Losses(nowNanos, 1), (before, first) -> before.another(nowNanos));
        Duration spread = TIME_FOR_EACH.multipliedBy(now.count() - 1L);
        return spread.compareTo(TOGETHER) < 0 ? spread : TOGETHER;
    }

    private synchronized List<Waiting> take(BrokerAddress address) {
        List<Waiting> taken = new ArrayList<>();
        for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
            Waiting each = all.next();
            if (each.brokers.addresses().contains(address)) {
                all.remove();
                taken.add(each);
            }
        }
        return taken;
    }

    /** Whether a connection has received CONNECTED from one of these brokers since then. */
    public boolean reachedSince(BrokerList brokers, long nanos) {
        return brokers.addresses().stream().anyMatch(address -> {
            Long arrival = arrivals.get(address);
            return arrival != null && arrival - nanos > 0;
        });
    }
}
