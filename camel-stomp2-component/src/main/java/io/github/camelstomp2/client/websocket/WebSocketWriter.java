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
package io.github.camelstomp2.client.websocket;

import io.github.camelstomp2.client.options.WebSocketOptions;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes each buffer, a STOMP frame or a heart-beat, as a WebSocket message of its own (ActiveMQ loses the second frame of a
 * message without a word), in fragments of at most 64 KiB, which are understood everywhere. Closes with a close frame. On its
 * channel's event loop.
 */
final class WebSocketWriter extends ChannelOutboundHandlerAdapter {
    /** Artemis and Vert.x end the connection at a longer one. */
    private static final int MAX_FRAGMENT = 64 * 1024;

    private static final int COMPRESSED = 4;

    /** A peer that takes nothing any more must not keep the connection. */
    private static final long CLOSE_MILLIS = 500;

    private static final int NORMAL = 1000;

    private final WebSocketOptions.Frames frames;
    private final int maxMessage;
    private @Nullable WebSocketReader reader;
    private @Nullable Deflation deflation;
    private boolean closing;

    WebSocketWriter(WebSocketOptions options) {
        this.frames = options.frames();
        this.maxMessage = options.maxMessage() == 0 ? Integer.MAX_VALUE : options.maxMessage();
    }

    /**
     * The WebSocket is there.
     *
     * @param compression {@code null}: none was agreed upon
     */
    void opened(WebSocketReader of, @Nullable Deflation compression) {
        reader = of;
        deflation = compression;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (!(message instanceof ByteBuf octets)) {
            ctx.write(message, promise);
            return;
        }
        try {
            boolean text = isText(octets);
            while (octets.readableBytes() > maxMessage) {
                writeMessage(ctx, text, octets.readSlice(cut(octets, maxMessage, text)), ctx.newPromise());
            }
            writeMessage(ctx, text, octets, promise);
        } finally {
            octets.release();
        }
    }

    private boolean isText(ByteBuf octets) {
        return switch (frames) {
            case TEXT -> true;
            case BINARY -> false;
            case AUTO -> ByteBufUtil.isText(octets, StandardCharsets.UTF_8);
        };
    }

    /** Where to cut: not inside a character, since each text has to be valid for itself. */
    private static int cut(ByteBuf octets, int most, boolean text) {
        int length = most;
        while (text && length > 1 && (octets.getByte(octets.readerIndex() + length) & 0xC0) == 0x80) {
            length--;
        }
        return length;
    }

    private void writeMessage(ChannelHandlerContext ctx, boolean text, ByteBuf octets, ChannelPromise promise) {
        Deflation deflating = deflation;
        if (deflating == null || !deflating.takes(octets.readableBytes())) {
            writeFragments(ctx, text, 0, octets, promise);
            return;
        }
        ByteBuf deflated = deflating.deflate(octets, ctx.alloc());
        try {
            writeFragments(ctx, text, COMPRESSED, deflated, promise);
        } finally {
            deflated.release();
        }
    }

    private static void writeFragments(
            ChannelHandlerContext ctx, boolean text, int reserved, ByteBuf octets, ChannelPromise promise) {
        boolean first = true;
        while (octets.readableBytes() > MAX_FRAGMENT) {
            ByteBuf part = octets.readRetainedSlice(cut(octets, MAX_FRAGMENT, text && reserved == 0));
            ctx.write(frame(first, text, false, reserved, part), ctx.newPromise());
            first = false;
        }
        ByteBuf rest = octets.readRetainedSlice(octets.readableBytes());
        ctx.write(frame(first, text, true, reserved, rest), promise);
    }

    private static WebSocketFrame frame(boolean first, boolean text, boolean last, int reserved, ByteBuf octets) {
        if (!first) {
            return new ContinuationWebSocketFrame(last, 0, octets);
        }
        return text ? new TextWebSocketFrame(last, reserved, octets) : new BinaryWebSocketFrame(last, reserved, octets);
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        WebSocketReader reading = reader;
        if (closing || reading == null || !ctx.channel().isActive()) {
            ctx.close(promise);
            return;
        }
        closing = true;
        reading.end();
        promise.setUncancellable();
        ctx.writeAndFlush(new CloseWebSocketFrame(NORMAL, "")).addListener(written -> ctx.close(promise));
        if (!promise.isDone()) {
            endLater(ctx, promise);
        }
    }

    private static void endLater(ChannelHandlerContext ctx, ChannelPromise promise) {
        var timer = ctx.executor().schedule(() -> ctx.close(ctx.newPromise()), CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        ctx.channel().closeFuture().addListener((ChannelFutureListener) closed -> timer.cancel(false));
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (deflation != null) {
            deflation.close();
        }
    }
}
