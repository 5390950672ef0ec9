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

import java.io.IOException;

/** A peer in a process of its own. */
interface RunningPeer extends AutoCloseable {

    static RunningPeer start(Peers kind, int stock) throws IOException {
        return kind == Peers.SYNTHETIC ? new SyntheticProcess() : new BrokerProcess(kind, stock);
    }

    PeerAddress address();

    /** Its name and version; empty if that does not matter. */
    String version();

    /** Prepares the queues and messages that the work needs. */
    default void prepare(Work work, Subject subject) throws IOException {}

    /** The number of messages after which a client has to end. */
    default long limit(Scenario scenario) {
        return Long.MAX_VALUE;
    }

    /** Deletes what a client has left. */
    default void cleanUp() throws InterruptedException {}

    @Override
    void close() throws IOException;
}
