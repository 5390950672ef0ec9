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

import io.github.camelstomp2.codec.TransportMessage;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of a server (RFC 6455, 5.2). The octets of messages, text or binary, leave it as they come, without
 * waiting for the end of a fragment, so that a long message is held once, by the STOMP decoder and within its limits; behind
 * the last octet of a message comes {@link TransportMessage#END}. Text is not looked at: RabbitMQ sends what is no UTF-8 as text.
 *
 * <p>PING is answered here. PING and PONG leave an empty buffer: a sign of life. A close frame becomes the event {@link
 * ClosedByPeer}; what comes after it, or after {@link #end}, is dropped. On its channel's event loop.
 */
final class WebSocketReader extends ByteToMessageDecoder implements WebSocketFrameDecoder {
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private static final int MAX_CONTROL = 125;
    private static final int TWO_OCTETS = 126;
    private static final int EIGHT_OCTETS = 127;

    private final @Nullable Inflation inflation;
    private boolean inFrame;
    private boolean inMessage;
    private boolean compressed;
    private boolean last;
    private int opcode;
    private long missing;
    private boolean ended;

    /** @param inflation of what the server has compressed; {@code null}: nothing may be */
    WebSocketReader(@Nullable Inflation inflation) {
        this.inflation = inflation;
    }

    /** What still comes is dropped unread. */
    void end() {
        ended = true;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (ended) {
            in.skipBytes(in.readableBytes());
            return;
        }
        try {
            if (inFrame) {
                readPayload(ctx, in, out);
            } else {
                readHead(in);
                if (inFrame && missing == 0) {
                    readPayload(ctx, in, out);
                }
            }
        } catch (StompProtocolException e) {
            ended = true;
            in.skipBytes(in.readableBytes());
            ctx.fireExceptionCaught(e);
        }
    }

    /** Reads the whole head of a frame, or nothing of it. */
    private void readHead(ByteBuf in) {
        int start = in.readerIndex();
        int available = in.readableBytes();
        if (available < 2) {
            return;
        }
        int first = in.getUnsignedByte(start);
        int second = in.getUnsignedByte(start + 1);
        int shortLength = second & 0x7F;
        int head = 2 + (shortLength == TWO_OCTETS ? 2 : shortLength == EIGHT_OCTETS ? 8 : 0);
        check((second & 0x80) == 0, "the server masked a frame, which a server must not do");
        if (available < head) {
            return;
        }
        missing = length(in, start, shortLength);
        last = (first & 0x80) != 0;
        opcode = first & 0x0F;
        checkOpcode(first & 0x70, shortLength);
        in.skipBytes(head);
        inFrame = true;
    }

    private static long length(ByteBuf in, int start, int shortLength) {
        if (shortLength == TWO_OCTETS) {
            int length = in.getUnsignedShort(start + 2);
            check(length >= TWO_OCTETS, "the length of a frame is not written in the shortest way");
            return length;
        } else if (shortLength == EIGHT_OCTETS) {
            long length = in.getLong(start + 2);
            check(length > 0xFFFF, "the length of a frame is not written in the shortest way, or negative");
            return length;
        }
        return shortLength;
    }

    private void checkOpcode(int reserved, int shortLength) {
        boolean begins = opcode == TEXT || opcode == BINARY;
        boolean control = opcode >= CLOSE;
        check(begins || opcode == CONTINUATION || (control && opcode <= PONG), "opcode " + opcode + " is not defined");
        boolean compresses = reserved == 0x40 && begins && inflation != null;
        check(reserved == 0 || compresses, "a frame has reserved bits set, which was not agreed upon");
        if (control) {
            check(last && shortLength <= MAX_CONTROL, "a control frame is fragmented or longer than " + MAX_CONTROL);
            return;
        }
        check(begins != inMessage, begins ? "a message begins inside another one" : "a continuation of no message");
        inMessage = !last;
        if (begins) {
            compressed = compresses;
        }
    }

    private void readPayload(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (opcode >= CLOSE) {
            if (in.readableBytes() >= missing) {
                inFrame = false;
                control(ctx, in.readSlice((int) missing), out);
            }
            return;
        }
        int count = (int) Math.min(missing, in.readableBytes());
        if (count > 0) {
            missing -= count;
            take(ctx, in, count, out);
        }
        if (missing == 0) {
            inFrame = false;
            // The connection may have ended at what was passed on just now: nothing is said any more, of the rest of a
            // broken message neither.
            if (last && !ended) {
                endMessage(ctx, out);
            }
        }
    }

    private void take(ChannelHandlerContext ctx, ByteBuf in, int count, List<Object> out) {
        Inflation inflating = inflation;
        if (compressed && inflating != null) {
            inflating.inflate(in.readSlice(count), octets -> pass(ctx, octets));
        } else {
            out.add(in.readRetainedSlice(count));
        }
    }

    private void endMessage(ChannelHandlerContext ctx, List<Object> out) {
        Inflation inflating = inflation;
        if (compressed && inflating != null) {
            inflating.endMessage(octets -> pass(ctx, octets));
        }
        out.add(TransportMessage.END);
    }

    /** At once: a little that is compressed may be a lot, which must not be collected. */
    private boolean pass(ChannelHandlerContext ctx, ByteBuf octets) {
        ctx.fireChannelRead(octets);
        return !ended;
    }

    private void control(ChannelHandlerContext ctx, ByteBuf payload, List<Object> out) {
        if (opcode == CLOSE) {
            ended = true;
            ctx.fireUserEventTriggered(ClosedByPeer.of(payload));
            return;
        }
        // One who asks and does not read the answers would fill the memory with them.
        if (opcode == PING && ctx.channel().isWritable()) {
            ctx.channel().writeAndFlush(new PongWebSocketFrame(payload.copy()));
        }
        out.add(Unpooled.EMPTY_BUFFER);
    }

    private static void check(boolean right, String wrong) {
        if (!right) {
            throw new StompProtocolException("WebSocket: " + wrong);
        }
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
        if (inflation != null) {
            inflation.close();
        }
    }
}
