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
package io.github.camelstomp2.observation;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.EventNotifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells events to the notifiers of a context: one after the other, in their order, on a thread that may block. Any thread. */
final class EventQueue {
    private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);

    /** A notifier that blocks must not use up the memory. */
    private static final int MOST = 1_000;

    private final Queue<CamelEvent> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final CamelContext camel;
    private final Executor workers;
    private volatile boolean full;

    EventQueue(CamelContext camel, Executor workers) {
        this.camel = camel;
        this.workers = workers;
    }

    void add(CamelEvent event) {
        if (size.get() >= MOST) {
            dropped(event);
            return;
        }
        waiting.add(event);
        if (size.getAndIncrement() == 0) {
            workers.execute(this::tellAll);
        }
    }

    private void dropped(CamelEvent event) {
        if (!full) {
            full = true;
            LOG.warn(
                    "{} events wait for the EventNotifiers of this context; further ones are dropped until these are told."
                            + " A notifier must not block. The first that is dropped: {}",
                    MOST,
                    event);
        }
    }

    private void tellAll() {
        do {
            CamelEvent event = waiting.poll();
            if (event != null) {
                tell(event);
            }
        } while (size.decrementAndGet() > 0);
        full = false;
    }

    /** A notifier that fails keeps nothing from the others. */
    private void tell(CamelEvent event) {
        for (EventNotifier notifier : camel.getManagementStrategy().getStartedEventNotifiers()) {
            try {
                if (!notifier.isDisabled() && notifier.isEnabled(event)) {
                    notifier.notify(event);
                }
            } catch (Exception | LinkageError e) {
                LOG.warn("The EventNotifier {} failed for the event: {}", notifier, event, e);
            }
        }
    }
}
