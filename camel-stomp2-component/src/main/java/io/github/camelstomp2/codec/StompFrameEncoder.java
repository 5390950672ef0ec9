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

import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.protocol.StompVersion;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames: {@link StompFrame} objects become bytes, those between two flushes together in buffers of some 16 KiB;
 * whatever else is written, such as the line feed of a heart-beat in a buffer, passes untouched and in order. One per
 * channel, on its event loop.
 *
 * <p>A frame that the version cannot represent, or a SEND that this component would not read again, fails its promise, at once, with a {@link StompInvalidFrameException} that
 * names the header and never shows a value; not a byte of it is written, and the connection stays usable.
 *
 * <p>A frame with a body gets a {@code content-length} with the number of its octets, unless it is a frame {@linkplain
 * StompFrame#withoutContentLength() without}; the body of such a frame must not hold a NUL. A header of that name in the
 * frame itself is not written. Lines end with LF.
 */
public final class StompFrameEncoder extends ChannelOutboundHandlerAdapter {
    // Large enough that writing it costs more than making it; small against the high-water mark of a channel, which
    // does not see what is collected here.
    private static final int FULL = 16 * 1024;

    private final HeadWriter head;
    private @Nullable FrameBatch batch;
    private @Nullable ChannelHandlerContext context;

    /** The size of the batch before: the next is mostly about as large, and need not grow then. */
    private int expected;

    /** An encoder for {@link StompLimits#DEFAULT}. */
    public StompFrameEncoder() {
        this(StompLimits.DEFAULT);
    }

    /**
     * An encoder of what can be read again.
     *
     * @param limits of reading; a SEND that would be over one of them as a MESSAGE is refused
     */
    public StompFrameEncoder(StompLimits limits) {
        head = new HeadWriter(limits);
    }

    /**
     * Sets the version that CONNECTED named, on the event loop, before anything is written after it. Until then the rules
     * of 1.0 hold, where nothing is escaped and least can be represented; CONNECT is written alike in all versions.
     */
    public void version(StompVersion version) {
        head.version(version);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        if (!(msg instanceof StompFrame frame)) {
            writeBatch(ctx);
            ctx.write(msg, promise);
            return;
        }
        // Netty fails the promise with what is thrown here.
        int headLength = head.write(frame);
        // Nobody may cancel it once it shares a buffer with others.
        if (promise.setUncancellable()) {
            collect(ctx, frame, headLength).add(promise.unvoid());
        }
    }

    /**
     * Writes a frame as {@link #write} does, without a promise of its own and the way through the pipeline: for handlers
     * behind this one, on the event loop. Does nothing when the channel was closed, as the end of the channel tells.
     *
     * @throws StompInvalidFrameException if it cannot be represented; nothing is written then
     */
    public void write(StompFrame frame) {
        int headLength = head.write(frame);
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            collect(ctx, frame, headLength);
        }
    }

    private FrameBatch collect(ChannelHandlerContext ctx, StompFrame frame, int headLength) {
        int size = size(headLength, frame);
        if (batch != null && batch.size() + size > FULL) {
            writeBatch(ctx);
        }
        if (batch == null) {
            batch = new FrameBatch(ctx.alloc().ioBuffer(Math.max(size, expected)));
        }
        append(frame, headLength, batch.bytes());
        return batch;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        writeBatch(ctx);
        ctx.flush();
    }

    /** Also when the channel was closed: as anything that was not flushed, what is collected is not written any more. */
    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        context = null;
        discard();
    }

    private void writeBatch(ChannelHandlerContext ctx) {
        FrameBatch full = batch;
        if (full != null) {
            batch = null;
            expected = Math.min(FULL, full.size());
            full.write(ctx);
        }
    }

    private void discard() {
        FrameBatch unwritten = batch;
        if (unwritten != null) {
            batch = null;
            unwritten.fail(new ClosedChannelException());
        }
    }

    /**
     * Appends a frame to a buffer, apart from the channel. Same thread as the channel's writes.
     *
     * @throws StompInvalidFrameException if it cannot be represented; the buffer is unchanged then
     */
    public void encode(StompFrame frame, ByteBuf out) {
        int headLength = head.write(frame);
        out.ensureWritable(size(headLength, frame));
        append(frame, headLength, out);
    }

    private static int size(int headLength, StompFrame frame) {
        return Math.addExact(headLength, Math.addExact(frame.body().length, 1));
    }

    private void append(StompFrame frame, int headLength, ByteBuf out) {
        out.writeBytes(head.bytes(), 0, headLength);
        out.writeBytes(frame.body());
        out.writeByte(0);
    }
}
