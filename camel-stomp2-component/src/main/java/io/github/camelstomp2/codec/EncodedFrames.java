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
package io.github.camelstomp2.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.DefaultByteBufHolder;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Frames that are written in one buffer, and the promises of those frames that have one. A transport that has messages (WebSocket), of
 * which each frame is one, gets this object instead of the buffer alone, since it says where each frame ends; it has to release it.
 */
public final class EncodedFrames extends DefaultByteBufHolder {
    private static final int FEW = 4;

    private final boolean apart;
    private int[] ends;
    private int count;
    private @Nullable List<ChannelPromise> promises;

    /**
     * @param octets is released by {@link #write} or {@link #fail}; one of them has to be called
     * @param apart whether this object is written, and not the buffer alone
     */
    EncodedFrames(ByteBuf octets, boolean apart) {
        this(octets, apart, new int[apart ? FEW : 0], 0);
    }

    private EncodedFrames(ByteBuf octets, boolean apart, int[] ends, int count) {
        super(octets);
        this.apart = apart;
        this.ends = ends;
        this.count = count;
    }

    /** A single frame, or a heart-beat. */
    public static EncodedFrames of(ByteBuf octets) {
        return new EncodedFrames(octets, true, new int[] {octets.writerIndex()}, 1);
    }

    /** How many frames there are. */
    public int count() {
        return count;
    }

    /** The index of {@link #content()} at which this frame begins. */
    public int begin(int frame) {
        return frame == 0 ? content().readerIndex() : ends[frame - 1];
    }

    /** The index of {@link #content()} behind this frame. */
    public int end(int frame) {
        return ends[frame];
    }

    int size() {
        return content().readableBytes();
    }

    /** A frame was appended to {@link #content()}. */
    void ended() {
        if (apart) {
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, 2 * count);
            }
            ends[count++] = content().writerIndex();
        }
    }

    /** Adds the promise of the frame that was appended to {@link #content()} last. */
    void add(ChannelPromise promise) {
        if (promises == null) {
            promises = new ArrayList<>();
        }
        promises.add(promise);
    }

    void write(ChannelHandlerContext ctx) {
        List<ChannelPromise> waiting = promises;
        ChannelFuture written = ctx.write(apart ? this : content());
        if (waiting != null) {
            written.addListener(result -> {
                if (result.isSuccess()) {
                    waiting.forEach(ChannelPromise::trySuccess);
                } else {
                    fail(waiting, result.cause());
                }
            });
        }
    }

    void fail(Exception cause) {
        release();
        if (promises != null) {
            fail(promises, cause);
        }
    }

    private static void fail(List<ChannelPromise> promises, Throwable cause) {
        promises.forEach(promise -> promise.tryFailure(cause));
    }

    @Override
    public EncodedFrames replace(ByteBuf octets) {
        return new EncodedFrames(octets, apart, ends.clone(), count);
    }
}
