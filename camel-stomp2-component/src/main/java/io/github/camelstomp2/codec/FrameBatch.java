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
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Frames that are written in one buffer, and the promises of those frames that have one. */
final class FrameBatch implements ChannelFutureListener {
    private final ByteBuf bytes;
    private @Nullable List<ChannelPromise> promises;

    /** @param bytes is released by {@link #write} or {@link #fail}; one of them has to be called */
    FrameBatch(ByteBuf bytes) {
        this.bytes = bytes;
    }

    ByteBuf bytes() {
        return bytes;
    }

    int size() {
        return bytes.readableBytes();
    }

    /** Adds the promise of the frame that was appended to {@link #bytes()} last. */
    void add(ChannelPromise promise) {
        if (promises == null) {
            promises = new ArrayList<>();
        }
        promises.add(promise);
    }

    void write(ChannelHandlerContext ctx) {
        ChannelFuture written = ctx.write(bytes);
        if (promises != null) {
            written.addListener(this);
        }
    }

    @Override
    public void operationComplete(ChannelFuture written) {
        if (promises == null) {
            return;
        }
        if (written.isSuccess()) {
            promises.forEach(ChannelPromise::trySuccess);
        } else {
            fail(promises, written.cause());
        }
    }

    void fail(Exception cause) {
        bytes.release();
        if (promises != null) {
            fail(promises, cause);
        }
    }

    private static void fail(List<ChannelPromise> promises, Throwable cause) {
        promises.forEach(promise -> promise.tryFailure(cause));
    }
}
