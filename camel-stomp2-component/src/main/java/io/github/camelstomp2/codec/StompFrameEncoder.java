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
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@link StompFrame} objects as bytes. The frames between two flushes share buffers of about 16 KiB. Other
 * objects, such as the buffer with a heart-beat's line feed, are passed on unchanged and in order. Each channel has its
 * own encoder, which runs on the channel's event loop.
 *
 * <p>A frame that the version cannot represent, or a SEND that this component could not read again, fails its promise
 * at once with a {@link StompInvalidFrameException}. The exception names the header and never shows a value. No byte of
 * the frame is written, and the connection stays usable.
 *
 * <p>A frame with a body gets a {@code content-length} with the number of its octets, unless the frame was made by
 * {@link StompFrame#withoutContentLength()}; such a body must not hold a NUL. A header of that name in the frame itself
 * is not written. Lines end with LF.
 */
public final class StompFrameEncoder extends ChannelOutboundHandlerAdapter {
    // Large enough that the cost of writing exceeds the cost of making the buffer. Small compared with the high-water
    // mark of a channel, which does not count the octets collected here.
    private static final int FULL = 16 * 1024;

    private final HeadWriter head;
    private final boolean apart;
    private boolean textOnly;
    private @Nullable EncodedFrames batch;
    private @Nullable ChannelHandlerContext context;

    /** The size of the previous batch. The next one is mostly about as large, so its buffer need not grow. */
    private int expected;

    /** An encoder for {@link StompLimits#DEFAULT}. */
    public StompFrameEncoder() {
        this(StompLimits.DEFAULT);
    }

    /**
     * An encoder that refuses what could not be read again.
     *
     * @param limits the limits for reading; a SEND that would be over one of them as a MESSAGE is refused
     */
    public StompFrameEncoder(StompLimits limits) {
        this(limits, false);
    }

    /** @param apart whether buffers are written as {@link EncodedFrames}, for a transport that has messages */
    public StompFrameEncoder(StompLimits limits, boolean apart) {
        this.apart = apart;
        head = new HeadWriter(limits);
    }

    /**
     * Sets the version that CONNECTED named. To be called on the event loop, before a frame is written after CONNECTED.
     * Until then the rules of 1.0 hold: nothing is escaped, and the fewest texts can be represented. CONNECT is the
     * same in all versions.
     */
    public void version(StompVersion version) {
        head.version(version);
    }

    /** From now on a frame whose body is no UTF-8 is refused: for a transport that takes text only. */
    public void textOnly() {
        textOnly = true;
    }

    private void checkText(StompFrame frame) {
        if (textOnly && !ByteBufUtil.isText(Unpooled.wrappedBuffer(frame.body()), StandardCharsets.UTF_8)) {
            throw new StompInvalidFrameException(
                    frame.command() + " has a body that is no UTF-8, which this broker does"
                            + " not take over WebSocket, or webSocketFrames=text does not allow: send UTF-8, or use tcp:// or ssl://");
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        if (!(msg instanceof StompFrame frame)) {
            writeBatch(ctx);
            ctx.write(msg, promise);
            return;
        }
        // Netty fails the promise with an exception that is thrown here.
        checkText(frame);
        int headLength = head.write(frame);
        // A frame cannot be cancelled after it shares a buffer with other frames.
        if (promise.setUncancellable()) {
            collect(ctx, frame, headLength).add(promise.unvoid());
        }
    }

    /**
     * Writes a frame as {@link #write} does, but without a promise and without the pipeline. For handlers behind this
     * one, on the event loop. Does nothing when the channel is closed.
     *
     * @throws StompInvalidFrameException if the frame cannot be represented; nothing is written then
     */
    public void write(StompFrame frame) {
        checkText(frame);
        int headLength = head.write(frame);
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            collect(ctx, frame, headLength);
        }
    }

    private EncodedFrames collect(ChannelHandlerContext ctx, StompFrame frame, int headLength) {
        int size = size(headLength, frame);
        if (batch != null && batch.size() + size > FULL) {
            writeBatch(ctx);
        }
        if (batch == null) {
            batch = new EncodedFrames(ctx.alloc().ioBuffer(Math.max(size, expected)), apart);
        }
        append(frame, headLength, batch.content());
        batch.ended();
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

    /**
     * Also called when the channel was closed. Collected frames are not written any more, as all data that was not
     * flushed.
     */
    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        context = null;
        discard();
    }

    private void writeBatch(ChannelHandlerContext ctx) {
        EncodedFrames full = batch;
        if (full != null) {
            batch = null;
            expected = Math.min(FULL, full.size());
            full.write(ctx);
        }
    }

    private void discard() {
        EncodedFrames unwritten = batch;
        if (unwritten != null) {
            batch = null;
            unwritten.fail(new ClosedChannelException());
        }
    }

    /**
     * Appends a frame to a buffer, independently of the channel. To be called on the thread of the channel's writes.
     *
     * @throws StompInvalidFrameException if the frame cannot be represented; the buffer is unchanged then
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
