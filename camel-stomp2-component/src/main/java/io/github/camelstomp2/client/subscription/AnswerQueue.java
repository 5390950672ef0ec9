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
package io.github.camelstomp2.client.subscription;

import io.github.camelstomp2.client.link.LinkKeeper;
import io.github.camelstomp2.client.link.Outbox;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.session.Delivery;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * The answers to messages (acknowledge, reject, give back) on their way to the event loop. An answer whose connection
 * has ended is dropped and counted, since the broker delivers its message again. Called from any thread.
 */
public final class AnswerQueue {
    private final Outbox outbox;
    private final LinkKeeper keeper;
    private final Consumer<StompException> endLink;
    private final LongAdder stale = new LongAdder();

    /** @param endLink ends the connection on which an answer could not be written */
    public AnswerQueue(Outbox outbox, LinkKeeper keeper, Consumer<StompException> endLink) {
        this.outbox = outbox;
        this.keeper = keeper;
        this.endLink = endLink;
    }

    /** How many answers were dropped. */
    public long stale() {
        return stale.sum();
    }

    public void ack(Delivery delivery) {
        if (!delivery.needsNoAnswer()) {
            add(new Ack(delivery));
        }
    }

    public void reject(Delivery delivery) {
        add(() -> writeNack(delivery));
    }

    /** Runs an answer on the event loop. It is dropped if the event loop has ended, and all connections with it. */
    public void add(Runnable answer) {
        add(new Outbox.Task(answer));
    }

    private void add(Outbox.Item answer) {
        try {
            outbox.add(answer);
        } catch (RejectedExecutionException e) {
            stale.increment();
        }
    }

    // ---- event loop

    private void writeAck(Delivery delivery) {
        try {
            countStale(delivery.session().ack(delivery));
        } catch (StompException e) {
            endLink.accept(e);
        }
    }

    private void writeNack(Delivery delivery) {
        try {
            countStale(delivery.session().nack(delivery, keeper.currentDialect().rejectHeaders()));
        } catch (StompException e) {
            endLink.accept(e);
        }
    }

    private void countStale(boolean taken) {
        if (!taken) {
            stale.increment();
        }
    }

    /** The acknowledgement of one message. It is its own entry of the outbox, to save an object. */
    private final class Ack extends Outbox.Item {
        private final Delivery delivery;

        Ack(Delivery delivery) {
            this.delivery = delivery;
        }

        @Override
        public void run() {
            writeAck(delivery);
        }
    }
}
