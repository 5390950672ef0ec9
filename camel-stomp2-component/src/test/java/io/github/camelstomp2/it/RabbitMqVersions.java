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
package io.github.camelstomp2.it;

import io.github.camelstomp2.testbed.TestBroker;

/** Which RabbitMQ it is, for what versions do otherwise: a test says what is so in each, and leaves none out. */
final class RabbitMqVersions {
    private RabbitMqVersions() {}

    /** Whether it is of this version or a later one. */
    static boolean isFrom(TestBroker broker, int major, int minor) {
        String[] parts = broker.version().split("[.]");
        int actualMajor = Integer.parseInt(parts[0]);
        int actualMinor = Integer.parseInt(parts[1]);
        return actualMajor > major || (actualMajor == major && actualMinor >= minor);
    }

    /** Quorum queues have a limit, frames of STOMP too, and a queue has its type among its arguments. */
    static boolean isFour(TestBroker broker) {
        return isFrom(broker, 4, 0);
    }
}
