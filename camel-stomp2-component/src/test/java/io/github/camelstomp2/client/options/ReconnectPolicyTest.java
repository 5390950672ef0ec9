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
package io.github.camelstomp2.client.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconnectPolicyTest {
    private static final ReconnectPolicy POLICY =
            new ReconnectPolicy(Duration.ofSeconds(1), Duration.ofSeconds(30), 2, -1);

    @ParameterizedTest
    @CsvSource({"0, 1000", "1, 2000", "2, 4000", "4, 16000", "5, 30000", "6, 30000", "1000, 30000", "2147483647, 30000"
    })
    void waitsGrowUpToTheLongest(int failedRounds, long millis) {
        assertThat(POLICY.delay(failedRounds, 1)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void halfOfAWaitIsChance() {
        assertThat(POLICY.delay(0, 0)).isEqualTo(Duration.ofMillis(500));
        assertThat(POLICY.delay(0, 0.5)).isEqualTo(Duration.ofMillis(750));
        assertThat(POLICY.delay(9, 0)).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void aMultiplierOfOneNeverGrows() {
        ReconnectPolicy steady = new ReconnectPolicy(Duration.ofSeconds(1), Duration.ofSeconds(30), 1, -1);

        assertThat(steady.delay(1000, 1)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void noDelayStaysNone() {
        ReconnectPolicy hot = new ReconnectPolicy(Duration.ZERO, Duration.ofSeconds(30), 2, -1);

        assertThat(hot.delay(0, 1)).isZero();
        assertThat(hot.delay(100_000, 1)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"-1, 1000000, false", "0, 1, true", "1, 1, true", "3, 2, false", "3, 3, true", "3, 4, true"})
    void givesUpAfterItsAttempts(int maxAttempts, int failedRounds, boolean givesUp) {
        ReconnectPolicy policy = new ReconnectPolicy(Duration.ofSeconds(1), Duration.ofSeconds(30), 2, maxAttempts);

        assertThat(policy.givesUpAfter(failedRounds)).isEqualTo(givesUp);
    }
}
