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

import io.github.camelstomp2.codec.TransportMessage;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The messages of a server: text and binary, in parts, of other lengths than declared, and over a limit. */
class WebSocketReaderTest extends WebSocketReading {
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
}
