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
package io.github.camelstomp2.client.queue;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.MessageOptions;
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.client.link.ConnectRequests;
import io.github.camelstomp2.client.link.LinkFactory;
import io.github.camelstomp2.client.link.LinkKeeper;
import io.github.camelstomp2.client.link.LoopTimer;
import io.github.camelstomp2.client.link.StompLink;
import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.client.options.StompClientOptions;
import io.github.camelstomp2.client.send.SendListener;
import io.github.camelstomp2.client.transport.NettyTransport;
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
 * Makes sure that queues exist, for brokers whose receipts do not show it. A call during a check waits for the next
 * check, since the running one may have begun before the queue was changed. Event loop only.
 */
public final class QueueChecks {
    /** With more queues than this, asking again is cheaper than remembering the answers. */
    private static final int MANY = 1_000;

    private final StompClientOptions options;
    private final LinkKeeper keeper;
    private final EventLoop eventLoop;
    private final LoopTimer timer;
    private final LinkFactory links;
    private final ConnectRequests requests;
    private final Map<SendOptions, Queue> queues = new LinkedHashMap<>();

    public QueueChecks(
            StompClientOptions options,
            NettyTransport transport,
            LinkKeeper keeper,
            EventLoop eventLoop,
            LoopTimer timer) {
        this.options = options;
        this.keeper = keeper;
        this.eventLoop = eventLoop;
        this.timer = timer;
        this.links = new LinkFactory("check of queues", options, transport, eventLoop);
        this.requests = new ConnectRequests(options, transport);
    }

    /**
     * Makes sure that a queue exists, and creates it if the options say so. The listener is called exactly once:
     * without a failure if the queue exists.
     *
     * @param age how old a known answer may be
     */
    public void require(SendOptions wanted, Duration age, SendListener listener) {
        SendOptions queue = new SendOptions(wanted.destination(), false, 0, wanted.queue(), MessageOptions.PERSISTENT);
        if (queues.size() > MANY) {
            queues.values().removeIf(Queue::forget); // the number of queues for replies has no limit
        }
        queues.computeIfAbsent(queue, Queue::new).require(age.toNanos(), listener);
    }

    private Duration limit() {
        return options.connectTimeout().multipliedBy(2);
    }

    /** There is a session: waiting checks can begin. */
    public void connected() {
        List.copyOf(queues.values()).forEach(Queue::connected);
    }

    /** There will be no further session. */
    public void abandon(StompException cause) {
        List.copyOf(queues.values()).forEach(queue -> queue.abandon(cause));
        queues.clear();
    }

    /** The session has ended; the answers are forgotten with it. */
    public void disconnected() {
        queues.values().removeIf(Queue::forget);
    }

    /** The state of the checks of one queue. */
    private final class Queue {
        private final SendOptions queue;
        private List<SendListener> waiting = new ArrayList<>();
        private boolean underWay;

        /**
         * Whether the check would take a message out of the queue and was done in this session. Some queues count how
         * often a message was delivered, so such a check is done once per session.
         */
        private boolean known;

        /** When the queue was last seen, as a value of {@link System#nanoTime}; valid only if {@code found}. */
        private long foundAt;

        private boolean found;

        Queue(SendOptions queue) {
            this.queue = queue;
        }

        public void require(long ageNanos, SendListener listener) {
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
            links.open(link, requests, QueueCheck.UNHEARD);
        }

        private void awaitConnection() {
            SendListener last = waiting.get(waiting.size() - 1);
            timer.later(limit(), () -> {
                if (waiting.contains(last) && !underWay) {
                    abandon(new StompConnectionException("there is no connection to a broker" + keeper.lastWords()));
                }
            });
        }

        public void connected() {
            if (!waiting.isEmpty() && !underWay) {
                begin();
            }
        }

        public void abandon(StompException cause) {
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
