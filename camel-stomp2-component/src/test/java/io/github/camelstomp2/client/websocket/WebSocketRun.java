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

import io.github.camelstomp2.codec.StompFrameDecoder;
import io.github.camelstomp2.codec.StompLimits;
import io.github.camelstomp2.codec.TransportMessage;
import io.github.camelstomp2.fuzz.Chunking;
import io.github.camelstomp2.fuzz.Held;
import io.github.camelstomp2.protocol.SkippedMessage;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import java.util.ArrayList;
import java.util.List;

/** Reads with {@link WebSocketReader} and the STOMP decoder behind it, as a link does. */
final class WebSocketRun {
    // Between two of them not much can be held more.
    private static final int OCTETS_PER_MEASUREMENT = 16 * 1024;

    private final StompLimits limits;
    private final boolean compression;

    WebSocketRun(StompLimits limits, boolean compression) {
        this.limits = limits;
        this.compression = compression;
    }

    /**
     * What came out.
     *
     * @param events STOMP frames, {@code "skipped"}, {@code "changed"} and {@code "closed"} with a code, in their order
     * @param pongs payloads in hexadecimal digits
     * @param failed whether something was wrong
     * @param mayLack whether it failed in compressed octets: it is open how many of those before the wrong one come out
     * @param held the most octets that the STOMP decoder was seen to keep
     */
    record Outcome(List<Object> events, List<String> pongs, boolean failed, boolean mayLack, long held) {
        boolean isLike(Outcome other) {
            boolean open = failed && other.failed && (mayLack || other.mayLack);
            return failed == other.failed
                    && (open
                            ? isBeginning(events, other.events) && isBeginning(pongs, other.pongs)
                            : events.equals(other.events) && pongs.equals(other.pongs));
        }

        private static boolean isBeginning(List<?> one, List<?> other) {
            int common = Math.min(one.size(), other.size());
            return one.subList(0, common).equals(other.subList(0, common));
        }
    }

    /** Collects what comes out behind the STOMP decoder, and ends reading as a link that breaks does. */
    private static final class Out extends ChannelInboundHandlerAdapter {
        private final List<Object> events = new ArrayList<>();
        private final Runnable end;
        private boolean failed;
        private boolean inCompressed;
        private AssertionError broken;

        Out(Runnable end) {
            this.end = end;
        }

        boolean isClosed() {
            return !events.isEmpty()
                    && events.get(events.size() - 1) instanceof String last
                    && last.startsWith("closed ");
        }

        private void add(Object event) {
            if (failed || isClosed()) {
                broken = new AssertionError(event + " came behind the end: " + events);
            }
            events.add(event);
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            add(message instanceof SkippedMessage ? "skipped" : message);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof ClosedByPeer closed) {
                add("closed " + closed.code());
            } else if (event == TransportMessage.CONTENT_CHANGED) {
                add("changed");
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            if (!(cause instanceof StompProtocolException) || failed) {
                broken = new AssertionError("thrown after " + events, cause);
            }
            failed = true;
            inCompressed = String.valueOf(cause.getMessage()).contains("inflated");
            end.run();
        }

        void check() {
            if (broken != null) {
                throw broken;
            }
        }
    }

    /** What comes of these octets, cut into such pieces, and the end of the connection. */
    Outcome read(byte[] octets, Chunking chunking) {
        Inflation inflation = compression ? new Inflation(false) : null;
        WebSocketReader reader = new WebSocketReader(inflation);
        StompFrameDecoder decoder = new StompFrameDecoder(limits, true);
        Out out = new Out(reader::end);
        EmbeddedChannel channel = new EmbeddedChannel(reader, decoder, out);
        List<ByteBuf> buffers = new ArrayList<>();
        long held = 0;
        int next = OCTETS_PER_MEASUREMENT;
        for (int from = 0; from < octets.length; ) {
            int count = chunking.next(octets.length - from);
            ByteBuf buffer = Unpooled.wrappedBuffer(octets, from, count);
            buffers.add(buffer);
            channel.pipeline().fireChannelRead(buffer).fireChannelReadComplete();
            out.check();
            from += count;
            if (from >= next) {
                held = Math.max(held, Held.octets(decoder));
                next = from + OCTETS_PER_MEASUREMENT;
            }
        }
        List<String> pongs = ended(channel, reader, out);
        if (buffers.stream().anyMatch(buffer -> buffer.refCnt() != 0)) {
            throw new AssertionError("a buffer is kept");
        }
        return new Outcome(out.events, pongs, out.failed, out.inCompressed, held);
    }

    /** What comes of this. */
    Outcome expected(List<FrameReference.Event> events) {
        StompFrameDecoder decoder = new StompFrameDecoder(limits, true);
        Out out = new Out(() -> {});
        EmbeddedChannel channel = new EmbeddedChannel(decoder, out);
        List<String> pongs = new ArrayList<>();
        for (FrameReference.Event event : events) {
            if (out.failed) {
                break;
            } else if (event instanceof FrameReference.Octets read) {
                channel.pipeline().fireChannelRead(Unpooled.wrappedBuffer(read.octets()));
            } else if (event instanceof FrameReference.End) {
                channel.pipeline().fireChannelRead(TransportMessage.END);
            } else if (event instanceof FrameReference.Ping ping) {
                pongs.add(java.util.HexFormat.of().formatHex(ping.octets()));
            } else if (event instanceof FrameReference.Close close) {
                channel.pipeline().fireUserEventTriggered(new ClosedByPeer(close.code(), ""));
            } else {
                channel.pipeline().fireExceptionCaught(new StompProtocolException("wrong"));
            }
        }
        ended(channel, decoder, out);
        return new Outcome(out.events, pongs, out.failed, compression && out.failed, 0);
    }

    /** What a link does when it has ended: nothing comes out any more, and what is read is released. */
    private static List<String> ended(EmbeddedChannel channel, ChannelHandler first, Out out) {
        boolean over = out.failed || out.isClosed();
        if (!over) {
            channel.pipeline().fireChannelInactive();
        }
        out.check();
        List<String> pongs = new ArrayList<>();
        for (Object written = channel.readOutbound(); written != null; written = channel.readOutbound()) {
            if (!(written instanceof PongWebSocketFrame pong)) {
                throw new AssertionError(written + " was written");
            }
            pongs.add(java.util.HexFormat.of().formatHex(io.netty.buffer.ByteBufUtil.getBytes(pong.content())));
            pong.release();
        }
        channel.pipeline().remove(first);
        return pongs;
    }
}
