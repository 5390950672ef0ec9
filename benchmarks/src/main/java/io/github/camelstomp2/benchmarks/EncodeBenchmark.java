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

import io.github.camelstomp2.benchmarks.Shape.Repetition;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Measures the encoding of names, values and a body; results are per frame. Vert.x and Spring encode each frame
 * separately, so a flush for many frames makes no difference for them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {EventLoopThreads.EXECUTOR, EventLoopThreads.EXECUTOR_CLASS})
public class EncodeBenchmark {
    private static final int FRAMES = 64;

    @Param
    Encoders peer;

    @Param
    Shape shape;

    @Param
    Repetition headers;

    private List<SampleFrame> frames;
    private EncoderUnderTest encoder;
    private BlackholeOctets sink;
    private int next;
    private long expected;

    @Setup
    public void connect(Blackhole blackhole) {
        frames = shape.cycle("SEND", headers);
        encoder = peer.connect();
        sink = new BlackholeOctets(blackhole);
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public void flushEach() throws Exception {
        for (int i = 0; i < FRAMES; i++) {
            encoder.write(next(), sink);
            encoder.flush(sink);
        }
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public void flushOf64() throws Exception {
        for (int i = 0; i < FRAMES; i++) {
            encoder.write(next(), sink);
        }
        encoder.flush(sink);
    }

    private SampleFrame next() {
        SampleFrame frame = frames.get(next);
        next = next + 1 == frames.size() ? 0 : next + 1;
        expected += frame.octets().length;
        return frame;
    }

    /** Checks the number of octets: an encoder that dropped or refused frames would seem fast. */
    @TearDown
    public void countOctets() {
        if (sink.count < expected) {
            throw new IllegalStateException(peer + " gave " + sink.count + " octets of " + expected);
        }
    }

    private static final class BlackholeOctets implements EncoderUnderTest.OctetSink {
        private final Blackhole blackhole;
        private long count;

        private BlackholeOctets(Blackhole blackhole) {
            this.blackhole = blackhole;
        }

        @Override
        public void octets(ByteBuf octets) {
            blackhole.consume(octets);
            count += octets.readableBytes();
        }

        @Override
        public void octets(ByteBuffer octets) {
            blackhole.consume(octets);
            count += octets.remaining();
        }

        @Override
        public void octets(byte[] octets) {
            blackhole.consume(octets);
            count += octets.length;
        }
    }
}
