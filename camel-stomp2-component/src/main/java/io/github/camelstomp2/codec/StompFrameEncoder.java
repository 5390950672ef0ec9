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

/**
 * Writes frames: each {@link StompFrame} becomes one buffer of exactly its size; whatever else is written, such as the
 * line feed of a heart-beat in a buffer, passes untouched. One per channel, on its event loop.
 *
 * <p>A frame that the version cannot represent fails its promise with a {@link StompInvalidFrameException} that names the
 * header and never shows a value; not a byte of it is written, and the connection stays usable.
 *
 * <p>A frame with a body gets a {@code content-length} with the number of its octets, unless it is a frame {@linkplain
 * StompFrame#withoutContentLength() without}; the body of such a frame must not hold a NUL. A header of that name in the frame itself is not written. Lines end with LF.
 */
public final class StompFrameEncoder extends ChannelOutboundHandlerAdapter {
    private final HeadWriter head = new HeadWriter();

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
            ctx.write(msg, promise);
            return;
        }
        // Netty fails the promise with what is thrown here.
        int headLength = head.write(frame);
        ByteBuf out = ctx.alloc().ioBuffer(size(headLength, frame));
        append(frame, headLength, out);
        ctx.write(out, promise);
    }

    /**
     * Appends a frame to a buffer, for several frames in one. Same thread as the channel's writes.
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
