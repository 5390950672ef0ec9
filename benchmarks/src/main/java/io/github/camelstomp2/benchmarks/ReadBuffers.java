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
import io.netty.buffer.Unpooled;

/**
 * The kind of buffer in which Netty's pipeline gets a socket read. Codecs outside of a pipeline get it in their own
 * way.
 */
public enum ReadBuffers {
    /** The prepared octets in a wrapping buffer: only the decoder is measured. */
    WRAPPED {
        @Override
        ByteBuf of(byte[] octets, int offset, int length) {
            return Unpooled.wrappedBuffer(octets, offset, length);
        }
    },
    /** A pooled direct buffer, as sockets fill it: the copy into it is measured too. */
    DIRECT {
        @Override
        ByteBuf of(byte[] octets, int offset, int length) {
            return PooledByteBufAllocator.DEFAULT.directBuffer(length).writeBytes(octets, offset, length);
        }
    };

    abstract ByteBuf of(byte[] octets, int offset, int length);
}
