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
package io.github.camelstomp2.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DurationsTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private long now = -MINUTE / 2;
    private final Durations durations = new Durations(() -> now);

    @Test
    void theyAreCountedAndSummedUp() {
        durations.record(3);
        durations.record(40);
        durations.record(5);
        assertThat(durations.count()).isEqualTo(3);
        assertThat(durations.nanos()).isEqualTo(48);
        assertThat(durations.longest()).isEqualTo(40);
    }

    @Test
    void theLongestIsKnownForAMinuteAtLeastAndForTwoAtTheMost() {
        durations.record(40);
        now += MINUTE - 1;
        durations.record(5);
        assertThat(durations.longest()).isEqualTo(40);
        now += MINUTE - 1;
        assertThat(durations.longest()).isEqualTo(40);
        durations.record(7);
        now += MINUTE;
        assertThat(durations.longest()).isEqualTo(7);
        now += MINUTE;
        assertThat(durations.longest()).isZero();
        assertThat(durations.count()).isEqualTo(3);
    }

    @Test
    void theLongestIsKnownUntilItWasAskedFor() {
        durations.record(40);
        now += 10 * MINUTE;
        assertThat(durations.longest()).isEqualTo(40);
    }
}
