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
package io.github.camelstomp2.client.link;

import io.github.camelstomp2.protocol.HeartBeat;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Heart-beats (1.2, "Heart-beating"): writes a line feed when nothing else was written, and ends the link when nothing
 * was received. It is next to the socket, so that every octet counts, also those of a long body that arrives slowly.
 */
final class HeartBeatHandler extends IdleStateHandler {
    private static final ByteBuf LINE_FEED = Unpooled.unreleasableBuffer(
            Unpooled.wrappedBuffer(new byte[] {'\n'}).asReadOnly());

    /**
     * After a pause of this process the timer may run before the socket is read. Data that has arrived by then still
     * counts, so the handler waits this long.
     */
    private static final long LAST_LOOK_MILLIS = 1;

    private final Duration silence;
    private long signsOfLife;

    /**
     * @param negotiated the agreed intervals; zero switches a direction off
     * @param tolerance a broker that sends nothing for its interval times this counts as dead
     */
    HeartBeatHandler(HeartBeat negotiated, double tolerance) {
        super(
                false,
                (long) (negotiated.incoming().toMillis() * tolerance),
                // ActiveMQ Classic has no tolerance at all. At half the interval, a late heart-beat still arrives in
                // time.
                (negotiated.outgoing().toMillis() + 1) / 2,
                0,
                TimeUnit.MILLISECONDS);
        this.silence = Duration.ofMillis(getReaderIdleTimeInMillis());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        signsOfLife++;
        super.channelRead(ctx, message);
    }

    /** Reading continues after a pause: the time without data counts from now. */
    void readingGoesOn() {
        signsOfLife++;
        resetReadTimeout();
    }

    @Override
    protected void channelIdle(ChannelHandlerContext ctx, IdleStateEvent event) {
        if (event.state() == IdleState.WRITER_IDLE) {
            ctx.writeAndFlush(LINE_FEED.duplicate());
        } else {
            long before = signsOfLife;
            ctx.executor().schedule(() -> endIfSilentSince(before, ctx), LAST_LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void endIfSilentSince(long before, ChannelHandlerContext ctx) {
        // While reading is paused on purpose (back-pressure), missing data says nothing about the broker.
        if (signsOfLife == before && ctx.channel().config().isAutoRead() && !ctx.isRemoved()) {
            ctx.fireExceptionCaught(new StompConnectionException(
                    "no sign of life from the broker for " + silence.toMillis() + " ms (heart-beats)"));
        }
    }
}
