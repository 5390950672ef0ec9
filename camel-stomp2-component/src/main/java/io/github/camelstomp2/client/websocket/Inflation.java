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

import io.github.camelstomp2.protocol.StompProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.function.Predicate;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates messages (RFC 7692, 7.2.2), in pieces: however much a few octets become, no more than one piece of it is held
 * here. On its channel's event loop.
 */
final class Inflation implements AutoCloseable {
    /** What ends the last block of each message, and is not sent. */
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    private static final int PIECE = 16 * 1024;

    private final Inflater inflater = new Inflater(true);
    private final boolean eachForItself;

    /** @param eachForItself whether no message refers to the one before (server_no_context_takeover) */
    Inflation(boolean eachForItself) {
        this.eachForItself = eachForItself;
    }

    /**
     * Inflates a part of a message.
     *
     * @param pieces takes what it becomes; false: it wants no more
     * @throws StompProtocolException if it cannot be inflated
     */
    void inflate(ByteBuf part, Predicate<ByteBuf> pieces) {
        inflate(ByteBufUtil.getBytes(part), pieces);
    }

    /** Inflates what is left of a message. */
    void endMessage(Predicate<ByteBuf> pieces) {
        inflate(TAIL, pieces);
        if (eachForItself || inflater.finished()) {
            inflater.reset();
        }
    }

    private void inflate(byte[] octets, Predicate<ByteBuf> pieces) {
        inflater.setInput(octets);
        try {
            boolean wanted = true;
            while (wanted) {
                byte[] piece = new byte[PIECE];
                int count = inflater.inflate(piece);
                if (count == 0) {
                    return;
                }
                wanted = pieces.test(Unpooled.wrappedBuffer(piece, 0, count));
            }
        } catch (DataFormatException e) {
            throw new StompProtocolException("WebSocket: a compressed message cannot be inflated");
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
