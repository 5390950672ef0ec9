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
 * Reads the bytes that a broker sends and makes {@link StompFrame} objects of them. Each channel has its own decoder,
 * which runs on the channel's event loop. A MESSAGE over a limit is read to its end without being kept; it becomes a
 * {@link SkippedMessage}.
 *
 * <p>At first only CONNECTED and ERROR are accepted and small limits apply. When the decoder reads CONNECTED it applies
 * the rules of the negotiated version by itself, since the same buffer may hold further frames.
 *
 * <p>Heart-beats and other octets that are allowed between frames (LF, CR LF, NUL) are skipped.
 *
 * <p>Any error of the peer leads to exactly one {@link StompProtocolException} through {@code exceptionCaught}. Frames
 * before the error are delivered, all bytes after it are dropped unread. A connection that ends in the middle of a
 * frame is such an error too: the exception comes before {@code channelInactive}. The decoder does not close the
 * channel; the handler that catches the exception has to do it.
 */
public final class StompFrameDecoder extends ChannelInboundHandlerAdapter {
    private enum State {
        BETWEEN_FRAMES,
        HEAD,
        BODY,
        /** A MESSAGE was over a limit; its end is being searched. */
        SKIPPING,
        /** All further bytes are dropped: there was a fatal error, or the connection is closed. */
        ENDED
    }

    private final StompLimits sessionLimits;
    private final boolean inMessages;
    private final HeadParser head;
    private final BodyReader body;
    private StompLimits limits;
    private State state = State.BETWEEN_FRAMES;
    private boolean afterCarriageReturn;
    private @Nullable MessageSkipper skipper;

    /** A decoder with {@link StompLimits#DEFAULT}. */
    public StompFrameDecoder() {
        this(StompLimits.DEFAULT);
    }

    /** A decoder with these limits. Smaller ones apply until CONNECTED was read. */
    public StompFrameDecoder(StompLimits limits) {
        this(limits, false);
    }

    /**
     * @param inMessages whether {@link TransportMessage#END} comes behind what the transport carried in one message: then the end of a
     *     message is that of the frame in it, also where its {@code content-length} says another one, of which the event {@link TransportMessage#CONTENT_CHANGED} tells
     */
    public StompFrameDecoder(StompLimits limits, boolean inMessages) {
        this.inMessages = inMessages;
        this.body = new BodyReader(inMessages);
        this.sessionLimits = limits;
        this.limits = limits.beforeConnected();
        this.head = new HeadParser(HeadRules.beforeConnected(), this.limits);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg == TransportMessage.END) {
            endMessage(ctx);
            return;
        }
        if (!(msg instanceof ByteBuf in)) {
            ctx.fireChannelRead(msg);
            return;
        }
        try {
            decode(ctx, in);
        } finally {
            // Everything that is needed later was copied, so the buffer can be released.
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

    private void endMessage(ChannelHandlerContext ctx) {
        Object frame = null;
        try {
            if (skipper != null) {
                frame = skipped(skipper.endOfMessage());
            } else if (state == State.BODY) {
                byte[] octets = body.endOfMessage();
                frame = octets == null ? null : changed(ctx, octets);
            }
        } catch (OverLimitException e) {
            frame = beginSkipping(ctx, e) && skipper != null ? skipped(skipper.endOfMessage()) : null;
        } catch (StompProtocolException e) {
            fail(ctx, e);
        }
        if (frame != null) {
            ctx.fireChannelRead(frame);
        }
    }

    private StompFrame changed(ChannelHandlerContext ctx, byte[] octets) {
        StompFrame frame = complete(octets);
        ctx.fireUserEventTriggered(TransportMessage.CONTENT_CHANGED);
        return frame;
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
            body.begin(head.command(), head.contents().contentLength(), limits.maxFrameSize());
        }
        byte[] octets = body.read(in);
        return octets == null ? null : complete(octets);
    }

    private @Nullable SkippedMessage skip(MessageSkipper current, ByteBuf in) {
        return skipped(current.read(in, inMessages));
    }

    private @Nullable SkippedMessage skipped(@Nullable SkippedMessage skipped) {
        if (skipped != null) {
            state = State.BETWEEN_FRAMES;
            skipper = null;
        }
        return skipped;
    }

    /** Continues behind a MESSAGE that is over a limit: such a message does not end the session. */
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
            return MessageSkipper.inBody(head.rules(), cause, head.contents().takeHeaders(), taken);
        }
        throw cause;
    }

    /** Skips octets between frames. Returns whether a frame begins. */
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
        StompFrame frame = new StompFrame(head.command(), head.contents().takeHeaders(), octets);
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
        // The state changes before the exception is passed on: a handler that closes the channel calls this decoder
        // again.
        state = State.ENDED;
        head.discard();
        body.discard();
        skipper = null;
        ctx.fireExceptionCaught(cause);
    }
}
