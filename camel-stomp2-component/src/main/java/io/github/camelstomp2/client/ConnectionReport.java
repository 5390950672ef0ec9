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
package io.github.camelstomp2.client;

import io.github.camelstomp2.client.link.ConnectionState;
import io.github.camelstomp2.client.log.ConnectionHistory;
import io.github.camelstomp2.client.log.TrafficFigures;
import org.jspecify.annotations.Nullable;

/**
 * Where a connection stands, for an operator. None of it is a secret.
 *
 * @param brokers the addresses that may be tried
 * @param reached the broker that was reached last; {@code null} before the first
 * @param withoutSince since when there is no connection, as a value of {@link System#nanoTime}; {@code null} while there is one
 * @param failures how many attempts have failed since then
 * @param connections how often it was made
 * @param reason why there is no connection, with the broker's words if it said any; {@code null} while there is one
 * @param traffic its frames and octets, which go on counting
 */
public record ConnectionReport(
        ConnectionState state,
        String brokers,
        ConnectionHistory.@Nullable Reached reached,
        @Nullable Long withoutSince,
        int failures,
        long connections,
        @Nullable String reason,
        TrafficFigures traffic) {

    static ConnectionReport of(ConnectionState state, String brokers, ConnectionHistory history) {
        return new ConnectionReport(
                state,
                brokers,
                history.reached(),
                history.withoutSince(),
                history.failures(),
                history.connections(),
                history.reason(),
                history.traffic());
    }

    /** Whether there is a connection. One that is made anew on purpose, because the broker keeps messages on it, counts. */
    public boolean isUp() {
        // A link that was just lost is still CONNECTED for as long as it takes to write that to the log.
        return withoutSince == null
                && reached != null
                && (state == ConnectionState.CONNECTED
                        || state == ConnectionState.RENEWING
                        || state == ConnectionState.CONNECTING);
    }

    /** The broker in log lines: the one that was reached last, or those that may be tried. */
    public String where() {
        return reached == null ? brokers : reached.address().toString();
    }

    /** A destination in log lines, with the broker. */
    public String at(String destination) {
        return destination + " at " + where();
    }

    /** How often it was made anew. */
    public long reconnects() {
        return Math.max(0, connections - 1);
    }
}
