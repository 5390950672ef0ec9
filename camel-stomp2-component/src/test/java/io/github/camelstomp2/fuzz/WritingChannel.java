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
package io.github.camelstomp2.fuzz;

import io.github.camelstomp2.codec.StompFrameEncoder;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.protocol.StompVersion;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An encoder in its channel, where frames wait for the flush: then what was written comes out, all of it, in order, and
 * each promise is kept; what was not flushed before the end fails its promise.
 */
final class WritingChannel {
    private static final byte[] HEART_BEAT = {'\n'};

    private final StompFrameEncoder encoder = new StompFrameEncoder();
    private final EmbeddedChannel channel = new EmbeddedChannel(encoder);
    private final ByteArrayOutputStream expected = new ByteArrayOutputStream();
    private final List<ChannelFuture> open = new ArrayList<>();

    WritingChannel(StompVersion version) {
        encoder.version(version);
    }

    void write(StompFrame frame, byte[] octets) {
        open.add(channel.write(frame));
        expected.writeBytes(octets);
    }

    void refuse(StompFrame frame) {
        ChannelFuture written = channel.write(frame);
        if (!(written.cause() instanceof StompInvalidFrameException)) {
            throw new AssertionError(frame + " is not refused: " + written);
        }
    }

    void heartBeat() {
        open.add(channel.write(Unpooled.wrappedBuffer(HEART_BEAT)));
        expected.writeBytes(HEART_BEAT);
    }

    void flush() {
        channel.flush();
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        for (ByteBuf buffer = channel.readOutbound(); buffer != null; buffer = channel.readOutbound()) {
            seen.writeBytes(ByteBufUtil.getBytes(buffer));
            buffer.release();
        }
        require(Arrays.equals(seen.toByteArray(), expected.toByteArray()), "other octets than those of the frames");
        require(open.stream().allMatch(ChannelFuture::isSuccess), "a frame went out whose promise is not kept");
        expected.reset();
        open.clear();
    }

    void end() {
        channel.close();
        require(
                open.stream().allMatch(future -> future.cause() != null),
                "not flushed, yet the promise is kept or open");
        require(channel.readOutbound() == null, "written after the last flush");
    }

    private static void require(boolean promise, String what) {
        if (!promise) {
            throw new AssertionError(what);
        }
    }
}
