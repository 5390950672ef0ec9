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
package io.github.camelstomp2.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class WarinessTest {
    private static final long QUICK = TimeUnit.MICROSECONDS.toNanos(1);
    private static final long SLOW = TimeUnit.MICROSECONDS.toNanos(500);

    private final Wariness wariness = new Wariness();

    @Test
    void itIsOffAtFirst() {
        assertThat(wariness.isOn()).isFalse();
    }

    @Test
    void oneThatBlocksTurnsItOnUntilAHundredWereQuick() {
        wariness.oneHasBlocked();
        took(QUICK, 99);
        assertThat(wariness.isOn()).isTrue();
        took(QUICK, 1);
        assertThat(wariness.isOn()).isFalse();
    }

    @Test
    void someThatTakeLongTurnItOn() {
        took(SLOW, 3);
        assertThat(wariness.isOn()).isTrue();
    }

    @Test
    void oneSlowTaskAmongTwentyQuickOnesDoesNot() {
        for (int i = 0; i < 1_000; i++) {
            took(SLOW, 1);
            took(QUICK, 20);
            assertThat(wariness.isOn()).isFalse();
        }
    }

    @Test
    void oneOfFiveThatTakesLongDoes() {
        for (int i = 0; i < 10; i++) {
            took(SLOW, 1);
            took(QUICK, 4);
        }
        assertThat(wariness.isOn()).isTrue();
    }

    @Test
    void aThreadThatRunsSlowTasksSaysSoAfterSomeOfThem() {
        Wariness.Round round = wariness.round();
        for (int i = 0; i < 100 && !wariness.isOn(); i++) {
            round.next();
            LockSupport.parkNanos(SLOW);
        }
        assertThat(wariness.isOn()).isTrue();
    }

    @Test
    void whatAThreadWaitsBetweenRoundsIsNotMeasured() {
        Wariness.Round round = wariness.round();
        for (int i = 0; i < 100; i++) {
            round.next();
            round.end();
            LockSupport.parkNanos(SLOW);
        }
        assertThat(wariness.isOn()).isFalse();
    }

    private void took(long nanos, int times) {
        for (int i = 0; i < times; i++) {
            wariness.took(nanos, 1);
        }
    }
}
