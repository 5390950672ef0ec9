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

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.stomp.DefaultStompFrame;
import io.netty.handler.codec.stomp.StompCommand;
import io.netty.handler.codec.stomp.StompFrame;
import io.netty.handler.codec.stomp.StompSubframeAggregator;
import io.netty.handler.codec.stomp.StompSubframeDecoder;
import io.netty.handler.codec.stomp.StompSubframeEncoder;
import java.util.Map;

/**
 * Netty's {@code codec-stomp}: subframes, put together by its aggregator. It knows no versions (1.2's rules always hold),
 * limits a line and a body but not the number of headers, and does not look at what a frame may hold. Its decoder is
 * created without validation of headers, which is its faster setting.
 */
final class NettyCodec {
    private NettyCodec() {}

    static final class Decoder implements DecoderUnderTest {
        private final ReadBuffers buffers;
        private final EmbeddedChannel channel = new EmbeddedChannel(
                new StompSubframeDecoder(Limits.HEADER_LENGTH, Limits.BODY), new StompSubframeAggregator(Limits.BODY));

        Decoder(ReadBuffers buffers) {
            this.buffers = buffers;
        }

        @Override
        public void read(byte[] octets, int offset, int length, FrameSink sink) {
            channel.writeInbound(buffers.of(octets, offset, length));
            for (StompFrame frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
                for (Map.Entry<CharSequence, CharSequence> header : frame.headers()) {
                    sink.header(header.getKey().toString(), header.getValue().toString());
                }
                sink.body(ByteBufUtil.getBytes(frame.content()));
                frame.release();
            }
        }
    }

    static final class Encoder implements EncoderUnderTest {
        private final EmbeddedChannel channel = new EmbeddedChannel(new StompSubframeEncoder());

        @Override
        public void write(SampleFrame frame, OctetSink sink) {
            DefaultStompFrame sent = new DefaultStompFrame(StompCommand.SEND, Unpooled.wrappedBuffer(frame.body()));
            for (SampleFrame.Header header : frame.headers()) {
                sent.headers().add(header.name(), header.value());
            }
            sent.headers().setInt("content-length", frame.body().length);
            channel.write(sent);
        }

        @Override
        public void flush(OctetSink sink) {
            NettyCodec.flush(channel, sink);
        }
    }

    /** Flushes a channel and takes the octets at its end. */
    static void flush(EmbeddedChannel channel, EncoderUnderTest.OctetSink sink) {
        channel.flush();
        for (ByteBuf octets = channel.readOutbound(); octets != null; octets = channel.readOutbound()) {
            sink.octets(octets);
            octets.release();
        }
    }
}
