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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultTimesTest {
    private static final int FAULTS = 11;

    /** Each from 100 to 109 nanoseconds, 200 to 209, and so on. */
    private final FaultTimes times = new FaultTimes(faults());

    private static List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        for (int i = FAULTS; i > 0; i--) {
            faults.add(new Fault("fault", Fault.Effect.KILLS, Side.CONSUMERS, i * 100L, i * 100L + 9));
        }
        return faults;
    }

    @Test
    void eachFaultIsFoundAtItsTime() {
        for (int i = 1; i <= FAULTS; i++) {
            assertThat(times.overlaps(Side.CONSUMERS, i * 100L, i * 100L, Duration.ZERO))
                    .isTrue();
            assertThat(times.overlaps(Side.CONSUMERS, i * 100L + 9, i * 100L + 9, Duration.ZERO))
                    .isTrue();
            assertThat(times.overlaps(Side.BOTH, i * 100L - 50, i * 100L - 50, Duration.ofNanos(50)))
                    .isTrue();
        }
    }

    @Test
    void betweenTheFaultsThereIsNone() {
        for (int i = 0; i <= FAULTS; i++) {
            assertThat(times.overlaps(Side.CONSUMERS, i * 100L + 10, i * 100L + 99, Duration.ZERO))
                    .isFalse();
        }
    }

    @Test
    void onTheOtherSideThereIsNone() {
        assertThat(times.overlaps(Side.PRODUCERS, 0, 10_000, Duration.ZERO)).isFalse();
    }

    @Test
    void theKillBeforeATimeIsTheLastThatBegan() {
        assertThat(times.killBefore(99)).isNull();
        assertThat(times.killBefore(350).begunNanos()).isEqualTo(300);
        assertThat(times.killBefore(10_000).begunNanos()).isEqualTo(FAULTS * 100L);
    }
}
