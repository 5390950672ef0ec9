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
import io.netty.buffer.PooledByteBufAllocator;
import java.util.Arrays;

/** A lower limit for every codec: the octets are read once, and nothing is made of them. */
final class Floor {
    private Floor() {}

    /** Copies each read into a new array. */
    static final class CopyingReader implements DecoderUnderTest {
        @Override
        public void read(byte[] octets, int offset, int length, FrameSink sink) {
            sink.body(Arrays.copyOfRange(octets, offset, offset + length));
        }
    }

    /** Searches each octet of a read for line feeds. */
    static final class ScanningReader implements DecoderUnderTest {
        private int lines;

        @Override
        public void read(byte[] octets, int offset, int length, FrameSink sink) {
            for (int i = offset; i < offset + length; i++) {
                if (octets[i] == '\n') {
                    lines++;
                }
            }
            if (lines < 0) {
                sink.body(octets);
            }
        }
    }

    /** Copies the octets of a finished frame into one buffer per flush. */
    static final class CopyingWriter implements EncoderUnderTest {
        private final ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer();

        @Override
        public void write(SampleFrame frame, OctetSink sink) {
            buffer.writeBytes(frame.octets());
        }

        @Override
        public void flush(OctetSink sink) {
            sink.octets(buffer);
            buffer.clear();
        }
    }
}
