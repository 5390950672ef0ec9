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
package io.github.camelstomp2.chaos.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.chaos.ledger.MessageNumber;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PayloadTest {
    private static byte[] octets(Object body) {
        return body instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) body;
    }

    @Test
    void aBodyIsKnownByItsNumber() {
        Set<Integer> sizes = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            int message = MessageNumber.of(1, i);
            byte[] body = octets(Payload.of(message));

            assertThat(Payload.isOf(message, body)).isTrue();
            sizes.add(body.length);
        }
        assertThat(sizes).contains(0, 1, 100, 4_000, 40_000);
    }

    @Test
    void aBodyOfOneOctetLessOrAnotherIsNot() {
        int message = MessageNumber.of(0, 5);
        byte[] body = octets(Payload.of(message));

        assertThat(Payload.isOf(message, java.util.Arrays.copyOf(body, body.length - 1)))
                .isFalse();
        body[body.length / 2] ^= 1;
        assertThat(Payload.isOf(message, body)).isFalse();
        assertThat(Payload.isOf(MessageNumber.of(1, 5), octets(Payload.of(message))))
                .isFalse();
    }

    @Test
    void someAreTextsAndSomeAreBytes() {
        assertThat(Payload.of(MessageNumber.of(0, 4))).isInstanceOf(String.class);
        assertThat(Payload.of(MessageNumber.of(0, 5))).isInstanceOf(byte[].class);
    }
}
