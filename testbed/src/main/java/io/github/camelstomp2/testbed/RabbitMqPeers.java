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

import java.util.List;
import java.util.Optional;

/**
 * What a RabbitMQ node has in common with others.
 *
 * @param portMapper where they find each other
 * @param cookie the secret that they share; empty: the node makes one
 * @param first the name of the node that this one joins; empty: none
 * @param cluster what it belongs to; empty: it is alone
 */
record RabbitMqPeers(PortMapper portMapper, String cookie, String first, Optional<RabbitMqCluster> cluster) {

    static RabbitMqPeers none() {
        return new RabbitMqPeers(new PortMapper(), "", "", Optional.empty());
    }

    /** The lines of the configuration by which the node joins. */
    List<String> configuration(String self) {
        return first.isEmpty()
                ? List.of()
                : List.of(
                        "cluster_formation.peer_discovery_backend = classic_config",
                        "cluster_formation.classic_config.nodes.1 = " + first,
                        "cluster_formation.classic_config.nodes.2 = " + self);
    }

    /** A node ends: those that have company leave the port mapper to the others. */
    void leave() {
        if (cluster.isEmpty()) {
            portMapper.close();
        }
    }
}
