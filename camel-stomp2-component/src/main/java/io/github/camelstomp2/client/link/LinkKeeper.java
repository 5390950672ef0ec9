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
package io.github.camelstomp2.client.link;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.client.log.LinkFailure;
import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.client.options.StompClientOptions;
import io.github.camelstomp2.client.transport.NettyTransport;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.session.connect.Handshake;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Keeps a connection's link: opens one, and when it ends waits and opens the next one, until it is stopped or gives up.
 * Its methods run on the event loop, except those of {@link LinkStatus}.
 */
public final class LinkKeeper extends LinkStatus {
    private final StompClientOptions options;
    private final LinkAttempts attempts;
    private final ReconnectPlan plan;
    private final List<Runnable> whenStopped = new ArrayList<>();
    private final NextAttempt nextAttempt;

    public LinkKeeper(
            String name,
            StompClientOptions options,
            NettyTransport transport,
            EventLoop eventLoop,
            LinkListener listener,
            LinkListener.Traffic traffic) {
        super(name, new SpokenDialect(options.protocol().dialect(), transport), listener, transport.events());
        this.options = options;
        this.attempts = new LinkAttempts(name, options, transport, eventLoop, traffic, history.traffic());
        Random random = new Random();
        this.plan = new ReconnectPlan(options.brokers(), options.reconnect(), random);
        this.nextAttempt =
                new NextAttempt(options.brokers(), transport.arrivals(), eventLoop, random, () -> connect(plan.next()));
    }

    /** The exception which says that there will be no connection until a send, a poll or a restart. */
    public StompConnectionException gaveUp() {
        return history.gaveUp(options.brokers(), listener.triesAgain());
    }

    /** The reason for the end of the link says nothing against the broker, so the next wait is short. */
    public void proved() {
        plan.proved();
    }

    /** Begins to connect, also after it gave up. */
    public void start() {
        if (state() == ConnectionState.FAILED) {
            become(ConnectionState.STOPPED);
        }
        if (state() == ConnectionState.STOPPED) {
            plan.reset();
            history.starting();
            log().starting();
            news.starting();
            connect(plan.next());
        }
    }

    /** Begins to connect if it gave up, because of a send or a poll: after the usual wait, since there may be many. */
    public void tryAgain() {
        if (state() == ConnectionState.FAILED) {
            Duration left = history.leftOf(plan.shortest());
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
     * Stops in any state.
     *
     * @param timeout how long to wait for the broker's answer to DISCONNECT
     * @param done called when everything has ended
     */
    public void stop(Duration timeout, Runnable done) {
        whenStopped.add(done);
        switch (state()) {
            case CONNECTED -> {
                become(ConnectionState.STOPPING);
                Goodbye.say(leaving(), timeout);
            }
            case RENEWING -> {
                become(ConnectionState.STOPPING);
                Goodbye.within(timeout, leaving());
            }
            // An earlier stop is running and will call this one's "done" too. Its timeout may be longer.
            case STOPPING -> Goodbye.within(timeout, leaving());
            case CONNECTING, WAITING, FAILED -> stopNow();
            case STOPPED -> stopped();
        }
    }

    /** An operator wants a new link now, whatever it is doing; a connection that was stopped stays so. */
    public void reconnect() {
        switch (state()) {
            case CONNECTED -> renew("an operator asked for it");
            case WAITING -> nextAttempt.now();
            case FAILED -> start();
            case STOPPED, CONNECTING, RENEWING, STOPPING -> {}
        }
    }

    /** Ends the link by DISCONNECT and connects again at once, so that the broker takes back its messages. */
    public void renew() {
        renew(Renewal.REASON);
    }

    private void renew(String why) {
        if (state() == ConnectionState.CONNECTED) {
            become(ConnectionState.RENEWING);
            log().renewing(leaving().address(), why);
            Goodbye.say(leaving(), Goodbye.BEFORE_RENEWAL);
        }
    }

    /** The broker refused a subscription with this ERROR and will close the link; if it does not, this client does. */
    public void refusedForGood(StompBrokerException error) {
        StompLink link = link();
        if (link != null) {
            link.brokerCloses(error);
        }
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
        StompLink attempt = attempts.begin(address, this);
        current = attempt;
        attempts.open(attempt);
    }

    // ---- events of the link

    @Override
    public void linkUp(StompLink link, Handshake handshake) {
        if (attempts.learnFrom(link, handshake)) {
            link.end(new StompConnectionException(link.address() + " needs another CONNECT"));
            return;
        }
        BrokerDialect spoken = dialect.of(link, handshake);
        become(ConnectionState.CONNECTED);
        plan.connected(System.nanoTime());
        history.connected(link.address(), handshake);
        attempts.succeeded(link);
        log().connected(link.address(), handshake, spoken);
        news.connected(link.address(), handshake);
        listener.connected(link);
    }

    @Override
    public void linkDown(StompLink link, StompException cause) {
        if (link != current) {
            return; // the connection was stopped before the link was connected
        }
        current = null;
        if (link.wasUp() && state() != ConnectionState.CONNECTING) {
            listener.disconnected(link, cause);
        }
        switch (state()) {
            case CONNECTING -> attemptFailed(link, cause);
            case CONNECTED -> {
                LinkFailure loss = history.failed(link.address(), cause);
                Duration delay = plan.lost(link.wasEndedByPeer() ? null : link.address(), System.nanoTime());
                log().lost(cause, link.session().hasConfirmed(), delay);
                news.lost(loss, delay);
                become(ConnectionState.WAITING);
                nextAttempt.afterLoss(link.address(), delay);
            }
            case RENEWING -> connect(link.address());
            case STOPPING -> {
                become(ConnectionState.STOPPED);
                log().stopped(link.address());
                stopped();
            }
            case STOPPED, WAITING, FAILED -> throw new IllegalStateException("a link ended in state " + state());
        }
    }

    private void attemptFailed(StompLink link, StompException cause) {
        if (attempts.learnFrom(link, cause)) {
            connect(link.address());
            return;
        }
        LinkFailure last = history.failed(link.address(), cause);
        Duration delay = plan.failed(cause.isRefusal());
        if (delay == null) {
            listener.unreachable(cause);
            become(ConnectionState.FAILED);
            log().gaveUp(options.brokers(), last, listener.triesAgain());
            news.gaveUp(last);
            listener.ended(gaveUp());
            return;
        }
        log().attemptFailed(last, delay);
        news.attemptFailed(last, delay);
        if (delay.isZero()) {
            connect(plan.next());
        } else {
            listener.unreachable(cause);
            become(ConnectionState.WAITING);
            nextAttempt.in(delay, plan.shortest(), attempts.began());
        }
    }
}
