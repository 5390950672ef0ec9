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

import io.github.camelstomp2.benchmarks.Reads.Read;
import io.github.camelstomp2.benchmarks.Shape.Repetition;
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
 * Measures the decoding of socket reads to frames; results are per frame.
 *
 * <p>A read may end in the middle of a frame, so that an invocation cannot decode an exact number of frames. When one
 * invocation decodes too many, the next ones decode fewer, and the mean over an iteration is exact.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {EventLoopThreads.EXECUTOR, EventLoopThreads.EXECUTOR_CLASS})
public class DecodeBenchmark {
    private static final int FRAMES = 64;

    @Param
    Decoders peer;

    @Param
    Shape shape;

    @Param
    Repetition headers;

    @Param("READS_OF_64K")
    Cut cut;

    @Param("WRAPPED")
    ReadBuffers buffers;

    private Reads source;
    private DecoderUnderTest decoder;
    private BlackholeFrames sink;
    private int next;
    private long owed;
    private long read;

    @Setup
    public void connect(Blackhole blackhole) {
        source = cut.of(shape.cycle("MESSAGE", headers));
        decoder = peer.connect(buffers);
        sink = new BlackholeFrames(blackhole);
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public void decode() throws Exception {
        for (owed += FRAMES; read < owed; ) {
            Read piece = source.reads().get(next);
            decoder.read(source.octets(), piece.offset(), piece.length(), sink);
            read += piece.framesEnding();
            next = next + 1 == source.reads().size() ? 0 : next + 1;
        }
    }

    /** Checks the number of frames: a codec that dropped or refused frames would seem fast. */
    @TearDown
    public void countFrames() {
        // A codec may deliver a frame before its NUL has come.
        if (peer.isCodec() && Math.abs(sink.frames() - read) > 1) {
            throw new IllegalStateException(peer + " gave " + sink.frames() + " frames of " + read);
        }
    }
}
