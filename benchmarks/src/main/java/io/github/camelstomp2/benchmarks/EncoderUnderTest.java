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
import java.nio.ByteBuffer;

/**
 * The encoder of one connection. All have the same input: names and values as Strings and a body in an array. Making
 * the frame object of the measured library is part of the measurement, for each library as its own client does it.
 */
interface EncoderUnderTest {
    /** Writes one SEND; the sink gets its octets now or with the next flush. */
    void write(SampleFrame frame, OctetSink sink) throws Exception;

    /** Gives the remaining octets to the sink. */
    default void flush(OctetSink sink) throws Exception {}

    /**
     * Takes the place of the socket: octets in the form in which the library hands them to it, valid only during the
     * call.
     */
    interface OctetSink {
        void octets(ByteBuf octets);

        void octets(ByteBuffer octets);

        void octets(byte[] octets);
    }
}
