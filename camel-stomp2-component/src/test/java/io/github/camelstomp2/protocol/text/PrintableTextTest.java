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
package io.github.camelstomp2.protocol.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTextTest {
    @Test
    void leavesOrdinaryTextAlone() {
        String text = "a b: 'c' \\ \u00fc \u20ac \ud83d\ude00";
        assertThat(PrintableText.of(text)).isEqualTo(text);
        assertThat(PrintableText.of("")).isEmpty();
    }

    @Test
    void showsControlCharacters() {
        assertThat(PrintableText.of("a\nb\rc\td\u0000\u001b[31m\u007f\u0085"))
                .isEqualTo("a\\nb\\rc\\td\\u0000\\u001b[31m\\u007f\\u0085");
    }

    @Test
    void showsWhatTurnsOrHidesTextOrBreaksLines() {
        assertThat(PrintableText.of("\u202ea\u200bb\u2028c\u2029d\ufeff"))
                .isEqualTo("\\u202ea\\u200bb\\u2028c\\u2029d\\ufeff");
    }

    @Test
    void cutsLongTextAndSaysSo() {
        assertThat(PrintableText.of("x".repeat(500))).isEqualTo("x".repeat(500));
        assertThat(PrintableText.of("x".repeat(501))).isEqualTo("x".repeat(500) + "… (501 characters)");
    }

    @Test
    void halfASurrogatePairIsWrittenOutAndAWholeOneStays() {
        assertThat(PrintableText.of("a\ud83d\ude00b")).isEqualTo("a\ud83d\ude00b");
        assertThat(PrintableText.of("a\ud83db\ude00")).isEqualTo("a\\ud83db\\ude00");
    }

    @Test
    void aCutTearsNoSurrogatePairApart() {
        String start = "x".repeat(PrintableText.MAX_LENGTH - 1);
        assertThat(PrintableText.of(start + "\ud83d\ude00")).isEqualTo(start + "… (501 characters)");
    }
}
