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
package io.github.camelstomp2.client.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.util.zip.Deflater;

/** Deflates messages (RFC 7692, 7.2.1), each for itself. On its channel's event loop. */
final class Deflation implements AutoCloseable {
    /** What is smaller does not get smaller. */
    private static final int WORTH_IT = 256;

    private static final int PIECE = 8 * 1024;
    private static final int TAIL = 4;

    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);

    /** Whether a message of this length is compressed. */
    boolean takes(int length) {
        return length >= WORTH_IT;
    }

    /** What a message becomes, in a buffer that the caller releases; the message itself is left as it is. */
    ByteBuf deflate(ByteBuf message, ByteBufAllocator allocator) {
        ByteBuf deflated = allocator.buffer(message.readableBytes() / 2);
        deflater.setInput(ByteBufUtil.getBytes(message));
        byte[] piece = new byte[PIECE];
        int count;
        do {
            count = deflater.deflate(piece, 0, piece.length, Deflater.SYNC_FLUSH);
            deflated.writeBytes(piece, 0, count);
        } while (count == piece.length);
        deflater.reset();
        return deflated.writerIndex(deflated.writerIndex() - TAIL);
    }

    @Override
    public void close() {
        deflater.end();
    }
}
