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

/** A client to be measured. */
interface Subject {
    /** Whether it can do this work. */
    boolean does(Scenario scenario, Peers peer);

    /** Starts the work, which goes on until the result is closed. */
    AutoCloseable start(Work work, Tally tally) throws Exception;

    /** The destination from which it consumes on a real broker, as a STOMP client has to name it to fill it. */
    default String source(Work work) {
        return "/queue/" + work.source();
    }
}
