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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasurementTest {
    private static final PeerAddress NOBODY =
            new PeerAddress(Peers.SYNTHETIC, 1, "-", ProcessHandle.current().pid());
    private static final Work WORK = new Work(Scenario.SEND, NOBODY, 64);

    @Test
    void itSurvivesItsLine() {
        Measurement measured = new Measurement(1_234.5, 0.25, 1_024, 0.5);
        assertThat(Measurement.ofLine(measured.line())).isEqualTo(measured);
    }

    @Test
    void theMedianIsTheMiddleOfSorted() {
        assertThat(Measurement.median(rates(3, 1, 2), Measurement::perSecond)).isEqualTo(2);
        assertThat(Measurement.median(rates(4, 1, 3, 2), Measurement::perSecond))
                .isEqualTo(2.5);
    }

    @Test
    void itEndsWhenThereAreNoMoreMessages() throws Exception {
        Subject oneByOne = new ThreadSubject(tally -> tally.sent(1));
        Measurement measured = Measurement.of(oneByOne, WORK, 3_000, Duration.ofMinutes(1), Duration.ofMinutes(1));
        assertThat(measured.perSecond()).isPositive();
    }

    @Test
    void aSubjectThatDoesNothingIsNoResult() {
        Subject idle = new ThreadSubject(tally -> {});
        assertThatThrownBy(() -> Measurement.of(idle, WORK, 1, Duration.ofMillis(10), Duration.ofMillis(10)))
                .hasMessageContaining("nothing was done");
    }

    @Test
    void aSubjectThatFailsIsNoResult() {
        Subject failing = new ThreadSubject(tally -> tally.failed(new IllegalStateException("lost")));
        assertThatThrownBy(() -> Measurement.of(failing, WORK, 1_000, Duration.ofMinutes(1), Duration.ofMinutes(1)))
                .hasMessageContaining("lost");
    }

    private static List<Measurement> rates(double... rates) {
        return java.util.Arrays.stream(rates)
                .mapToObj(rate -> new Measurement(rate, 1, 1, 1))
                .toList();
    }

    private record ThreadSubject(java.util.function.Consumer<Tally> step) implements Subject {
        @Override
        public boolean does(Scenario scenario, Peers peer) {
            return true;
        }

        @Override
        public AutoCloseable start(Work work, Tally tally) {
            Thread thread = new Thread(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    step.accept(tally);
                    Thread.onSpinWait();
                }
            });
            thread.start();
            return () -> {
                thread.interrupt();
                thread.join();
            };
        }
    }
}
