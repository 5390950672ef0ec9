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
package io.github.camelstomp2.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.broker.FrameLimits;
import io.github.camelstomp2.protocol.StompHeaders;
import org.junit.jupiter.api.Test;

class FittingLetterTest {
    private static final FrameLimits LIMITS = new FrameLimits(40, 20);

    @Test
    void whatFitsStaysAsItIs() {
        StompHeaders wanted = StompHeaders.of("order", "7");
        FittingLetter letter = FittingLetter.of(wanted, LIMITS, 0);
        assertThat(letter.headers()).isSameAs(wanted);
        assertThat(letter.leftOut()).isEmpty();
        assertThat(FittingLetter.of(wanted, FrameLimits.UNKNOWN, 0).headers()).isSameAs(wanted);
    }

    @Test
    void aHeaderLineIsMeasuredInOctetsWithItsEscapes() {
        assertThat(LIMITS.takesHeader("name", "v".repeat(35))).isTrue();
        assertThat(LIMITS.takesHeader("name", "v".repeat(36))).isFalse();
        assertThat(LIMITS.takesHeader("name", "ü".repeat(17))).isTrue();
        assertThat(LIMITS.takesHeader("name", "ü".repeat(18))).isFalse();
        assertThat(LIMITS.takesHeader("name", ":".repeat(18))).isFalse();
    }

    @Test
    void whatDoesNotFitIsNamedWithItsLength() {
        StompHeaders wanted = StompHeaders.builder()
                .add("order", "7")
                .add("long", "x".repeat(50))
                .build();
        FittingLetter letter = FittingLetter.of(wanted, LIMITS, 0);
        assertThat(letter.leftOut()).isEqualTo("long (50 characters)");
        assertThat(letter.headers().contains("long")).isFalse();
        assertThat(letter.headers().get("order")).isEqualTo("7");
        assertThat(letter.headers().get("dead-letter-left-out")).isEqualTo("long (50 characters)");
    }

    @Test
    void tooManyHeadersLeaveRoomForThoseOfTheFrame() {
        StompHeaders.Builder wanted = StompHeaders.builder();
        for (int i = 0; i < 30; i++) {
            wanted.add("h" + i, "x");
        }
        FittingLetter letter = FittingLetter.of(wanted.build(), LIMITS, 0);
        assertThat(letter.headers().size()).isEqualTo(8 + 1);
        assertThat(letter.leftOut()).contains("h8 (1 characters)").endsWith("and 2 more");
    }

    @Test
    void whyItIsADeadLetterIsLeftOutBeforeWhatItsSenderSaid() {
        StompHeaders.Builder wanted =
                StompHeaders.builder().add("dead-letter-reason", "no stock").add("dead-letter-route", "orders");
        for (int i = 0; i < 8; i++) {
            wanted.add("h" + i, "x");
        }
        FittingLetter letter = FittingLetter.of(wanted.build(), LIMITS, 0);
        assertThat(letter.leftOut()).isEqualTo("dead-letter-reason (8 characters), dead-letter-route (6 characters)");
        assertThat(letter.headers().contains("h7")).isTrue();
    }

    @Test
    void aBodyThatHardlyFitsLeavesNoRoomForTheReason() {
        FrameLimits frame = new FrameLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 10_000);
        StompHeaders wanted = StompHeaders.of("dead-letter-reason", "no stock", "order", "7");
        assertThat(FittingLetter.of(wanted, frame, 8_000).leftOut()).isEmpty();
        assertThat(FittingLetter.of(wanted, frame, 9_000).leftOut()).isEqualTo("dead-letter-reason (8 characters)");
    }

    @Test
    void theEssentialsAreWhatItIsAndWhy() {
        StompHeaders wanted = StompHeaders.builder()
                .add("dead-letter-reason", "no stock")
                .add("correlation-id", "c")
                .add("content-type", "text/plain")
                .add("order", "7")
                .add("dead-letter-route", "x".repeat(2000))
                .build();
        FittingLetter letter = FittingLetter.essential(wanted);
        assertThat(letter.leftOut()).isEqualTo("order (1 characters), dead-letter-route (2000 characters)");
        assertThat(letter.headers().get("correlation-id")).isEqualTo("c");
        assertThat(letter.headers().get("content-type")).isEqualTo("text/plain");
        assertThat(letter.headers().get("dead-letter-reason")).isEqualTo("no stock");
    }
}
