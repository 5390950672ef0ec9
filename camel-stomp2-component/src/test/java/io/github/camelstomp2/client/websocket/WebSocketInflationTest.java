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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** Compressed messages of a server. */
class WebSocketInflationTest extends WebSocketReading {
    private static byte[] deflated(String text) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(text.getBytes(StandardCharsets.ISO_8859_1));
        byte[] octets = new byte[10_000];
        int length = deflater.deflate(octets, 0, octets.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(octets, length - 4);
    }

    @Test
    void compressedMessagesAreReadAmongOthers() {
        byte[] one = deflated(message("", "x".repeat(500) + "\0"));
        frame(FIN | TEXT, CONNECTED)
                .frame(0x40 | TEXT, Arrays.copyOf(one, 10))
                .frame(FIN, Arrays.copyOfRange(one, 10, one.length))
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
        byte[] broken = Arrays.copyOf(beginning, beginning.length + 1);
        broken[beginning.length] = 1; // of the length of a block that is not there
        frame(FIN | 0x40 | TEXT, broken);

        assertThat(events(true))
                .singleElement()
                .asString()
                .startsWith("failed: ")
                .doesNotContain("WebSocket");
    }
}
