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
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/**
 * Frames of a client (RFC 6455, 5.2), masked, many of them in one buffer: an object, a buffer and a pass through the pipeline for each
 * would cost more than all that is in a small frame. On its channel's event loop.
 */
final class ClientFrames implements AutoCloseable {
    private static final int FULL = 64 * 1024;

    private static final int LONGEST_HEAD = 14;
    private static final int MASKED = 0x80;
    private static final int TWO_OCTETS = 126;
    private static final int EIGHT_OCTETS = 127;

    private final ChannelHandlerContext ctx;
    private final MaskingKeys keys;
    private ByteBuf out;
    private boolean written;

    /**
     * @param keys of the connection
     * @param octets about as many in all
     * @param frames about as many in all
     */
    ClientFrames(ChannelHandlerContext ctx, MaskingKeys keys, int octets, int frames) {
        this.ctx = ctx;
        this.keys = keys;
        this.out = ctx.alloc().ioBuffer(Math.min(FULL, octets) + Math.min(FULL, frames * LONGEST_HEAD));
    }

    /**
     * Adds a frame.
     *
     * @param first its first octet: flags and opcode
     * @param octets of which it gets those between two indices; they are left as they are
     */
    void add(int first, ByteBuf octets, int from, int to) {
        int length = to - from;
        if (out.isReadable() && out.readableBytes() + length > FULL) {
            ByteBuf full = out;
            out = ctx.alloc().ioBuffer(Math.min(FULL, length) + LONGEST_HEAD);
            ctx.write(full, ctx.newPromise());
        }
        out.ensureWritable(length + LONGEST_HEAD);
        out.writeByte(first);
        writeLength(length);
        int key = keys.next();
        out.writeInt(key);
        writeMasked(octets, from, to, (long) key << 32 | key & 0xFFFFFFFFL);
    }

    private void writeLength(int length) {
        if (length < TWO_OCTETS) {
            out.writeByte(MASKED | length);
        } else if (length <= 0xFFFF) {
            out.writeByte(MASKED | TWO_OCTETS).writeShort(length);
        } else {
            out.writeByte(MASKED | EIGHT_OCTETS).writeLong(length);
        }
    }

    private void writeMasked(ByteBuf octets, int from, int to, long mask) {
        int at = from;
        for (; to - at >= Long.BYTES; at += Long.BYTES) {
            out.writeLong(octets.getLong(at) ^ mask);
        }
        long rest = mask;
        for (; at < to; at++) {
            rest = Long.rotateLeft(rest, Byte.SIZE);
            out.writeByte(octets.getByte(at) ^ (int) rest);
        }
    }

    /** Writes what was added since a buffer was full. */
    void write(ChannelPromise promise) {
        written = true;
        ctx.write(out, promise);
    }

    @Override
    public void close() {
        if (!written) {
            out.release();
        }
    }
}
