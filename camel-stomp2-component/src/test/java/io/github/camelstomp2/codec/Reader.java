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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.conformance.VectorFile;
import io.github.camelstomp2.protocol.SkippedMessage;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.github.camelstomp2.protocol.StompVersion;
import io.github.camelstomp2.testbed.TestExtent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A channel with a decoder, what came out of it, and the buffers that went in: none of them may be left behind.
 *
 * <p>{@link #readInEveryWay} is how a case is to be tested: the octets in one piece, one by one, and in two pieces for
 * each position (of which {@link TestExtent} says how many), with the same outcome.
 */
final class Reader {
    // Up to here inputs are split at each position, longer ones at some only: each split is a channel of its own.
    private static final int SPLIT_EVERYWHERE = 2_000;
    private static final int SPLITS_OF_LONGER_ONES = 100;

    // Mutation tests, which run them over and over, ask for less.
    private static final int MOST_SPLITS = Integer.getInteger("stomp2.vectors.splits", SPLIT_EVERYWHERE);

    // The leak detector takes longer than everything else here, and what goes in is looked at without it.
    private static final ByteBufAllocator UNWATCHED = new UnpooledByteBufAllocator(true, true);

    private final List<Object> events = new ArrayList<>();
    private final List<ByteBuf> buffers = new ArrayList<>();
    private final EmbeddedChannel channel;

    Reader(StompLimits limits) {
        channel = new EmbeddedChannel(new StompFrameDecoder(limits), new Recorder());
    }

    private final class Recorder extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object msg) {
            events.add(msg);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            events.add(cause);
        }
    }

    /** A reader whose session has begun with this version, or not at all. */
    static Reader in(@Nullable StompVersion version, StompLimits limits) {
        Reader reader = new Reader(limits);
        if (version != null) {
            String header = version == StompVersion.V1_0 ? "" : "version:" + version.number() + "\n";
            reader.receive(Octets.of("CONNECTED\n" + header + "\n^@"));
            assertThat(reader.events).singleElement().isInstanceOf(StompFrame.class);
            reader.events.clear();
        }
        return reader;
    }

    static Reader in(@Nullable StompVersion version) {
        return in(version, StompLimits.DEFAULT);
    }

    Reader receive(byte[] octets) {
        return receive(octets, 0, octets.length);
    }

    Reader receive(byte[] octets, int from, int to) {
        return receive(PooledByteBufAllocator.DEFAULT, octets, from, to);
    }

    private Reader receive(ByteBufAllocator allocator, byte[] octets, int from, int to) {
        ByteBuf buffer = allocator.directBuffer(Math.max(1, to - from));
        return receive(buffer.writeBytes(octets, from, to - from));
    }

    private Reader receive(ByteBuf buffer) {
        buffers.add(buffer);
        channel.writeInbound(buffer);
        // Nothing is kept back from one read to the next, whatever it was.
        checkReleased();
        return this;
    }

    Reader receive(String octets) {
        return receive(Octets.of(octets));
    }

    Reader receiveOneByOne(byte[] octets) {
        for (int i = 0; i < octets.length; i++) {
            receive(Unpooled.wrappedBuffer(octets, i, 1));
        }
        return this;
    }

    /** The peer closes. */
    List<Object> end() {
        channel.finishAndReleaseAll();
        return events;
    }

    private void checkReleased() {
        assertThat(buffers).allMatch(buffer -> buffer.refCnt() == 0, "released");
        buffers.clear();
    }

    List<Object> events() {
        return events;
    }

    /** The frames so far; anything else is a failure. */
    List<StompFrame> frames() {
        assertThat(events).hasOnlyElementsOfType(StompFrame.class);
        return events.stream().map(StompFrame.class::cast).toList();
    }

    EmbeddedChannel channel() {
        return channel;
    }

    /**
     * What comes out of these octets and the end of the connection: frames, and the message of the exception, if any.
     * The same however the octets are split, but for what a message quotes.
     */
    static Outcome readInEveryWay(@Nullable StompVersion version, StompLimits limits, byte[] octets) {
        Outcome whole = Outcome.of(in(version, limits).receive(octets).end());
        Outcome oneByOne =
                Outcome.of(in(version, limits).receiveOneByOne(octets).end());
        whole.assertSameAs(oneByOne, "one by one");
        int splits = octets.length <= SPLIT_EVERYWHERE ? octets.length : SPLITS_OF_LONGER_ONES;
        int step = Math.max(1, octets.length / Math.max(1, Math.min(splits, MOST_SPLITS)));
        List<Integer> positions = IntStream.iterate(1, i -> i < octets.length, i -> i + step)
                .boxed()
                .toList();
        for (int position : TestExtent.of(positions)) {
            Reader reader = in(version, limits)
                    .receive(UNWATCHED, octets, 0, position)
                    .receive(UNWATCHED, octets, position, octets.length);
            whole.assertSameAs(Outcome.of(reader.end()), "split at " + position);
        }
        return whole;
    }

    static Outcome readInEveryWay(@Nullable StompVersion version, byte[] octets) {
        return readInEveryWay(version, StompLimits.DEFAULT, octets);
    }

    static Outcome readInEveryWay(@Nullable StompVersion version, String octets) {
        return readInEveryWay(version, Octets.of(octets));
    }

    /** Frames, those that were skipped among them, then perhaps what went wrong. */
    record Outcome(List<StompFrame> frames, @Nullable String fatal) {
        static Outcome of(List<Object> events) {
            List<StompFrame> frames = new ArrayList<>();
            String fatal = null;
            for (Object event : events) {
                assertThat(fatal)
                        .as("nothing comes after what is fatal, but " + event)
                        .isNull();
                if (event instanceof StompFrame frame) {
                    frames.add(frame);
                } else if (event instanceof SkippedMessage skipped) {
                    frames.add(VectorFile.skipped(skipped.headers(), skipped.limit()));
                } else {
                    assertThat(event).isInstanceOf(StompProtocolException.class);
                    fatal = ((StompProtocolException) event).getMessage();
                }
            }
            return new Outcome(frames, fatal);
        }

        private void assertSameAs(Outcome other, String how) {
            assertThat(other.frames).as(how).isEqualTo(frames);
            if (fatal == null) {
                assertThat(other.fatal).as(how).isNull();
            } else {
                assertThat(beforeQuote(other.fatal)).as(how).isEqualTo(beforeQuote(fatal));
            }
        }

        private static @Nullable String beforeQuote(@Nullable String message) {
            return message == null ? null : Arrays.asList(message.split("'")).get(0);
        }
    }
}
