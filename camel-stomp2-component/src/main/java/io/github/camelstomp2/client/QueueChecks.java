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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that queues are there, where receipts do not tell. What is asked for while a check is under way waits for the
 * next one, which begins after it: an older answer may be wrong by now. Event loop only.
 */
final class QueueChecks {
    private final StompClientOptions options;
    private final LinkKeeper keeper;
    private final EventLoop eventLoop;
    private final SubscriptionRepair.Timer timer;
    private final LinkFactory links;
    private final ConnectRequests requests;
    private final Map<SendOptions, Queue> queues = new HashMap<>();

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

    /** Makes sure that a queue is there, or is created. The listener is called once: without a failure, if it is. */
    void require(SendOptions wanted, SendListener listener) {
        if (!keeper.currentDialect().confirmsWithoutQueue()) {
            listener.ended(null);
            return;
        }
        SendOptions queue =
                new SendOptions(wanted.destination(), false, 0, wanted.queue(), MessageOptions.PERSISTENT);
        queues.computeIfAbsent(queue, Queue::new).require(listener);
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

        Queue(SendOptions queue) {
            this.queue = queue;
        }

        void require(SendListener listener) {
            if (known) {
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
            return !underWay;
        }

        private void begin() {
            List<SendListener> asking = waiting;
            waiting = new ArrayList<>();
            StompLink current = keeper.link();
            if (current == null) {
                queues.remove(queue);
                tell(asking, new StompConnectionException("there is no connection to a broker" + keeper.lastWords()));
                return;
            }
            underWay = true;
            BrokerDialect named = options.protocol().dialect();
            QueueCheck check = new QueueCheck(queue, named, timer, (failure, delivers) -> {
                underWay = false;
                known = delivers;
                goOn();
                tell(asking, failure);
            });
            BrokerAddress address = current.address();
            StompLink link = links.create(address, requests.to(address), check);
            eventLoop.schedule(
                    () -> link.end(new StompConnectionException("no answer from " + address)),
                    2 * options.connectTimeout().toMillis(),
                    TimeUnit.MILLISECONDS);
            links.open(link);
        }

        private void goOn() {
            if (known) {
                List<SendListener> told = waiting;
                waiting = new ArrayList<>();
                tell(told, null);
            } else if (waiting.isEmpty()) {
                queues.remove(queue);
            } else {
                begin();
            }
        }

        private void tell(List<SendListener> listeners, @Nullable StompException failure) {
            listeners.forEach(listener -> listener.ended(failure));
        }
    }
}
