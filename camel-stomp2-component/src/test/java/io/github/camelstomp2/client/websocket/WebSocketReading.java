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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.codec.StompFrameDecoder;
import io.github.camelstomp2.codec.StompLimits;
import io.github.camelstomp2.protocol.SkippedMessage;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what a server writes with a {@link WebSocketReader} and the STOMP decoder behind, however it is cut. */
abstract class WebSocketReading {
    private static final StompLimits LIMITS = StompLimits.of(1_000, 50, 200);
    static final int FIN = 0x80;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    static final String CONNECTED = "CONNECTED\nversion:1.2\n\n\0";

    final ByteArrayOutputStream wire = new ByteArrayOutputStream();

    WebSocketReading frame(int first, byte[] payload) {
        wire.write(first);
        if (payload.length < 126) {
            wire.write(payload.length);
        } else {
            wire.write(126);
            wire.write(payload.length >> 8);
            wire.write(payload.length);
        }
        wire.writeBytes(payload);
        return this;
    }

    WebSocketReading frame(int first, String payload) {
        return frame(first, payload.getBytes(StandardCharsets.ISO_8859_1));
    }

    static String message(String headers, String body) {
        return "MESSAGE\nsubscription:1\nmessage-id:1\ndestination:/queue/x\n" + headers + "\n" + body;
    }

    /** What comes out, as texts. */
    static final class Reading extends ChannelInboundHandlerAdapter {
        private final List<String> events = new ArrayList<>();
        private final WebSocketReader reader;
        final EmbeddedChannel channel;

        Reading(Inflation inflation) {
            reader = new WebSocketReader(inflation);
            channel = new EmbeddedChannel(reader, new StompFrameDecoder(LIMITS, true), this);
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof StompFrame frame) {
                events.add(frame.command() + " " + new String(frame.body(), StandardCharsets.ISO_8859_1));
            } else {
                events.add("skipped for " + ((SkippedMessage) message).limit());
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            events.add(event instanceof ClosedByPeer closed ? "closed" + closed.words() : event.toString());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            assertThat(cause).isInstanceOf(StompProtocolException.class);
            events.add("failed: " + cause.getMessage());
            reader.end(); // as a link does, which closes the channel
        }

        void read(byte[] octets, int from, int to) {
            channel.writeInbound(Unpooled.copiedBuffer(octets, from, to - from));
        }

        List<String> end() {
            List<String> before = List.copyOf(events);
            channel.finishAndReleaseAll();
            return before;
        }
    }

    List<String> events() {
        return events(false);
    }

    /** The same in one piece, octet by octet, and in two pieces, wherever it is cut. */
    List<String> events(boolean compressed) {
        byte[] octets = wire.toByteArray();
        List<String> whole = read(octets, octets.length, compressed);
        for (int cut = 1; cut < octets.length; cut++) {
            assertThat(read(octets, cut, compressed)).as("cut at " + cut).isEqualTo(whole);
        }
        Reading oneByOne = reading(compressed);
        for (int i = 0; i < octets.length; i++) {
            oneByOne.read(octets, i, i + 1);
        }
        assertThat(oneByOne.end()).isEqualTo(whole);
        return whole;
    }

    static Reading reading(boolean compressed) {
        return new Reading(compressed ? new Inflation(true) : null);
    }

    private static List<String> read(byte[] octets, int cut, boolean compressed) {
        Reading reading = reading(compressed);
        reading.read(octets, 0, cut);
        reading.read(octets, cut, octets.length);
        return reading.end();
    }
}
