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
import io.github.camelstomp2.client.log.ConnectionHistory;
import io.github.camelstomp2.client.log.ConnectionLog;
import io.github.camelstomp2.client.log.ConnectionNews;
import io.github.camelstomp2.client.transport.ConnectionEvents;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.session.StompSession;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state of a connection: what it does, its link, the dialect of its broker, and why there is no link. Changed on
 * the event loop; readable from any thread, except the link.
 */
abstract class LinkStatus implements StompLink.Owner {
    final SpokenDialect dialect;
    final ConnectionHistory history = new ConnectionHistory();
    final LinkListener listener;
    final ConnectionNews news;
    private final String name;
    private final ConnectionLog log;
    /** The current link, from the attempt to connect on. Event loop only. */
    @Nullable
    StompLink current;

    private volatile ConnectionState state = ConnectionState.STOPPED;

    /** @param name the purpose of the connection, for logs and events */
    LinkStatus(String name, SpokenDialect dialect, LinkListener listener, ConnectionEvents events) {
        this.name = name;
        this.listener = listener;
        this.dialect = dialect;
        this.log = new ConnectionLog(name);
        this.news = new ConnectionNews(name, events);
    }

    /** The log of this connection. */
    public final ConnectionLog log() {
        return log;
    }

    /** The current state. */
    public final ConnectionState state() {
        return state;
    }

    /** The dialect of the last connected broker; {@code null} before the first. */
    public final @Nullable BrokerDialect dialect() {
        return dialect.known();
    }

    /** What has become of the connection so far. */
    public final ConnectionHistory history() {
        return history;
    }

    /** Why there is no link; {@code null} while there is one. */
    public final @Nullable StompException lastFailure() {
        return history.cause();
    }

    /** The dialect to use now. */
    public final BrokerDialect currentDialect() {
        return dialect.current();
    }

    /** Why there is no connection, to be appended to a sentence. */
    public final String lastWords() {
        return history.words();
    }

    /** The link that is connected, or is disconnecting; {@code null} if there is none. Event loop only. */
    public final @Nullable StompLink link() {
        StompLink link = current;
        return link != null && link.wasUp() ? link : null;
    }

    /** The connected session; {@code null} if there is none, or it is disconnecting. Event loop only. */
    public final @Nullable StompSession session() {
        StompLink link = link();
        return link != null && link.session().isConnected() ? link.session() : null;
    }

    /** The link that is disconnecting. */
    final StompLink leaving() {
        return Objects.requireNonNull(current, "there is a link to leave");
    }

    /**
     * Goes to another state.
     *
     * @throws IllegalStateException if the table of states does not have this transition
     */
    final void become(ConnectionState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException(name + " cannot go from " + state + " to " + next);
        }
        log.becomes(state, next);
        state = next;
    }

    // ---- events of the link that are passed on, or only logged

    @Override
    public final void linkError(StompBrokerException error, @Nullable String subscriptionId) {
        listener.errorSaid(error, subscriptionId);
    }

    @Override
    public final void linkMessagesKept() {
        listener.messagesKept();
    }

    @Override
    public final void linkLateError(StompBrokerException error) {
        log.brokerError("is about a frame that was given up before", error);
    }

    @Override
    public final void linkMessageWithoutId() {
        log.flaws().messageWithoutId();
    }
}
