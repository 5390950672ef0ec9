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
package io.github.camelstomp2.client.log;

import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.client.transport.ConnectionEvents;
import io.github.camelstomp2.session.connect.Handshake;
import java.time.Duration;

/** Tells the changes of a connection, each once: not each attempt, and no link that is made anew on purpose. Event loop only. */
public final class ConnectionNews {
    private enum Told {
        NOTHING,
        CONNECTED,
        DISCONNECTED,
        GAVE_UP
    }

    private final String name;
    private final ConnectionEvents events;
    private Told told = Told.NOTHING;

    /** @param name the purpose of the connection, as logs show it */
    public ConnectionNews(String name, ConnectionEvents events) {
        this.name = name;
        this.events = events;
    }

    /** The connection is started. */
    public void starting() {
        told = Told.NOTHING;
    }

    public void connected(BrokerAddress broker, Handshake handshake) {
        if (told != Told.CONNECTED) {
            told = Told.CONNECTED;
            events.connected(name, broker, handshake);
        }
    }

    /** The link broke. */
    public void lost(LinkFailure failure, Duration nextAttempt) {
        told = Told.DISCONNECTED;
        events.disconnected(name, failure.address(), failure.words(), nextAttempt);
    }

    /** While another broker of the list is tried at once, it is not known yet whether there is a connection. */
    public void attemptFailed(LinkFailure failure, Duration nextAttempt) {
        if (!nextAttempt.isZero() && (told == Told.NOTHING || told == Told.CONNECTED)) {
            lost(failure, nextAttempt);
        }
    }

    public void gaveUp(LinkFailure failure) {
        if (told != Told.GAVE_UP) {
            told = Told.GAVE_UP;
            events.gaveUp(name, failure.address(), failure.words());
        }
    }
}
