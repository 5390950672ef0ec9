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
package io.github.camelstomp2.chaos.client;

import io.github.camelstomp2.chaos.ledger.EventKind;
import io.github.camelstomp2.chaos.ledger.MessageHeaders;
import io.github.camelstomp2.chaos.ledger.MessageNumber;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends numbered messages into a route without waiting for the end of each, and reports how each send ended. Pauses
 * when too many are on their way, or when the consumers are far behind.
 */
final class NumberedProducer {
    private static final Logger LOG = LoggerFactory.getLogger(NumberedProducer.class);

    /** A message that never arrives must not stop the producer: its queue may have been deleted. */
    private static final long LONGEST_WAIT_MILLIS = 100;

    private final int number;
    private final String run;
    private final AsyncProducer route;
    private final Reports reports;
    private final Gate gate;
    private final int window;
    private final Semaphore underWay;
    private final int backlog;
    private final AtomicInteger lastConfirmed = new AtomicInteger(-1);
    private final AtomicInteger lastDelivered = new AtomicInteger(-1);
    private int next;

    NumberedProducer(int number, String run, AsyncProducer route, Reports reports, Gate gate, int window, int backlog) {
        this.number = number;
        this.run = run;
        this.route = route;
        this.reports = reports;
        this.gate = gate;
        this.window = window;
        this.underWay = new Semaphore(window);
        this.backlog = backlog;
    }

    void start() {
        Thread thread = new Thread(this::produce, "producer-" + number);
        thread.setDaemon(true);
        thread.start();
    }

    private void produce() {
        try {
            while (true) {
                gate.pass();
                awaitConsumers();
                underWay.acquire();
                send(MessageNumber.of(number, next++));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void awaitConsumers() throws InterruptedException {
        if (lastConfirmed.get() - lastDelivered.get() >= backlog) {
            wait(LONGEST_WAIT_MILLIS);
        }
    }

    /** A route began with a message of this producer. */
    void delivered(int sequence) {
        int before = lastDelivered.getAndAccumulate(sequence, Math::max);
        int limit = lastConfirmed.get() - backlog;
        if (before <= limit && sequence > limit) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    private void send(int message) {
        Exchange exchange = route.getEndpoint().createExchange();
        exchange.getMessage().setBody(Payload.of(message));
        exchange.getMessage().setHeader(MessageHeaders.MESSAGE, MessageNumber.text(run, message));
        reports.tell(EventKind.SEND_BEGUN, message, -1);
        route.process(exchange, doneSync -> ended(exchange, message));
    }

    private void ended(Exchange exchange, int message) {
        Exception failure = exchange.getException();
        if (failure == null) {
            lastConfirmed.accumulateAndGet(MessageNumber.sequence(message), Math::max);
        }
        EventKind outcome = outcome(failure);
        if (outcome == EventKind.FAILED) {
            LOG.warn("message {} failed: {}", MessageNumber.text(message), failure.toString());
        }
        reports.tell(outcome, message, -1);
        underWay.release();
    }

    private static EventKind outcome(Exception failure) {
        if (failure == null) {
            return EventKind.CONFIRMED;
        }
        boolean unconfirmed = ObjectHelper.getException(StompUnconfirmedException.class, failure) != null;
        return unconfirmed ? EventKind.UNKNOWN : EventKind.FAILED;
    }

    /** How many sends have not ended. */
    int underWay() {
        return window - underWay.availablePermits();
    }

    /** Waits until all sends have ended; the gate has to be closed. */
    boolean awaitQuiet(long millis) throws InterruptedException {
        if (!underWay.tryAcquire(window, millis, TimeUnit.MILLISECONDS)) {
            return false;
        }
        underWay.release(window);
        return true;
    }
}
