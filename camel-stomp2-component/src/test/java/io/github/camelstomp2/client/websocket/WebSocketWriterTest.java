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
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelstomp2.client.options.WebSocketOptions;
import io.github.camelstomp2.codec.StompFrameEncoder;
import io.github.camelstomp2.codec.StompLimits;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.protocol.StompVersion;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which WebSocket frames STOMP frames become. */
class WebSocketWriterTest {
    private final StompFrameEncoder encoder = new StompFrameEncoder(StompLimits.DEFAULT, true);

    private EmbeddedChannel channel(WebSocketOptions.Frames frames, int maxMessage, Deflation deflation) {
        WebSocketWriter writer =
                new WebSocketWriter(new WebSocketOptions(StompHeaders.EMPTY, frames, maxMessage, deflation != null));
        writer.opened(new WebSocketReader(null), deflation);
        encoder.version(StompVersion.V1_2);
        return new EmbeddedChannel(writer, encoder);
    }

    private static StompFrame send(byte[] body) {
        return new StompFrame(StompCommand.SEND, StompHeaders.of("destination", "/queue/x"), body);
    }

    private static StompFrame send(String body) {
        return send(body.getBytes(StandardCharsets.UTF_8));
    }

    /** What Netty's server makes of what was written. */
    private static List<WebSocketFrame> read(EmbeddedChannel channel) {
        EmbeddedChannel server = new EmbeddedChannel(new WebSocket13FrameDecoder(true, true, Integer.MAX_VALUE));
        for (Object octets = channel.readOutbound(); octets != null; octets = channel.readOutbound()) {
            server.writeInbound(octets);
        }
        List<WebSocketFrame> frames = new ArrayList<>();
        for (WebSocketFrame frame = server.readInbound(); frame != null; frame = server.readInbound()) {
            frames.add(frame);
        }
        assertThat(server.isOpen()).as("nothing was wrong").isTrue();
        server.finishAndReleaseAll();
        return frames;
    }

    /** Kind, length and whether it is the last of its message, of each. */
    private static List<String> frames(EmbeddedChannel channel) {
        List<String> frames = new ArrayList<>();
        for (WebSocketFrame frame : read(channel)) {
            String kind = frame.getClass().getSimpleName().replace("WebSocketFrame", "");
            frames.add(kind + (frame.isFinalFragment() ? "" : "...") + " "
                    + frame.content().readableBytes());
            frame.release();
        }
        return frames;
    }

    private static byte[] octets(EmbeddedChannel channel) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (WebSocketFrame frame : read(channel)) {
            octets.writeBytes(ByteBufUtil.getBytes(frame.content()));
            frame.release();
        }
        return octets.toByteArray();
    }

    @Test
    void eachStompFrameIsAMessageOfItsOwnAlsoBetweenTwoFlushes() {
        EmbeddedChannel channel = channel(WebSocketOptions.Frames.AUTO, 0, null);

        encoder.write(send("a"));
        encoder.write(send("bc"));
        channel.write(Unpooled.copiedBuffer("\n", StandardCharsets.US_ASCII));
        channel.flush();

        assertThat(frames(channel)).containsExactly("Text 46", "Text 47", "Text 1");
        channel.finishAndReleaseAll();
    }

    @Test
    void framesBetweenTwoFlushesAreOneBuffer() {
        EmbeddedChannel channel = channel(WebSocketOptions.Frames.AUTO, 0, null);

        List<ChannelFuture> written = List.of(channel.write(send("a")), channel.write(send("b")));
        assertThat(written).noneMatch(ChannelFuture::isDone);
        channel.flush();

        assertThat(channel.outboundMessages()).hasSize(1);
        assertThat(written).allMatch(ChannelFuture::isSuccess);
        assertThat(frames(channel)).containsExactly("Text 46", "Text 46");
        channel.finishAndReleaseAll();
    }

    /** Masks repeat every four octets, and eight octets are masked at once: lengths of each remainder. */
    @Test
    void whatIsReadIsWhatWasWrittenWhateverItsLength() {
        EmbeddedChannel channel = channel(WebSocketOptions.Frames.AUTO, 0, null);
        StringBuilder expected = new StringBuilder();
        for (int length = 1; length < 400; length++) {
            String body = "Gr\u00fc\u00dfe".repeat(length).substring(0, length);
            channel.write(Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
            expected.append(body);
        }
        channel.flush();

        assertThat(octets(channel)).isEqualTo(expected.toString().getBytes(StandardCharsets.UTF_8));
        channel.finishAndReleaseAll();
    }

    @Test
    void noKeyFollowsFromTheOneBefore() {
        EmbeddedChannel channel = channel(WebSocketOptions.Frames.AUTO, 0, null);
        Set<Integer> keys = new HashSet<>();

        for (int i = 0; i < 1_000; i++) {
            channel.writeOutbound(Unpooled.copiedBuffer("\n", StandardCharsets.US_ASCII));
            ByteBuf written = channel.readOutbound();
            keys.add(written.getInt(2));
            written.release();
        }

        // That two of a thousand are equal has a chance of one in ten thousand.
        assertThat(keys).hasSizeGreaterThan(997);
        assertThat(keys).anyMatch(key -> key < 0).anyMatch(key -> key > 0);
        channel.finishAndReleaseAll();
    }

    @Test
    void allOfABatchFailWhereItCannotBeWritten() {
        EmbeddedChannel channel = channel(WebSocketOptions.Frames.AUTO, 0, null);
        channel.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
            @Override
            public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
                ReferenceCountUtil.release(message);
                promise.setFailure(new IOException("broken pipe"));
            }
        });
        List<ChannelFuture> written = List.of(channel.write(send("a")), channel.write(send("x".repeat(100_000))));

        channel.flush();

        assertThat(written).allSatisfy(future -> assertThat(future.cause()).hasMessage("broken pipe"));
        channel.finishAndReleaseAll();
    }

    @Test
    void theOctetsBehindACharacterThatIsCutAreInTheNextMessage() {
        EmbeddedChannel channel = channel(WebSocketOptions.Frames.AUTO, 3, null);

        channel.writeOutbound(Unpooled.copiedBuffer("a\u00fc\u4e16\u4e16b", StandardCharsets.UTF_8));

        assertThat(frames(channel)).containsExactly("Text 3", "Text 3", "Text 3", "Text 1");
        channel.finishAndReleaseAll();
    }

    @Test
    void whatIsNoUtf8IsBinary() {
        EmbeddedChannel channel = channel(WebSocketOptions.Frames.AUTO, 0, null);

        channel.writeOutbound(send("Gr\u00fc\u00dfe"));
        channel.writeOutbound(send(new byte[] {(byte) 0xff, 0, 1}));

        assertThat(frames(channel)).hasSize(2).first().asString().startsWith("Text ");
        channel.writeOutbound(send(new byte[] {(byte) 0xff}));
        assertThat(frames(channel)).singleElement().asString().startsWith("Binary ");
        channel.finishAndReleaseAll();
    }

    @Test
    void allIsBinaryWhereThatIsWanted() {
        EmbeddedChannel channel = channel(WebSocketOptions.Frames.BINARY, 0, null);

        channel.writeOutbound(send("a"));

        assertThat(frames(channel)).containsExactly("Binary 46");
        channel.finishAndReleaseAll();
    }

    @Test
    void whereOnlyTextIsTakenWhatIsNoUtf8IsRefusedAndNotWritten() {
        EmbeddedChannel channel = channel(WebSocketOptions.Frames.AUTO, 0, null);
        encoder.textOnly();

        Throwable thrown = catchThrowable(() -> encoder.write(send(new byte[] {(byte) 0xff})));
        channel.flush();

        assertThat(thrown)
                .isInstanceOf(StompInvalidFrameException.class)
                .hasMessageContaining("no UTF-8")
                .hasMessageContaining("tcp://");
        assertThat(frames(channel)).isEmpty();
        channel.writeOutbound(send("text"));
        assertThat(frames(channel)).containsExactly("Text 49");
        channel.finishAndReleaseAll();
    }

    @Test
    void aLongFrameIsOneMessageInFragmentsOf64KiB() {
        EmbeddedChannel channel = channel(WebSocketOptions.Frames.AUTO, 0, null);

        ChannelFuture written = channel.writeAndFlush(send("x".repeat(150_000)));

        assertThat(written.isSuccess()).isTrue();
        assertThat(frames(channel)).containsExactly("Text... 65536", "Continuation... 65536", "Continuation 18978");
        channel.finishAndReleaseAll();
    }

    @Test
    void noCharacterIsCutInTwo() {
        EmbeddedChannel channel = channel(WebSocketOptions.Frames.AUTO, 1_000, null);
        String body = "\u4e16\u754c".repeat(700);

        channel.writeOutbound(send(body));

        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (WebSocketFrame frame : read(channel)) {
            assertThat(frame.isFinalFragment()).isTrue();
            assertThat(frame.content().readableBytes()).isLessThanOrEqualTo(1_000);
            assertThat(ByteBufUtil.isText(frame.content(), StandardCharsets.UTF_8))
                    .isTrue();
            all.writeBytes(ByteBufUtil.getBytes(frame.content()));
            frame.release();
        }
        assertThat(all.toString(StandardCharsets.UTF_8)).contains("\n\n" + body + "\0");
        channel.finishAndReleaseAll();
    }

    @Test
    void compressedMessagesInflateToWhatWasWritten() {
        EmbeddedChannel channel = channel(WebSocketOptions.Frames.AUTO, 0, new Deflation());

        channel.writeOutbound(send("compress me ".repeat(1_000)));
        byte[] first = octets(channel);
        channel.writeOutbound(send("compress me too ".repeat(1_000)));
        byte[] second = octets(channel);

        assertThat(first.length).isLessThan(1_000);
        try (Inflation inflation = new Inflation(true)) {
            assertThat(inflated(inflation, first)).endsWith("compress me ".repeat(1_000) + "\0");
            assertThat(inflated(inflation, second)).endsWith("compress me too ".repeat(1_000) + "\0");
        }
        channel.finishAndReleaseAll();
    }

    private static String inflated(Inflation inflation, byte[] octets) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        inflation.inflate(Unpooled.wrappedBuffer(octets), piece -> add(piece, text));
        inflation.endMessage(piece -> add(piece, text));
        return text.toString(StandardCharsets.UTF_8);
    }

    private static boolean add(ByteBuf piece, ByteArrayOutputStream text) {
        text.writeBytes(ByteBufUtil.getBytes(piece));
        return true;
    }

    @Test
    void theEndIsSaidByACloseFrame() {
        EmbeddedChannel channel = channel(WebSocketOptions.Frames.AUTO, 0, null);

        channel.close();

        CloseWebSocketFrame close = channel.readOutbound();
        assertThat(close.statusCode()).isEqualTo(1000);
        close.release();
        assertThat(channel.isOpen()).isFalse();
    }
}
