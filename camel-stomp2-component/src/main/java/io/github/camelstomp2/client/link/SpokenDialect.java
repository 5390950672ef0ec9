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
import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.client.transport.NettyTransport;
import io.github.camelstomp2.session.StompSession;
import io.github.camelstomp2.session.connect.Handshake;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The dialect of a connection: the one that the user named, or that of the last connected broker. Readable from any
 * thread.
 */
final class SpokenDialect {
    /** The shortest interval of the line feeds: no broker can make a client without heart-beats write all the time. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final @Nullable BrokerDialect named;
    private final NettyTransport transport;
    private volatile @Nullable BrokerDialect last;

    SpokenDialect(@Nullable BrokerDialect named, NettyTransport transport) {
        this.named = named;
        this.transport = transport;
        this.last = named;
    }

    /** {@code null}: no dialect is known. */
    @Nullable
    BrokerDialect known() {
        return last;
    }

    /** The dialect to use now. */
    BrokerDialect current() {
        return BrokerDialects.orGeneric(last);
    }

    /** A broker is connected: its dialect is used from now on, and the session is set up for it. */
    BrokerDialect of(StompLink link, Handshake handshake) {
        BrokerDialect spoken = named == null ? recognised(link, handshake) : named.inVersion(handshake.server());
        last = spoken;
        StompSession session = link.session();
        if (spoken.cumulativeAckSpansConnection()) {
            session.cumulativeAckSpansConnection();
        }
        if (handshake.heartBeat().outgoing().isZero()) {
            link.socket().keepAlive(keepAlive(spoken.endsSilentAfter(), handshake.asked()));
        }
        if (spoken.takesTextOnlyOverWebSocket()) {
            link.socket().textOnlyOverWebSocket();
        }
        if (!handshake.version().hasClientIndividual() && !spoken.extendsFirstVersion()) {
            session.acknowledgesInOrder();
        }
        if (!spoken.unsubscribeGivesBack()) {
            session.brokerKeepsUnanswered(spoken.requeueHeaders(), spoken::saysItKeepsMessage);
        }
        if (named == null) {
            transport.learn(link.address(), spoken);
        }
        return spoken;
    }

    private static BrokerDialect recognised(StompLink link, Handshake handshake) {
        return link.address().isWebSocket()
                ? BrokerDialects.overWebSocket(handshake.server(), handshake.saysNothing())
                : BrokerDialects.ofServer(handshake.server());
    }

    /**
     * The interval of the line feeds; zero: none are needed. It is the interval that the broker asked for; otherwise it
     * is half of the time after which the broker ends a connection without data.
     */
    private static Duration keepAlive(Duration patience, Duration asked) {
        if (patience.isZero() || asked.isZero()) {
            return patience.dividedBy(2);
        }
        return asked.compareTo(SHORTEST) < 0 ? SHORTEST : asked;
    }
}
