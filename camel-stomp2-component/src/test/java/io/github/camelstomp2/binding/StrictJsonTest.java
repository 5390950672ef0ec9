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
package io.github.camelstomp2.binding;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                " {\"a\": [1, 2.5e3, true, null, \"ü\\u00fc\"]} \n",
                "\"text\"",
                "0",
                "null",
                "[[[[]]]]"
            })
    void oneValueOfAnyKindIsJson(String text) {
        assertThatCode(() -> StrictJson.check(text.getBytes(StandardCharsets.UTF_8)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|it is empty",
                "'  '|it is empty",
                "hello|it is no JSON at line 1",
                "{broken|it is no JSON at line 1",
                "{\"a\":1|it is no JSON at line 1",
                "{'a':1}|it is no JSON at line 1",
                "[1,]|it is no JSON at line 1",
                "NaN|it is no JSON at line 1",
                "{}{}|something follows the JSON value, at line 1, column 3",
                "{} x|it is no JSON at line 1",
                "1 2|something follows the JSON value, at line 1"
            })
    void everythingElseIsNot(String text, String reason) {
        assertThatThrownBy(() -> StrictJson.check(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason)
                .hasNoCause();
    }

    @Test
    void whatIsWrongIsSaidWithoutTheTextItself() {
        byte[] text = "{\"iban\": DE02}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> StrictJson.check(text))
                .message()
                .doesNotContain("iban")
                .doesNotContain("DE02");
    }

    @Test
    void aByteOrderMarkIsNoJson() {
        assertThatThrownBy(() -> StrictJson.check("\uFEFF{}".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("it is no JSON");
    }

    @Test
    void anotherEncodingThanUtf8IsNoJson() {
        assertThatThrownBy(() -> StrictJson.check("\"ü\"".getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessage("it is not UTF-8");
        assertThatThrownBy(() -> StrictJson.check("{}".getBytes(StandardCharsets.UTF_16BE)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
