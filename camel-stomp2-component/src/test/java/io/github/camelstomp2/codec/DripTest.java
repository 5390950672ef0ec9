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

import com.sun.management.ThreadMXBean;
import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledHeapByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * However bytes drip in, the cost is linear in their number. What is looked at and what is copied is counted; against a
 * line that is searched from its beginning again for each octet there is a limit to the processor's time, which that would
 * exceed by far and linear cost stays far below.
 */
@Timeout(120)
@Holds({Rule.LINEAR_COST, Rule.LIMIT_MEMORY})
class DripTest {
    // Each is copied once, and some are looked for or read back before that.
    private static final int LOOKS_PER_OCTET = 3;

    // What Netty's pipeline and a growing array need, with room; to copy what there is again for each octet would be
    // tens of thousands.
    private static final int ALLOCATED_PER_OCTET = 200;

    private static final Duration ENOUGH = Duration.ofSeconds(10);

    private static final int BODY = 350_000;
    private static final int LINE = 400_000;

    private static final StompLimits LIMITS = new StompLimits(BODY, 1_000, 2 * LINE, 4 * LINE);

    /** Counts the octets that its reader looks at. */
    private static final class CountingBuffer extends UnpooledHeapByteBuf {
        private long looks;

        CountingBuffer(ByteBufAllocator allocator) {
            super(allocator, 16, 16);
        }

        @Override
        protected byte _getByte(int index) {
            looks++;
            return super._getByte(index);
        }

        @Override
        protected int _getInt(int index) {
            looks += Integer.BYTES;
            return super._getInt(index);
        }

        @Override
        protected long _getLong(int index) {
            looks += Long.BYTES;
            return super._getLong(index);
        }

        @Override
        public byte getByte(int index) {
            looks++;
            return super.getByte(index);
        }

        @Override
        public CountingBuffer getBytes(int index, byte[] target, int targetIndex, int length) {
            looks += length;
            super.getBytes(index, target, targetIndex, length);
            return this;
        }

        @Override
        public CountingBuffer getBytes(int index, io.netty.buffer.ByteBuf target, int targetIndex, int length) {
            looks += length;
            super.getBytes(index, target, targetIndex, length);
            return this;
        }
    }

    static Stream<Arguments> drips() {
        String value = "v".repeat(LINE);
        return Stream.of(
                        List.of(
                                "one frame of 35 kB",
                                "MESSAGE\na:b\ncontent-length:35000\n\n" + "x".repeat(35_000) + "^@"),
                        List.of("a body without a length", "MESSAGE\n\n" + "x".repeat(BODY) + "^@"),
                        List.of(
                                "a body with a length",
                                "MESSAGE\ncontent-length:" + BODY + "\n\n" + "x".repeat(BODY) + "^@"),
                        List.of("a long header line", "MESSAGE\nname:" + value + "\n\n^@"),
                        List.of("a long header name", "MESSAGE\n" + value + ":x\n\n^@"),
                        List.of("the same long header line twice", ("MESSAGE\nname:" + value + "\n\n^@").repeat(2)),
                        List.of("900 headers", "MESSAGE\n" + "name:value\n".repeat(900) + "\n^@"),
                        List.of("carriage returns in a value", "MESSAGE\nname:" + "\r".repeat(LINE) + "\n\n^@"),
                        List.of("colons in a value", "MESSAGE\nname:" + ":".repeat(LINE) + "\n\n^@"),
                        List.of("escapes in a value", "MESSAGE\nname:" + "\\\\".repeat(LINE / 2) + "\n\n^@"),
                        List.of("line feeds between frames", "\n".repeat(BODY) + "MESSAGE\n\n^@"),
                        List.of("CR LF and NUL between frames", "\r\n^@".repeat(BODY / 3) + "MESSAGE\n\n^@"))
                .map(drip -> Arguments.of(drip.get(0), drip.get(1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drips")
    void costsTheSamePerOctet(String what, String text) {
        EmbeddedChannel channel = new EmbeddedChannel(new StompFrameDecoder(LIMITS));
        channel.writeInbound(
                UnpooledByteBufAllocator.DEFAULT.heapBuffer().writeBytes(Octets.of("CONNECTED\nversion:1.2\n\n^@")));
        byte[] octets = Octets.of(text);
        CountingBuffer buffer = new CountingBuffer(UnpooledByteBufAllocator.DEFAULT);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        Duration needed = ProcessorTime.of(() -> {
            for (byte octet : octets) {
                buffer.clear().writeByte(octet);
                channel.writeInbound(buffer.retain());
            }
        });
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(channel.inboundMessages()).as("CONNECTED and what dripped").hasSizeGreaterThan(1);
        assertThat(channel.finishAndReleaseAll()).isTrue();
        assertThat(buffer.refCnt()).isEqualTo(1);
        assertThat(buffer.looks).isBetween((long) octets.length, (long) LOOKS_PER_OCTET * octets.length);
        assertThat(needed).isLessThan(ENOUGH);
        assertThat(allocated).isLessThan((long) ALLOCATED_PER_OCTET * octets.length);
        buffer.release();
    }
}
