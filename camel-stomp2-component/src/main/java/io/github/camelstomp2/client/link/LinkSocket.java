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

import io.github.camelstomp2.client.log.FrameLog;
import io.github.camelstomp2.client.log.TrafficFigures;
import io.github.camelstomp2.client.log.TrafficHandler;
import io.github.camelstomp2.client.security.ConnectStage;
import io.github.camelstomp2.client.websocket.WebSocketPipeline;
import io.github.camelstomp2.codec.StompFrameEncoder;
import io.github.camelstomp2.protocol.HeartBeat;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.session.connect.Handshake;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandler;
import io.netty.util.AttributeKey;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The socket of a link, with the handlers of its pipeline. Event loop only. */
final class LinkSocket {
    /** The decoder's name in the pipeline; the heart-beat handler is put before it when heart-beats are agreed. */
    static final String DECODER = "decoder";

    private static final String HEART_BEAT = "heart-beat";
    private static final String KEEP_ALIVE = "keep-alive";

    /** Counts what is read and written. */
    static final AttributeKey<TrafficFigures> FIGURES = AttributeKey.valueOf(LinkSocket.class, "figures");

    private final Channel channel;
    private final TrafficFigures figures;
    private final StompFrameEncoder encoder;

    LinkSocket(Channel channel) {
        this.channel = channel;
        this.figures = channel.attr(FIGURES).get();
        this.encoder = channel.pipeline().get(StompFrameEncoder.class);
    }

    /** From now on frames are written in this version, and heart-beats as agreed. */
    void connected(Handshake handshake, double heartbeatTolerance) {
        encoder.version(handshake.version());
        channel.pipeline()
                .addBefore(DECODER, HEART_BEAT, new HeartBeatHandler(handshake.heartBeat(), heartbeatTolerance))
                .fireUserEventTriggered(handshake);
    }

    /** The broker takes nothing but text over WebSocket. */
    void textOnlyOverWebSocket() {
        if (WebSocketPipeline.isIn(channel.pipeline())) {
            encoder.textOnly();
        }
    }

    /** Writes line feeds, which keep a connection without heart-beats open. */
    void keepAlive(Duration interval) {
        if (!interval.isZero()) {
            channel.pipeline()
                    .addBefore(DECODER, KEEP_ALIVE, new HeartBeatHandler(new HeartBeat(interval, Duration.ZERO), 1));
        }
    }

    /** Writes without flushing. */
    void write(StompFrame frame) {
        FrameLog.sent(channel, frame);
        encoder.write(frame);
        figures.frameWritten();
    }

    void flush() {
        channel.flush();
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    /** While it is off nothing is read, and missing data does not count as a dead broker. */
    void setReading(boolean reading) {
        ChannelConfig config = channel.config();
        if (reading == config.isAutoRead()) {
            return;
        }
        config.setAutoRead(reading);
        ChannelHandler heartBeats = channel.pipeline().get(HEART_BEAT);
        if (reading && heartBeats instanceof HeartBeatHandler handler) {
            handler.readingGoesOn();
        }
        TrafficHandler clock = channel.pipeline().get(TrafficHandler.class);
        if (clock != null) {
            clock.readingGoesOn();
        }
    }

    void endHeartBeats() {
        channel.pipeline().remove(HEART_BEAT);
        if (channel.pipeline().get(KEEP_ALIVE) != null) {
            channel.pipeline().remove(KEEP_ALIVE);
        }
    }

    /** What is waited for before CONNECTED; {@code null}: there is no socket yet. */
    static String stage(@Nullable LinkSocket socket) {
        return ConnectStage.of(socket == null ? null : socket.channel);
    }

    void later(Duration time, Runnable action) {
        channel.eventLoop().schedule(action, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    void close() {
        channel.close();
    }
}
