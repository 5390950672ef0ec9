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
package io.github.camelstomp2.broker;

import io.github.camelstomp2.protocol.StompBrokerException;
import java.time.Duration;

/** How one kind of broker expects CONNECT, and how it is recognised. Stateless and thread-safe. */
public interface ConnectRules {
    /** Whether the {@code server} header of CONNECTED belongs to this kind of broker. */
    boolean isServer(String server);

    /**
     * Whether this ERROR means that this kind of broker refused CONNECT because of the {@code host} header. Needed
     * because a broker does not give its name before CONNECTED.
     */
    default boolean refusesVirtualHost(StompBrokerException error) {
        return false;
    }

    /** The {@code host} header of CONNECT when the user named no virtual host. */
    default String defaultVirtualHost(String brokerHost) {
        return brokerHost;
    }

    /**
     * Whether this ERROR means that this kind of broker refused the login. Needed for a broker that reads the values of
     * CONNECT in a special way, because a broker does not give its name before CONNECTED.
     */
    default boolean refusesLogin(StompBrokerException error) {
        return false;
    }

    /**
     * A header value of CONNECT as this broker expects it. The specification has no escapes in CONNECT, in any version.
     */
    default String connectValue(String value) {
        return value;
    }

    /**
     * Whether the broker refuses a second connection with a client-id in use, and a second consumer of a durable name.
     */
    default boolean wantsNamesOnce() {
        return false;
    }

    /** How long the broker keeps a connection without heart-beats on which the client sends nothing; zero: for ever. */
    default Duration endsSilentAfter() {
        return Duration.ZERO;
    }

    /** Whether it ignores binary messages of a WebSocket without a word. */
    default boolean takesTextOnlyOverWebSocket() {
        return false;
    }

    /** Whether heart-beats that the client has promised can make it end a WebSocket while messages are sent. */
    default boolean failsOnHeartBeatsOverWebSocket() {
        return false;
    }

    /** The largest frame that the broker accepts. For a larger one it ends the connection. */
    default FrameLimits frameLimits() {
        return FrameLimits.UNKNOWN;
    }
}
