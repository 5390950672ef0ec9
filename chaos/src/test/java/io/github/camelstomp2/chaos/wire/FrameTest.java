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

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FrameTest {
    private static final Frame MESSAGE = frame("MESSAGE\nack:a\\c1\nack-not:2\nack:again\n\nack:body\0");

    private static Frame frame(String text) {
        return new Frame(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Frame frame) {
        return new String(frame.octets(), StandardCharsets.UTF_8);
    }

    @Test
    void theFirstHeaderOfANameCounts() {
        assertThat(MESSAGE.command()).isEqualTo("MESSAGE");
        assertThat(MESSAGE.header("ack")).isEqualTo("a\\c1");
        assertThat(MESSAGE.header("ack-not")).isEqualTo("2");
        assertThat(MESSAGE.header("body")).isNull();
    }

    @Test
    void aCarriageReturnIsNotPartOfAValue() {
        Frame frame = frame("RECEIPT\r\nreceipt-id:r-1\r\n\r\n\0");

        assertThat(frame.command()).isEqualTo("RECEIPT");
        assertThat(frame.header("receipt-id")).isEqualTo("r-1");
        assertThat(text(frame.replacing("receipt-id", "r-2"))).isEqualTo("RECEIPT\r\nreceipt-id:r-2\r\n\r\n\0");
    }

    @Test
    void aHeaderIsAddedBeforeAllOthers() {
        assertThat(text(frame("MESSAGE\na:1\n\nbody\0").withHeader("b", "2"))).isEqualTo("MESSAGE\nb:2\na:1\n\nbody\0");
    }

    @Test
    void aHeaderIsTakenAway() {
        Frame send = frame("SEND\npersistent:true\na:1\n\n\0");

        assertThat(text(send.without("persistent"))).isEqualTo("SEND\na:1\n\n\0");
        assertThat(send.without("b")).isSameAs(send);
    }

    @Test
    void aHeartBeatHasNoCommand() {
        assertThat(frame("\n").command()).isEmpty();
        assertThat(frame("\n").header("a")).isNull();
    }
}
