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
import io.github.camelstomp2.client.link.ConnectionState;
import io.github.camelstomp2.client.link.LinkKeeper;
import io.github.camelstomp2.client.link.Outbox;
import io.github.camelstomp2.client.options.StompClientOptions;
import io.github.camelstomp2.client.request.GoneRequesters;
import io.github.camelstomp2.client.request.OutgoingRequest;
import io.github.camelstomp2.client.request.ReplySend;
import io.github.camelstomp2.client.request.RequestListener;
import io.github.camelstomp2.client.send.OutgoingMessage;
import io.github.camelstomp2.client.send.OutgoingTransaction;
import io.github.camelstomp2.client.send.PendingSend;
import io.github.camelstomp2.client.send.PendingTransaction;
import io.github.camelstomp2.client.send.PendingWork;
import io.github.camelstomp2.client.send.SendFigures;
import io.github.camelstomp2.client.send.SendListener;
import io.github.camelstomp2.client.subscription.AnswerQueue;
import io.github.camelstomp2.client.subscription.DeliveryListener;
import io.github.camelstomp2.client.subscription.StompSubscription;
import io.github.camelstomp2.client.subscription.StreamPosition;
import io.github.camelstomp2.client.subscription.SubscriptionRequest;
import io.github.camelstomp2.client.transport.NettyTransport;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a broker that reconnects when its link is lost, to the next broker of the list if necessary.
 *
 * <p>Public methods may be called from any thread and never block. Listeners are called on the connection's event loop;
 * they must not block, and pass their work to another thread.
 */
public final class StompConnection {
    private final ConnectionWork work;
    private final LinkKeeper keeper;
    private final String brokers;
    private final Outbox outbox;
    private final AnswerQueue answers;
    private final ConnectionSubscriptions subscriptions;
    private final GoneRequesters gone = new GoneRequesters();

    /** @param name the purpose of the connection, for logs */
    public StompConnection(String name, StompClientOptions clientOptions, NettyTransport transport) {
        EventLoop eventLoop = transport.nextEventLoop();
        this.work = new ConnectionWork(name, clientOptions, transport, eventLoop);
        this.keeper = work.keeper();
        this.brokers = clientOptions.brokers().toString();
        this.outbox = new Outbox(eventLoop, work::writeOut);
        this.answers = new AnswerQueue(outbox, keeper, work::endLink);
        this.subscriptions = new ConnectionSubscriptions(work, outbox, answers, this::requireQueue);
    }

    /** Begins to connect, also after it gave up, and goes on until {@link #stop}. Does not wait. */
    public void start() {
        outbox.add(keeper::start);
    }

    /** Begins to connect if it gave up, for callers that wait for messages; the usual wait holds. Does not block. */
    public void tryAgain() {
        outbox.add(keeper::tryAgain);
    }

    /**
     * Writes the pending acknowledgements, sends DISCONNECT, waits for its receipt and closes. Unfinished sends fail.
     *
     * @param timeout how long to wait for the broker's answer
     * @return done when the connection is closed; never fails
     */
    public CompletionStage<Void> stop(Duration timeout) {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        Runnable done = () -> stopped.complete(null);
        add(
                () -> {
                    work.writeOut(); // frames that were handed in before the stop are written before DISCONNECT
                    keeper.stop(timeout, done);
                },
                done);
        return stopped;
    }

    /** @param otherwise runs if the event loop has ended, and all connections with it */
    private void add(Runnable task, Runnable otherwise) {
        try {
            outbox.add(task);
        } catch (RejectedExecutionException e) {
            otherwise.run();
        }
    }

    /**
     * The kind of broker, as soon as it is known. Fails when no broker was reached in one round, or it gave up or was stopped.
     */
    public CompletionStage<BrokerDialect> broker() {
        CompletableFuture<BrokerDialect> broker = new CompletableFuture<>();
        outbox.add(() -> work.tellBroker(broker));
        return broker;
    }

    /** The current state. */
    public ConnectionState state() {
        return keeper.state();
    }

    /** Where it stands, for an operator. */
    public ConnectionReport report() {
        return ConnectionReport.of(keeper.state(), brokers, keeper.history());
    }

    /** Connects anew at once, or goes on to wait no longer: for an operator. Does nothing when it is stopped. */
    public void reconnect() {
        outbox.add(keeper::reconnect);
    }

    /** The broker's dialect on the current or last link; {@code null} before the first. */
    public @Nullable BrokerDialect dialect() {
        return keeper.dialect();
    }

    /** Why there is no link, or {@code null} while there is one. */
    public @Nullable StompException lastFailure() {
        return keeper.lastFailure();
    }

    /** How many acknowledgements were dropped because the link on which their message came had ended. */
    public long staleAcknowledgements() {
        return answers.stale();
    }

    /** Subscribes, now or when there is a link, and again on each later link. */
    public StompSubscription subscribe(SubscriptionRequest request, DeliveryListener listener) {
        return subscribe(request, null, listener);
    }

    /** As {@link #subscribe(SubscriptionRequest, DeliveryListener)}, at a position in a stream. */
    public StompSubscription subscribe(
            SubscriptionRequest request, @Nullable StreamPosition position, DeliveryListener listener) {
        StompSubscription subscription = new StompSubscription(request, position, listener, subscriptions);
        outbox.add(() -> work.subscribe(subscription));
        return subscription;
    }

    /** What became of what it has sent. */
    public SendFigures sends() {
        return work.sends().figures();
    }

    /** Announces the options of messages that will be sent, before the first of them is sent. */
    public void willSend(SendOptions sender) {
        outbox.add(() -> work.willSend(sender));
    }

    /** Sends a message, now or when there is a link. The listener is called exactly once. */
    public void send(OutgoingMessage message, SendListener listener) {
        send(message, System.nanoTime(), listener);
    }

    /**
     * As {@link #send(OutgoingMessage, SendListener)}, for a message that has waited before.
     *
     * @param beginNanos the beginning of its time limit, as a value of {@link System#nanoTime}
     */
    public void send(OutgoingMessage message, long beginNanos, SendListener listener) {
        add(new PendingSend(message, listener, work.sends(), beginNanos), listener);
    }

    /** Sends a reply to the place that its request names. The listener is called exactly once. */
    public void reply(OutgoingMessage reply, SendListener listener) {
        add(new ReplySend(reply, listener, work.sends(), gone, System.nanoTime()), listener);
    }

    /**
     * Sends the messages of a transaction, now or when there is a link, but never twice. The listener is called exactly
     * once.
     */
    public void send(OutgoingTransaction transaction, SendListener listener) {
        add(new PendingTransaction(transaction, listener, work.sends(), System.nanoTime()), listener);
    }

    private void add(PendingWork send, SendListener listener) {
        try {
            outbox.add(send);
        } catch (RejectedExecutionException e) {
            listener.ended(stopped());
        }
    }

    private static StompConnectionException stopped() {
        return new StompConnectionException("the STOMP component is stopped");
    }

    /** Sends a request, now or when there is a link. The listener is called exactly once. */
    public void request(OutgoingRequest request, RequestListener listener) {
        add(() -> work.intake().request(request, listener), () -> listener.failed(stopped()));
    }

    /**
     * Ends the pending requests of this owner: they fail, and those that are not written yet are not written. Its named
     * reply queue is unsubscribed, unless another owner uses the queue too.
     */
    public void endRequests(Object owner) {
        add(() -> work.requests().endOf(owner), () -> {});
    }

    /** How many replies were dropped because no request waited for them any more. */
    public long lateReplies() {
        return work.requests().lateReplies();
    }

    /**
     * Makes sure that a queue exists before a message is sent to it, for brokers whose receipt does not show it.
     * Creates the queue if the options say so. The listener is called exactly once: without a failure if it exists.
     *
     * @param age how old a known answer may be
     */
    public void requireQueue(SendOptions queue, Duration age, SendListener listener) {
        add(() -> work.intake().requireQueue(queue, age, listener), () -> listener.ended(stopped()));
    }

    /**
     * Runs a task on the event loop, after the listeners have got all messages of the last socket read.
     *
     * @throws RejectedExecutionException if the event loop has ended, and all connections with it
     */
    public void afterBatch(Runnable task) {
        outbox.add(task);
    }
}
