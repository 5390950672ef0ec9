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

import io.github.camelstomp2.protocol.HeartBeat;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.session.connect.Handshake;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Stands in for heart-beats that the broker does not want (Spring, by default): every server answers a WebSocket PING, and
 * that is its sign of life. Begins when the event {@link Handshake} says what was agreed upon. On its channel's event loop.
 */
final class WebSocketPings extends ChannelInboundHandlerAdapter {
    /** What stands between the two forgets a connection that is silent for a minute. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(20);

    private static final String NAME = "web-socket-idle";

    private final HeartBeat wanted;
    private final double tolerance;

    /**
     * @param wanted what this client can send and wants to receive
     * @param tolerance the broker is dead after the interval times this
     */
    WebSocketPings(HeartBeat wanted, double tolerance) {
        this.wanted = wanted;
        this.tolerance = tolerance;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof Handshake handshake) {
            HeartBeat agreed = handshake.heartBeat();
            Duration silence = agreed.incoming().isZero() ? wanted.incoming() : Duration.ZERO;
            Duration keepAlive = agreed.outgoing().isZero() ? KEEP_ALIVE : Duration.ZERO;
            if (!silence.isZero() || !keepAlive.isZero()) {
                ctx.pipeline().addAfter(ctx.name(), NAME, new Idle(silence, keepAlive, tolerance));
            }
        }
        ctx.fireUserEventTriggered(event);
    }

    private static final class Idle extends IdleStateHandler {
        private static final int PINGS_PER_INTERVAL = 2;

        private final double most;
        private final Duration silence;
        private int unanswered;

        Idle(Duration silence, Duration keepAlive, double tolerance) {
            super(silence.toMillis() / PINGS_PER_INTERVAL, keepAlive.toMillis(), 0, TimeUnit.MILLISECONDS);
            this.most = tolerance * PINGS_PER_INTERVAL;
            this.silence = Duration.ofMillis((long) (silence.toMillis() * tolerance));
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
            unanswered = 0;
            super.channelRead(ctx, message);
        }

        @Override
        protected void channelIdle(ChannelHandlerContext ctx, IdleStateEvent event) {
            if (event.state() == IdleState.READER_IDLE) {
                // While reading is stopped on purpose (back-pressure) silence says nothing about the broker.
                unanswered = ctx.channel().config().isAutoRead() ? unanswered + 1 : 0;
            }
            if (unanswered > most) {
                ctx.fireExceptionCaught(new StompConnectionException(
                        "no sign of life from the broker for " + silence.toMillis() + " ms (WebSocket PING)"));
            } else if (ctx.channel().isWritable()) {
                ctx.writeAndFlush(new PingWebSocketFrame());
            }
        }
    }
}
