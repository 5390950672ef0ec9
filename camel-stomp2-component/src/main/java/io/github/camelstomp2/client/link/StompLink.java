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

import io.github.camelstomp2.client.log.LastWords;
import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.client.options.ProtocolOptions;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.session.SessionListener;
import io.github.camelstomp2.session.StompSession;
import io.github.camelstomp2.session.connect.ConnectRequest;
import io.github.camelstomp2.session.connect.Handshake;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One TCP or WebSocket connection with its session. It always ends through {@link #end}, once. Event loop only. */
public final class StompLink implements SessionListener {
    /** The user of a link. Called on the event loop. */
    public interface Owner {
        /** CONNECTED arrived. */
        void linkUp(StompLink link, Handshake handshake);

        /** The broker sent an ERROR that names no frame; the link is still open. */
        void linkError(StompBrokerException error, @Nullable String subscriptionId);

        /** The broker refused a frame whose receipt nobody waits for any more. */
        void linkLateError(StompBrokerException error);

        /** The broker keeps messages of ended subscriptions until the link ends. */
        void linkMessagesKept();

        /** A message came that cannot be acknowledged, since it has no id. */
        void linkMessageWithoutId();

        /** The link has ended, or was never connected. Called once, as the last call. */
        void linkDown(StompLink link, StompException cause);
    }

    /** How long a broker may take to close a link that it must close. */
    private static final Duration CLOSES_WITHIN = Duration.ofMillis(500);

    private final BrokerAddress address;
    private final ProtocolOptions options;
    private final Owner owner;
    private final StompSession session;
    private final ConnectTimeout connectTimeout;
    private final LastWords lastWords = new LastWords();
    private @Nullable LinkSocket socket;
    private boolean asked;
    private boolean up;
    private boolean ended;
    private boolean endedByPeer;

    StompLink(
            BrokerAddress address,
            ProtocolOptions options,
            ConnectRequest request,
            Duration connectTimeout,
            EventLoop eventLoop,
            Owner owner) {
        this.address = address;
        this.options = options;
        this.owner = owner;
        this.session = new StompSession(request, this);
        this.connectTimeout =
                new ConnectTimeout(address, connectTimeout, eventLoop, this::end, () -> LinkSocket.stage(socket));
    }

    public BrokerAddress address() {
        return address;
    }

    public StompSession session() {
        return session;
    }

    LinkSocket socket() {
        return Objects.requireNonNull(socket, "a link is used only after it was registered");
    }

    /** Whether CONNECT was written. */
    boolean wasAsked() {
        return asked;
    }

    /** Whether the broker or the network has ended it, perhaps because of a sent frame. */
    public boolean wasEndedByPeer() {
        return endedByPeer;
    }

    /** Whether CONNECTED had arrived before it ended. */
    boolean wasUp() {
        return up;
    }

    // ---- events of the socket

    /** The link has a socket. */
    void registered(Channel channel) {
        socket = new LinkSocket(channel);
        if (ended) {
            channel.close();
        }
    }

    /** The socket is connected, and TLS, if used, is established. */
    void open() {
        try {
            if (!ended) {
                session.open();
                asked = true;
                flush();
            }
        } catch (StompException e) {
            end(e);
        }
    }

    /** The socket failed, or was closed. */
    void broken(StompException cause, boolean byPeer) {
        endedByPeer |= !ended && byPeer;
        end(cause);
    }

    /** The broker's last ERROR, if it is recent. */
    String lastWords() {
        return lastWords.after(System.nanoTime());
    }

    /**
     * Writes without flushing.
     *
     * @throws StompException if the frame cannot be encoded
     */
    @Override
    public void write(StompFrame frame) {
        try {
            socket().write(frame);
        } catch (RuntimeException | OutOfMemoryError e) {
            throw NettyFailures.toStomp(address, e);
        }
    }

    @Override
    public void connected(Handshake handshake) {
        connectTimeout.cancel();
        up = true;
        socket().connected(handshake, options.heartbeatTolerance());
        owner.linkUp(this, handshake);
    }

    @Override
    public void error(StompBrokerException error, @Nullable String subscriptionId) {
        lastWords.said(error, System.nanoTime());
        owner.linkError(error, subscriptionId);
    }

    @Override
    public void lateError(StompBrokerException error) {
        lastWords.said(error, System.nanoTime());
        owner.linkLateError(error);
    }

    @Override
    public void messagesKept() {
        owner.linkMessagesKept();
    }

    @Override
    public void messageWithoutId() {
        owner.linkMessageWithoutId();
    }

    // ---- calls of the owner

    public void flush() {
        socket().flush();
    }

    public boolean isWritable() {
        return socket().isWritable();
    }

    /**
     * Back-pressure: while it is off nothing is read from the socket, and missing data does not count as a dead broker.
     */
    public void setReading(boolean reading) {
        socket().setReading(reading);
    }

    /** DISCONNECT was written: no heart-beat may follow it, and its answer is read even if reading was paused. */
    public void awaitGoodbye() {
        flush();
        socket().endHeartBeats();
        setReading(true);
    }

    /** After this ERROR the broker must close the link; if it does not, this client does. */
    void brokerCloses(StompBrokerException error) {
        endAfter(CLOSES_WITHIN, new StompConnectionException("the broker had to close after: " + error.getMessage()));
    }

    /** Ends the link after this time, if it has not ended before. */
    void endAfter(Duration time, StompException cause) {
        socket().later(time, () -> end(cause));
    }

    /** Ends the link. All ends of a link use this method; later calls do nothing. */
    public void end(StompException cause) {
        if (ended) {
            return;
        }
        ended = true;
        connectTimeout.cancel();
        session.close(cause);
        if (socket != null) {
            socket.close();
        }
        owner.linkDown(this, cause);
    }

    @Override
    public String toString() {
        return "StompLink[" + address + ", " + session.state() + "]";
    }
}
