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

import static io.github.camelstomp2.protocol.StompVersion.V1_0;
import static io.github.camelstomp2.protocol.StompVersion.V1_1;
import static io.github.camelstomp2.protocol.StompVersion.V1_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.protocol.StompVersion;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

class StompFrameEncoderTest {
    private static final List<Vector> WRITTEN = new ArrayList<>();
    private static final List<Refusal> REFUSED = new ArrayList<>();

    static {
        written(
                "a SEND",
                send("hello", "destination", "/queue/a"),
                "SEND\ndestination:/queue/a\ncontent-length:5\n\nhello^@");
        written("no body, no content-length", send("", "destination", "/queue/a"), "SEND\ndestination:/queue/a\n\n^@");
        written("a frame without headers", frame("DISCONNECT", ""), "DISCONNECT\n\n^@");
        written("an empty value", frame("ACK", "", "id", ""), "ACK\nid:\n\n^@");
        written(
                "repeated headers in their order",
                frame("ACK", "", "b", "1", "a", "2", "b", "3"),
                "ACK\nb:1\na:2\nb:3\n\n^@");
        written("white space in values", frame("ACK", "", "id", " a\t"), "ACK\nid: a\t\n\n^@");
        written(
                "octets, not characters, are counted",
                send("\u00fc\u20ac"),
                "SEND\ncontent-length:5\n\n\u00c3\u00bc\u00e2\u0082\u00ac^@");
        written("NULs in a body", send("^@\n^@"), "SEND\ncontent-length:3\n\n^@\n^@^@");
        written(
                "a foreign content-length is replaced",
                send("ab", "content-length", "9", "a", "b"),
                "SEND\na:b\ncontent-length:2\n\nab^@");
        written("a foreign content-length without a body is dropped", send("", "content-length", "9"), "SEND\n\n^@");
        written("a body without content-length", send("a\nb", "a", "b").withoutContentLength(), "SEND\na:b\n\na\nb^@");
        written(
                "UTF-8 of one to four octets",
                frame("ACK", "", "n\u00fc\u20ac\ud83d\ude00", "\u007f\u0080\u07ff\u0800\uffff\ud800\udc00\udbff\udfff"),
                "ACK\nn\u00c3\u00bc\u00e2\u0082\u00ac\u00f0\u009f\u0098\u0080:\u007f\u00c2\u0080\u00df\u00bf\u00e0\u00a0\u0080"
                        + "\u00ef\u00bf\u00bf\u00f0\u0090\u0080\u0080\u00f4\u008f\u00bf\u00bf\n\n^@");
        written(
                "line separators of Unicode are not line ends",
                frame("ACK", "", "id", "\u2028\u0085"),
                "ACK\nid:\u00e2\u0080\u00a8\u00c2\u0085\n\n^@");
        for (StompCommand command : StompCommand.values()) {
            written("the command " + command, new StompFrame(command, StompHeaders.EMPTY), command + "\n\n^@");
        }

        written(
                "1.2 escapes",
                V1_2,
                frame("ACK", "", "n:\n\r\\", "v:\n\r\\c"),
                "ACK\nn\\c\\n\\r\\\\:v\\c\\n\\r\\\\c\n\n^@");
        written("1.1 escapes", V1_1, frame("ACK", "", "n:\n\\", "v:\n\\n"), "ACK\nn\\c\\n\\\\:v\\c\\n\\\\n\n\n^@");
        written("1.0 has no escapes", V1_0, frame("ACK", "", "n\\", "v:\\n"), "ACK\nn\\:v:\\n\n\n^@");
        written("CONNECT is not escaped", frame("CONNECT", "", "passcode", "a:b\\n"), "CONNECT\npasscode:a:b\\n\n\n^@");

        refused("an empty name", frame("ACK", "", "", "secret"), "ACK with a header whose name is empty");
        refused("a NUL in a value", frame("ACK", "", "x", "secret\0"), "ACK header 'x' has a NUL in its value");
        refused("a NUL in a name", frame("ACK", "", "x\0", "secret"), "ACK header 'x\\u0000' has a NUL in its name");
        refused("half a surrogate pair", frame("ACK", "", "x", "secret\ud800"), "half a surrogate pair in its value");
        refused("the other half", frame("ACK", "", "x\udc00a", "secret"), "half a surrogate pair in its name");
        refused("the halves in the wrong order", frame("ACK", "", "x", "secret\udc00\ud800"), "half a surrogate pair");
        refused(
                "a NUL without content-length",
                send("a^@secret").withoutContentLength(),
                "without content-length has a body with a NUL");
        refused(
                "a line feed in CONNECT",
                frame("CONNECT", "", "login", "secret\n"),
                "CONNECT header 'login' has a line feed in its value, which cannot be represented in CONNECT");
        refused("a carriage return in CONNECT", frame("CONNECT", "", "login", "\rsecret"), "a carriage return");
        refused("a colon in a name of CONNECT", frame("CONNECT", "", "a:b", "secret"), "'a:b' has a colon in its name");
        refused(
                "a line feed in 1.0",
                V1_0,
                frame("ACK", "", "x", "secret\ny:z"),
                "a line feed in its value, which cannot be represented in STOMP 1.0");
        refused(
                "a line feed in a name in 1.0",
                V1_0,
                frame("ACK", "", "x\ny", "secret"),
                "'x\\ny' has a line feed in its name");
        refused("a carriage return in 1.0", V1_0, frame("ACK", "", "x", "secret\r"), "a carriage return in its value");
        refused(
                "a carriage return in 1.1",
                V1_1,
                frame("ACK", "", "x", "secret\r"),
                "a carriage return in its value, which cannot be represented in STOMP 1.1");
        refused("a colon in a name in 1.0", V1_0, frame("ACK", "", "x:y", "secret"), "a colon in its name");
        refused(
                "white space around a name in 1.0",
                V1_0,
                send("x", " content-length", "0"),
                "white space around its name");
    }

    @ParameterizedTest
    @FieldSource("WRITTEN")
    void writes(Vector vector) {
        assertThat(written(channel(vector.version), vector.frame)).isEqualTo(vector.octets);
    }

    @ParameterizedTest
    @FieldSource("WRITTEN")
    void appendsToABuffer(Vector vector) {
        ByteBuf out = Unpooled.buffer(1).writeByte('x');

        encoder(vector.version).encode(vector.frame, out);

        byte[] octets = new byte[out.readableBytes()];
        out.readBytes(octets);
        assertThat(Octets.show(octets)).isEqualTo("x" + vector.octets);
    }

    @ParameterizedTest
    @FieldSource("REFUSED")
    void refusesWithoutWritingAnything(Refusal refusal) {
        EmbeddedChannel channel = new EmbeddedChannel(encoder(refusal.version));

        ChannelFuture future = channel.writeOneOutbound(refusal.frame);
        channel.flushOutbound();

        assertThat(future.cause())
                .isInstanceOf(StompInvalidFrameException.class)
                .hasMessageContaining(refusal.message)
                .hasMessageNotContaining("secret");
        assertThat(channel.<Object>readOutbound()).isNull();
        assertThat(channel.isOpen()).isTrue();
        assertThat(written(channel, frame("ACK", "", "id", "1"))).isEqualTo("ACK\nid:1\n\n^@");
        assertThat(channel.finishAndReleaseAll()).isFalse();
    }

    @ParameterizedTest
    @FieldSource("REFUSED")
    void leavesTheBufferAsItWas(Refusal refusal) {
        ByteBuf out = Unpooled.buffer(1).writeByte('x');

        assertThatThrownBy(() -> encoder(refusal.version).encode(refusal.frame, out))
                .isInstanceOf(StompInvalidFrameException.class);
        assertThat(out.readableBytes()).isEqualTo(1);
    }

    @Test
    void writesTheRulesOf10UntilTheVersionIsSet() {
        StompFrameEncoder encoder = new StompFrameEncoder();
        EmbeddedChannel channel = new EmbeddedChannel(encoder);
        StompFrame frame = frame("ACK", "", "id", "a:b");

        assertThat(written(channel, frame)).isEqualTo("ACK\nid:a:b\n\n^@");
        encoder.version(V1_2);
        assertThat(written(channel, frame)).isEqualTo("ACK\nid:a\\cb\n\n^@");
    }

    @Test
    void passesBuffersUntouched() {
        EmbeddedChannel channel = new EmbeddedChannel(encoder(V1_2));
        ByteBuf heartBeat = Unpooled.wrappedBuffer(new byte[] {'\n'});

        channel.writeOutbound(heartBeat);

        assertThat(channel.<Object>readOutbound()).isSameAs(heartBeat);
        heartBeat.release();
    }

    @ParameterizedTest
    @EnumSource
    void knowsEachNameOfTheProtocol(StompVersion version) throws IllegalAccessException {
        for (var field : StompHeaderNames.class.getFields()) {
            String name = (String) field.get(null);
            if (!name.equals(StompHeaderNames.CONTENT_LENGTH)) {
                assertThat(KnownText.headerName(name)).isNotNull();
                assertThat(written(channel(version), frame("ACK", "", name, "v")))
                        .isEqualTo("ACK\n" + name + ":v\n\n^@");
            }
        }
    }

    @Test
    void writesHeadsOfAnyLengthInTurn() {
        EmbeddedChannel channel = channel(V1_2);
        for (int length : new int[] {10, 100_000, 10, 511, 512, 513, 8192, 8193, 1}) {
            String value = "\u20ac".repeat(length);
            String octets = "\u00e2\u0082\u00ac".repeat(length);
            assertThat(written(channel, frame("ACK", "", value, value)))
                    .isEqualTo("ACK\n" + octets + ":" + octets + "\n\n^@");
        }
    }

    private static StompFrameEncoder encoder(StompVersion version) {
        StompFrameEncoder encoder = new StompFrameEncoder();
        encoder.version(version);
        return encoder;
    }

    private static EmbeddedChannel channel(StompVersion version) {
        return new EmbeddedChannel(encoder(version));
    }

    private static String written(EmbeddedChannel channel, StompFrame frame) {
        channel.writeOutbound(frame);
        ByteBuf out = channel.readOutbound();
        byte[] octets = new byte[out.readableBytes()];
        out.readBytes(octets);
        out.release();
        assertThat(channel.<Object>readOutbound()).isNull();
        return Octets.show(octets);
    }

    private static StompFrame send(String body, String... headers) {
        return frame("SEND", body, headers);
    }

    private static StompFrame frame(String command, String body, String... headers) {
        return new StompFrame(StompCommand.valueOf(command), StompHeaders.of(headers), Octets.utf8(body));
    }

    private static void written(String name, StompFrame frame, String octets) {
        for (StompVersion version : StompVersion.values()) {
            written(name, version, frame, octets);
        }
    }

    private static void written(String name, StompVersion version, StompFrame frame, String octets) {
        WRITTEN.add(new Vector(name, version, frame, octets));
    }

    private static void refused(String name, StompFrame frame, String message) {
        for (StompVersion version : StompVersion.values()) {
            refused(name, version, frame, message);
        }
    }

    private static void refused(String name, StompVersion version, StompFrame frame, String message) {
        REFUSED.add(new Refusal(name, version, frame, message));
    }

    /** A frame and its octets, one character each, NUL as {@code ^@}. */
    record Vector(String name, StompVersion version, StompFrame frame, String octets) {
        @Override
        public String toString() {
            return version.number() + ": " + name;
        }
    }

    record Refusal(String name, StompVersion version, StompFrame frame, String message) {
        @Override
        public String toString() {
            return version.number() + ": " + name;
        }
    }
}
