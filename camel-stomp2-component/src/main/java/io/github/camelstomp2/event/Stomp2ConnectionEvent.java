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

/**
 * What happened to a connection. Each consumer has its own; the producers of a component share one for equal options, and so do the
 * replies of its consumers.
 */
public abstract class Stomp2ConnectionEvent extends Stomp2Event {
    private static final long serialVersionUID = 1L;

    private final String connection;
    private final String broker;

    protected Stomp2ConnectionEvent(
            CamelContext source, String component, long timestamp, String connection, String broker) {
        super(source, component, timestamp);
        this.connection = connection;
        this.broker = broker;
    }

    /** The purpose of the connection, as in log lines: {@code stomp2 consumer of /queue/x}, {@code stomp2 producers}, {@code stomp2 replies}. */
    public String getConnection() {
        return connection;
    }

    /** The address of the broker, such as {@code tcp://broker:61613}; without the query of a WebSocket address. */
    public String getBroker() {
        return broker;
    }
}
