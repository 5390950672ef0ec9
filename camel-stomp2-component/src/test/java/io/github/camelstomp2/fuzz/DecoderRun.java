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
import io.github.camelstomp2.codec.StompLimits;
import io.github.camelstomp2.protocol.SkippedMessage;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets one decoder after the other read, and holds each to what goes without saying: it throws nothing but {@link
 * StompProtocolException}, once and last, and keeps no buffer. One channel serves them all, since making one takes
 * longer than a usual case.
 */
public final class DecoderRun extends ChannelInboundHandlerAdapter {
    // Between two of them a decoder cannot come to hold much.
    private static final int OCTETS_PER_MEASUREMENT = 16 * 1024;

    private final EmbeddedChannel channel = new EmbeddedChannel(this);
    private List<StompFrame> frames = new ArrayList<>();
    private List<SkippedMessage> skipped = new ArrayList<>();
    private @Nullable StompProtocolException fatal;
    private int received;
    private int fatalAfter;
    private @Nullable AssertionError broken;

    /**
     * What came out.
     *
     * @param frames in their order, those that were skipped among them
     * @param skipped those that were skipped
     * @param fatal what was wrong after them, without what a message quotes; {@code null} if nothing was
     * @param fatalAfter after how many octets that was found; all of them, when it was at their end
     * @param held the most octets that the decoder was seen to keep between two reads; 0 when too little came
     */
    public record Outcome(
            List<StompFrame> frames, List<SkippedMessage> skipped, @Nullable String fatal, int fatalAfter, long held) {
        /**
         * Whether the same came out. When several rules are broken, it is open which of them is told: what comes in
         * pieces is refused as soon as one of them is.
         */
        boolean isLike(Outcome other) {
            return frames.equals(other.frames) && (fatal == null) == (other.fatal == null);
        }
    }

    /** Reads these octets and then the end of the connection. */
    public Outcome read(StompLimits limits, byte[] octets, Chunking chunking) {
        StompFrameDecoder decoder = new StompFrameDecoder(limits);
        frames = new ArrayList<>();
        skipped = new ArrayList<>();
        fatal = null;
        received = 0;
        fatalAfter = 0;
        broken = null;
        channel.pipeline().addFirst(decoder);
        try {
            long held = receive(decoder, octets, chunking);
            channel.pipeline().fireChannelInactive();
            check();
            return new Outcome(
                    frames, skipped, fatal == null ? null : beforeQuote(fatal.getMessage()), fatalAfter, held);
        } finally {
            channel.pipeline().remove(decoder);
        }
    }

    private long receive(StompFrameDecoder decoder, byte[] octets, Chunking chunking) {
        long held = 0;
        int next = OCTETS_PER_MEASUREMENT;
        for (int from = 0; from < octets.length; ) {
            int count = chunking.next(octets.length - from);
            received = from + count;
            ByteBuf buffer = Unpooled.wrappedBuffer(octets, from, count);
            channel.pipeline().fireChannelRead(buffer).fireChannelReadComplete();
            if (buffer.refCnt() != 0) {
                throw new AssertionError("a buffer is kept after " + (from + count) + " octets");
            }
            check();
            from += count;
            if (from >= next) {
                held = Math.max(held, Held.octets(decoder));
                next = from + OCTETS_PER_MEASUREMENT;
            }
        }
        return octets.length < OCTETS_PER_MEASUREMENT ? held : Math.max(held, Held.octets(decoder));
    }

    private void check() {
        if (broken != null) {
            throw broken;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (fatal == null && message instanceof StompFrame frame) {
            frames.add(frame);
        } else if (fatal == null && message instanceof SkippedMessage skippedMessage) {
            frames.add(skipped(skippedMessage.headers()));
            skipped.add(skippedMessage);
        } else {
            broken = new AssertionError(message + " came out, before it: " + fatal);
        }
    }

    /**
     * How a message that was skipped stands among frames: no frame that is read has a header without a name. When it is
     * over several limits, it is open which of them is told.
     */
    static StompFrame skipped(StompHeaders kept) {
        return new StompFrame(
                StompCommand.MESSAGE, kept.toBuilder().add("", "skipped").build());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (fatal == null && cause instanceof StompProtocolException e) {
            fatal = e;
            fatalAfter = received;
        } else {
            broken = new AssertionError("thrown after " + fatal, cause);
        }
    }

    /** A message may quote as much as had come. */
    private static String beforeQuote(String message) {
        int quote = message.indexOf('\'');
        return quote < 0 ? message : message.substring(0, quote);
    }
}
