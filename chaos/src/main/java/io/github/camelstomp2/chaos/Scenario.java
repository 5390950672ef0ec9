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

import io.github.camelstomp2.chaos.fault.BrokerFaults;
import io.github.camelstomp2.chaos.fault.ClusterFault;
import io.github.camelstomp2.chaos.fault.Injection;
import io.github.camelstomp2.chaos.fault.Pause;
import io.github.camelstomp2.chaos.fault.WireFault;
import io.github.camelstomp2.testbed.BrokerKind;
import java.time.Duration;
import java.util.List;

/**
 * A client's load, and the faults of its broker.
 *
 * @param name as in {@code -Dchaos.scenario}
 * @param load the client
 * @param injections the faults; one of them is chosen at random each time. In a failover each broker in turn.
 * @param topology the brokers that the client knows
 * @param awaitsRecovery whether the next fault waits until messages flow again
 * @param between the time without a fault between two faults
 */
public record Scenario(
        String name, Load load, List<Injection> injections, Topology topology, boolean awaitsRecovery, Pause between) {

    /**
     * A client's load.
     *
     * @param producers how many. If there are several, the last one makes only one attempt for each send.
     * @param window how many sends are on their way
     * @param backlog about how many messages wait in the queue
     * @param concurrentConsumers the option of this name
     * @param workMicros how long a route takes, in microseconds
     * @param confirmTimeout the option of this name
     * @param options further options of all endpoints
     * @param consumerOptions further options of the consumer's endpoint
     */
    public record Load(
            int producers,
            int window,
            int backlog,
            int concurrentConsumers,
            int workMicros,
            Duration confirmTimeout,
            String options,
            String consumerOptions) {

        Load withOptions(String further) {
            return new Load(
                    producers,
                    window,
                    backlog,
                    concurrentConsumers,
                    workMicros,
                    confirmTimeout,
                    options + further,
                    consumerOptions);
        }

        Load consuming(int newConcurrentConsumers, int newWorkMicros, String newConsumerOptions) {
            return new Load(
                    producers,
                    window,
                    backlog,
                    newConcurrentConsumers,
                    newWorkMicros,
                    confirmTimeout,
                    options,
                    newConsumerOptions);
        }
    }

    /** The longest wait of {@link #LOAD} between two attempts to connect. */
    static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(1);

    private static final Load LOAD = new Load(
            4, 200, 400, 4, 0, Duration.ofSeconds(30), "&reconnectDelay=100&reconnectMaxDelay=1000", "&prefetch=100");

    /** With very short back-offs, so that there is a connection to break again after some milliseconds. */
    private static final Load RESTLESS = new Load(
            4,
            200,
            400,
            4,
            0,
            Duration.ofSeconds(10),
            "&reconnectDelay=5&reconnectMaxDelay=20&connectTimeout=3000",
            "&prefetch=100");

    private static final Load WATCHFUL = new Load(
            4,
            200,
            400,
            4,
            0,
            Duration.ofSeconds(30),
            "&reconnectDelay=100&reconnectMaxDelay=1000&outgoingHeartbeat=1000&incomingHeartbeat=1000",
            "&prefetch=100");

    private static final Pause NO_CALM = Pause.millis(0, 10);

    /** No faults; one consumer, so that the order is kept. */
    static Scenario calm() {
        return new Scenario("calm", LOAD.consuming(1, 0, "&prefetch=100"), List.of(), Topology.ALONE, false, NO_CALM);
    }

    /** The broker is killed and restarted. */
    static Scenario kills() {
        return new Scenario("kills", LOAD, List.of(BrokerFaults.KILL), Topology.ALONE, true, Pause.millis(300, 1_000));
    }

    /** As kills, with cumulative acknowledgements and routes that overtake each other. */
    static Scenario cumulative() {
        Load load = LOAD.consuming(4, 100, "&prefetch=100&ackMode=client");
        return new Scenario(
                "cumulative", load, List.of(BrokerFaults.KILL), Topology.ALONE, true, Pause.millis(300, 1_000));
    }

    /** The broker's process is frozen. */
    static Scenario stalls() {
        List<Injection> freezes = List.of(BrokerFaults.FREEZE, BrokerFaults.FREEZE, BrokerFaults.FREEZE_LONG);
        return new Scenario("stalls", WATCHFUL, freezes, Topology.ALONE, true, Pause.millis(100, 500));
    }

    /** The network fails. */
    static Scenario wire() {
        return new Scenario("wire", RESTLESS, WireFault.all(), Topology.ALONE, false, Pause.millis(0, 50));
    }

    /** Of two brokers, first one is killed, then the other. */
    static Scenario failover() {
        return new Scenario(
                "failover", LOAD, List.of(BrokerFaults.KILL), Topology.PAIR, true, Pause.millis(300, 1_000));
    }

    /** Of three nodes of a cluster one after the other is killed, stands still, is cut off from the others, or all restart. */
    static Scenario cluster() {
        return new Scenario("cluster", WATCHFUL, ClusterFault.all(), Topology.CLUSTER, true, Pause.millis(500, 1_500));
    }

    /** Faults that only an operator of RabbitMQ can cause. */
    static Scenario operator() {
        List<Injection> actions =
                List.of(BrokerFaults.DELETE_QUEUE, BrokerFaults.CHANGE_PASSWORD, BrokerFaults.MEMORY_ALARM);
        return new Scenario("operator", LOAD, actions, Topology.ALONE, true, Pause.millis(100, 500));
    }

    /** All scenarios for a kind of broker. */
    static List<Scenario> all(BrokerKind kind) {
        List<Scenario> common = List.of(calm(), kills(), cumulative(), stalls(), wire(), failover());
        return kind == BrokerKind.RABBITMQ
                ? java.util.stream.Stream.concat(common.stream(), java.util.stream.Stream.of(operator(), cluster()))
                        .toList()
                : common;
    }

    /** The same scenario with another load. */
    Scenario with(Load newLoad) {
        return new Scenario(name, newLoad, injections, topology, awaitsRecovery, between);
    }

    /**
     * The same, told apart by its name, with further options of all endpoints.
     *
     * @param options as in a URI, such as {@code queueType=quorum}; may be empty
     */
    Scenario withOptions(String options) {
        return options.isEmpty()
                ? this
                : new Scenario(
                        name + "-" + options.replaceAll("\\W+", "-"),
                        load.withOptions("&" + options),
                        injections,
                        topology,
                        awaitsRecovery,
                        between);
    }

    /** The same scenario with other faults. */
    Scenario with(List<Injection> newInjections) {
        return new Scenario(name, load, newInjections, topology, awaitsRecovery, between);
    }
}
