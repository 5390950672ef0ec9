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
import io.github.camelstomp2.broker.BrokerDialects;
import io.github.camelstomp2.broker.QueueOptions;
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.PrintableText;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompUnroutableException;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.session.DeliverySink;
import io.github.camelstomp2.session.Handshake;
import io.github.camelstomp2.session.ReceiptListener;
import io.github.camelstomp2.session.SessionTransaction;
import io.github.camelstomp2.session.StompSession;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that a queue is there, over a link of its own that ends with the answer. A broker that remembers for each
 * connection which queues it has created looks at them anew on a new one only, and a refusal ends the connection. Event
 * loop only.
 */
final class QueueCheck implements StompLink.Owner {
    /** How a check ended. */
    interface Listener {
        /**
         * @param failure {@code null}: the queue is there
         * @param delivers whether asking took a message out of the queue for a moment
         */
        void ended(@Nullable StompException failure, boolean delivers);
    }

    private final SendOptions queue;
    private final @Nullable BrokerDialect named;
    private final Listener listener;
    private @Nullable ScheduledFuture<?> limit;
    private BrokerDialect dialect = BrokerDialects.GENERIC;
    private boolean ended;

    /**
     * @param queue with {@code declare} it is created if it is not there
     * @param named the dialect that the user named
     */
    QueueCheck(SendOptions queue, @Nullable BrokerDialect named, Listener listener) {
        this.queue = queue;
        this.named = named;
        this.listener = listener;
    }

    /** Ends the link in any case after this time. To be called before it is opened. */
    void limit(StompLink link, Duration time, EventLoop eventLoop) {
        limit = eventLoop.schedule(
                () -> link.end(new StompConnectionException("no answer from " + link.address())),
                time.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void linkUp(StompLink link, Handshake handshake) {
        dialect = named == null ? BrokerDialects.ofServer(handshake.server()) : named;
        StompHeaders.Builder headers = StompHeaders.builder();
        boolean asks = dialect.addCheckHeaders(handshake.server(), headers);
        try {
            if (queue.queue().declare()) {
                declare(link.session());
            }
            if (asks || !queue.queue().declare()) {
                subscribe(link, headers.build());
            } else {
                leave(link, () -> end(null, false)); // it creates a queue before it reads on
            }
        } catch (StompException e) {
            link.end(e);
        }
    }

    /**
     * Lets the broker create the queue without a message in it: it does so when it reads SEND, before it knows that the
     * transaction is aborted.
     */
    private void declare(StompSession session) {
        SessionTransaction declaring = session.begin();
        declaring.send(SendFrames.declaration(queue, dialect));
        declaring.abort();
    }

    private void subscribe(StompLink link, StompHeaders headers) {
        QueueOptions existing = new QueueOptions(false, null, null);
        SendOptions there = new SendOptions(queue.destination(), false, queue.atMillis(), existing, queue.message());
        link.session()
                .subscribe(
                        dialect.destination(there),
                        AckMode.CLIENT_INDIVIDUAL,
                        headers,
                        new GivingBack(),
                        new WhenConfirmed(() -> accepted(link)));
        link.flush();
    }

    private void accepted(StompLink link) {
        if (!ended) { // RabbitMQ sends the receipt behind a refusal, too
            end(null, true);
            leave(link, () -> {});
        }
    }

    private String name() {
        return PrintableText.of(queue.destination());
    }

    private void leave(StompLink link, Runnable confirmed) {
        StompConnectionException goodbye = new StompConnectionException("the queue was looked for");
        link.session().disconnect(new WhenConfirmed(() -> {
            confirmed.run();
            link.end(goodbye);
        }));
        link.awaitGoodbye();
    }

    @Override
    public void linkError(StompBrokerException error, @Nullable String subscriptionId) {
        if (dialect.saysQueueIsThere(error)) {
            end(null, false);
        } else if (queue.queue().declare()) {
            end(
                    new StompUnroutableException(name() + " cannot be created as it is wanted: " + error.getMessage()
                            + "; if it is there, set declare=false"),
                    false);
        } else {
            end(new StompUnroutableException("there is no " + name() + ": " + error.getMessage()), false);
        }
    }

    @Override
    public void linkDown(StompLink link, StompException cause) {
        if (limit != null) {
            limit.cancel(false);
        }
        end(
                new StompConnectionException(
                        "it is not known whether " + name() + " is there: " + cause.getMessage(), cause),
                false);
    }

    private void end(@Nullable StompException failure, boolean delivers) {
        if (!ended) {
            ended = true;
            listener.ended(failure, delivers);
        }
    }

    @Override
    public void linkLateError(StompBrokerException error) {
        // Nothing is given up here before it is answered.
    }

    @Override
    public void linkMessagesKept() {
        // The end of the link, which is near, gives them back.
    }

    @Override
    public void linkReadComplete() {
        // Nothing is collected.
    }

    @Override
    public void linkWritable() {
        // Nothing waits to be written.
    }

    /** A receipt; that of a frame which was refused has no meaning. */
    private record WhenConfirmed(Runnable whenConfirmed) implements ReceiptListener {
        @Override
        public void confirmed() {
            whenConfirmed.run();
        }

        @Override
        public void refused(StompBrokerException error) {
            // RabbitMQ's errors name no receipt.
        }

        @Override
        public void lost(StompException cause) {
            // The end of the link says so.
        }
    }

    /** What comes is left unanswered: the end of the link gives it back. */
    private static final class GivingBack implements DeliverySink {
        @Override
        public void deliver(Delivery delivery) {
            // Not for us.
        }
    }
}
