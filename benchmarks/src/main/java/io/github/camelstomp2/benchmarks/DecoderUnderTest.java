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

/**
 * The decoder of one connection. All give the same result: every header with name and unescaped value as Strings, and
 * the body in an array of its own. An application that keeps a message needs that.
 */
interface DecoderUnderTest {
    /** Decodes the octets of one socket read, and gives every complete frame to the sink. */
    void read(byte[] octets, int offset, int length, FrameSink sink) throws Exception;

    /** Uses the decoded frames: for each frame all headers, then the body. */
    interface FrameSink {
        void header(String name, String value);

        void body(byte[] body);
    }
}
