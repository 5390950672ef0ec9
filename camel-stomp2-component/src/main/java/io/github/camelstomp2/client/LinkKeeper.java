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
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.session.Handshake;
import io.github.camelstomp2.session.StompSession;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a connection's link: opens one, and when it ends waits and opens the next, until it is stopped or gives up. Its
 * methods run on the event loop, but for the getters of state, dialect and failure.
 */
final class LinkKeeper implements StompLink.Owner {

    /** What happens to the link. Called on the event loop. */
    interface Listener {
        /** What its users' options mean for this broker, as sentences for the log. */
        List<String> options(BrokerDialect spoken);

        /** There is a connected link: subscribe, send. */
        void connected(StompLink link);

        void readComplete();

        void writable();

        /**
         * An ERROR came.
         *
         * @return whether it was about a subscription, which is dealt with then
         */
        boolean subscriptionRefused(StompBrokerException error, @Nullable String subscriptionId);

        /** No broker of the list could be reached; there may be another round. */
        void unreachable(StompException cause);

        /** The broker keeps messages for subscriptions that have ended, until the link ends. */
        void messagesKept();

        /** The connected link is gone. */
        void disconnected(StompLink link);

        /** There will be no link any more: it was stopped, or gave up. */
        void ended(StompException cause);
    }

    /** How long to wait for the answer to DISCONNECT when the link is made anew. */
    private static final Duration RENEWAL_GOODBYE = Duration.ofSeconds(5);

    private final String name;
    private final StompClientOptions options;
    private final NettyTransport transport;
    private final EventLoop eventLoop;
    private final Listener listener;
    private final LinkFactory links;
    private final ConnectRequests requests;
    private final ReconnectPlan plan;
    private final ConnectionLog log;

    private volatile ConnectionState state = ConnectionState.STOPPED;
    private volatile @Nullable BrokerDialect dialect;
    private volatile @Nullable StompException lastFailure;

    private final List<Runnable> whenStopped = new ArrayList<>();
    private @Nullable StompLink current;
    private @Nullable ScheduledFuture<?> nextAttempt;

    LinkKeeper(
            String name, StompClientOptions options, NettyTransport transport, EventLoop eventLoop, Listener listener) {
        this.name = name;
        this.options = options;
        this.transport = transport;
        this.eventLoop = eventLoop;
        this.listener = listener;
        this.links = new LinkFactory(options, transport, eventLoop);
        this.requests = new ConnectRequests(options, transport);
        this.plan = new ReconnectPlan(options.brokers(), options.reconnect(), new Random());
        this.log = new ConnectionLog(name);
        this.dialect = options.protocol().dialect();
    }

    /** What an operator reads about this connection. */
    ConnectionLog log() {
        return log;
    }

    String name() {
        return name;
    }

    ConnectionState state() {
        return state;
    }

    @Nullable
    BrokerDialect dialect() {
        return dialect;
    }

    @Nullable
    StompException lastFailure() {
        return lastFailure;
    }

    /** The link that is connected, or is saying goodbye; {@code null} when there is none. */
    @Nullable
    StompLink link() {
        StompLink link = current;
        return link != null && link.wasUp() ? link : null;
    }

    /** The session that is connected; {@code null} when there is none, or it says goodbye. */
    @Nullable
    StompSession session() {
        StompLink link = link();
        return link != null && link.session().isConnected() ? link.session() : null;
    }

    /** The dialect to speak now. */
    BrokerDialect currentDialect() {
        BrokerDialect known = dialect;
        return known == null ? BrokerDialects.GENERIC : known;
    }

    /** Why there is no connection, to be appended to a sentence. */
    String lastWords() {
        StompException failure = lastFailure;
        return failure == null ? "" : "; last failure: " + failure.getMessage();
    }

    /** Why there will be no connection unless it is started again. */
    StompConnectionException gaveUp() {
        return new StompConnectionException("gave up connecting" + lastWords(), lastFailure);
    }

    /** What has ended the link says nothing against the broker: the next one need not wait long. */
    void proved() {
        plan.proved();
    }

    /** Begins to connect, also after it gave up. */
    void start() {
        if (state == ConnectionState.FAILED) {
            become(ConnectionState.STOPPED);
        }
        if (state == ConnectionState.STOPPED) {
            plan.reset();
            log.starting();
            connect(plan.next());
        }
    }

    /**
     * Stops, whatever it is doing.
     *
     * @param timeout how long to wait for the broker's answer to DISCONNECT
     * @param done called when nothing is left
     */
    void stop(Duration timeout, Runnable done) {
        whenStopped.add(done);
        switch (state) {
            case CONNECTED -> {
                become(ConnectionState.STOPPING);
                disconnect(timeout);
            }
            case RENEWING -> {
                become(ConnectionState.STOPPING);
                endAfter(timeout, Objects.requireNonNull(current, "a goodbye has a link"));
            }
            // The first stop is under way and will tell this one too, which may have less patience.
            case STOPPING -> endAfter(timeout, Objects.requireNonNull(current, "a goodbye has a link"));
            case CONNECTING, WAITING, FAILED -> stopNow();
            case STOPPED -> stopped();
        }
    }

    /** Ends the link in an orderly way and connects again at once. Does nothing when there is none. */
    void renew() {
        if (state == ConnectionState.CONNECTED) {
            become(ConnectionState.RENEWING);
            log.renewing(Objects.requireNonNull(current, "a connected state has a link")
                    .address());
            disconnect(RENEWAL_GOODBYE);
        }
    }

    private void disconnect(Duration timeout) {
        StompLink leaving = Objects.requireNonNull(current, "a connected state has a link");
        StompConnectionException goodbye = new StompConnectionException("the connection was stopped");
        try {
            leaving.session().disconnect(new Goodbye(leaving, goodbye));
            leaving.awaitGoodbye();
            endAfter(timeout, leaving);
        } catch (StompException e) {
            leaving.end(e); // what was left to be said cannot be written
        }
    }

    private void endAfter(Duration timeout, StompLink leaving) {
        StompConnectionException goodbye = new StompConnectionException("the connection was stopped");
        eventLoop.schedule(() -> leaving.end(goodbye), timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stopNow() {
        become(ConnectionState.STOPPED);
        if (nextAttempt != null) {
            nextAttempt.cancel(false);
        }
        StompLink attempt = current;
        current = null;
        if (attempt != null) {
            attempt.end(new StompConnectionException("the connection was stopped"));
        }
        stopped();
    }

    private void stopped() {
        listener.ended(new StompConnectionException("the connection was stopped"));
        List<Runnable> waiting = List.copyOf(whenStopped);
        whenStopped.clear();
        waiting.forEach(Runnable::run);
    }

    private void connect(BrokerAddress address) {
        become(ConnectionState.CONNECTING);
        StompLink attempt = links.create(address, requests.to(address), this);
        current = attempt;
        links.open(attempt);
    }

    // ---- from the link

    @Override
    public void linkUp(StompLink link, Handshake handshake) {
        BrokerDialect named = options.protocol().dialect();
        BrokerDialect spoken = named == null ? BrokerDialects.ofServer(handshake.server()) : named;
        dialect = spoken;
        if (spoken.cumulativeAckSpansConnection()) {
            link.session().cumulativeAckSpansConnection();
        }
        if (!spoken.unsubscribeGivesBack()) {
            link.session().brokerKeepsUnanswered(spoken.requeueHeaders(), spoken::saysItKeepsMessage);
        }
        if (named == null) {
            transport.learn(link.address(), spoken);
        }
        become(ConnectionState.CONNECTED);
        plan.connected(System.nanoTime());
        lastFailure = null;
        log.connected(link.address(), handshake, spoken, listener.options(spoken));
        listener.connected(link);
    }

    @Override
    public void linkError(StompBrokerException error, @Nullable String subscriptionId) {
        if (!listener.subscriptionRefused(error, subscriptionId)) {
            log.brokerError(String.valueOf(error.getMessage()));
        }
    }

    @Override
    public void linkLateError(StompBrokerException error) {
        log.brokerError("a frame that was given up before was refused: " + error.getMessage());
    }

    @Override
    public void linkMessagesKept() {
        listener.messagesKept();
    }

    @Override
    public void linkReadComplete() {
        listener.readComplete();
    }

    @Override
    public void linkWritable() {
        listener.writable();
    }

    @Override
    public void linkDown(StompLink link, StompException cause) {
        if (link != current) {
            return; // it was given up before it came up
        }
        current = null;
        if (link.wasUp()) {
            listener.disconnected(link);
        }
        switch (state) {
            case CONNECTING -> attemptFailed(link.address(), cause);
            case CONNECTED -> {
                lastFailure = cause;
                Duration delay = plan.lost(System.nanoTime());
                log.lost(cause, delay);
                await(delay);
            }
            case RENEWING -> connect(link.address());
            case STOPPING -> {
                become(ConnectionState.STOPPED);
                log.stopped(link.address());
                stopped();
            }
            case STOPPED, WAITING, FAILED -> throw new IllegalStateException("a link ended in state " + state);
        }
    }

    private void attemptFailed(BrokerAddress address, StompException cause) {
        boolean refused = cause instanceof StompBrokerException;
        if (refused && requests.learnsFrom((StompBrokerException) cause, address)) {
            connect(address);
            return;
        }
        lastFailure = cause;
        Duration delay = plan.failed(refused);
        if (delay == null || !delay.isZero()) {
            listener.unreachable(cause);
        }
        if (delay == null) {
            become(ConnectionState.FAILED);
            log.gaveUp(options.brokers(), cause);
            listener.ended(gaveUp());
        } else if (delay.isZero()) {
            log.attemptFailed(cause, delay);
            connect(plan.next());
        } else {
            log.attemptFailed(cause, delay);
            await(delay);
        }
    }

    private void await(Duration delay) {
        become(ConnectionState.WAITING);
        nextAttempt = eventLoop.schedule(() -> connect(plan.next()), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void become(ConnectionState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException(name + " cannot go from " + state + " to " + next);
        }
        log.becomes(state, next);
        state = next;
    }
}
