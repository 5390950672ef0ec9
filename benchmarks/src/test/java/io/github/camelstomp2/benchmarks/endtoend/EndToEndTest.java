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

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether each subject really does what is measured; how fast is not asked here. */
class EndToEndTest {
    private static final int SMALL = 64;
    private static final int LARGE = 65_536;

    static Stream<Arguments> smallMessages() {
        return whoDoesWhat(SMALL, Scenario.values());
    }

    static Stream<Arguments> largeMessages() {
        return whoDoesWhat(LARGE, Scenario.CONSUME_AUTO, Scenario.SEND_CONFIRMED);
    }

    private static Stream<Arguments> whoDoesWhat(int bodySize, Scenario... scenarios) {
        return Arrays.stream(Subjects.values())
                .filter(who -> who != Subjects.CAMEL_STOMP2_BEFORE && who != Subjects.CAMEL_STOMP2_OBSERVED)
                .flatMap(who -> Arrays.stream(scenarios)
                        .filter(scenario -> who.subject().does(scenario, Peers.SYNTHETIC))
                        .map(scenario -> Arguments.of(who, scenario, bodySize)));
    }

    @ParameterizedTest
    @MethodSource({"smallMessages", "largeMessages"})
    void messagesReachTheirEnd(Subjects who, Scenario scenario, int bodySize) throws Exception {
        Tally tally = new CheckingTally(scenario.concurrentConsumers());
        try (SyntheticPeer peer = new SyntheticPeer()) {
            PeerAddress address = new PeerAddress(
                    Peers.SYNTHETIC, peer.port(), "-", ProcessHandle.current().pid());
            Work work = new Work(scenario, address, bodySize);
            long done;
            try (AutoCloseable running = who.subject().start(work, tally)) {
                patience(who).untilAsserted(() -> assertThat(tally.sum()).isGreaterThan(2L * Scenario.WINDOW));
                done = tally.sum();
            }
            if (scenario.confirms()) {
                assertThat(peer.sends()).isGreaterThanOrEqualTo(done);
            } else if (!scenario.consumes()) {
                patience(who).untilAsserted(() -> assertThat(peer.sends()).isGreaterThan(2L * Scenario.WINDOW));
            } else {
                assertThat(peer.sends()).isZero();
            }
        }
    }

    /**
     * What another client throws on a thread of its own is its own affair, as long as messages reach their end: under
     * camel-stomp, {@code CallbackConnection.drainOverflow} (stompjms-client 1.19) sometimes looks for a frame in a queue that
     * it has emptied itself.
     */
    private static ConditionFactory patience(Subjects who) {
        ConditionFactory patience = await().atMost(Duration.ofMinutes(1));
        return who == Subjects.CAMEL_STOMP2 ? patience : patience.dontCatchUncaughtExceptions();
    }
}
