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
package io.github.camelstomp2.benchmarks;

import io.github.camelstomp2.codec.StompFrameDecoder;
import io.github.camelstomp2.codec.StompFrameEncoder;
import io.github.camelstomp2.codec.StompLimits;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompVersion;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;

/**
 * This component's codec. It checks everything that the version of the session requires, which no other measured codec
 * does.
 */
final class CamelStomp2Codec {
    private CamelStomp2Codec() {}

    static final class Decoder implements DecoderUnderTest {
        private final ReadBuffers buffers;
        private final EmbeddedChannel channel;

        Decoder(ReadBuffers buffers) {
            this.buffers = buffers;
            channel = new EmbeddedChannel(
                    new StompFrameDecoder(StompLimits.of(Limits.BODY, Limits.HEADERS, Limits.HEADER_LENGTH)));
            byte[] connected = SampleFrame.CONNECTED.octets();
            channel.writeInbound(buffers.of(connected, 0, connected.length));
            channel.releaseInbound();
        }

        @Override
        public void read(byte[] octets, int offset, int length, FrameSink sink) {
            channel.writeInbound(buffers.of(octets, offset, length));
            for (StompFrame frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
                StompHeaders headers = frame.headers();
                for (int i = 0; i < headers.size(); i++) {
                    sink.header(headers.name(i), headers.value(i));
                }
                sink.body(frame.body());
            }
        }
    }

    /** Writes through a channel, as the client does. */
    static final class ChannelEncoder implements EncoderUnderTest {
        private final EmbeddedChannel channel;

        ChannelEncoder() {
            channel = new EmbeddedChannel(encoder());
        }

        @Override
        public void write(SampleFrame frame, OctetSink sink) {
            channel.write(frameOf(frame));
        }

        @Override
        public void flush(OctetSink sink) {
            NettyCodec.flush(channel, sink);
        }
    }

    /** Writes into one buffer per flush, without a channel. */
    static final class BufferEncoder implements EncoderUnderTest {
        private final StompFrameEncoder encoder = encoder();
        private final ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer();

        @Override
        public void write(SampleFrame frame, OctetSink sink) {
            encoder.encode(frameOf(frame), buffer);
        }

        @Override
        public void flush(OctetSink sink) {
            sink.octets(buffer);
            buffer.clear();
        }
    }

    private static StompFrameEncoder encoder() {
        StompFrameEncoder encoder = new StompFrameEncoder();
        encoder.version(StompVersion.V1_2);
        return encoder;
    }

    private static StompFrame frameOf(SampleFrame frame) {
        StompHeaders.Builder headers = new StompHeaders.Builder(frame.headers().size());
        for (SampleFrame.Header header : frame.headers()) {
            headers.add(header.name(), header.value());
        }
        return new StompFrame(StompCommand.SEND, headers.build(), frame.body());
    }
}
