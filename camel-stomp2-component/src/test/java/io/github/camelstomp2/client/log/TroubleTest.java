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
package io.github.camelstomp2.client.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TroubleTest {
    private static final Duration PEACE = Duration.ofMinutes(1);

    private final Trouble trouble = new Trouble(PEACE);
    private long now = 7;

    @Test
    void itsBeginningIsALineAndItsRepetitionsAreNot() {
        assertThat(failed("a")).isTrue();
        assertThat(failed("a")).isFalse();
        assertThat(failed("a")).isFalse();
        assertThat(trouble.times()).isEqualTo(3);
    }

    @Test
    void anotherReasonIsALineButNotTheSixteenthOther() {
        for (int i = 0; i < 16; i++) {
            assertThat(failed("reason " + i)).isTrue();
        }
        assertThat(failed("one more")).isFalse();
    }

    @Test
    void remindsAfterAMinuteAfterTenAndThenEachHour() {
        failed("a");
        StringBuilder reminded = new StringBuilder();
        for (int minute = 1; minute <= 200; minute++) {
            now += Duration.ofMinutes(1).toNanos();
            if (failed("a")) {
                reminded.append(minute).append(": ").append(trouble.reminder("times", now));
            }
        }
        assertThat(reminded)
                .hasToString("1: 2 times in 60 s; 10: 11 times in 10 min; 70: 71 times in 70 min; "
                        + "130: 131 times in 130 min; 190: 191 times in 3 h; ");
    }

    @Test
    void aNewReasonIsNoReminder() {
        failed("a");
        failed("b");
        assertThat(trouble.reminder("times", now)).isEmpty();
    }

    @Test
    void aLongPauseIsOneReminderAndNotSeveral() {
        failed("a");
        now += Duration.ofHours(5).toNanos();
        assertThat(failed("a")).isTrue();
        assertThat(failed("a")).isFalse();
    }

    @Test
    void itsEndIsALineOnce() {
        failed("a");
        assertThat(trouble.works(now)).isTrue();
        assertThat(trouble.works(now)).isFalse();
    }

    @Test
    void whatNeverFailedHasNoEnd() {
        assertThat(trouble.works(now)).isFalse();
    }

    @Test
    void whatComesAgainSoonIsTheSameTroubleAndSaysNothing() {
        failed("a");
        trouble.works(now);
        now += PEACE.toNanos() - 1;

        assertThat(failed("a")).isFalse();
        assertThat(trouble.works(now)).as("nobody was told that it failed").isFalse();
        assertThat(trouble.times()).isEqualTo(2);
    }

    @Test
    void whatComesAgainLaterIsANewTrouble() {
        failed("a");
        failed("a");
        trouble.works(now);
        now += PEACE.toNanos();

        assertThat(failed("a")).isTrue();
        assertThat(trouble.times()).isOne();
        assertThat(trouble.works(now)).isTrue();
    }

    private boolean failed(String reason) {
        return trouble.failed(reason, now);
    }
}
