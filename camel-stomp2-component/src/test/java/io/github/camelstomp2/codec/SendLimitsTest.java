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

import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.protocol.StompVersion;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent can be read again with the same limits, also with what brokers add and escape; else it is refused. */
class SendLimitsTest {
    private static final StompLimits LIMITS = new StompLimits(100, 40, 200, 20_000);

    private static ByteBuf encode(StompVersion version, StompCommand command, StompHeaders headers, int body) {
        StompFrameEncoder encoder = new StompFrameEncoder(LIMITS);
        encoder.version(version);
        ByteBuf out = Unpooled.buffer();
        encoder.encode(new StompFrame(command, headers, new byte[body]), out);
        return out;
    }

    private static void isRefused(StompVersion version, StompHeaders headers, int body, String option) {
        assertThatThrownBy(() -> encode(version, StompCommand.SEND, headers, body))
                .isInstanceOf(StompInvalidFrameException.class)
                .hasMessageContaining(option)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @EnumSource
    void aHeaderLineAsLongAsOneThatIsRead(StompVersion version) {
        StompHeaders fits = StompHeaders.of("long", "x".repeat(195));
        assertThat(readAgain(version, encode(version, StompCommand.SEND, fits, 0)))
                .isInstanceOf(StompFrame.class);

        isRefused(version, StompHeaders.of("long", "secret".repeat(33)), 0, "'long' is 203 B long");
        isRefused(version, StompHeaders.of("long", "x".repeat(196)), 0, "maxHeaderLength is 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\", ":"})
    void inVersion10AHeaderIsAsLongAsABrokerWritesItForAReaderOf12(String special) {
        encode(StompVersion.V1_0, StompCommand.SEND, StompHeaders.of("k", special.repeat(99)), 0);
        isRefused(StompVersion.V1_0, StompHeaders.of("k", special.repeat(100)), 0, "maxHeaderLength");
        isRefused(StompVersion.V1_2, StompHeaders.of("k", special.repeat(100)), 0, "maxHeaderLength");
    }

    @Test
    void asManyHeadersAsAreReadTogetherWithThoseOfABroker() {
        encode(StompVersion.V1_2, StompCommand.SEND, headers(24), 0);
        isRefused(StompVersion.V1_2, headers(25), 0, "maxHeaders is 40");
    }

    @Test
    void aHeadThatIsReadTogetherWithWhatABrokerAdds() {
        StompHeaders.Builder many = StompHeaders.builder();
        for (int i = 0; i < 24; i++) {
            many.add("h" + i, "x".repeat(190));
        }
        encode(StompVersion.V1_2, StompCommand.SEND, many.build(), 0);
        StompLimits small = new StompLimits(100, 40, 200, 9_000);
        StompFrameEncoder encoder = new StompFrameEncoder(small);

        assertThatThrownBy(() -> encoder.encode(new StompFrame(StompCommand.SEND, many.build()), Unpooled.buffer()))
                .hasMessageContaining("maxHeaderLength");
    }

    @Test
    void aBodyThatIsRead() {
        encode(StompVersion.V1_2, StompCommand.SEND, StompHeaders.EMPTY, 100);
        isRefused(StompVersion.V1_2, StompHeaders.EMPTY, 101, "maxFrameSize is 100");
    }

    @Test
    void otherFramesAreNeverReadAgain() {
        encode(StompVersion.V1_2, StompCommand.SUBSCRIBE, StompHeaders.of("selector", "x".repeat(300)), 0);
    }

    private static StompHeaders headers(int count) {
        StompHeaders.Builder headers = StompHeaders.builder();
        for (int i = 0; i < count; i++) {
            headers.add("h" + i, "v");
        }
        return headers.build();
    }

    private static Object readAgain(StompVersion version, ByteBuf sent) {
        byte[] octets = new byte[sent.readableBytes()];
        sent.readBytes(octets);
        String message = Octets.show(octets).replaceFirst("SEND", "MESSAGE");
        return Reader.in(version, LIMITS).receive(message).events().get(0);
    }
}
