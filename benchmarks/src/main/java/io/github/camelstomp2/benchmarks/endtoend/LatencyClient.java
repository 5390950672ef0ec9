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

/** A client whose response times are measured. Used by one thread. */
interface LatencyClient extends AutoCloseable {
    /** The queue where the peer answers each message with the same content. */
    String ECHO = "/queue/" + SyntheticPeer.ECHO;

    /** The queue for the answers. */
    String REPLIES = "/queue/" + SyntheticPeer.IDLE + "replies";

    /** Octets of each body. */
    int BODY_SIZE = 64;

    /**
     * Sends a message.
     *
     * @param confirmed run once, on any thread, when the broker has confirmed it; not run if it does not
     */
    void send(Runnable confirmed) throws Exception;

    /**
     * Sends a request.
     *
     * @param replied run once, on any thread, when its reply has come; not run if none comes
     */
    void request(Runnable replied) throws Exception;
}
