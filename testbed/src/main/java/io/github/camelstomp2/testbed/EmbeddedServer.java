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

/** A broker inside this JVM. Used by one thread. */
interface EmbeddedServer {
    /** The system property for a broker that does not wait until its files are on disk. */
    String NO_DISK_SYNC = "testbed.noDiskSync";

    void start() throws Exception;

    void stop() throws Exception;

    String version();

    long messageCount(String queueName) throws Exception;

    long consumerCount(String queueName) throws Exception;

    long unacknowledgedCount(String queueName) throws Exception;

    default long strandedCount(String queueName) throws Exception {
        return 0;
    }

    long prefetch(String queueName) throws Exception;

    long durableSubscriptionCount(String topicName) throws Exception;

    void deleteQueue(String queueName) throws Exception;

    /** Listens for STOMP over WebSocket, too: for a broker that needs a web server for it. */
    default void openWebSocket(int port) throws Exception {
        throw new UnsupportedOperationException("it has no listener of its own for that");
    }

    /** The only consumer of a queue. */
    static <T> T only(List<T> consumers, String queueName) {
        if (consumers.size() != 1) {
            throw new IllegalStateException(queueName + " has " + consumers.size() + " consumers");
        }
        return consumers.get(0);
    }
}
