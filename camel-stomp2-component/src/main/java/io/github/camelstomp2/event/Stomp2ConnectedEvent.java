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
package io.github.camelstomp2.event;

import org.apache.camel.CamelContext;

/** A broker has accepted a connection: at the start, or after {@link Stomp2DisconnectedEvent}. */
public final class Stomp2ConnectedEvent extends Stomp2ConnectionEvent {
    private static final long serialVersionUID = 1L;

    private final String server;
    private final String version;

    public Stomp2ConnectedEvent(
            CamelContext source,
            String component,
            long timestamp,
            String connection,
            String broker,
            String server,
            String version) {
        super(source, component, timestamp, connection, broker);
        this.server = server;
        this.version = version;
    }

    /** What the broker calls itself, such as {@code RabbitMQ/4.0.5}; {@code null} if it does not say. */
    public String getServer() {
        return server;
    }

    /** The version of STOMP that is spoken: {@code 1.0}, {@code 1.1} or {@code 1.2}. */
    public String getVersion() {
        return version;
    }

    @Override
    public String toString() {
        return getConnection() + " connected to " + getBroker();
    }
}
