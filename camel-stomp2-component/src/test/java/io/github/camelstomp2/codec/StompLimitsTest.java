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
package io.github.camelstomp2.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import org.junit.jupiter.api.Test;

class StompLimitsTest {
    @Test
    void defaultsAreThoseOfTheDocumentation() {
        assertThat(StompLimits.DEFAULT).isEqualTo(new StompLimits(67_108_864, 1000, 65_536, 1_048_576));
    }

    @Test
    void refusesWhatIsNotPositiveAndNamesTheOption() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StompLimits(0, 1, 1, 1))
                .withMessage("maxFrameSize must be positive but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StompLimits(1, -1, 1, 1))
                .withMessage("maxHeaders must be positive but is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StompLimits(1, 1, 0, 1))
                .withMessage("maxHeaderLength must be positive but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StompLimits.of(1, 1, -5))
                .withMessage("maxHeaderLength must be positive but is -5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StompLimits(1, 1, 1, 0))
                .withMessage("maxHeadSize must be positive but is 0");
    }

    @Test
    void refusesWhatNoArrayCanHold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StompLimits.of(Integer.MAX_VALUE, 1, 1))
                .withMessageContaining("maxFrameSize must be at most 2147483639");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StompLimits.of(1, 1, Integer.MAX_VALUE))
                .withMessageContaining("maxHeaderLength must be at most");
    }

    @Test
    void theHeadHoldsAtLeastTwoOfTheLongestLines() {
        assertThat(StompLimits.of(1, 1, 1_000_000).maxHeadSize()).isEqualTo(2_000_000);
        assertThat(StompLimits.of(1, 1, 256 * 1024 * 1024).maxHeadSize()).isEqualTo(256 * 1024 * 1024);
    }

    @Test
    @Holds(Rule.LIMIT_BEFORE_CONNECTED)
    void areSmallBeforeConnectedUnlessTheyAreSmallerAnyway() {
        assertThat(StompLimits.DEFAULT.beforeConnected()).isEqualTo(new StompLimits(65_536, 100, 16_384, 16_384));
        assertThat(new StompLimits(1, 2, 3, 4).beforeConnected()).isEqualTo(new StompLimits(1, 2, 3, 4));
    }
}
