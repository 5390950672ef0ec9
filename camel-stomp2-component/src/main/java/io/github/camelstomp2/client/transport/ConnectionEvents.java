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
package io.github.camelstomp2.client.transport;

import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.session.connect.Handshake;
import java.time.Duration;

/** Is told what happens to the connections of a component. Called on event loops: it must not block. */
public interface ConnectionEvents {
    /** Tells nobody. */
    ConnectionEvents NONE = new ConnectionEvents() {
        @Override
        public void connected(String connection, BrokerAddress broker, Handshake handshake) {
            // Nobody listens.
        }

        @Override
        public void disconnected(String connection, BrokerAddress broker, String reason, Duration nextAttempt) {
            // Nobody listens.
        }

        @Override
        public void gaveUp(String connection, BrokerAddress broker, String reason) {
            // Nobody listens.
        }
    };

    /** @param connection its purpose, as logs show it */
    void connected(String connection, BrokerAddress broker, Handshake handshake);

    /** @param nextAttempt the time until then */
    void disconnected(String connection, BrokerAddress broker, String reason, Duration nextAttempt);

    /** There will be no further attempt, until a user of the connection asks for one. */
    void gaveUp(String connection, BrokerAddress broker, String reason);
}
