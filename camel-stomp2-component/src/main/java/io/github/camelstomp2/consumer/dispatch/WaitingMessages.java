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

import io.github.camelstomp2.session.Delivery;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** The messages of a consumer that have arrived and were not begun, in their order. For any thread. */
public final class WaitingMessages {
    private static final long UNLIMITED = Long.MAX_VALUE;

    private final Queue<Delivery> queue = new ConcurrentLinkedQueue<>();

    /** How many messages were ever added, and how many of them have left the queue, in the same order. */
    private final AtomicLong added = new AtomicLong();

    private final AtomicLong taken = new AtomicLong();
    private final LargeMessages large = new LargeMessages();

    /** How many of all messages that were ever added may be begun. */
    private volatile long limit = UNLIMITED;

    void add(List<Delivery> deliveries) {
        large.add(deliveries);
        queue.addAll(deliveries);
        added.addAndGet(deliveries.size());
    }

    /** Drops the first ones while they are of an ended connection. */
    public void dropStale() {
        Delivery oldest = queue.peek();
        while (oldest != null && oldest.isStale()) {
            if (queue.remove(oldest)) {
                large.remove(oldest);
                taken.incrementAndGet();
            }
            oldest = queue.peek();
        }
    }

    /** Drops all of them: the broker delivers them again. */
    public void clear() {
        for (Delivery dropped = queue.poll(); dropped != null; dropped = queue.poll()) {
            large.remove(dropped);
            taken.incrementAndGet();
        }
    }

    /** Takes the first message; {@code null} when none may be begun. */
    Delivery poll() {
        long before = taken.get();
        while (before < Math.min(limit, added.get())) {
            if (taken.compareAndSet(before, before + 1)) {
                Delivery delivery = queue.poll();
                if (delivery != null) {
                    large.remove(delivery);
                    return delivery;
                }
                taken.decrementAndGet(); // another thread has dropped it meanwhile, and counted it
            }
            before = taken.get();
        }
        return null;
    }

    /** How many they are. */
    public int size() {
        return (int) Math.max(0, added.get() - taken.get());
    }

    /** How many octets the large ones hold. */
    public long octets() {
        return large.octets();
    }

    /** How many may be begun. */
    public int admitted() {
        return (int) Math.max(0, Math.min(limit, added.get()) - taken.get());
    }

    /** How many have ever left the queue: it changes while messages are begun. */
    long taken() {
        return taken.get();
    }

    /** None may be begun. */
    void admitNone() {
        limit = 0;
    }

    /** Only those may be begun that wait now. */
    void admitThoseThatWait() {
        limit = added.get();
    }

    /** All may be begun, also those that come later. */
    void admitAll() {
        limit = UNLIMITED;
    }
}
