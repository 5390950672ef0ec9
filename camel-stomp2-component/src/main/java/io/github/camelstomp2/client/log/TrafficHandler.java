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
package io.github.camelstomp2.client.log;

import io.github.camelstomp2.codec.EncodedFrames;
import io.github.camelstomp2.session.connect.Handshake;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.util.function.LongSupplier;

/** Counts the octets of STOMP, and looks whether the broker's heart-beats come in time. Event loop only. */
public final class TrafficHandler extends ChannelDuplexHandler {
    private final TrafficFigures figures;
    private final LongSupplier clock;

    /** The agreed interval; 0: the broker need not send any. */
    private long intervalNanos;

    /** When octets came last, as a value of {@link System#nanoTime}; 0: not known. */
    private long lastNanos;

    /** Whether the rest of a read may follow, which needs no look at the clock of its own. */
    private boolean reading;

    public TrafficHandler(TrafficFigures figures) {
        this(figures, System::nanoTime);
    }

    TrafficHandler(TrafficFigures figures, LongSupplier clock) {
        this.figures = figures;
        this.clock = clock;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (message instanceof ByteBuf octets) {
            figures.read(octets.readableBytes());
            if (!reading && figures.isTimed()) {
                reading = true;
                lookAtTheClock();
            }
        }
        super.channelRead(ctx, message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        reading = false;
        super.channelReadComplete(ctx);
    }

    private void lookAtTheClock() {
        long now = clock.getAsLong();
        figures.readAt(now);
        if (intervalNanos > 0 && lastNanos != 0 && now - lastNanos > intervalNanos) {
            figures.late(now - lastNanos - intervalNanos);
        }
        lastNanos = now;
    }

    /** Reading continues after a pause of this client, which says nothing about the broker. */
    public void readingGoesOn() {
        lastNanos = 0;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof Handshake handshake) {
            intervalNanos = handshake.heartBeat().incoming().toNanos();
        }
        super.userEventTriggered(ctx, event);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof ByteBuf octets) {
            figures.written(octets.readableBytes());
        } else if (message instanceof EncodedFrames frames) {
            figures.written(frames.content().readableBytes());
        }
        super.write(ctx, message, promise);
    }
}
