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

import static io.github.camelstomp2.protocol.StompVersion.V1_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.fuzz.Held;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.protocol.StompVersion;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StompFrameEncoderTest {
    @ParameterizedTest
    @EnumSource
    void knowsEachCommand(StompCommand command) {
        assertThat(written(channel(V1_2), new StompFrame(command, StompHeaders.EMPTY)))
                .isEqualTo(command + "\n\n^@");
    }

    @Test
    @Holds(Rule.VERSION_SELECTS)
    void writesTheRulesOf10UntilTheVersionIsSet() {
        StompFrameEncoder encoder = new StompFrameEncoder();
        EmbeddedChannel channel = new EmbeddedChannel(encoder);
        StompFrame frame = frame("ACK", "", "id", "a:b");

        assertThat(written(channel, frame)).isEqualTo("ACK\nid:a:b\n\n^@");
        encoder.version(V1_2);
        assertThat(written(channel, frame)).isEqualTo("ACK\nid:a\\cb\n\n^@");
    }

    @Test
    @Holds(Rule.HEART_BEAT_WRITTEN)
    void passesBuffersUntouched() {
        EmbeddedChannel channel = new EmbeddedChannel(encoder(V1_2));
        ByteBuf heartBeat = Unpooled.wrappedBuffer(new byte[] {'\n'});

        channel.writeOutbound(heartBeat);

        assertThat(channel.<Object>readOutbound()).isSameAs(heartBeat);
        heartBeat.release();
    }

    @ParameterizedTest
    @EnumSource
    @Holds(Rule.NAMES_AND_ORDER)
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
    void aReceiptIsAskedForBehindTheHeadersInPlaceOfAnyOther() {
        StompFrame frame = frame("SEND", "x", "destination", "/queue/a", "receipt", "mine");
        EmbeddedChannel channel = channel(V1_2);

        assertThat(written(channel, frame.withReceipt(7)))
                .isEqualTo("SEND\ndestination:/queue/a\ncontent-length:1\nreceipt:r-7\n\nx^@");
        assertThat(written(channel, frame))
                .isEqualTo("SEND\ndestination:/queue/a\nreceipt:mine\ncontent-length:1\n\nx^@");
        assertThat(written(channel, frame.withReceipt(10)))
                .isEqualTo("SEND\ndestination:/queue/a\ncontent-length:1\nreceipt:r-10\n\nx^@");
    }

    @ParameterizedTest
    @ValueSource(
            longs = {1, 9, 10, 99, 100, Integer.MAX_VALUE, 2_147_483_648L, 9_999_999_999L, 999_999_999_999_999_999L})
    void theNumberOfAReceiptIsWrittenInFull(long number) {
        assertThat(written(
                        channel(V1_2), new StompFrame(StompCommand.DISCONNECT, StompHeaders.EMPTY).withReceipt(number)))
                .isEqualTo("DISCONNECT\nreceipt:r-" + number + "\n\n^@");
    }

    @Test
    void framesWithTheSameHeadersAreWrittenAsAnyOther() {
        StompFrameEncoder encoder = encoder(V1_2);
        EmbeddedChannel channel = new EmbeddedChannel(encoder);
        StompHeaders headers = StompHeaders.of("destination", "/queue/a:b", "k", "v");
        for (int i = 8; i <= 12; i++) {
            String body = "x".repeat(i / 2 + 1); // each length twice, and numbers that grow by a digit
            StompFrame frame = new StompFrame(StompCommand.SEND, headers, Octets.of(body)).withReceipt(i);
            assertThat(written(channel, frame))
                    .isEqualTo("SEND\ndestination:/queue/a\\cb\nk:v\ncontent-length:" + (i / 2 + 1) + "\nreceipt:r-" + i
                            + "\n\n" + body + "^@");
        }
        StompFrame broken = new StompFrame(StompCommand.SEND, headers, new byte[1])
                .withoutContentLength()
                .withReceipt(5);
        assertThatThrownBy(() -> encoder.encode(broken, Unpooled.buffer()))
                .isInstanceOf(StompInvalidFrameException.class);
        StompFrame after = new StompFrame(StompCommand.SEND, headers).withReceipt(6);
        assertThat(written(channel, after)).isEqualTo("SEND\ndestination:/queue/a\\cb\nk:v\nreceipt:r-6\n\n^@");
        assertThat(written(channel, new StompFrame(StompCommand.SEND, headers)))
                .isEqualTo("SEND\ndestination:/queue/a\\cb\nk:v\n\n^@");
        encoder.version(StompVersion.V1_0);
        assertThat(written(channel, new StompFrame(StompCommand.SEND, headers)))
                .isEqualTo("SEND\ndestination:/queue/a:b\nk:v\n\n^@");
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

    @Test
    void fillsItsMemoryToTheLastOctet() {
        EmbeddedChannel channel = channel(V1_2);
        for (int length = 400; length < 530; length++) {
            String value = "x".repeat(length);
            String rest = "content-type:text/plain\ncustom:value\n";
            // Twice, so that the lines are written the first time and copied the second.
            for (int i = 0; i < 2; i++) {
                assertThat(written(
                                channel, frame("ACK", "", "k", value, "content-type", "text/plain", "custom", "value")))
                        .isEqualTo("ACK\nk:" + value + "\n" + rest + "\n^@");
            }
        }
    }

    @Test
    void copiesAsManyLinesAsThereAre() {
        EmbeddedChannel channel = channel(V1_2);
        for (int count : new int[] {100, 100, 3, 100}) {
            StompHeaders.Builder headers = StompHeaders.builder();
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < count; i++) {
                headers.add("name-" + i, "value-" + i);
                lines.append("name-").append(i).append(":value-").append(i).append('\n');
            }
            assertThat(written(channel, new StompFrame(StompCommand.ACK, headers.build())))
                    .isEqualTo("ACK\n" + lines + "\n^@");
        }
    }

    @Test
    @Holds(Rule.CONNECT_UNESCAPED)
    void theSameTextIsEscapedOrNotAsItsFrameWantsIt() {
        EmbeddedChannel channel = channel(V1_2);
        for (int i = 0; i < 2; i++) {
            assertThat(written(channel, frame("CONNECT", "", "host", "a:b"))).isEqualTo("CONNECT\nhost:a:b\n\n^@");
            assertThat(written(channel, frame("ACK", "", "host", "a:b"))).isEqualTo("ACK\nhost:a\\cb\n\n^@");
        }
    }

    @Test
    @Holds(Rule.VERSION_SELECTS)
    void theSameTextIsWrittenAnewWhenTheVersionChanges() {
        StompFrameEncoder encoder = encoder(V1_2);
        EmbeddedChannel channel = new EmbeddedChannel(encoder);
        StompFrame frame = frame("ACK", "", "k", "a\rb");
        assertThat(written(channel, frame)).isEqualTo("ACK\nk:a\\rb\n\n^@");

        encoder.version(StompVersion.V1_1);

        assertThat(channel.write(frame).cause()).isInstanceOf(StompInvalidFrameException.class);
    }

    @Test
    @Holds(Rule.LIMIT_MEMORY)
    void aLongHeadIsNotKept() {
        StompFrameEncoder encoder = encoder(V1_2);
        EmbeddedChannel channel = new EmbeddedChannel(encoder);
        written(channel, frame("ACK", "", "k", "x".repeat(100_000)));
        for (int i = 0; i < 3; i++) {
            written(channel, frame("ACK", "", "k", "v"));
        }

        assertThat(Held.octets(encoder)).isLessThan(10_000);
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

    private static StompFrame frame(String command, String body, String... headers) {
        return new StompFrame(StompCommand.valueOf(command), StompHeaders.of(headers), Octets.utf8(body));
    }
}
