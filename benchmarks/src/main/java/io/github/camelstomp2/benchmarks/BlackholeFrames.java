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

import org.openjdk.jmh.infra.Blackhole;

/** Consumes frames, so that the JVM cannot leave out their decoding, and counts them. */
final class BlackholeFrames implements DecoderUnderTest.FrameSink {
    private final Blackhole blackhole;
    private long frames;

    BlackholeFrames(Blackhole blackhole) {
        this.blackhole = blackhole;
    }

    @Override
    public void header(String name, String value) {
        blackhole.consume(name);
        blackhole.consume(value);
    }

    @Override
    public void body(byte[] body) {
        blackhole.consume(body);
        frames++;
    }

    long frames() {
        return frames;
    }
}
