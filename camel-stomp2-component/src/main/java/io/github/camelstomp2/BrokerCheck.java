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
package io.github.camelstomp2;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.Limitation;
import io.github.camelstomp2.client.StompConnection;
import java.util.List;
import java.util.function.Function;

/**
 * Whether the broker can do what the options ask for, before a route starts: at once where it was named, or when it was
 * reached with {@code testConnectionOnStartup=true}. Elsewhere that is found out when it is reached.
 */
final class BrokerCheck {
    private final Stomp2Endpoint endpoint;
    private final Function<BrokerDialect, List<Limitation>> limitations;

    BrokerCheck(Stomp2Endpoint endpoint, Function<BrokerDialect, List<Limitation>> limitations) {
        this.endpoint = endpoint;
        this.limitations = limitations;
    }

    /**
     * Before there is a connection.
     *
     * @throws IllegalArgumentException naming the option that the named broker cannot do
     */
    void ofNamedBroker() {
        BrokerDialect named = endpoint.clientOptions().protocol().dialect();
        if (named != null) {
            check(named);
        }
    }

    /**
     * Waits for the connection if the user wants that.
     *
     * @throws io.github.camelstomp2.protocol.StompException why there is none
     * @throws IllegalArgumentException naming the option that the broker cannot do
     */
    void ofReachedBroker(StompConnection connection) {
        if (endpoint.getConfiguration().isTestConnectionOnStartup()) {
            check(Waiting.forBroker(connection, endpoint.clientOptions()));
        }
    }

    private void check(BrokerDialect dialect) {
        List<Limitation> fatal = Limitation.fatalOf(limitations.apply(dialect));
        if (!fatal.isEmpty()) {
            throw new IllegalArgumentException(Limitation.sentence(dialect, fatal));
        }
    }
}
