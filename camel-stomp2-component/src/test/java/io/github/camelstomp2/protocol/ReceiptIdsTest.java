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
package io.github.camelstomp2.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptIdsTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 9, 10, 4711, 999_999_999_999_999_999L})
    void aNumberIsReadAsItWasWritten(long number) {
        assertThat(ReceiptIds.number(ReceiptIds.text(number))).isEqualTo(number);
    }

    @Test
    void anIdIsShort() {
        assertThat(ReceiptIds.text(7)).isEqualTo("r-7");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {"r-", "7", "R-7", "r-0", "r-07", "r--7", "r-7 ", "r-7a", "r-+7", "r-1000000000000000000", "s-7"})
    void whatWasNeverWrittenIsNoNumber(String id) {
        assertThat(ReceiptIds.number(id)).isEqualTo(ReceiptIds.NONE);
    }
}
