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

import java.util.concurrent.atomic.LongAdder;

/** A STOMP client that is measured. */
interface Subject {
    /** Whether it can do that at all. */
    boolean does(Scenario scenario);

    /**
     * Begins to work, until it is closed.
     *
     * @param port of the peer, on the loopback interface
     * @param done counts the messages that were processed, or confirmed
     */
    AutoCloseable start(Scenario scenario, int port, int bodySize, LongAdder done) throws Exception;
}
