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
import io.github.camelstomp2.session.Handshake;
import io.github.camelstomp2.session.StompSession;
import org.jspecify.annotations.Nullable;

/** The dialect of a connection: the one that the user named, or that of the broker which was reached last. Readable from any thread. */
final class SpokenDialect {
    private final @Nullable BrokerDialect named;
    private final NettyTransport transport;
    private volatile @Nullable BrokerDialect last;

    SpokenDialect(@Nullable BrokerDialect named, NettyTransport transport) {
        this.named = named;
        this.transport = transport;
        this.last = named;
    }

    /** {@code null}: nothing is known. */
    @Nullable
    BrokerDialect known() {
        return last;
    }

    /** The one to speak now. */
    BrokerDialect current() {
        return BrokerDialects.orGeneric(last);
    }

    /** A broker was reached: from now on its dialect is spoken, and the session behaves as that needs. */
    BrokerDialect of(StompLink link, Handshake handshake) {
        BrokerDialect spoken = named == null ? BrokerDialects.ofServer(handshake.server()) : named;
        last = spoken;
        StompSession session = link.session();
        if (spoken.cumulativeAckSpansConnection()) {
            session.cumulativeAckSpansConnection();
        }
        if (!spoken.unsubscribeGivesBack()) {
            session.brokerKeepsUnanswered(spoken.requeueHeaders(), spoken::saysItKeepsMessage);
        }
        if (named == null) {
            transport.learn(link.address(), spoken);
        }
        return spoken;
    }
}
