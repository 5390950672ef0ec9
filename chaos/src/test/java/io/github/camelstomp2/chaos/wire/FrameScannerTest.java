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
package io.github.camelstomp2.chaos.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameScannerTest {
    private static final List<String> FRAMES = List.of(
            "CONNECTED\nversion:1.2\n\n\0",
            "\n",
            "MESSAGE\ncontent-length:5\nack:1\n\na\0\n\nb\0",
            "\n",
            "\r\n",
            "MESSAGE\r\nack:2\r\n\r\ntext\n\nwith lines\0",
            "SEND\ncontent-length:0\n\n\0",
            "MESSAGE\nnot-content-length:3\n\n" + "long ".repeat(50_000) + "\0",
            "RECEIPT\nreceipt-id:r-1\n\n\0");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 1_000, 1_000_000})
    void framesAreTheSameHoweverTheyAreRead(int readOctets) {
        byte[] stream = String.join("", FRAMES).getBytes(StandardCharsets.UTF_8);
        List<String> found = new ArrayList<>();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        FrameScanner scanner = new FrameScanner();

        for (int from = 0; from < stream.length; from += readOctets) {
            byte[] read = java.util.Arrays.copyOfRange(stream, from, Math.min(stream.length, from + readOctets));
            scanner.read(read, read.length, frame -> {
                found.add(new String(frame.octets(), StandardCharsets.UTF_8));
                all.writeBytes(frame.octets());
            });
        }

        assertThat(found).isEqualTo(FRAMES);
        assertThat(all.toByteArray()).isEqualTo(stream);
    }
}
