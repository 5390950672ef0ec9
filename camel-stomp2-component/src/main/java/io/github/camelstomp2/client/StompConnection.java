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
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.session.Delivery;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a broker that is kept: made, lost, made again, to the next broker of the list where need be.
 *
 * <p>Public methods may be called from any thread and never block. Listeners are called on the connection's event loop
 * and must hand over at once.
 */
public final class StompConnection {

    private final EventLoop eventLoop;
    private final LinkKeeper keeper;
    private final Outbox outbox;
    private final PendingSends sends;
    private final Requests requests;
    private final SubscriptionKeeper subscriptions;
    private final Renewal renewal;
    private final Answers answers;
    private final TimeLimits limits;
    private final OptionsInUse options;
    private final QueueChecks queues;
    private final BrokerWaiters waiters = new BrokerWaiters();

    /** Whether somebody sends over it. */
    private boolean sending;

    /**
     * @param name what the connection is for, as logs show it
     */
    public StompConnection(String name, StompClientOptions clientOptions, NettyTransport transport) {
        this.eventLoop = transport.nextEventLoop();
        this.outbox = new Outbox(eventLoop, this::writeOut);
        this.keeper = new LinkKeeper(name, clientOptions, transport, eventLoop, new Events());
        this.sends = new PendingSends(
                transport.lostContents(), new Doubts(clientOptions.reconnect(), keeper.log()), this::begin);
        this.requests = new Requests(sends, keeper, this::later);
        this.subscriptions = new SubscriptionKeeper(keeper, this::later, this::isAnswerAwaited);
        this.options = new OptionsInUse(subscriptions, keeper.log());
        this.answers = new Answers(outbox, keeper, this::endLink);
        this.limits = new TimeLimits(eventLoop, keeper, sends, requests, this::writeOut);
        this.queues = new QueueChecks(clientOptions, transport, keeper, eventLoop, this::later);
        this.renewal = new Renewal(this::isQuiet, keeper::renew, eventLoop);
    }

    // ---- any thread

    /** Begins to connect, also after it gave up, and goes on until {@link #stop}. Does not wait. */
    public void start() {
        outbox.add(keeper::start);
    }

    /**
     * Begins to connect if it gave up, for somebody who is going to wait for what comes; what is sent does so by itself. It
     * is no quicker than a connection that has not given up. Does not wait.
     */
    public void tryAgain() {
        outbox.add(keeper::tryAgain);
    }

    /**
     * Flushes acknowledgements, says DISCONNECT, waits for its receipt and closes. Sends that have not ended fail.
     *
     * @param timeout how long to wait for the broker's answer
     * @return done when the connection is closed; never fails
     */
    public CompletionStage<Void> stop(Duration timeout) {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        try {
            outbox.add(() -> {
                writeOut(); // what was handed in before the stop goes out before DISCONNECT
                keeper.stop(timeout, () -> stopped.complete(null));
            });
        } catch (RejectedExecutionException e) {
            stopped.complete(null); // the event loop is gone, and every connection with it
        }
        return stopped;
    }

    /**
     * Tells which broker it is, as soon as that is known.
     *
     * @return fails when no broker of the list could be reached in one round, or the connection gave up or was stopped
     */
    public CompletionStage<BrokerDialect> broker() {
        CompletableFuture<BrokerDialect> broker = new CompletableFuture<>();
        outbox.add(() -> {
            waiters.add(broker);
            if (keeper.session() != null) {
                waiters.connected(keeper.currentDialect());
            } else if (keeper.state() == ConnectionState.FAILED) {
                waiters.failed(keeper.gaveUp());
            }
        });
        return broker;
    }

    /** What it is doing now. */
    public ConnectionState state() {
        return keeper.state();
    }

    /** The broker's dialect on the current or last connection; {@code null} before the first. */
    public @Nullable BrokerDialect dialect() {
        return keeper.dialect();
    }

    BrokerDialect dialectOrGeneric() {
        return keeper.currentDialect();
    }

    /** Why there is no connection, or {@code null} while there is one. */
    public @Nullable StompException lastFailure() {
        return keeper.lastFailure();
    }

    /** Acknowledgements that were dropped because the connection on which their message came was gone. */
    public long staleAcknowledgements() {
        return answers.stale();
    }

    /** Subscribes, now or as soon as there is a connection, and again on each later one. */
    public StompSubscription subscribe(SubscriptionRequest request, DeliveryListener listener) {
        return subscribe(request, null, listener);
    }

    /** As {@link #subscribe(SubscriptionRequest, DeliveryListener)}, going on in a stream where that was left. */
    public StompSubscription subscribe(
            SubscriptionRequest request, @Nullable StreamPosition position, DeliveryListener listener) {
        StompSubscription subscription = new StompSubscription(request, position, listener, this);
        outbox.add(() -> {
            subscriptions.add(subscription, !renewal.isWanted());
            if (keeper.state() == ConnectionState.FAILED) {
                subscription.abandoned(keeper.gaveUp()); // those who were there before it gave up have been told
            }
            warn();
        });
        return subscription;
    }

    /** Says, before the first of them is sent, with which options messages are going to be sent. */
    public void willSend(SendOptions sender) {
        outbox.add(() -> {
            sending = true;
            options.sender(sender);
            warn();
        });
    }

    /** Sends, now or as soon as there is a connection. The listener is called once, whatever happens. */
    public void send(OutgoingMessage message, SendListener listener) {
        send(message, System.nanoTime(), listener);
    }

    /**
     * As {@link #send(OutgoingMessage, SendListener)}, of a message that has waited before.
     *
     * @param beginNanos when its time began to count, as {@link System#nanoTime} has it
     */
    public void send(OutgoingMessage message, long beginNanos, SendListener listener) {
        add(new PendingSend(message, listener, sends, beginNanos), listener);
    }

    /**
     * Sends what belongs together, now or as soon as there is a connection, but never twice. The listener is called once,
     * whatever happens.
     */
    public void send(OutgoingTransaction transaction, SendListener listener) {
        add(new PendingTransaction(transaction, listener, sends, System.nanoTime()), listener);
    }

    private void add(PendingWork work, SendListener listener) {
        try {
            outbox.add(work);
        } catch (RejectedExecutionException e) {
            listener.ended(stopped());
        }
    }

    private static StompConnectionException stopped() {
        return new StompConnectionException("the STOMP component is stopped");
    }

    /** Sends what wants a reply, now or as soon as there is a connection. The listener is called once, whatever happens. */
    public void request(OutgoingRequest request, RequestListener listener) {
        accept(
                failure -> listener.failed(Objects.requireNonNull(failure, "only called for a failure")),
                () -> requests.add(request, listener, System.nanoTime()));
    }

    /**
     * Ends the requests of this owner that wait: they fail, and what is not written yet is not. Its named queue for replies,
     * if no other owner has that too, is left to others.
     */
    public void endRequests(Object owner) {
        try {
            outbox.add(() -> requests.endOf(owner));
        } catch (RejectedExecutionException e) {
            // The event loop is gone, and they have ended with it.
        }
    }

    /** Replies that were dropped because nobody waited for them any more. */
    public long lateReplies() {
        return requests.lateReplies();
    }

    private void accept(SendListener listener, Runnable addition) {
        try {
            outbox.add(() -> addTo(listener, addition));
        } catch (RejectedExecutionException e) {
            listener.ended(stopped());
        }
    }

    /**
     * Makes sure that a queue is there before something is sent to it, where a receipt of the broker does not say so; creates
     * it if that is wanted. The listener is called once: without a failure, if the queue is there.
     *
     * @param age how old the answer may be
     */
    public void requireQueue(SendOptions queue, Duration age, SendListener listener) {
        accept(listener, () -> queues.require(queue, age, listener));
    }

    /**
     * Runs this on the event loop, after listeners were told of all that came with the last read of the socket.
     *
     * @throws RejectedExecutionException if the event loop is gone, and every connection with it
     */
    public void afterBatch(Runnable work) {
        outbox.add(work);
    }

    void ack(Delivery delivery) {
        answers.ack(delivery);
    }

    void reject(Delivery delivery) {
        answers.reject(delivery);
    }

    void release(StompSubscription subscription, Delivery delivery, Duration pause) {
        answers.add(() -> subscriptions.release(subscription, delivery, pause));
    }

    /** What is read is looked at again after each batch of work. */
    void changeReading(Runnable change) {
        outbox.add(change);
    }

    void unsubscribe(StompSubscription subscription, boolean remove) {
        outbox.add(() -> endLinkOnError(() -> subscriptions.end(subscription, remove)));
    }

    // ---- event loop

    private void addTo(SendListener listener, Runnable addition) {
        if (keeper.state() == ConnectionState.STOPPED) {
            listener.ended(noConnection());
        } else {
            prepare();
            addition.run();
            limits.watch();
        }
    }

    /** A send has come to the event loop. */
    private void begin(PendingWork work) {
        if (keeper.state() == ConnectionState.STOPPED) {
            work.end(noConnection());
        } else {
            prepare();
            sends.add(work);
            limits.watch();
        }
    }

    private void prepare() {
        sending = true;
        keeper.tryAgain();
    }

    private StompConnectionException noConnection() {
        return new StompConnectionException("there is no connection to a broker" + keeper.lastWords());
    }

    /** After each batch of work from other threads: one flush for all of it. */
    private void writeOut() {
        StompLink link = keeper.link();
        if (link != null) {
            sends.write(link, keeper.currentDialect(), System.nanoTime());
            if (link.session().isConnected()) {
                endLinkOnError(link.session()::flushAcknowledgements);
            }
            link.flush();
            subscriptions.applyReading();
            renewal.proceed();
        }
    }

    private boolean isAnswerAwaited() {
        return !sends.isEmpty() || !requests.isEmpty();
    }

    private boolean isQuiet() {
        StompLink link = keeper.link();
        return link != null && link.session().isQuiet() && sends.isEmpty() && requests.isEmpty();
    }

    /** It was answered for, which was the end of it. */
    void ended(StompSubscription subscription) {
        subscriptions.ended(subscription);
    }

    private void warn() {
        if (keeper.session() != null) {
            options.warn(keeper.currentDialect());
        }
    }

    /** A message that cannot be acknowledged would stay with this connection for ever; the end of it gives it back. */
    private void endLinkOnError(Runnable acknowledgement) {
        try {
            acknowledgement.run();
        } catch (StompException e) {
            endLink(e);
        }
    }

    private void endLink(StompException cause) {
        StompLink link = keeper.link();
        if (link != null) {
            link.end(cause);
        }
    }

    private void later(Duration delay, Runnable action) {
        eventLoop.schedule(
                () -> {
                    action.run();
                    writeOut();
                },
                delay.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private final class Events implements LinkKeeper.Listener {
        @Override
        public List<String> options(BrokerDialect spoken) {
            return options.translated(spoken);
        }

        @Override
        public String triesAgain() {
            return subscriptions.triesAgain(sending);
        }

        @Override
        public void unreachable(StompException cause) {
            waiters.failed(cause);
            sends.brokerIsGone();
        }

        @Override
        public void connected(StompLink link) {
            options.warn(keeper.currentDialect());
            waiters.connected(keeper.currentDialect());
            subscriptions.connected(link.session());
            requests.connected(link.session(), keeper.currentDialect());
            queues.connected();
            writeOut();
        }

        @Override
        public void readComplete() {
            subscriptions.handOver();
            writeOut();
        }

        @Override
        public void writable() {
            writeOut();
        }

        @Override
        public boolean subscriptionRefused(StompBrokerException error, @Nullable String subscriptionId) {
            if (subscriptions.refused(error, subscriptionId) || requests.subscriptionRefused(error, subscriptionId)) {
                return true;
            }
            if (subscriptionId == null) {
                // Not about an ACK: those that a broker could refuse are never written.
                sends.unaddressed(error);
            }
            return false;
        }

        @Override
        public void messagesKept() {
            renewal.want();
        }

        @Override
        public void disconnected(StompLink link) {
            renewal.linkDown();
            subscriptions.disconnected();
            requests.disconnected();
            queues.disconnected();
            if (sends.linkDown(link.wasEndedByPeer(), System.nanoTime())) {
                keeper.proved();
            }
        }

        @Override
        public void ended(StompException cause) {
            waiters.failed(cause);
            sends.abandon(cause);
            requests.abandon(cause);
            queues.abandon(cause);
            subscriptions.abandoned(cause);
        }
    }
}
