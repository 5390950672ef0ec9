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
import io.github.camelstomp2.protocol.StompFrame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.stomp.StompSubframeAggregator;
import io.netty.handler.codec.stomp.StompSubframeDecoder;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * One socket read: bytes to frames with all headers as Strings and the body as bytes. Divide by {@link Frames#perRead}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecodeBenchmark {
    private static final int MAX = 1024 * 1024;

    @Param
    Frames frames;

    private byte[] read;
    private EmbeddedChannel ours;
    private EmbeddedChannel netty;

    @Setup
    public void connect() {
        read = frames.read();
        ours = new EmbeddedChannel(new StompFrameDecoder());
        netty = new EmbeddedChannel(new StompSubframeDecoder(MAX, MAX), new StompSubframeAggregator(MAX));
        for (EmbeddedChannel channel : new EmbeddedChannel[] {ours, netty}) {
            channel.writeInbound(Unpooled.wrappedBuffer(Frames.connected()));
            channel.releaseInbound();
        }
    }

    @Benchmark
    public void camelStomp2(Blackhole blackhole) {
        ours.writeInbound(Unpooled.wrappedBuffer(read));
        for (StompFrame frame = ours.readInbound(); frame != null; frame = ours.readInbound()) {
            blackhole.consume(frame);
        }
    }

    @Benchmark
    public void nettyCodecStomp(Blackhole blackhole) {
        netty.writeInbound(Unpooled.wrappedBuffer(read));
        for (Object next = netty.readInbound(); next != null; next = netty.readInbound()) {
            io.netty.handler.codec.stomp.StompFrame frame = (io.netty.handler.codec.stomp.StompFrame) next;
            for (Map.Entry<CharSequence, CharSequence> header : frame.headers()) {
                blackhole.consume(header.getKey().toString());
                blackhole.consume(header.getValue().toString());
            }
            blackhole.consume(ByteBufUtil.getBytes(frame.content()));
            frame.release();
        }
    }

    /** The floor: the bytes copied once. */
    @Benchmark
    public void copyOnly(Blackhole blackhole) {
        ByteBuf buffer = Unpooled.wrappedBuffer(read);
        blackhole.consume(ByteBufUtil.getBytes(buffer));
        buffer.release();
    }
}
