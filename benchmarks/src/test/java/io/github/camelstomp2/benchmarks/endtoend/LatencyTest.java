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
package io.github.camelstomp2.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether answers really come to whom they are measured for; how soon is not asked here. */
class LatencyTest {

    @ParameterizedTest
    @EnumSource(LatencySubjects.class)
    void sendsAreConfirmedOneByOne(LatencySubjects who) throws Exception {
        try (SyntheticPeer peer = new SyntheticPeer();
                LatencyClient client = who.connect(peer.port())) {
            Latencies measured = Latencies.ofSends(client, Duration.ofMillis(300));
            assertThat(measured.perSecond()).isPositive();
            assertThat(measured.p50()).isBetween(1L, measured.longest());
        }
    }

    @ParameterizedTest
    @EnumSource(LatencySubjects.class)
    void eachRequestHasItsReply(LatencySubjects who) throws Exception {
        try (SyntheticPeer peer = new SyntheticPeer();
                LatencyClient client = who.connect(peer.port())) {
            Latencies measured = Latencies.ofRequests(client, 500, Duration.ofMillis(300));
            assertThat(measured.p999()).isBetween(measured.p50(), measured.longest());
        }
    }

    @Test
    void requestsThatCannotBeSentInTimeHaveWaited() throws Exception {
        Latencies measured = Latencies.ofRequests(new OneEachTwoMilliseconds(), 1_000, Duration.ofMillis(100));
        // 100 are due within 100 ms, and the last one is through after 200.
        assertThat(measured.longest()).isGreaterThan(Duration.ofMillis(90).toNanos());
        assertThat(measured.p50()).isGreaterThan(Duration.ofMillis(40).toNanos());
    }

    @Test
    void latenciesSurviveTheirLine() {
        Latencies measured = new Latencies(1_234.5, 1, 2, 3, 4);
        assertThat(Latencies.ofLine(measured.line())).isEqualTo(measured);
    }

    /** Answers at once, but only after it has held up whoever asks. */
    private static final class OneEachTwoMilliseconds implements LatencyClient {
        @Override
        public void send(Runnable confirmed) {
            confirmed.run();
        }

        @Override
        public void request(Runnable replied) {
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < Duration.ofMillis(2).toNanos()) {
                Thread.onSpinWait();
            }
            replied.run();
        }

        @Override
        public void close() {}
    }
}
