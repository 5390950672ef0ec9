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

import java.util.Map;

/**
 * The address of a peer, for the process of a client.
 *
 * @param port for STOMP, on the loopback interface
 * @param jmsUri for clients of the broker's own protocol; "-" if there is none
 * @param pid of the process whose CPU time is measured
 */
record PeerAddress(Peers kind, int port, String jmsUri, long pid) {
    /** Name and password for real brokers. */
    static final String LOGIN = "camel";

    static final String HOST = "127.0.0.1";

    static PeerAddress parse(String text) {
        String[] parts = text.split(",");
        return new PeerAddress(Peers.valueOf(parts[0]), Integer.parseInt(parts[1]), parts[2], Long.parseLong(parts[3]));
    }

    @Override
    public String toString() {
        return kind + "," + port + "," + jmsUri + "," + pid;
    }

    boolean isReal() {
        return kind != Peers.SYNTHETIC;
    }

    String virtualHost() {
        return kind == Peers.RABBITMQ ? "/" : HOST;
    }

    /** The headers with which this broker applies the same prefetch as the others, for a queue. */
    Map<String, String> subscribeHeaders(Scenario scenario) {
        String window = Integer.toString(Scenario.WINDOW);
        return switch (kind) {
            case SYNTHETIC -> Map.of();
            case ACTIVEMQ -> Map.of("activemq.prefetchSize", window);
            case ARTEMIS ->
                scenario.acknowledges()
                        ? Map.of("subscription-type", "ANYCAST", "consumer-window-size", "1000000")
                        // messages that are not acknowledged must not use up the window
                        : Map.of("subscription-type", "ANYCAST");
            case RABBITMQ -> Map.of("prefetch-count", window);
        };
    }

    /** Messages to real brokers are persistent, which is the default of camel-stomp2 and JMS. */
    Map<String, String> sendHeaders() {
        return switch (kind) {
            case SYNTHETIC -> Map.of();
            case ACTIVEMQ, RABBITMQ -> Map.of("persistent", "true");
            case ARTEMIS -> Map.of("persistent", "true", "destination-type", "ANYCAST");
        };
    }
}
