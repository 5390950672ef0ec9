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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.github.camelstomp2.protocol.StompVersion;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StompFrameDecoderTest {
    /** Only 1.1 minds, and whether it is the end of a line is not known before the next octet. */
    @Test
    void aCarriageReturnWithinAValueOfConnectedIsNotALineEndHoweverItIsSplit() {
        Reader.Outcome outcome = Reader.readInEveryWay(null, "CONNECTED\nversion:1.1\nsession:a\rb\n\n^@");

        assertThat(outcome.fatal()).isNull();
        assertThat(outcome.frames().get(0).headers().get("session")).isEqualTo("a\rb");
    }

    @Test
    @Holds(Rule.LIMIT_SKIPPED)
    void whatNeverEndsIsNotSkippedForEver() {
        for (String endless : List.of("MESSAGE\na:", "MESSAGE\n\n")) {
            Reader reader = Reader.in(StompVersion.V1_2, StompLimits.of(10_000, 10, 10_000));
            byte[] octets = "x".repeat(1024 * 1024).getBytes(StandardCharsets.US_ASCII);
            reader.receive(endless);
            for (int i = 0; i < 600 && reader.events().isEmpty(); i++) {
                reader.receive(octets);
            }

            assertThat(reader.events()).singleElement().isInstanceOf(StompProtocolException.class);
            assertThat(reader.events().get(0).toString()).contains("10000", "too long to be skipped");
        }
    }

    @Test
    @Holds({Rule.LIMIT_LINE, Rule.LIMIT_HEADERS})
    void limitsHoldForLinesThatComeCompleteInOneRead() {
        StompLimits limits = StompLimits.of(100, 2, 12);

        assertThat(fatal(limits, "MESSAGE\nabcdefghij:1\nb:2\n\n^@")).isNull();
        assertThat(fatal(limits, "ERROR\nabcdefghijk:1\n\n^@")).contains("maxHeaderLength");
        assertThat(fatal(limits, "ERROR\na:1\nb:2\nc:3\n\n^@")).contains("maxHeaders");
    }

    private static String fatal(StompLimits limits, String octets) {
        return Reader.readInEveryWay(StompVersion.V1_2, limits, Octets.of(octets))
                .fatal();
    }

    @Test
    void whoClosesOnAFrameBeforeABrokenOneIsToldOnce() {
        List<Object> events = new ArrayList<>();
        EmbeddedChannel channel = new EmbeddedChannel(new StompFrameDecoder(), new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object msg) {
                events.add(msg);
                ctx.close();
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                events.add(cause);
            }
        });

        channel.writeInbound(Unpooled.wrappedBuffer(
                Octets.of("CONNECTED\nversion:1.2\n\n^@MESSAGE\na:1\n\n^@MESSAGE\nbroken\n\n^@MESSAGE\na:2\n\n^@")));

        assertThat(events).hasSize(3);
        assertThat(events.get(1)).isInstanceOf(StompFrame.class);
        assertThat(events.get(2)).isInstanceOf(StompProtocolException.class);
    }

    @ParameterizedTest
    @EnumSource
    @Holds(Rule.NAMES_AND_ORDER)
    void readsLongHeadsAndShortOnesInTurn(StompVersion version) {
        Reader reader = Reader.in(version);
        for (int i = 0; i < 40; i++) {
            String value = "v".repeat(i % 2 == 0 ? 10 : 600 * i);
            reader.receive("MESSAGE\na:" + value + "\nb:c\n\n" + i + "^@\n");
        }

        List<StompFrame> frames = reader.frames();
        for (int i = 0; i < 40; i++) {
            assertThat(frames.get(i).headers().get("a")).hasSize(i % 2 == 0 ? 10 : 600 * i);
            assertThat(frames.get(i).headers().get("b")).isEqualTo("c");
            assertThat(Octets.show(frames.get(i).body())).isEqualTo("" + i);
        }
    }

    @Test
    void readsManyHeaders() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            lines.append("name").append(i).append(":").append(i).append('\n');
        }
        String octets = "MESSAGE\n" + lines + "\n^@";

        List<StompFrame> frames =
                Reader.in(StompVersion.V1_2).receive(octets + octets).frames();

        assertThat(frames).hasSize(2);
        assertThat(frames.get(0).headers().size()).isEqualTo(500);
        assertThat(frames.get(0).headers().get("name499")).isEqualTo("499");
        assertThat(frames.get(1)).isEqualTo(frames.get(0));
    }

    @Test
    @Holds(Rule.CONTENT_LENGTH)
    void readsALargeBodyInPieces() {
        byte[] body = new byte[5_000_000];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) (i * 31 + (i >> 8));
        }
        Reader reader = Reader.in(StompVersion.V1_2).receive("MESSAGE\ncontent-length:5000000\n\n");
        for (int from = 0; from < body.length; from += 77_777) {
            reader.receive(body, from, Math.min(body.length, from + 77_777));
        }
        reader.receive("^@MESSAGE\n\nnext^@");

        assertThat(reader.frames().get(0).body()).isEqualTo(body);
        assertThat(Octets.show(reader.frames().get(1).body())).isEqualTo("next");
    }

    @Test
    @Holds(Rule.BODY_TO_NUL)
    void readsALargeBodyWithoutALengthInPieces() {
        byte[] body = new byte[1_000_000];
        Arrays.fill(body, (byte) 'x');
        Reader reader = Reader.in(StompVersion.V1_2).receive("MESSAGE\n\n");
        for (int from = 0; from < body.length; from += 7_777) {
            reader.receive(body, from, Math.min(body.length, from + 7_777));
        }
        reader.receive("^@");

        assertThat(reader.frames().get(0).body()).isEqualTo(body);
    }

    @Test
    @Holds(Rule.COMMANDS)
    void failsOnceAndDropsWhatFollows() {
        Reader reader = Reader.in(StompVersion.V1_2).receive("MESSAGE\n\n^@HELLO\n\n^@MESSAGE\n\n^@");

        reader.receive("MESSAGE\n\n^@").receive("HELLO\n");

        assertThat(reader.end()).hasSize(2);
        assertThat(reader.events().get(0)).isInstanceOf(StompFrame.class);
        assertThat(reader.events().get(1)).isInstanceOf(StompProtocolException.class);
    }

    @Test
    void doesNotShowValuesInItsExceptions() {
        for (String broken : List.of(
                "MESSAGE\na:secret\\x\n", "MESSAGE\nsecret\n", "MESSAGE\na:secret\u00ff\n", "MESSAGE\na:secret^@")) {
            Reader reader = Reader.in(StompVersion.V1_2).receive(broken);
            assertThat(reader.events()).singleElement().asString().doesNotContain("secret");
        }
    }

    @Test
    void survivesThatTheChannelIsClosedOnItsException() {
        List<Object> events = closeAfter(3, "CONNECTED\n\n^@MESSAGE\n\n^@HELLO\nmore");

        assertThat(events).hasSize(3);
        assertThat(events.get(2)).isInstanceOf(StompProtocolException.class);
    }

    @Test
    void survivesThatTheChannelIsClosedOnAFrame() {
        List<Object> events = closeAfter(2, "CONNECTED\n\n^@MESSAGE\n\n1^@MESSAGE\n\n2^@\n\r");

        assertThat(events).hasSize(3).hasOnlyElementsOfType(StompFrame.class);
    }

    private static List<Object> closeAfter(int count, String octets) {
        List<Object> events = new ArrayList<>();
        EmbeddedChannel channel = new EmbeddedChannel(new StompFrameDecoder(), new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object msg) {
                add(ctx, msg);
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                add(ctx, cause);
            }

            private void add(ChannelHandlerContext ctx, Object event) {
                events.add(event);
                if (events.size() == count) {
                    ctx.close();
                }
            }
        });
        ByteBuf buffer = Unpooled.wrappedBuffer(Octets.of(octets));
        channel.writeInbound(buffer);
        channel.finishAndReleaseAll();
        assertThat(buffer.refCnt()).isZero();
        return events;
    }
}
