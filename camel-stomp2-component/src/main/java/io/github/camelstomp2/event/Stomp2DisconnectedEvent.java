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

import java.time.Duration;
import org.apache.camel.CamelContext;

/**
 * A connection was lost, or could not be made at the start. Told once for each outage, and not for each attempt; not for a
 * connection that is stopped with its route, nor for one that is made anew on purpose.
 */
public final class Stomp2DisconnectedEvent extends Stomp2ConnectionEvent {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final Duration nextAttempt;

    public Stomp2DisconnectedEvent(
            CamelContext source,
            String component,
            long timestamp,
            String connection,
            String broker,
            String reason,
            Duration nextAttempt) {
        super(source, component, timestamp, connection, broker);
        this.reason = reason;
        this.nextAttempt = nextAttempt;
    }

    /** Why, in the words of the system or the broker. */
    public String getReason() {
        return reason;
    }

    /** The time until the next attempt to connect; zero: at once, to the next broker of the list. */
    public Duration getNextAttempt() {
        return nextAttempt;
    }

    @Override
    public String toString() {
        return getConnection() + " disconnected: " + reason + "; next attempt in " + nextAttempt.toMillis() + " ms";
    }
}
