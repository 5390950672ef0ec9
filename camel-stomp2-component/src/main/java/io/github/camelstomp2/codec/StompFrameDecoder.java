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
package io.github.camelstomp2.codec;

import io.github.camelstomp2.protocol.SkippedMessage;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.github.camelstomp2.protocol.StompVersion;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a broker sends: bytes in, {@link StompFrame} objects out. One per channel, on its event loop.
 * A MESSAGE over a limit is read to its end without being kept, and comes out as a {@link SkippedMessage}.
 *
 * <p>It begins in a state where only CONNECTED and ERROR are accepted and small limits apply, and takes up the rules of
 * the negotiated version by itself when it reads CONNECTED, since further frames may stand in the same buffer.
 *
 * <p>Heart-beats and whatever else is allowed between frames (LF, CR LF, NUL) are skipped.
 *
 * <p>Whatever the peer does wrong ends in exactly one {@link StompProtocolException} through {@code exceptionCaught};
 * frames before it are delivered, all bytes after it are dropped unread. So is a connection that ends in the middle of a
 * frame: the exception comes before {@code channelInactive}. Closing the channel is left to who catches it.
 */
public final class StompFrameDecoder extends ChannelInboundHandlerAdapter {
    private enum State {
        BETWEEN_FRAMES,
        HEAD,
        BODY,
        /** A MESSAGE was over a limit: its end is looked for. */
        SKIPPING,
        /** What comes now is dropped: something was fatal, or the connection is gone. */
        ENDED
    }

    private final StompLimits sessionLimits;
    private final HeadParser head;
    private final BodyReader body = new BodyReader();
    private StompLimits limits;
    private State state = State.BETWEEN_FRAMES;
    private boolean afterCarriageReturn;
    private @Nullable MessageSkipper skipper;

    /** A decoder with {@link StompLimits#DEFAULT}. */
    public StompFrameDecoder() {
        this(StompLimits.DEFAULT);
    }

    /** A decoder with these limits; smaller ones apply until CONNECTED was read. */
    public StompFrameDecoder(StompLimits limits) {
        this.sessionLimits = limits;
        this.limits = limits.beforeConnected();
        this.head = new HeadParser(HeadRules.beforeConnected(), this.limits);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (!(msg instanceof ByteBuf in)) {
            ctx.fireChannelRead(msg);
            return;
        }
        try {
            decode(ctx, in);
        } finally {
            // Whatever is needed later was copied: nothing of a read is kept.
            in.release();
        }
    }

    private void decode(ChannelHandlerContext ctx, ByteBuf in) {
        while (state != State.ENDED) {
            Object frame;
            try {
                frame = skipper == null ? read(in) : skip(skipper, in);
            } catch (OverLimitException e) {
                if (!beginSkipping(ctx, e)) {
                    return;
                }
                continue;
            } catch (StompProtocolException e) {
                fail(ctx, e);
                return;
            }
            if (frame == null) {
                return;
            }
            ctx.fireChannelRead(frame);
        }
    }

    private @Nullable StompFrame read(ByteBuf in) {
        if (state == State.BETWEEN_FRAMES) {
            if (!skipToFrame(in)) {
                return null;
            }
            state = State.HEAD;
        }
        if (state == State.HEAD) {
            if (!head.read(in)) {
                return null;
            }
            state = State.BODY;
            body.begin(head.command(), head.contentLength(), limits.maxFrameSize());
        }
        byte[] octets = body.read(in);
        return octets == null ? null : complete(octets);
    }

    private @Nullable SkippedMessage skip(MessageSkipper current, ByteBuf in) {
        SkippedMessage skipped = current.read(in);
        if (skipped != null) {
            state = State.BETWEEN_FRAMES;
            skipper = null;
        }
        return skipped;
    }

    /** A MESSAGE over a limit does not end the session, and what comes behind it is read. */
    private boolean beginSkipping(ChannelHandlerContext ctx, OverLimitException cause) {
        try {
            skipper = skipperFor(cause);
            state = State.SKIPPING;
            return true;
        } catch (StompProtocolException e) {
            fail(ctx, e);
            return false;
        }
    }

    private MessageSkipper skipperFor(OverLimitException cause) {
        if (state == State.HEAD && head.isInMessage()) {
            return head.skip(cause);
        }
        if (state == State.BODY && head.command() == StompCommand.MESSAGE) {
            int taken = body.taken();
            body.discard();
            return MessageSkipper.inBody(head.rules(), cause, head.takeHeaders(), taken);
        }
        throw cause;
    }

    /** Whether a frame begins. */
    private boolean skipToFrame(ByteBuf in) {
        while (in.isReadable()) {
            byte octet = in.getByte(in.readerIndex());
            if (afterCarriageReturn && octet != '\n') {
                throw new StompProtocolException("a carriage return without a line feed between two frames");
            }
            afterCarriageReturn = octet == '\r';
            if (!afterCarriageReturn && octet != '\n' && octet != 0) {
                return true;
            }
            in.skipBytes(1);
        }
        return false;
    }

    private StompFrame complete(byte[] octets) {
        state = State.BETWEEN_FRAMES;
        StompFrame frame = new StompFrame(head.command(), head.takeHeaders(), octets);
        return frame.command() == StompCommand.CONNECTED ? connected(frame) : frame;
    }

    private StompFrame connected(StompFrame frame) {
        StompVersion version = Negotiation.versionOf(frame, head.sawCarriageReturn());
        limits = sessionLimits;
        head.use(HeadRules.of(version), limits);
        return Negotiation.normalised(frame, version);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (state != State.BETWEEN_FRAMES && state != State.ENDED) {
            fail(ctx, new StompProtocolException("the connection ended in the middle of a frame"));
        }
        state = State.ENDED;
        ctx.fireChannelInactive();
    }

    private void fail(ChannelHandlerContext ctx, StompProtocolException cause) {
        // Before anybody hears of it: who closes the channel on it comes back here.
        state = State.ENDED;
        head.discard();
        body.discard();
        skipper = null;
        ctx.fireExceptionCaught(cause);
    }
}
