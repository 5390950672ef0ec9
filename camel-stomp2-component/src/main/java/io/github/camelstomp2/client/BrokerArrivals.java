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
 * Lets the connections of a component come back together: those that wait because a broker could not be reached are told
 * when another one has reached it. Thread-safe; the lock is held for an operation on a set only.
 */
final class BrokerArrivals {
    /** Not all at the same moment: a broker that has just come back takes so many connections easily. */
    private static final Duration TIME_FOR_EACH = Duration.ofMillis(20);

    private final Set<Waiting> waiting = new LinkedHashSet<>();
    private final Map<BrokerAddress, Long> arrivals = new ConcurrentHashMap<>();

    /** A connection that waits. Each is another one, whatever it waits for. */
    static final class Waiting {
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
                // The event loop is gone, and the connection with it.
            }
        }
    }

    /**
     * Waits for one of these brokers.
     *
     * @param reached told on the event loop, at most once, within which time to come
     * @return to be forgotten when it does not wait any more
     */
    synchronized Waiting await(BrokerList brokers, EventLoop eventLoop, Consumer<Duration> reached) {
        Waiting added = new Waiting(brokers, eventLoop, reached);
        waiting.add(added);
        return added;
    }

    synchronized void forget(Waiting gone) {
        waiting.remove(gone);
    }

    /** A connection has got CONNECTED from this broker. */
    void reached(BrokerAddress address, long nowNanos) {
        arrivals.put(address, nowNanos);
        List<Waiting> woken = take(address);
        Duration spread = TIME_FOR_EACH.multipliedBy(woken.size());
        woken.forEach(each -> each.tell(spread));
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

    /** Whether a connection has got CONNECTED from one of these since then. */
    boolean reachedSince(BrokerList brokers, long nanos) {
        return brokers.addresses().stream().anyMatch(address -> {
            Long arrival = arrivals.get(address);
            return arrival != null && arrival - nanos > 0;
        });
    }
}
