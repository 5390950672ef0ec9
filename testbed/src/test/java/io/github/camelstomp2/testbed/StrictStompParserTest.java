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
package io.github.camelstomp2.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictStompParserTest {

    @Test
    void aFrameIsReadWithItsHeadersInOrderAndItsBody() {
        WireFrame frame = one("1.2", "SEND\ndestination:/queue/a\nb:1\nb:2\nempty:\n\nhello\0");

        assertThat(frame.command()).isEqualTo("SEND");
        assertThat(frame.headers())
                .containsExactly(
                        new WireHeader("destination", "/queue/a"),
                        new WireHeader("b", "1"),
                        new WireHeader("b", "2"),
                        new WireHeader("empty", ""));
        assertThat(frame.header("b")).isEqualTo("1");
        assertThat(frame.header("B")).isNull();
        assertThat(frame.bodyText()).isEqualTo("hello");
    }

    @Test
    void escapesAreUndoneOncePerVersion() {
        assertThat(one("1.2", "SEND\n\\cname:a\\nb\\rc\\cd\\\\ce\n\n\0").headers())
                .containsExactly(new WireHeader(":name", "a\nb\rc:d\\ce"));
        assertThat(one("1.1", "SEND\nk:a\\nb\\cd\\\\\n\n\0").header("k")).isEqualTo("a\nb:d\\");
        assertThat(one("1.0", "SEND\nk:a\\nb:c\\q\n\n\0").header("k")).isEqualTo("a\\nb:c\\q");
        assertThat(one("1.2", "SEND\nk:a\\nb\n\n\0").rawHeaderLines()).containsExactly("k:a\\nb");
    }

    @Test
    void connectIsNeverUnescaped() {
        WireFrame frame = one("1.2", "CONNECT\npasscode:a\\cb:c\\q\n\n\0");
        assertThat(frame.header("passcode")).isEqualTo("a\\cb:c\\q");
    }

    @ParameterizedTest
    @CsvSource({
        "1.2, 'SEND\nk:a\\tb\n\n^@'",
        "1.1, 'SEND\nk:a\\rb\n\n^@'",
        "1.2, 'SEND\nk:a\\\n\n^@'",
        "1.2, 'SEND\nk:a:b\n\n^@'",
        "1.1, 'SEND\nk:a:b\n\n^@'",
        "1.2, 'SEND\nk:a\rb\n\n^@'",
        "1.1, 'SEND\nk:a\r\n\n^@'",
        "1.2, 'SEND\r\nk:a\n\n^@'",
        "1.2, 'SEND\nk:a\n\r\n^@'",
        "1.2, 'SEND\n:a\n\n^@'",
        "1.2, 'SEND\nk\n\n^@'",
        "1.2, 'SEND\nk:^@\n\n^@'",
        "1.0, 'NACK\nmessage-id:1\n\n^@'",
        "1.2, 'MESSAGE\nk:a\n\n^@'",
        "1.2, 'send\nk:a\n\n^@'",
        "1.2, 'ACK\nid:1\n\nbody^@'",
        "1.2, '\nSEND\nk:a\n\n^@'",
        "1.2, 'SEND\ncontent-length:3\n\nabcd^@'",
        "1.2, 'SEND\ncontent-length:+3\n\nabc^@'",
        "1.2, 'SEND\ncontent-length:03\n\nabc^@'",
        "1.2, 'SEND\ncontent-length:-1\n\nabc^@'",
        "1.2, 'SEND\ncontent-length:\n\nabc^@'",
        "1.2, 'SEND\ncontent-length:99999999999\n\nabc^@'",
        "1.2, 'CONNECT\nlogin:a\rb\n\n^@'"
    })
    void whatTheSpecificationDoesNotAllowIsRefused(String version, String frame) {
        // a NUL would be lost on its way through CSV, and each frame refused as one without an end
        assertThatThrownBy(() -> one(version, frame.replace("^@", "\0")))
                .isInstanceOf(WireFormatException.class)
                .message()
                .doesNotContain("not complete");
    }

    @Test
    void aCarriageReturnInsideAValueIsPlainIn11() {
        assertThat(one("1.1", "SEND\nk:a\rb\n\n\0").header("k")).isEqualTo("a\rb");
    }

    @Test
    void theBodyHoldsAsManyOctetsAsContentLengthSays() {
        assertThat(one("1.2", "SEND\ncontent-length:5\n\na\0é\0\0").body())
                .isEqualTo("a\0é\0".getBytes(StandardCharsets.UTF_8));
        assertThat(one("1.2", "SEND\ncontent-length:0\n\n\0").body()).isEmpty();
    }

    @Test
    void invalidUtf8IsRefused() {
        byte[] overlong = bytes("SEND\nk:??\n\n\0");
        overlong[7] = (byte) 0xC0;
        overlong[8] = (byte) 0xAF;
        assertThatThrownBy(() -> StrictStompParser.parseOne("1.2", overlong))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void everySplitGivesTheSameFrames() {
        byte[] stream = bytes("CONNECT\nhost:é😀\n\n\0\n\nSEND\nk:a\\cb\ncontent-length:3\n\nx\0y\0\nDISCONNECT\n\n\0");
        List<String> whole = describe(StrictStompParser.parseAll("1.2", stream));
        for (int i = 0; i <= stream.length; i++) {
            StrictStompParser parser = StrictStompParser.forVersion("1.2");
            List<WireFrame> frames = new java.util.ArrayList<>();
            parser.feed(stream, 0, i);
            parser.drainTo(frames);
            parser.feed(stream, i, stream.length - i);
            parser.drainTo(frames);
            assertThat(describe(frames)).isEqualTo(whole);
            assertThat(parser.heartBeats()).isEqualTo(3);
        }
        assertThat(whole).hasSize(3);
    }

    @Test
    void thePositionCountsFromTheStartOfTheConnection() {
        String first = "CONNECT\n\n\0\n";
        assertThatThrownBy(() -> StrictStompParser.parseAll("1.2", bytes(first + "BOGUS\n\n\0")))
                .isInstanceOfSatisfying(
                        WireFormatException.class, e -> assertThat(e.position()).isEqualTo(first.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SEND\nk:v\n\n\0\n", "SEND\nk:v\n\n\0\0", "SEND\nk:v\n\n", "SEND\nk:v\n\n\0SEND\n\n\0"})
    void oneFrameMeansExactlyOne(String text) {
        assertThatThrownBy(() -> one("1.2", text)).isInstanceOf(WireFormatException.class);
    }

    @Test
    void anIncompleteFrameIsWaitedFor() {
        StrictStompParser parser = StrictStompParser.forVersion("1.2");
        parser.feed(bytes("SEND\nk:v\\"));
        assertThat(parser.next()).isEmpty();
        parser.feed(bytes("n\n\n"));
        assertThat(parser.next()).isEmpty();
        parser.feed(bytes("\0"));
        assertThat(parser.next().map(f -> f.header("k"))).isEqualTo(Optional.of("v\n"));
        assertThat(parser.pendingBytes()).isZero();
    }

    @Test
    void headersThatACommandMustHaveAreMissed() {
        assertThat(one("1.1", "ACK\nmessage-id:1\n\n\0").missingHeaders("1.1")).containsExactly("subscription");
        assertThat(one("1.2", "ACK\nid:1\n\n\0").missingHeaders("1.2")).isEmpty();
    }

    private static List<String> describe(List<WireFrame> frames) {
        return frames.stream().map(WireFrame::toString).toList();
    }

    private static WireFrame one(String version, String text) {
        return StrictStompParser.parseOne(version, bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
