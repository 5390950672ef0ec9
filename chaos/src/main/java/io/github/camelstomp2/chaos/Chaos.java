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

import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.RabbitMqCluster;
import io.github.camelstomp2.testbed.TestBroker;
import io.github.camelstomp2.testbed.TestBrokers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.util.TimeUtils;

/**
 * Runs chaos scenarios for a long time. System properties: {@code chaos.broker} ({@code activemq}, {@code artemis},
 * {@code rabbitmq}, {@code all}), {@code chaos.scenario} (a name, or {@code all}), {@code chaos.kills} and {@code
 * chaos.faults} (how many), {@code chaos.messages} (at least), {@code chaos.time} (at most, such as {@code 10m}),
 * {@code chaos.seed}, {@code chaos.patience} (how much longer than the longest back-off a recovery may take),
 * {@code chaos.options} (further options of all endpoints, such as {@code queueType=quorum}).
 *
 * <p>Ends with status 1 when a rule was broken.
 */
public final class Chaos {
    private static final int WARM_UP_MESSAGES = 5_000;
    private static final String ALL = "all";

    private Chaos() {}

    public static void main(String[] arguments) {
        Runner runner = new Runner(Path.of(System.getProperty("chaos.directory", "target/chaos")));
        List<RunReport> reports = new ArrayList<>();
        for (BrokerKind kind : kinds()) {
            for (Scenario scenario : scenarios(kind)) {
                reports.add(run(runner, scenario, kind));
                runner.publish(reports);
            }
        }
        boolean green = reports.stream().allMatch(report -> report.verdict().isGreen());
        System.exit(green ? 0 : 1);
    }

    private static List<BrokerKind> kinds() {
        String wanted = System.getProperty("chaos.broker", ALL);
        return Arrays.stream(BrokerKind.values())
                .filter(kind -> wanted.equals(ALL) || List.of(wanted.split(",")).contains(kind.id()))
                .toList();
    }

    private static List<Scenario> scenarios(BrokerKind kind) {
        String wanted = System.getProperty("chaos.scenario", "kills");
        return Scenario.all(kind).stream()
                .filter(scenario ->
                        wanted.equals(ALL) || List.of(wanted.split(",")).contains(scenario.name()))
                .map(scenario -> scenario.withOptions(System.getProperty("chaos.options", "")))
                .toList();
    }

    private static RunReport run(Runner runner, Scenario scenario, BrokerKind kind) {
        if (scenario.topology() == Topology.CLUSTER) {
            try (RabbitMqCluster cluster = new RabbitMqCluster(Topology.CLUSTER.brokers())) {
                cluster.start();
                return runner.run(scenario, plan(scenario), List.copyOf(cluster.nodes()));
            }
        }
        List<TestBroker> brokers = new ArrayList<>();
        try {
            for (int i = 0; i < scenario.topology().brokers(); i++) {
                brokers.add(TestBrokers.dedicated(kind));
                brokers.get(i).start();
            }
            return runner.run(scenario, plan(scenario), brokers);
        } finally {
            brokers.forEach(TestBroker::close);
        }
    }

    private static Plan plan(Scenario scenario) {
        long seed = Long.getLong("chaos.seed", 0);
        return new Plan(
                WARM_UP_MESSAGES,
                Integer.getInteger(scenario.awaitsRecovery() ? "chaos.kills" : "chaos.faults", 10),
                Long.getLong("chaos.messages", 0),
                duration("chaos.time", "0"),
                duration("chaos.patience", "1s"),
                seed == 0 ? ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE) : seed);
    }

    private static Duration duration(String property, String otherwise) {
        return Duration.ofMillis(TimeUtils.toMilliSeconds(System.getProperty(property, otherwise)));
    }
}
