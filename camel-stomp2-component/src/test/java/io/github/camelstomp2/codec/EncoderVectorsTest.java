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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.conformance.Vector;
import io.github.camelstomp2.conformance.Vectors;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.protocol.StompVersion;
import io.github.camelstomp2.testbed.StrictStompParser;
import io.github.camelstomp2.testbed.WireFrame;
import io.github.camelstomp2.testbed.WireHeader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The vectors of {@code resources/conformance} that a client sends. */
class EncoderVectorsTest {
    private static final List<Vector.Written> WRITTEN =
            Vectors.written().stream().filter(vector -> vector.octets() != null).toList();
    private static final List<Vector.Written> REFUSED =
            Vectors.written().stream().filter(vector -> vector.octets() == null).toList();

    @ParameterizedTest
    @FieldSource("WRITTEN")
    void writes(Vector.Written vector) {
        EmbeddedChannel channel = new EmbeddedChannel(encoder(vector));

        assertThat(written(channel, vector.frame())).isEqualTo(expected(vector));
        assertThat(channel.finishAndReleaseAll()).isFalse();
    }

    /** What an encoder has kept of earlier frames must not show. */
    @ParameterizedTest
    @EnumSource
    void writesTheSameAfterAnyOtherFrame(StompVersion version) {
        StompFrameEncoder encoder = new StompFrameEncoder();
        encoder.version(version);
        EmbeddedChannel channel = new EmbeddedChannel(encoder);
        List<Vector.Written> vectors =
                WRITTEN.stream().filter(vector -> version(vector) == version).toList();
        for (Vector.Written before : vectors) {
            written(channel, before.frame());
            for (Vector.Written vector : vectors) {
                assertThat(written(channel, vector.frame())).isEqualTo(expected(vector));
            }
        }
        channel.finishAndReleaseAll();
    }

    @ParameterizedTest
    @FieldSource("WRITTEN")
    void appendsToABuffer(Vector.Written vector) {
        ByteBuf out = Unpooled.buffer(1).writeByte('x');

        encoder(vector).encode(vector.frame(), out);

        assertThat(Octets.show(octets(out))).isEqualTo("x" + expected(vector));
    }

    /** No octet of a header can pose as something else for whoever reads by the letter of the specification. */
    @ParameterizedTest
    @FieldSource("WRITTEN")
    void isReadAsThatOneFrameByAStrictParser(Vector.Written vector) {
        byte[] octets = octets(written(new EmbeddedChannel(encoder(vector)), vector.frame()));

        WireFrame frame = StrictStompParser.parseOne(version(vector).number(), octets);

        assertThat(frame.command()).isEqualTo(vector.frame().command().name());
        assertThat(headers(frame)).isEqualTo(headers(vector.frame()));
        assertThat(frame.body()).isEqualTo(vector.frame().body());
    }

    @ParameterizedTest
    @FieldSource("REFUSED")
    void refusesWithoutWritingAnything(Vector.Written vector) {
        EmbeddedChannel channel = new EmbeddedChannel(encoder(vector));

        ChannelFuture future = channel.writeOneOutbound(vector.frame());
        channel.flushOutbound();

        assertThat(future.cause())
                .isInstanceOf(StompInvalidFrameException.class)
                .hasMessageContaining(vector.message())
                .hasMessageNotContaining("secret");
        assertThat(channel.<Object>readOutbound()).isNull();
        assertThat(channel.isOpen()).isTrue();
        StompFrame next = new StompFrame(StompCommand.ACK, StompHeaders.of("id", "1"));
        assertThat(written(channel, next)).isEqualTo("ACK\nid:1\n\n^@");
        assertThat(channel.finishAndReleaseAll()).isFalse();
    }

    @ParameterizedTest
    @FieldSource("REFUSED")
    void leavesTheBufferAsItWas(Vector.Written vector) {
        ByteBuf out = Unpooled.buffer(1).writeByte('x');

        assertThatThrownBy(() -> encoder(vector).encode(vector.frame(), out))
                .isInstanceOf(StompInvalidFrameException.class);
        assertThat(out.readableBytes()).isEqualTo(1);
    }

    private static StompVersion version(Vector vector) {
        return Objects.requireNonNull(vector.source().version(), "of a frame that is written");
    }

    private static StompFrameEncoder encoder(Vector.Written vector) {
        StompFrameEncoder encoder = new StompFrameEncoder();
        encoder.version(version(vector));
        return encoder;
    }

    private static String expected(Vector.Written vector) {
        return Octets.show(Objects.requireNonNull(vector.octets()));
    }

    private static String written(EmbeddedChannel channel, StompFrame frame) {
        channel.writeOutbound(frame);
        ByteBuf out = channel.readOutbound();
        String shown = Octets.show(octets(out));
        out.release();
        assertThat(channel.<Object>readOutbound()).isNull();
        return shown;
    }

    private static byte[] octets(ByteBuf buffer) {
        byte[] octets = new byte[buffer.readableBytes()];
        buffer.readBytes(octets);
        return octets;
    }

    private static byte[] octets(String shown) {
        return Octets.of(shown);
    }

    /** Without {@code content-length}, which is the encoder's own. */
    private static List<String> headers(WireFrame frame) {
        return frame.headers().stream()
                .filter(header -> !header.name().equals(StompHeaderNames.CONTENT_LENGTH))
                .map(EncoderVectorsTest::shown)
                .toList();
    }

    private static String shown(WireHeader header) {
        return header.name() + " => " + header.value();
    }

    private static List<String> headers(StompFrame frame) {
        List<String> headers = new ArrayList<>();
        frame.headers().forEach((name, value) -> {
            if (!name.equals(StompHeaderNames.CONTENT_LENGTH)) {
                headers.add(name + " => " + value);
            }
        });
        return headers;
    }
}
