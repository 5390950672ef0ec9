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
package io.github.camelstomp2.testbed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * RabbitMQ nodes of our own on the loopback address, joined to a cluster: each a process that can be stopped, killed and
 * frozen, and, what a single one cannot, be cut off from the others.
 */
public final class RabbitMqCluster implements AutoCloseable {

    private static final Duration JOINS_WITHIN = Duration.ofSeconds(60);

    private final PortMapper portMapper = new PortMapper();
    private final List<RabbitMqProcess> nodes = new ArrayList<>();

    /**
     * @param size how many nodes; none of them is started
     * @throws BrokerUnavailableException if RabbitMQ is not installed on this machine
     */
    public RabbitMqCluster(int size) {
        String cookie = UUID.randomUUID().toString();
        for (int i = 0; i < size; i++) {
            String first = nodes.isEmpty() ? "" : nodes.get(0).nodeName();
            nodes.add(new RabbitMqProcess(new RabbitMqPeers(portMapper, cookie, first, Optional.of(this))));
        }
    }

    /** The nodes, in the order in which they were started. */
    public List<RabbitMqProcess> nodes() {
        return List.copyOf(nodes);
    }

    /** Starts all, one after the other, and returns when each is joined to the others. */
    public void start() {
        nodes.forEach(RabbitMqProcess::start);
        awaitJoined();
    }

    /** Waits until all nodes that run see each other. */
    public void awaitJoined() {
        List<RabbitMqProcess> running =
                nodes.stream().filter(RabbitMqProcess::isRunning).toList();
        Poll.until(JOINS_WITHIN, "nodes that see each other", () -> running.stream()
                .allMatch(node -> peers(node) == running.size() - 1));
    }

    private static int peers(RabbitMqProcess node) {
        return Integer.parseInt(node.eval("length(nodes())."));
    }

    /**
     * Breaks the connections between a node and the others, and keeps them from being made again: each takes the others for
     * gone, as in a partition of the network. Clients reach all of them.
     */
    public void cutOff(RabbitMqProcess node) {
        // a node that knows another secret for its peers answers none of them
        node.eval("[begin erlang:set_cookie(N, cut_off), erlang:disconnect_node(N) end || N <- nodes()].");
    }

    /** Ends what {@link #cutOff} began, and returns when the nodes see each other again. */
    public void rejoin(RabbitMqProcess node) {
        String others = nodes.stream()
                .filter(other -> other != node)
                .map(other -> "'" + other.nodeName() + "'")
                .toList()
                .toString();
        node.eval("[begin erlang:set_cookie(N, erlang:get_cookie()), net_kernel:connect_node(N) end || N <- " + others
                + "].");
        awaitJoined();
    }

    @Override
    public void close() {
        nodes.forEach(RabbitMqProcess::close);
        portMapper.close();
        ProcessGuard.instance().dropDead();
    }
}
