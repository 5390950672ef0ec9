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

import io.github.camelstomp2.testbed.BrokerKind;

/** The brokers to which the clients connect. */
enum Peers {
    /** {@link SyntheticPeer}. */
    SYNTHETIC("synthetic peer"),
    ACTIVEMQ(BrokerKind.ACTIVEMQ.displayName()),
    ARTEMIS(BrokerKind.ARTEMIS.displayName()),
    RABBITMQ(BrokerKind.RABBITMQ.displayName());

    private final String title;

    Peers(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Its broker in the test bed; the synthetic peer has none. */
    BrokerKind broker() {
        return BrokerKind.valueOf(name());
    }
}
