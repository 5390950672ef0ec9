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

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a server ends a connection, and what it must not write. */
class WebSocketEndsTest extends WebSocketReading {
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
        wire.writeBytes(HexFormat.of().parseHex(hex));
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

    @Test
    void nothingIsSaidOfFramesBehindTheEnd() {
        frame(FIN | TEXT, "\r\r").frame(FIN | PING, "").frame(FIN | 3, "").frame(FIN | CLOSE, "");

        assertThat(events()).singleElement().asString().startsWith("failed: ").doesNotContain("WebSocket");
    }
}
