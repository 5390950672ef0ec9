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
import static org.awaitility.Awaitility.await;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether each subject really does what is measured; how fast is not asked here. */
class EndToEndTest {

    static Stream<Arguments> whoDoesWhat() {
        return Arrays.stream(Subjects.values())
                .filter(who -> who != Subjects.CAMEL_STOMP2_BEFORE)
                .flatMap(who -> Arrays.stream(Scenario.values())
                        .filter(who.subject()::does)
                        .map(scenario -> Arguments.of(who, scenario)));
    }

    @ParameterizedTest
    @MethodSource("whoDoesWhat")
    void messagesReachTheirEnd(Subjects who, Scenario scenario) throws Exception {
        LongAdder done = new LongAdder();
        try (SyntheticPeer peer = new SyntheticPeer();
                AutoCloseable running = who.subject().start(scenario, peer.port(), 64, done)) {
            await().untilAsserted(() -> assertThat(done.sum()).isGreaterThan(2L * Scenario.WINDOW));
        }
    }

    @Test
    void aMeasurementSurvivesItsLine() {
        Measurement measured = new Measurement(1_234.5, 0.25, 1_024);
        assertThat(Measurement.ofLine(measured.line())).isEqualTo(measured);
    }
}
