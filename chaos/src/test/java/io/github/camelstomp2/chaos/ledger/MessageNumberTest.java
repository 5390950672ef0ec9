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
package io.github.camelstomp2.chaos.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageNumberTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "3, 17", "30, 67108863"})
    void aNumberSurvivesTheWayThroughAHeader(int producer, int sequence) {
        int number = MessageNumber.of(producer, sequence);

        assertThat(MessageNumber.producer(number)).isEqualTo(producer);
        assertThat(MessageNumber.sequence(number)).isEqualTo(sequence);
        assertThat(MessageNumber.parse("run", MessageNumber.text("run", number)))
                .isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "run", "run/", "run/1", "run/1/x", "run/1/2/3", "run/31/0", "other/1/2"})
    void anythingElseIsNoNumber(String text) {
        assertThat(MessageNumber.parse("run", text)).isEqualTo(MessageNumber.NONE);
    }

    @Test
    void noHeaderIsNoNumber() {
        assertThat(MessageNumber.parse("run", null)).isEqualTo(MessageNumber.NONE);
    }

    @Test
    void thereAreLimits() {
        assertThatThrownBy(() -> MessageNumber.of(MessageNumber.PRODUCERS, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MessageNumber.of(0, 1 << 26)).isInstanceOf(IllegalArgumentException.class);
    }
}
