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
import io.github.camelstomp2.codec.EncodedFrames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes each STOMP frame and each heart-beat as a WebSocket message of its own (ActiveMQ loses the second frame of a message
 * without a word), in fragments of at most 64 KiB, which are understood everywhere; those between two flushes together. Closes with
 * a close frame. On its channel's event loop.
 */
final class WebSocketWriter extends ChannelOutboundHandlerAdapter {
    /** Artemis and Vert.x end the connection at a longer one. */
    private static final int MAX_FRAGMENT = 64 * 1024;

    private static final int LAST = 0x80;
    private static final int COMPRESSED = 0x40;
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;

    private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

    /** A peer that takes nothing any more must not keep the connection. */
    private static final long CLOSE_MILLIS = 500;

    private static final int NORMAL = 1000;

    private final WebSocketOptions.Frames frames;
    private final int maxMessage;
    private final MaskingKeys keys = new MaskingKeys();
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
        if (message instanceof EncodedFrames encoded) {
            writeEach(ctx, encoded, promise);
        } else if (message instanceof ByteBuf heartBeat) {
            writeEach(ctx, EncodedFrames.of(heartBeat), promise);
        } else {
            ctx.write(message, promise);
        }
    }

    private void writeEach(ChannelHandlerContext ctx, EncodedFrames encoded, ChannelPromise promise) {
        ByteBuf octets = encoded.content();
        try (ClientFrames out = new ClientFrames(ctx, keys, octets.readableBytes(), encoded.count())) {
            for (int frame = 0; frame < encoded.count(); frame++) {
                addStompFrame(out, octets, encoded.begin(frame), encoded.end(frame));
            }
            out.write(promise);
        } finally {
            encoded.release();
        }
    }

    private void addStompFrame(ClientFrames out, ByteBuf octets, int begin, int end) {
        boolean text = isText(octets, begin, end);
        int from = begin;
        while (end - from > maxMessage) {
            int to = cut(octets, from, from + maxMessage, text);
            addMessage(out, text, octets, from, to);
            from = to;
        }
        addMessage(out, text, octets, from, end);
    }

    private boolean isText(ByteBuf octets, int from, int to) {
        return switch (frames) {
            case TEXT -> true;
            case BINARY -> false;
            case AUTO -> isUtf8(octets, from, to);
        };
    }

    /** Most of it is ASCII, which is seen of eight octets at a time. */
    private static boolean isUtf8(ByteBuf octets, int from, int to) {
        int at = from;
        while (to - at >= Long.BYTES && (octets.getLong(at) & NOT_ASCII) == 0) {
            at += Long.BYTES;
        }
        return ByteBufUtil.isText(octets, at, to - at, StandardCharsets.UTF_8);
    }

    /** Where to cut, at the latest: not inside a character, since each text has to be valid for itself. */
    private static int cut(ByteBuf octets, int from, int latest, boolean text) {
        int to = latest;
        while (text && to > from + 1 && (octets.getByte(to) & 0xC0) == 0x80) {
            to--;
        }
        return to;
    }

    private void addMessage(ClientFrames out, boolean text, ByteBuf octets, int from, int to) {
        int opcode = text ? TEXT : BINARY;
        Deflation deflating = deflation;
        if (deflating == null || !deflating.takes(to - from)) {
            addFragments(out, opcode, octets, from, to);
            return;
        }
        ByteBuf deflated = deflating.deflate(octets.slice(from, to - from), octets.alloc());
        try {
            addFragments(out, COMPRESSED | opcode, deflated, deflated.readerIndex(), deflated.writerIndex());
        } finally {
            deflated.release();
        }
    }

    private static void addFragments(ClientFrames out, int opcode, ByteBuf octets, int begin, int end) {
        int first = opcode;
        int from = begin;
        while (end - from > MAX_FRAGMENT) {
            int to = cut(octets, from, from + MAX_FRAGMENT, opcode == TEXT);
            out.add(first, octets, from, to);
            first = CONTINUATION;
            from = to;
        }
        out.add(LAST | first, octets, from, end);
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
