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
package io.github.camelstomp2.fuzz;

import io.github.camelstomp2.codec.StompFrameDecoder;
import io.github.camelstomp2.codec.StompFrameEncoder;
import io.github.camelstomp2.codec.StompLimits;
import io.github.camelstomp2.protocol.HeartBeat;
import io.github.camelstomp2.protocol.SkippedMessage;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.github.camelstomp2.protocol.StompVersion;
import io.github.camelstomp2.session.SessionListener;
import io.github.camelstomp2.session.StompSession;
import io.github.camelstomp2.session.connect.ConnectRequest;
import io.github.camelstomp2.session.connect.Handshake;
import io.github.camelstomp2.testbed.StrictStompParser;
import io.github.camelstomp2.testbed.WireFrame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection: a decoder, a session and an encoder, tied together as the component's {@code client} does it, and all
 * that they write read by a strict parser and judged by a {@link Judge}.
 */
final class Line extends ChannelInboundHandlerAdapter implements SessionListener {
    private static final StompLimits LIMITS = new StompLimits(500, 20, 200, 1_000);

    private static final ConnectRequest REQUEST = new ConnectRequest(
            List.of(StompVersion.values()),
            "vhost",
            null,
            null,
            null,
            new HeartBeat(Duration.ofSeconds(1), Duration.ofSeconds(1)),
            StompHeaders.EMPTY);

    final StompSession session = new StompSession(REQUEST, this);
    final Judge judge = new Judge();

    /** What is being received; for whom it is told about must be told because of it. */
    @Nullable
    StompFrame receiving;

    private final EmbeddedChannel channel = new EmbeddedChannel(new StompFrameDecoder(LIMITS), this);
    private final StompFrameEncoder encoder = new StompFrameEncoder();
    private final StrictStompParser parser = StrictStompParser.forVersion("1.0");
    private final boolean acksSpanConnection;
    private @Nullable Throwable broken;

    Line(boolean acksSpanConnection) {
        this.acksSpanConnection = acksSpanConnection;
    }

    // ---- the peer

    void receive(byte[] octets) {
        if (octets.length == 0) {
            return;
        }
        ByteBuf buffer = Unpooled.wrappedBuffer(octets);
        channel.pipeline().fireChannelRead(buffer).fireChannelReadComplete();
        if (buffer.refCnt() != 0) {
            throw new AssertionError("a buffer is kept");
        }
        check();
    }

    /** What a handler throws would go to the next one, so it is kept until the pipeline has returned. */
    void check() {
        if (broken != null) {
            throw new AssertionError(broken);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        receiving = message instanceof SkippedMessage skipped ? skipped.frame() : (StompFrame) message;
        try {
            judge.acknowledgements.receiving(receiving);
            if (message instanceof SkippedMessage skipped) {
                session.receive(skipped);
            } else {
                session.receive(receiving);
            }
            if (session.isConnected()) {
                judge.acknowledgements.received(receiving);
            }
        } catch (StompProtocolException | StompBrokerException e) {
            end(e);
        } catch (RuntimeException | AssertionError e) {
            broken = e;
        } finally {
            receiving = null;
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof StompProtocolException e) {
            end(e);
        } else {
            broken = cause;
        }
    }

    // ---- the session

    @Override
    public void write(StompFrame frame) {
        ByteBuf out = Unpooled.buffer(256);
        encoder.encode(frame, out);
        parser.feed(ByteBufUtil.getBytes(out));
        List<WireFrame> frames = new ArrayList<>();
        parser.drainTo(frames);
        if (frames.size() != 1 || parser.pendingBytes() != 0) {
            throw new AssertionError(frame + " is read as " + frames);
        }
        judge.written(frames.get(0));
    }

    @Override
    public void connected(Handshake handshake) {
        encoder.version(handshake.version());
        parser.use(handshake.version().number());
        judge.connected(handshake.version().number(), acksSpanConnection);
        if (acksSpanConnection) {
            session.cumulativeAckSpansConnection();
        }
    }

    @Override
    public void error(StompBrokerException error, @Nullable String subscriptionId) {
        requireError();
    }

    @Override
    public void lateError(StompBrokerException error) {
        requireError();
    }

    @Override
    public void messageWithoutId() {
        // Whatever a broker sends; that it reaches nobody is the promise.
    }

    @Override
    public void messagesKept() {
        throw new AssertionError("nobody said that this broker keeps messages");
    }

    private void requireError() {
        if (receiving == null || receiving.command() != StompCommand.ERROR) {
            throw new AssertionError("an ERROR out of nowhere, during " + receiving);
        }
    }

    // ---- the end

    void end(StompException cause) {
        judge.closed();
        session.close(cause);
    }

    void end() {
        end(new StompConnectionException("closed"));
        channel.finishAndReleaseAll();
        check();
    }
}
