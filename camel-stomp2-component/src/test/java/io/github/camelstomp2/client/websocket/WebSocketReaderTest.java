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
import io.github.camelstomp2.codec.TransportMessage;
import io.github.camelstomp2.protocol.SkippedMessage;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server writes, with the STOMP decoder behind. */
class WebSocketReaderTest {
    private static final StompLimits LIMITS = StompLimits.of(1_000, 50, 200);
    private static final int FIN = 0x80;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final String CONNECTED = "CONNECTED\nversion:1.2\n\n\0";

    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();

    private WebSocketReaderTest frame(int first, byte[] payload) {
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

    private WebSocketReaderTest frame(int first, String payload) {
        return frame(first, payload.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String message(String headers, String body) {
        return "MESSAGE\nsubscription:1\nmessage-id:1\ndestination:/queue/x\n" + headers + "\n" + body;
    }

    /** What comes out, as texts. */
    private static final class Reading extends ChannelInboundHandlerAdapter {
        private final List<String> events = new ArrayList<>();
        private final WebSocketReader reader;
        private final EmbeddedChannel channel;

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

    private List<String> events() {
        return events(false);
    }

    /** The same in one piece, octet by octet, and in two pieces, wherever it is cut. */
    private List<String> events(boolean compressed) {
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

    private static Reading reading(boolean compressed) {
        return new Reading(compressed ? new Inflation(true) : null);
    }

    private static List<String> read(byte[] octets, int cut, boolean compressed) {
        Reading reading = reading(compressed);
        reading.read(octets, 0, cut);
        reading.read(octets, cut, octets.length);
        return reading.end();
    }

    @Test
    void textAndBinaryAreReadAlike() {
        frame(FIN | TEXT, CONNECTED)
                .frame(FIN | BINARY, message("", "one\0"))
                .frame(FIN | TEXT, message("", "two\0\n"));

        assertThat(events()).containsExactly("CONNECTED ", "MESSAGE one", "MESSAGE two");
    }

    @Test
    void fragmentsAreJoinedAndAPingMayComeBetweenThem() {
        frame(FIN | TEXT, CONNECTED)
                .frame(TEXT, message("", "one"))
                .frame(FIN | PING, "are you there")
                .frame(0, "")
                .frame(0, " and")
                .frame(FIN | PONG, "")
                .frame(FIN, " more\0");

        assertThat(events()).containsExactly("CONNECTED ", "MESSAGE one and more");
    }

    @Test
    void aPingIsAnsweredWithItsOctets() {
        Reading reading = reading(false);
        frame(FIN | PING, "abc");

        reading.read(wire.toByteArray(), 0, wire.size());

        PongWebSocketFrame pong = reading.channel.readOutbound();
        assertThat(pong.content().toString(StandardCharsets.US_ASCII)).isEqualTo("abc");
        pong.release();
        reading.end();
    }

    @Test
    void severalFramesInOneMessageAndOneFrameInSeveralMessagesAreRead() {
        frame(FIN | TEXT, CONNECTED)
                .frame(FIN | TEXT, message("", "one\0") + "\n" + message("content-length:3\n", "two\0"))
                .frame(FIN | TEXT, message("content-length:6\n", "th"))
                .frame(FIN | TEXT, "ree!\0");

        assertThat(events()).containsExactly("CONNECTED ", "MESSAGE one", "MESSAGE two", "MESSAGE three!");
    }

    @Test
    void invalidUtf8InATextIsNobodysBusiness() {
        frame(FIN | TEXT, CONNECTED).frame(FIN | TEXT, message("content-length:3\n", "\u00ff\0\u00fe\0\n"));

        assertThat(events()).containsExactly("CONNECTED ", "MESSAGE \u00ff\0\u00fe");
    }

    @ParameterizedTest
    @CsvSource({"3", "30"})
    void theEndOfAMessageCountsWhereItsContentLengthDoesNotFit(int declared) {
        frame(FIN | TEXT, CONNECTED)
                .frame(TEXT, message("content-length:" + declared + "\n", "a\u00ef\u00bf\u00bdb"))
                .frame(FIN, "cd\0\n")
                .frame(FIN | TEXT, message("", "next\0"));

        assertThat(events())
                .containsExactly("CONNECTED ", "CONTENT_CHANGED", "MESSAGE a\u00ef\u00bf\u00bdbcd", "MESSAGE next");
        assertThat(TransportMessage.CONTENT_CHANGED).hasToString("CONTENT_CHANGED");
    }

    @Test
    void aMessageThatIsLongerThanDeclaredAndDoesNotEndIsFatal() {
        frame(FIN | TEXT, CONNECTED).frame(FIN | TEXT, message("content-length:2\n", "abcd"));

        assertThat(events()).hasSize(2).last().asString().startsWith("failed: no NUL follows the 2 octets");
    }

    @Test
    void aBodyWhereNoneMayBeIsFatalAlsoWhereItsMessageEnds() {
        frame(FIN | TEXT, CONNECTED).frame(FIN | TEXT, "RECEIPT\nreceipt-id:1\ncontent-length:0\n\nx\0");

        assertThat(events())
                .containsExactly(
                        "CONNECTED ",
                        "failed: no NUL follows the 0 octets of the body that the RECEIPT declares by its content-length");
    }

    @Test
    void aBodyThatIsDeclaredWithinTheLimitAndIsOverItIsSkipped() {
        frame(FIN | TEXT, CONNECTED)
                .frame(FIN | TEXT, message("content-length:995\n", "x".repeat(1_000) + "\0"))
                .frame(FIN | TEXT, message("content-length:995\n", "x".repeat(1_001) + "\0\n"))
                .frame(FIN | TEXT, message("", "next\0"));

        assertThat(events())
                .containsExactly(
                        "CONNECTED ",
                        "CONTENT_CHANGED",
                        "MESSAGE " + "x".repeat(1_000),
                        "skipped for maxFrameSize",
                        "MESSAGE next");
    }

    @Test
    void aMessageOverALimitIsSkippedToItsEndAndThoseBehindItAreRead() {
        frame(FIN | TEXT, CONNECTED)
                .frame(TEXT, message("content-length:1001\n", "x".repeat(900)))
                .frame(FIN, "x".repeat(101) + "\0\n")
                .frame(FIN | TEXT, message("", "y".repeat(1_200) + "\0"))
                .frame(FIN | TEXT, message("content-length:5\n", "z".repeat(1_200) + "\0"))
                .frame(FIN | TEXT, message("", "next\0"));

        assertThat(events())
                .containsExactly(
                        "CONNECTED ",
                        "skipped for maxFrameSize",
                        "skipped for maxFrameSize",
                        "skipped for maxFrameSize",
                        "MESSAGE next");
    }

    @ParameterizedTest
    @CsvSource({
        "1009, too big, ' with WebSocket code 1009, a message over its limit'",
        "1007, '{frame_too_big,7}', ' with WebSocket code 1007, it cannot take'",
        "1002, '', ' with WebSocket code 1002, a violation'",
        "1000, STOMP died, ' with WebSocket code 1000, an orderly end (STOMP died)'"
    })
    void aCloseFrameSaysWhyAndNothingBehindItIsRead(int code, String reason, String words) {
        frame(FIN | CLOSE, (char) (code >> 8) + "" + (char) (code & 0xFF) + reason)
                .frame(FIN | TEXT, CONNECTED);

        assertThat(events()).singleElement().asString().startsWith("closed" + words);
    }

    @Test
    void aCloseFrameWithoutACodeIsOne() {
        frame(FIN | CLOSE, "");

        assertThat(events()).containsExactly("closed with WebSocket code 1005, no reason");
    }

    @ParameterizedTest
    @CsvSource({
        "8180, masked",
        "C103, reserved bits",
        "A103, reserved bits",
        "8303, opcode 3",
        "8B00, opcode 11",
        "8003, continuation of no message",
        "01000100, begins inside another",
        "0900, control frame",
        "897E0080, control frame",
        "817E007D, shortest way",
        "817F000000000000FFFF, shortest way",
        "817F8000000000000001, shortest way"
    })
    void whatAServerMustNotWriteIsFatal(String hex, String why) {
        wire.writeBytes(java.util.HexFormat.of().parseHex(hex));
        wire.writeBytes(new byte[200]);

        assertThat(events())
                .singleElement()
                .asString()
                .startsWith("failed: WebSocket: ")
                .contains(why);
    }

    @Test
    void aLengthAloneCostsNothing() {
        frame(FIN | TEXT, CONNECTED);
        wire.writeBytes(new byte[] {(byte) (FIN | TEXT), 127, 0x7F, 0, 0, 0, 0, 0, 0, 0});

        assertThat(events()).containsExactly("CONNECTED ");
    }

    private static byte[] deflated(String text) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(text.getBytes(StandardCharsets.ISO_8859_1));
        byte[] octets = new byte[10_000];
        int length = deflater.deflate(octets, 0, octets.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return java.util.Arrays.copyOf(octets, length - 4);
    }

    @Test
    void compressedMessagesAreReadAmongOthers() {
        byte[] one = deflated(message("", "x".repeat(500) + "\0"));
        frame(FIN | TEXT, CONNECTED)
                .frame(0x40 | TEXT, java.util.Arrays.copyOf(one, 10))
                .frame(FIN, java.util.Arrays.copyOfRange(one, 10, one.length))
                .frame(FIN | TEXT, message("", "two\0"));

        assertThat(events(true)).containsExactly("CONNECTED ", "MESSAGE " + "x".repeat(500), "MESSAGE two");
    }

    @Test
    void aSmallMessageThatInflatesToALargeOneIsSkippedWithoutBeingHeld() {
        frame(FIN | TEXT, CONNECTED)
                .frame(FIN | 0x40 | TEXT, deflated(message("", "x".repeat(100_000) + "\0")))
                .frame(FIN | TEXT, message("", "next\0"));

        assertThat(events(true)).containsExactly("CONNECTED ", "skipped for maxFrameSize", "MESSAGE next");
    }

    @Test
    void whatCannotBeInflatedIsFatal() {
        frame(FIN | 0x40 | TEXT, "\u00ff\u00ff\u00ff");

        assertThat(events(true)).singleElement().asString().contains("cannot be inflated");
    }

    @Test
    void nothingIsSaidOfTheEndOfAMessageWhoseBeginningHasEndedTheConnection() {
        byte[] beginning = deflated("\r\r");
        byte[] broken = java.util.Arrays.copyOf(beginning, beginning.length + 1);
        broken[beginning.length] = 1; // of the length of a block that is not there
        frame(FIN | 0x40 | TEXT, broken);

        assertThat(events(true))
                .singleElement()
                .asString()
                .startsWith("failed: ")
                .doesNotContain("WebSocket");
    }

    @Test
    void nothingIsSaidOfFramesBehindTheEnd() {
        frame(FIN | TEXT, "\r\r").frame(FIN | PING, "").frame(FIN | 3, "").frame(FIN | CLOSE, "");

        assertThat(events()).singleElement().asString().startsWith("failed: ").doesNotContain("WebSocket");
    }
}
