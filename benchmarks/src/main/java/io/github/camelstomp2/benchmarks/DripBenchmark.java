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
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Measures a frame that arrives octet by octet; results are per octet. For a linear decoder they do not depend on the
 * frame's length. For a decoder that reads everything again at each octet they grow tenfold with a frame ten times as
 * long.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {EventLoopThreads.EXECUTOR, EventLoopThreads.EXECUTOR_CLASS})
public class DripBenchmark {
    @Param({"CAMEL_STOMP2", "NETTY", "VERTX", "SPRING", "STOMPJMS"})
    Decoders peer;

    @Param
    DripFrame part;

    @Param("WRAPPED")
    ReadBuffers buffers;

    private DecoderUnderTest decoder;
    private BlackholeFrames sink;
    private Reads of3500;
    private Reads of35000;
    private Reads of350000;

    @Setup
    public void connect(Blackhole blackhole) {
        of3500 = part.ofOctets(3_500);
        of35000 = part.ofOctets(35_000);
        of350000 = part.ofOctets(350_000);
        decoder = peer.connect(buffers);
        sink = new BlackholeFrames(blackhole);
    }

    @Benchmark
    @OperationsPerInvocation(3_500)
    public void octets3500() throws Exception {
        decode(of3500);
    }

    @Benchmark
    @OperationsPerInvocation(35_000)
    public void octets35000() throws Exception {
        decode(of35000);
    }

    @Benchmark
    @OperationsPerInvocation(350_000)
    public void octets350000() throws Exception {
        decode(of350000);
    }

    private void decode(Reads frame) throws Exception {
        long before = sink.frames();
        for (Read octet : frame.reads()) {
            decoder.read(frame.octets(), octet.offset(), octet.length(), sink);
        }
        if (sink.frames() != before + 1) {
            throw new IllegalStateException(peer + " gave no frame");
        }
    }
}
