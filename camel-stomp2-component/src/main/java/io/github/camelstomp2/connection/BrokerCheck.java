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
package io.github.camelstomp2.connection;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.Limitation;
import io.github.camelstomp2.client.StompConnection;
import java.util.List;
import java.util.function.Function;

/**
 * Checks before a route starts whether the broker can do what the options ask for: at once if the option {@code broker}
 * names it, or when it is connected with {@code testConnectionOnStartup=true}. Otherwise the check is made later, when
 * the broker is connected.
 */
public final class BrokerCheck {
    private final ConnectionOptions options;
    private final Function<BrokerDialect, List<Limitation>> limitations;

    /** @param limitations the options that a broker cannot fulfil */
    public BrokerCheck(ConnectionOptions options, Function<BrokerDialect, List<Limitation>> limitations) {
        this.options = options;
        this.limitations = limitations;
    }

    /**
     * Checks a broker that is named, before there is a connection.
     *
     * @throws IllegalArgumentException naming the option that this broker cannot fulfil
     */
    public void ofNamedBroker() {
        BrokerDialect named = options.common().protocol().dialect();
        if (named != null) {
            check(named);
        }
    }

    /**
     * Waits for the connection if the user wants that, and checks the connected broker.
     *
     * @throws io.github.camelstomp2.protocol.StompException why there is none
     * @throws IllegalArgumentException naming the option that the broker cannot fulfil
     */
    public void ofReachedBroker(StompConnection connection) {
        if (options.awaited()) {
            check(BlockingWaits.forBroker(connection, options.common()));
        }
    }

    private void check(BrokerDialect dialect) {
        List<Limitation> fatal = Limitation.fatalOf(limitations.apply(dialect));
        if (!fatal.isEmpty()) {
            throw new IllegalArgumentException(Limitation.sentence(dialect.name(), fatal));
        }
    }
}
