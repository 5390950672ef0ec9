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

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.MessageOptions;
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that queues are there, where receipts do not tell. What is asked for while a check is under way waits for the
 * next one, which begins after it: an older answer may be wrong by now. Event loop only.
 */
final class QueueChecks {
    /** With more queues than this it is cheaper to ask again than to remember. */
    private static final int MANY = 1_000;

    private final StompClientOptions options;
    private final LinkKeeper keeper;
    private final EventLoop eventLoop;
    private final SubscriptionRepair.Timer timer;
    private final LinkFactory links;
    private final ConnectRequests requests;
    private final Map<SendOptions, Queue> queues = new LinkedHashMap<>();

    QueueChecks(
            StompClientOptions options,
            NettyTransport transport,
            LinkKeeper keeper,
            EventLoop eventLoop,
            SubscriptionRepair.Timer timer) {
        this.options = options;
        this.keeper = keeper;
        this.eventLoop = eventLoop;
        this.timer = timer;
        this.links = new LinkFactory(options, transport, eventLoop);
        this.requests = new ConnectRequests(options, transport);
    }

    /**
     * Makes sure that a queue is there, or is created. The listener is called once: without a failure, if it is.
     *
     * @param age how old an answer may be
     */
    void require(SendOptions wanted, Duration age, SendListener listener) {
        SendOptions queue = new SendOptions(wanted.destination(), false, 0, wanted.queue(), MessageOptions.PERSISTENT);
        if (queues.size() > MANY) {
            queues.values().removeIf(Queue::forget); // replies may go to any number of them
        }
        queues.computeIfAbsent(queue, Queue::new).require(age.toNanos(), listener);
    }

    private Duration limit() {
        return options.connectTimeout().multipliedBy(2);
    }

    /** There is a session: what waited for one can be asked. */
    void connected() {
        List.copyOf(queues.values()).forEach(Queue::connected);
    }

    /** There will be no session any more. */
    void abandon(StompException cause) {
        List.copyOf(queues.values()).forEach(queue -> queue.abandon(cause));
        queues.clear();
    }

    /** The session is gone, and what is known of the queues with it. */
    void disconnected() {
        queues.values().removeIf(Queue::forget);
    }

    /** One queue. */
    private final class Queue {
        private final SendOptions queue;
        private List<SendListener> waiting = new ArrayList<>();
        private boolean underWay;

        /**
         * Asking takes a message out of this queue for a moment, which some queues count: it is done once per session.
         */
        private boolean known;

        /** When it was there, as {@link System#nanoTime} has it; only if {@code found}. */
        private long foundAt;

        private boolean found;

        Queue(SendOptions queue) {
            this.queue = queue;
        }

        void require(long ageNanos, SendListener listener) {
            if (known || (found && System.nanoTime() - foundAt < ageNanos)) {
                listener.ended(null);
                return;
            }
            waiting.add(listener);
            if (!underWay) {
                begin();
            }
        }

        boolean forget() {
            known = false;
            found = false;
            return !underWay && waiting.isEmpty();
        }

        private void begin() {
            StompLink current = keeper.link();
            if (current == null) {
                awaitConnection();
                return;
            }
            List<SendListener> asking = waiting;
            waiting = new ArrayList<>();
            if (!keeper.currentDialect().confirmsWithoutQueue()) {
                queues.remove(queue);
                tell(asking, null);
                return;
            }
            underWay = true;
            BrokerDialect named = options.protocol().dialect();
            QueueCheck check = new QueueCheck(queue, named, (failure, delivers) -> {
                underWay = false;
                known = delivers;
                found = failure == null;
                foundAt = System.nanoTime();
                goOn();
                tell(asking, failure);
            });
            BrokerAddress address = current.address();
            StompLink link = links.create(address, requests.to(address), check);
            check.limit(link, limit(), eventLoop);
            links.open(link);
        }

        private void awaitConnection() {
            SendListener last = waiting.get(waiting.size() - 1);
            timer.later(limit(), () -> {
                if (waiting.contains(last) && !underWay) {
                    abandon(new StompConnectionException("there is no connection to a broker" + keeper.lastWords()));
                }
            });
        }

        void connected() {
            if (!waiting.isEmpty() && !underWay) {
                begin();
            }
        }

        void abandon(StompException cause) {
            List<SendListener> told = waiting;
            waiting = new ArrayList<>();
            tell(told, cause);
        }

        private void goOn() {
            if (known) {
                List<SendListener> told = waiting;
                waiting = new ArrayList<>();
                tell(told, null);
            } else if (!waiting.isEmpty()) {
                begin();
            } else if (!found) {
                queues.remove(queue);
            }
        }

        private void tell(List<SendListener> listeners, @Nullable StompException failure) {
            listeners.forEach(listener -> listener.ended(failure));
        }
    }
}
