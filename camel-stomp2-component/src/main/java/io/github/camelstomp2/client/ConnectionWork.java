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
import io.github.camelstomp2.client.link.LinkListener;
import io.github.camelstomp2.client.link.Renewal;
import io.github.camelstomp2.client.link.StompLink;
import io.github.camelstomp2.client.options.StompClientOptions;
import io.github.camelstomp2.client.queue.QueueChecks;
import io.github.camelstomp2.client.request.Requests;
import io.github.camelstomp2.client.send.Doubts;
import io.github.camelstomp2.client.send.PendingSends;
import io.github.camelstomp2.client.send.SendFrames;
import io.github.camelstomp2.client.subscription.StompSubscription;
import io.github.camelstomp2.client.subscription.SubscriptionKeeper;
import io.github.camelstomp2.client.transport.NettyTransport;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The work of a connection on its event loop: passes events between link, subscriptions, sends and requests. Event loop
 * only, except the getters.
 */
final class ConnectionWork implements LinkListener, LinkListener.Traffic {
    private final EventLoop eventLoop;
    private final LinkKeeper keeper;
    private final PendingSends sends;
    private final Requests requests;
    private final SubscriptionKeeper subscriptions;
    private final Renewal renewal;
    private final Intake intake;
    private final OptionsInUse options;
    private final QueueChecks queues;
    private final BrokerWaiters waiters;
    private final ErrorReasons reasons;

    ConnectionWork(String name, StompClientOptions clientOptions, NettyTransport transport, EventLoop eventLoop) {
        this.eventLoop = eventLoop;
        this.keeper = new LinkKeeper(name, clientOptions, transport, eventLoop, this, this);
        this.waiters = new BrokerWaiters(keeper);
        this.sends = new PendingSends(
                transport.lostContents(),
                new Doubts(clientOptions.reconnect(), keeper.log()),
                new SendFrames(clientOptions.protocol().maxSendFrameSize()),
                send -> intake().begin(send));
        this.requests = new Requests(sends, keeper, this::later);
        this.subscriptions =
                new SubscriptionKeeper(keeper, this::later, this::isAnswerAwaited, this::subscriptionsAnswered);
        this.options = new OptionsInUse(subscriptions, keeper.log());
        this.queues = new QueueChecks(clientOptions, transport, keeper, eventLoop, this::later);
        this.intake = new Intake(
                keeper, sends, requests, queues, new TimeLimits(eventLoop, keeper, sends, requests, this::writeOut));
        this.reasons = new ErrorReasons(keeper, this::later, subscriptions, requests, sends);
        this.renewal = new Renewal(this::isQuiet, keeper::renew, eventLoop);
    }

    LinkKeeper keeper() {
        return keeper;
    }

    SubscriptionKeeper subscriptions() {
        return subscriptions;
    }

    PendingSends sends() {
        return sends;
    }

    Requests requests() {
        return requests;
    }

    // ---- calls of the connection's users

    void tellBroker(CompletableFuture<BrokerDialect> broker) {
        waiters.add(broker);
    }

    void subscribe(StompSubscription subscription) {
        subscriptions.add(subscription, !renewal.isWanted());
        if (keeper.state() == ConnectionState.FAILED) {
            subscription.abandoned(keeper.gaveUp()); // older subscriptions were told when it gave up
        }
        warn();
    }

    void unsubscribe(StompSubscription subscription, boolean remove) {
        endLinkOnError(() -> subscriptions.end(subscription, remove));
    }

    void willSend(SendOptions sender) {
        intake.willSend();
        options.sender(sender);
        warn();
    }

    Intake intake() {
        return intake;
    }

    /** Called after each batch of work from other threads, so that the batch needs only one flush. */
    void writeOut() {
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

    @Override
    public void readComplete() {
        subscriptions.handOver();
        writeOut();
    }

    @Override
    public void writable() {
        writeOut();
    }

    private void subscriptionsAnswered() {
        keeper.log().ready(() -> options.translated(keeper.currentDialect()));
    }

    private boolean isAnswerAwaited() {
        return !sends.isEmpty() || !requests.isEmpty();
    }

    private boolean isQuiet() {
        StompLink link = keeper.link();
        return link != null && link.session().isQuiet() && sends.isEmpty() && requests.isEmpty();
    }

    private void warn() {
        if (keeper.session() != null) {
            options.warn(keeper.currentDialect());
        }
    }

    /** A message that cannot be acknowledged is given back by the end of the connection. */
    private void endLinkOnError(Runnable acknowledgement) {
        try {
            acknowledgement.run();
        } catch (StompException e) {
            endLink(e);
        }
    }

    void endLink(StompException cause) {
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

    // ---- events of the link

    @Override
    public String triesAgain() {
        return subscriptions.triesAgain(intake.isSending());
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
    public void errorSaid(StompBrokerException error, @Nullable String subscriptionId) {
        reasons.said(error, subscriptionId);
    }

    @Override
    public void messagesKept() {
        renewal.want();
    }

    @Override
    public void disconnected(StompLink link, StompException cause) {
        reasons.end();
        renewal.linkDown();
        subscriptions.disconnected(cause);
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
