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
import io.github.camelstomp2.broker.QueueOptions;
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.client.link.LinkListener;
import io.github.camelstomp2.client.link.StompLink;
import io.github.camelstomp2.client.send.SendFrames;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompUnroutableException;
import io.github.camelstomp2.protocol.text.PrintableText;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.session.DeliverySink;
import io.github.camelstomp2.session.SessionTransaction;
import io.github.camelstomp2.session.StompSession;
import io.github.camelstomp2.session.connect.Handshake;
import io.github.camelstomp2.session.receipt.ReceiptListener;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a queue exists, over a link of its own that ends with the answer. A link of its own is needed for two
 * reasons: a refusal ends the connection, and a broker may remember for each connection which queues it has created, so
 * that only a new connection makes it look again. Event loop only.
 */
final class QueueCheck implements StompLink.Owner {
    /** Needs no event of the socket: no deliveries are collected, and no frame waits to be written. */
    static final LinkListener.Traffic UNHEARD = new LinkListener.Traffic() {
        @Override
        public void readComplete() {}

        @Override
        public void writable() {}
    };

    /** Is told how a check ended. */
    interface Listener {
        /**
         * @param failure {@code null}: the queue exists
         * @param delivers whether the check took a message out of the queue for a moment
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
     * @param queue with the option {@code declare} it is created if it does not exist
     * @param named the dialect that the user named
     */
    QueueCheck(SendOptions queue, @Nullable BrokerDialect named, Listener listener) {
        this.queue = queue;
        this.named = named;
        this.listener = listener;
    }

    /** Ends the link after this time in any case. To be called before it is opened. */
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
        boolean refusesByError = !link.address().isWebSocket();
        boolean asks = dialect.addCheckHeaders(handshake.server(), headers) && refusesByError;
        try {
            if (queue.queue().declare()) {
                declare(link.session());
            }
            if (asks || !queue.queue().declare()) {
                subscribe(link, headers.build());
            } else if (refusesByError) {
                leave(link, () -> end(null, false)); // the broker creates a queue before it reads the next frame
            } else {
                awaitNextFrame(link);
            }
        } catch (StompException e) {
            link.end(e);
        }
    }

    /**
     * Makes the broker create the queue, without leaving a message in it: the broker creates it when it reads SEND,
     * before it reads that the transaction is aborted.
     */
    private void declare(StompSession session) {
        SessionTransaction declaring = session.begin();
        declaring.send(SendFrames.declaration(queue, dialect));
        declaring.abort();
    }

    /**
     * RabbitMQ's Web-STOMP closes a connection without the ERROR that refuses a frame, and 3.10 without the RECEIPT of
     * DISCONNECT. So the next frame is one with a RECEIPT: it comes only if the queue was created.
     */
    private void awaitNextFrame(StompLink link) {
        link.session().begin().commit(new WhenConfirmed(() -> {
            end(null, false);
            leave(link, () -> {});
        }));
        link.flush();
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
        if (!ended) { // RabbitMQ sends the receipt behind a refusal too
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
        } else if (dialect.refusesForConnection(error)) {
            end(unknown(error), false); // it may be there, on a node that is down
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
        end(unknown(cause), false);
    }

    private StompConnectionException unknown(StompException cause) {
        return new StompConnectionException(
                "it is not known whether " + name() + " is there: " + cause.getMessage(), cause);
    }

    private void end(@Nullable StompException failure, boolean delivers) {
        if (!ended) {
            ended = true;
            listener.ended(failure, delivers);
        }
    }

    @Override
    public void linkLateError(StompBrokerException error) {
        // Nothing to do: this session has no transaction that waits.
    }

    @Override
    public void linkMessageWithoutId() {
        // Nothing to do: this session has no subscriber.
    }

    @Override
    public void linkMessagesKept() {
        // Nothing to do: the link ends soon, which gives the messages back.
    }

    /** Runs an action when a frame is confirmed. A RECEIPT behind a refusal has no meaning. */
    private record WhenConfirmed(Runnable whenConfirmed) implements ReceiptListener {
        @Override
        public void confirmed() {
            whenConfirmed.run();
        }

        @Override
        public void refused(StompBrokerException error) {
            // RabbitMQ's errors name no receipt, so this is not called there.
        }

        @Override
        public void lost(StompException cause) {
            // Nothing to do: the end of the link is reported to the owner.
        }
    }

    /** Leaves every message unanswered: the end of the link gives it back. */
    private static final class GivingBack implements DeliverySink {
        @Override
        public void deliver(Delivery delivery) {
            // Not processed here.
        }
    }
}
