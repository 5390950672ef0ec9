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

/** A connection makes no further attempt, since {@code reconnectMaxAttempts} has been reached. */
public final class Stomp2GaveUpEvent extends Stomp2ConnectionEvent {
    private static final long serialVersionUID = 1L;

    private final String reason;

    public Stomp2GaveUpEvent(
            CamelContext source, String component, long timestamp, String connection, String broker, String reason) {
        super(source, component, timestamp, connection, broker);
        this.reason = reason;
    }

    /** Why the last attempt failed, in the words of the system or the broker. */
    public String getReason() {
        return reason;
    }

    @Override
    public String toString() {
        return getConnection() + " gave up connecting: " + reason;
    }
}
