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

import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.client.transport.ConnectionEvents;
import io.github.camelstomp2.event.Stomp2ConnectedEvent;
import io.github.camelstomp2.event.Stomp2DeadLetterEvent;
import io.github.camelstomp2.event.Stomp2DisconnectedEvent;
import io.github.camelstomp2.event.Stomp2GaveUpEvent;
import io.github.camelstomp2.event.Stomp2SubscriptionLostEvent;
import io.github.camelstomp2.event.Stomp2SubscriptionRestoredEvent;
import io.github.camelstomp2.session.connect.Handshake;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.apache.camel.CamelContext;

/**
 * Makes the events of a component, and has them told to the notifiers of its context. Makes none where no notifier wants any.
 * Any thread, also an event loop: it does not block.
 */
public final class EventNotices implements ConnectionEvents {
    private volatile CamelContext camel;
    private volatile String component;
    private volatile EventQueue queue;

    /** @param workers call the notifiers */
    public void start(CamelContext context, Executor workers) {
        camel = context;
        queue = new EventQueue(context, workers);
    }

    /** The component has this name in its context. */
    public void named(String name) {
        component = name;
    }

    /** Whether a notifier wants any. */
    public boolean areWanted() {
        return queue != null
                && camel.getManagementStrategy().getStartedEventNotifiers().stream()
                        .anyMatch(notifier -> !notifier.isDisabled());
    }

    @Override
    public void connected(String connection, BrokerAddress broker, Handshake handshake) {
        if (areWanted()) {
            queue.add(new Stomp2ConnectedEvent(
                    camel,
                    component,
                    now(),
                    connection,
                    broker.toString(),
                    handshake.server(),
                    handshake.version().number()));
        }
    }

    @Override
    public void disconnected(String connection, BrokerAddress broker, String reason, Duration nextAttempt) {
        if (areWanted()) {
            queue.add(new Stomp2DisconnectedEvent(
                    camel, component, now(), connection, broker.toString(), reason, nextAttempt));
        }
    }

    @Override
    public void gaveUp(String connection, BrokerAddress broker, String reason) {
        if (areWanted()) {
            queue.add(new Stomp2GaveUpEvent(camel, component, now(), connection, broker.toString(), reason));
        }
    }

    /** A consumer gets no messages any more. */
    public void subscriptionLost(String destination, String routeId, String reason) {
        if (areWanted()) {
            queue.add(new Stomp2SubscriptionLostEvent(camel, component, now(), destination, routeId, reason));
        }
    }

    /** A consumer gets messages again. */
    public void subscriptionRestored(String destination, String routeId) {
        if (areWanted()) {
            queue.add(new Stomp2SubscriptionRestoredEvent(camel, component, now(), destination, routeId));
        }
    }

    /**
     * A message failed, and its dead letter is safe.
     *
     * @param routeId {@code null}: it was polled
     * @param target {@code null}: the broker's rules decide
     * @param cause {@code null}: the route refused it
     */
    public void deadLettered(String messageId, String destination, String routeId, String target, Throwable cause) {
        if (areWanted()) {
            queue.add(
                    new Stomp2DeadLetterEvent(camel, component, now(), messageId, destination, routeId, target, cause));
        }
    }

    private static long now() {
        return System.currentTimeMillis();
    }
}
