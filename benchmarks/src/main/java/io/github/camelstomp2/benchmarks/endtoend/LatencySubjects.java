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

/** The clients whose response times are measured. */
enum LatencySubjects {
    /** The component of this build. */
    CAMEL_STOMP2("camel-stomp2", CamelLatency::new),

    /** The component of another build: {@code -Dbench.jar}. */
    CAMEL_STOMP2_BEFORE("camel-stomp2 before", CamelLatency::new),

    /** Netty's codec in a pipeline, without Camel. */
    NETTY("Netty codec-stomp", NettyLatency::new),

    /** A plain socket: a lower limit that no client can be below. */
    SOCKET("plain socket", SocketLatency::new);

    /** Connects. */
    interface Connector {
        LatencyClient connect(int port) throws Exception;
    }

    private final String title;
    private final Connector connector;

    LatencySubjects(String title, Connector connector) {
        this.title = title;
        this.connector = connector;
    }

    String title() {
        return title;
    }

    /**
     * @param port of the peer, on the loopback interface
     */
    LatencyClient connect(int port) throws Exception {
        return connector.connect(port);
    }
}
