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

import io.github.camelstomp2.codec.StompFrameEncoder;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompVersion;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.stomp.DefaultStompFrame;
import io.netty.handler.codec.stomp.StompSubframeEncoder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** One small SEND (five headers, 64 bytes): frame to bytes, through the pipeline. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EncodeBenchmark {
    private static final byte[] BODY = new byte[64];
    private static final String[] HEADERS = {
        "destination", "/queue/orders", "content-type", "text/plain", "persistent", "true", "receipt", "r-17"
    };

    private final StompFrame frame = new StompFrame(StompCommand.SEND, StompHeaders.of(HEADERS), BODY);
    private EmbeddedChannel ours;
    private EmbeddedChannel netty;

    @Setup
    public void connect() {
        StompFrameEncoder encoder = new StompFrameEncoder();
        encoder.version(StompVersion.V1_2);
        ours = new EmbeddedChannel(encoder);
        netty = new EmbeddedChannel(new StompSubframeEncoder());
    }

    @Benchmark
    public void camelStomp2(Blackhole blackhole) {
        ours.writeOutbound(frame);
        drain(ours, blackhole);
    }

    @Benchmark
    public void nettyCodecStomp(Blackhole blackhole) {
        DefaultStompFrame sent =
                new DefaultStompFrame(io.netty.handler.codec.stomp.StompCommand.SEND, Unpooled.wrappedBuffer(BODY));
        for (int i = 0; i < HEADERS.length; i += 2) {
            sent.headers().set(HEADERS[i], HEADERS[i + 1]);
        }
        sent.headers().setInt("content-length", BODY.length);
        netty.writeOutbound(sent);
        drain(netty, blackhole);
    }

    private static void drain(EmbeddedChannel channel, Blackhole blackhole) {
        for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
            blackhole.consume(bytes.readableBytes());
            bytes.release();
        }
    }
}
