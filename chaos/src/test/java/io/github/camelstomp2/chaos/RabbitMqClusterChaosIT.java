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
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.camelstomp2.testbed.RabbitMqCluster;
import io.github.camelstomp2.testbed.RabbitMqProcess;
import io.github.camelstomp2.testbed.TestExtent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three nodes of RabbitMQ, from 4.0 on, of which one after the other fails. */
class RabbitMqClusterChaosIT {
    private static final RabbitMqCluster CLUSTER = new RabbitMqCluster(Topology.CLUSTER.brokers());
    private static final int WARM_UP_MESSAGES = 1_000;

    /** Each restart of a node takes seconds. */
    private static final Duration LONGEST = Duration.ofMinutes(9);

    private final Runner runner = new Runner(Path.of("target", "chaos"));

    @BeforeAll
    static void startNodes() {
        RabbitMqProcess first = CLUSTER.nodes().get(0);
        first.start();
        assumeFalse(
                first.version().startsWith("3."),
                "RabbitMQ 3 keeps its queues in a store that does not come together again after a partition");
        CLUSTER.start();
    }

    @AfterAll
    static void stopNodes() {
        CLUSTER.close();
    }

    @ParameterizedTest
    @CsvSource({"queueType=classic, 20261201", "queueType=quorum, 20261202"})
    void nothingIsLostWhenOneNodeAfterTheOtherFails(String queueType, long seed) {
        Plan plan = new Plan(WARM_UP_MESSAGES, TestExtent.of(15), 0, LONGEST, ChaosSuite.PATIENCE, seed);
        RunReport report = runner.run(Scenario.cluster().withOptions(queueType), plan, List.copyOf(CLUSTER.nodes()));

        System.out.println(RunReport.table(List.of(report)));
        assertThat(report.verdict().broken()).as(report.verdict().toString()).isEmpty();
    }
}
