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
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.testbed.BrokerUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether each subject does with real brokers what is measured with them; RabbitMQ where it is installed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokersEndToEndTest {
    private static final int STOCK = 3 * Scenario.WINDOW;

    private final Map<Peers, RunningPeer> brokers = new EnumMap<>(Peers.class);

    @BeforeAll
    void startBrokers() throws IOException {
        for (Peers kind : new Peers[] {Peers.ACTIVEMQ, Peers.ARTEMIS, Peers.RABBITMQ}) {
            started(kind).ifPresent(broker -> brokers.put(kind, broker));
        }
    }

    private static Optional<RunningPeer> started(Peers kind) throws IOException {
        try {
            return Optional.of(RunningPeer.start(kind, STOCK));
        } catch (BrokerUnavailableException e) {
            return Optional.empty();
        }
    }

    @AfterAll
    void stopBrokers() throws IOException {
        for (RunningPeer broker : brokers.values()) {
            broker.close();
        }
    }

    static Stream<Arguments> whatIsMeasuredByDefault() {
        Options options = new Options(new Properties());
        return options.cases().stream()
                .filter(what -> what.peer() != Peers.SYNTHETIC)
                .flatMap(what -> options.subjects(what).stream().map(who -> Arguments.of(what, who)));
    }

    @ParameterizedTest
    @MethodSource("whatIsMeasuredByDefault")
    void messagesReachTheirEnd(Case what, Subjects who) throws Exception {
        assumeThat(brokers).containsKey(what.peer());
        RunningPeer broker = brokers.get(what.peer());
        Work work = new Work(what.scenario(), broker.address(), what.bodySize());
        Tally tally = new Tally();
        broker.prepare(work, who.subject());
        try (AutoCloseable running = who.subject().start(work, tally)) {
            long enough = what.scenario() == Scenario.CONSUME_AUTO ? STOCK : 20;
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(tally.sum()).isGreaterThanOrEqualTo(enough));
            if (what.scenario() == Scenario.CONSUME_AUTO) {
                assertThat(tally.sum()).isEqualTo(STOCK);
            }
        } finally {
            broker.cleanUp();
        }
    }
}
