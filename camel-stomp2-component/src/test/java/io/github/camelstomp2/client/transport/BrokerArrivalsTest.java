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
package io.github.camelstomp2.client.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.client.options.BrokerAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BrokerArrivalsTest {
    private static final BrokerAddress BROKER = BrokerAddress.parse("tcp://a:1");
    private static final BrokerAddress OTHER = BrokerAddress.parse("tcp://b:2");
    private static final long NOW = 7;

    private final BrokerArrivals arrivals = new BrokerArrivals();

    @Test
    void theFirstConnectionThatIsLostNeedNotWaitForOthers() {
        assertThat(arrivals.lost(BROKER, NOW)).isZero();
        assertThat(arrivals.lost(OTHER, NOW)).isZero();
    }

    @Test
    void connectionsThatAreLostTogetherComeBackSpreadOverATimeThatGrowsWithTheirNumber() {
        arrivals.lost(BROKER, NOW);

        assertThat(arrivals.lost(BROKER, NOW)).isEqualTo(Duration.ofMillis(20));
        assertThat(arrivals.lost(BROKER, NOW)).isEqualTo(Duration.ofMillis(40));
    }

    @Test
    void aThousandAreThereAgainWithinASecond() {
        Duration last = Duration.ZERO;
        for (int i = 0; i < 1_000; i++) {
            last = arrivals.lost(BROKER, NOW);
        }

        assertThat(last).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void oneThatIsLostLaterIsTheFirstAgain() {
        arrivals.lost(BROKER, NOW);

        assertThat(arrivals.lost(BROKER, NOW + Duration.ofSeconds(1).toNanos())).isZero();
    }
}
