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
package io.github.camelstomp2.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.TestBroker;
import io.github.camelstomp2.testbed.TestExtent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The short form of what {@link Chaos} does for hours. */
abstract class ChaosSuite {
    /** Other builds may share the machine: how fast it recovers is for the long form to say. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final Runner runner = new Runner(Path.of("target", "chaos"));

    abstract BrokerExtension broker();

    /** Fixed, so that a red build can be run again as it was. */
    abstract long seed();

    final void assertGreen(Scenario scenario, int faults, long messages) {
        List<TestBroker> brokers = List.of(broker().broker());
        RunReport report = runner.run(scenario, new Plan(2_000, faults, messages, LONGEST, PATIENCE, seed()), brokers);
        System.out.println(RunReport.table(List.of(report)));
        assertThat(report.verdict().broken()).as(report.verdict().toString()).isEmpty();
    }

    @Test
    void messagesArriveOnceAndInOrderWhenNothingBreaks() {
        assertGreen(Scenario.calm(), 0, TestExtent.of(5_000));
    }

    @Test
    void nothingIsLostWhenTheBrokerIsKilled() {
        assertGreen(Scenario.kills(), TestExtent.of(2), 0);
    }

    @Test
    void nothingIsLostWhenTheNetworkBreaks() {
        assertGreen(Scenario.wire(), TestExtent.of(60), 0);
    }
}
