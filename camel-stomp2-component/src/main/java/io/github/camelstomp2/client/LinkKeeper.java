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
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.session.Handshake;
import io.github.camelstomp2.session.StompSession;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
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

        /** Who makes it try again when it has given up, as a sentence. */
        String triesAgain();
    }

    private final String name;
    private final StompClientOptions options;
    private final NettyTransport transport;
    private final EventLoop eventLoop;
    private final Listener listener;
    private final LinkFactory links;
    private final ConnectRequests requests;
    private final ReconnectPlan plan;
    private final ConnectionLog log;
    private final SpokenDialect dialect;

    private volatile ConnectionState state = ConnectionState.STOPPED;
    private final LastFailure failure = new LastFailure();

    private final List<Runnable> whenStopped = new ArrayList<>();
    private final NextAttempt nextAttempt;
    private @Nullable StompLink current;
    private long attemptBegan;

    LinkKeeper(
            String name, StompClientOptions options, NettyTransport transport, EventLoop eventLoop, Listener listener) {
        this.name = name;
        this.options = options;
        this.transport = transport;
        this.eventLoop = eventLoop;
        this.listener = listener;
        this.links = new LinkFactory(options, transport, eventLoop);
        this.requests = new ConnectRequests(options, transport);
        Random random = new Random();
        this.plan = new ReconnectPlan(options.brokers(), options.reconnect(), random);
        this.nextAttempt =
                new NextAttempt(options.brokers(), transport.arrivals(), eventLoop, random, () -> connect(plan.next()));
        this.log = new ConnectionLog(name);
        this.dialect = new SpokenDialect(options.protocol().dialect(), transport);
    }

    /** What an operator reads about this connection. */
    ConnectionLog log() {
        return log;
    }

    ConnectionState state() {
        return state;
    }

    @Nullable
    BrokerDialect dialect() {
        return dialect.known();
    }

    @Nullable
    StompException lastFailure() {
        return failure.cause();
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
        return dialect.current();
    }

    /** Why there is no connection, to be appended to a sentence. */
    String lastWords() {
        return failure.words();
    }

    /** Why there will be no connection until somebody makes it try again. */
    StompConnectionException gaveUp() {
        return failure.gaveUp(options.brokers(), listener.triesAgain());
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
     * Begins to connect when it gave up, for somebody who wants to send or poll now. That may come often: it is no quicker
     * than a connection that does not give up.
     */
    void tryAgain() {
        if (state == ConnectionState.FAILED) {
            Duration left = failure.leftOf(plan.shortest());
            plan.reset();
            if (left.isZero()) {
                connect(plan.next());
            } else {
                become(ConnectionState.WAITING);
                nextAttempt.in(left);
            }
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
                Goodbye.say(leaving(), timeout);
            }
            case RENEWING -> {
                become(ConnectionState.STOPPING);
                Goodbye.within(timeout, leaving());
            }
            // The first stop is under way and will tell this one too, which may have less patience.
            case STOPPING -> Goodbye.within(timeout, leaving());
            case CONNECTING, WAITING, FAILED -> stopNow();
            case STOPPED -> stopped();
        }
    }

    /** Ends the link in an orderly way and connects again at once. Does nothing when there is none. */
    void renew() {
        if (state == ConnectionState.CONNECTED) {
            become(ConnectionState.RENEWING);
            log.renewing(leaving().address());
            Goodbye.say(leaving(), Goodbye.BEFORE_RENEWAL);
        }
    }

    /** The broker has confirmed what it refused with this: it closes the link, and if it does not, somebody has to. */
    void refusedForGood(StompBrokerException error) {
        StompLink link = link();
        if (link != null) {
            link.brokerCloses(error);
        }
    }

    private StompLink leaving() {
        return Objects.requireNonNull(current, "there is a link to leave");
    }

    private void stopNow() {
        become(ConnectionState.STOPPED);
        nextAttempt.cancel();
        StompLink attempt = current;
        current = null;
        if (attempt != null) {
            attempt.end(Goodbye.stopped());
        }
        stopped();
    }

    private void stopped() {
        listener.ended(Goodbye.stopped());
        List<Runnable> waiting = List.copyOf(whenStopped);
        whenStopped.clear();
        waiting.forEach(Runnable::run);
    }

    private void connect(BrokerAddress address) {
        become(ConnectionState.CONNECTING);
        attemptBegan = System.nanoTime();
        StompLink attempt = links.create(address, requests.to(address), this);
        current = attempt;
        links.open(attempt);
    }

    // ---- from the link

    @Override
    public void linkUp(StompLink link, Handshake handshake) {
        BrokerDialect spoken = dialect.of(link, handshake);
        become(ConnectionState.CONNECTED);
        plan.connected(System.nanoTime());
        failure.none();
        transport.arrivals().reached(link.address(), System.nanoTime());
        log.connected(link.address(), handshake, spoken, listener.options(spoken));
        listener.connected(link);
    }

    @Override
    public void linkError(StompBrokerException error, @Nullable String subscriptionId) {
        if (!listener.subscriptionRefused(error, subscriptionId)) {
            log.brokerError("does not say what it is about", error);
        }
    }

    @Override
    public void linkLateError(StompBrokerException error) {
        log.brokerError("is about a frame that was given up before", error);
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
            case CONNECTING -> attemptFailed(link, cause);
            case CONNECTED -> {
                failure.is(link.address(), cause);
                Duration delay = plan.lost(System.nanoTime());
                log.lost(cause, link.session().hasConfirmed(), delay);
                become(ConnectionState.WAITING);
                nextAttempt.in(delay);
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

    private void attemptFailed(StompLink link, StompException cause) {
        boolean refused = cause instanceof StompBrokerException;
        if (requests.learnsFrom(cause, link.wasAsked(), link.address())) {
            connect(link.address());
            return;
        }
        LinkFailure last = failure.is(link.address(), cause);
        Duration delay = plan.failed(refused);
        if (delay != null) {
            log.attemptFailed(last, delay);
        }
        if (delay == null) {
            listener.unreachable(cause);
            become(ConnectionState.FAILED);
            log.gaveUp(options.brokers(), last, listener.triesAgain());
            listener.ended(gaveUp());
        } else if (delay.isZero()) {
            connect(plan.next());
        } else {
            listener.unreachable(cause);
            become(ConnectionState.WAITING);
            nextAttempt.in(delay, plan.shortest(), attemptBegan);
        }
    }

    private void become(ConnectionState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException(name + " cannot go from " + state + " to " + next);
        }
        log.becomes(state, next);
        state = next;
    }
}
