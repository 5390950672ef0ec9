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

import io.github.camelstomp2.codec.StompFrameEncoder;
import io.github.camelstomp2.protocol.SkippedMessage;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.session.ConnectRequest;
import io.github.camelstomp2.session.Handshake;
import io.github.camelstomp2.session.SessionListener;
import io.github.camelstomp2.session.StompSession;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection with its session: the last handler of the pipeline. Every way in which it can end goes through
 * {@link #end}, once. Event loop only.
 */
final class StompLink extends ChannelInboundHandlerAdapter implements SessionListener {

    /** Whom a link serves. Called on the event loop. */
    interface Owner {
        /** CONNECTED arrived. */
        void linkUp(StompLink link, Handshake handshake);

        /** The broker sent an ERROR that answers no particular frame; the link is still open. */
        void linkError(StompBrokerException error, @Nullable String subscriptionId);

        /** The broker refused a frame for which nobody waits any more. */
        void linkLateError(StompBrokerException error);

        /** The broker keeps messages for subscriptions that have ended, until the link ends. */
        void linkMessagesKept();

        /** All that came with one socket read was passed on. */
        void linkReadComplete();

        /** The socket takes more again. */
        void linkWritable();

        /** The link has ended, or it never came up. Called once, last. */
        void linkDown(StompLink link, StompException cause);
    }

    /** An ERROR that came longer ago is not why the broker closes. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    /** How long a broker may take to close the link that it has to close. */
    private static final Duration CLOSES_WITHIN = Duration.ofMillis(500);

    private final BrokerAddress address;
    private final ProtocolOptions options;
    private final Owner owner;
    private final StompSession session;
    private final ScheduledFuture<?> connectTimeout;
    private @Nullable Channel channel;
    private @Nullable StompFrameEncoder encoder;
    private @Nullable StompBrokerException lastError;
    private long lastErrorAt;
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
        this.connectTimeout = eventLoop.schedule(
                () -> connectTimedOut(connectTimeout), connectTimeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    BrokerAddress address() {
        return address;
    }

    StompSession session() {
        return session;
    }

    private Channel channel() {
        return Objects.requireNonNull(channel, "a link is used only after it was registered");
    }

    /** Whether CONNECT was written. */
    boolean wasAsked() {
        return asked;
    }

    /** Whether the broker or the network has ended it, perhaps because of what was sent. */
    boolean wasEndedByPeer() {
        return endedByPeer;
    }

    /** Whether CONNECTED had arrived before it ended. */
    boolean wasUp() {
        return up;
    }

    private void connectTimedOut(Duration timeout) {
        end(new StompConnectionException(
                "no CONNECTED from " + address + " within " + timeout.toMillis() + " ms (connectTimeout)"));
    }

    // ---- from the socket

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        encoder = ctx.pipeline().get(StompFrameEncoder.class);
        if (ended) {
            ctx.close();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (ctx.pipeline().get(SslHandler.class) == null) {
            open();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                open();
            } else {
                end(NettyFailures.toStomp(address, handshake.cause()));
            }
        }
    }

    private void open() {
        if (ended) {
            return;
        }
        try {
            session.open();
            asked = true;
            flush();
        } catch (StompException e) {
            end(e);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof StompFrame frame) {
                session.receive(frame);
            } else if (message instanceof SkippedMessage skipped) {
                session.receive(skipped);
            } else {
                ReferenceCountUtil.release(message);
            }
        } catch (StompException e) {
            end(e);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        owner.linkReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            owner.linkWritable();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // Ours is that of the heart-beats: nobody has ended anything.
        endedByPeer |= !ended && !(cause instanceof StompConnectionException);
        end(NettyFailures.toStomp(address, cause));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        endedByPeer |= !ended;
        boolean recent = System.nanoTime() - lastErrorAt < LAST_WORDS.toNanos();
        String after = lastError == null || !recent ? "" : " after: " + lastError.getMessage();
        end(new StompConnectionException("the connection to " + address + " was closed by the broker" + after));
    }

    // ---- from the session

    /**
     * Writes without flushing.
     *
     * @throws StompException if the frame cannot be encoded
     */
    @Override
    public void write(StompFrame frame) {
        try {
            encoder().write(frame);
        } catch (RuntimeException | OutOfMemoryError e) {
            throw NettyFailures.toStomp(address, e);
        }
    }

    private StompFrameEncoder encoder() {
        return Objects.requireNonNull(encoder, "a link is used only after it was registered");
    }

    @Override
    public void connected(Handshake handshake) {
        connectTimeout.cancel(false);
        up = true;
        encoder().version(handshake.version());
        channel()
                .pipeline()
                .addBefore(
                        LinkFactory.DECODER,
                        LinkFactory.HEART_BEAT,
                        new HeartBeatHandler(handshake.heartBeat(), options.heartbeatTolerance()));
        owner.linkUp(this, handshake);
    }

    @Override
    public void error(StompBrokerException error, @Nullable String subscriptionId) {
        said(error);
        owner.linkError(error, subscriptionId);
    }

    @Override
    public void lateError(StompBrokerException error) {
        said(error);
        owner.linkLateError(error);
    }

    private void said(StompBrokerException error) {
        lastError = error;
        lastErrorAt = System.nanoTime();
    }

    @Override
    public void messagesKept() {
        owner.linkMessagesKept();
    }

    // ---- from the owner

    void flush() {
        channel().flush();
    }

    boolean isWritable() {
        return channel().isWritable();
    }

    /** Back-pressure: while off nothing is read from the socket, and silence is no sign of death. */
    void setReading(boolean reading) {
        ChannelConfig config = channel().config();
        if (reading == config.isAutoRead()) {
            return;
        }
        config.setAutoRead(reading);
        HeartBeatHandler heartBeats = channel().pipeline().get(HeartBeatHandler.class);
        if (reading && heartBeats != null) {
            heartBeats.readingGoesOn();
        }
    }

    /** DISCONNECT was written: no heart-beat may follow it, and its answer is read whatever had paused the reading. */
    void awaitGoodbye() {
        flush();
        channel().pipeline().remove(LinkFactory.HEART_BEAT);
        setReading(true);
    }

    /** The broker has said with this that it closes the link; if it does not, somebody has to. */
    void brokerCloses(StompBrokerException error) {
        endAfter(CLOSES_WITHIN, new StompConnectionException("the broker had to close after: " + error.getMessage()));
    }

    /** Ends it after this time, if it has not ended before. */
    void endAfter(Duration time, StompException cause) {
        channel().eventLoop().schedule(() -> end(cause), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The one way in which a link ends. Later calls do nothing. */
    void end(StompException cause) {
        if (ended) {
            return;
        }
        ended = true;
        connectTimeout.cancel(false);
        session.close(cause);
        if (channel != null) {
            channel.close();
        }
        owner.linkDown(this, cause);
    }

    @Override
    public String toString() {
        return "StompLink[" + address + ", " + session.state() + "]";
    }
}
