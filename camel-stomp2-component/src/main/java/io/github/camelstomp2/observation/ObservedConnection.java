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
package io.github.camelstomp2.observation;

import io.github.camelstomp2.client.ConnectionReport;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.log.ConnectionHistory;
import io.github.camelstomp2.protocol.HeartBeat;
import java.util.function.Function;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;

/** The connection of a consumer or a producer, as JMX shows it. Called from any thread. */
public interface ObservedConnection {
    /** The connection; {@code null} while there is none. */
    StompConnection observed();

    /** Where messages come from, or go to. */
    String destination();

    @ManagedAttribute(
            description = "What the connection is doing: STOPPED, CONNECTING, CONNECTED, RENEWING, WAITING (before the"
                    + " next attempt), FAILED (gave up) or STOPPING")
    default String getConnectionState() {
        StompConnection connection = observed();
        return connection == null ? "STOPPED" : connection.state().name();
    }

    @ManagedAttribute(description = "The addresses that may be tried")
    default String getBrokers() {
        return report(ConnectionReport::brokers);
    }

    @ManagedAttribute(description = "The address of the broker that was reached last")
    default String getBrokerAddress() {
        return reached(last -> last.address().toString());
    }

    @ManagedAttribute(description = "What that broker calls itself")
    default String getBrokerName() {
        return reached(last -> last.handshake().server());
    }

    @ManagedAttribute(description = "The version of STOMP that is spoken")
    default String getStompVersion() {
        return reached(last -> last.handshake().version().number());
    }

    @ManagedAttribute(description = "The heart-beats that were agreed upon, in milliseconds: outgoing,incoming")
    default String getHeartBeats() {
        return reached(last -> {
            HeartBeat agreed = last.handshake().heartBeat();
            return agreed.outgoing().toMillis() + "," + agreed.incoming().toMillis();
        });
    }

    @ManagedAttribute(description = "When the last connection was made")
    default String getConnectedSince() {
        return reached(last -> Moments.text(last.since()));
    }

    @ManagedAttribute(description = "Since when there is no connection; empty while there is one")
    default String getDisconnectedSince() {
        return report(now -> now.withoutSince() == null ? null : Moments.text(now.withoutSince()));
    }

    @ManagedAttribute(description = "Why there is no connection; empty while there is one")
    default String getConnectionFailure() {
        return report(ConnectionReport::reason);
    }

    @ManagedAttribute(description = "Attempts to connect that have failed since there was a connection")
    default int getFailedAttempts() {
        StompConnection connection = observed();
        return connection == null ? 0 : connection.report().failures();
    }

    @ManagedAttribute(description = "How often the connection was made again")
    default long getReconnects() {
        StompConnection connection = observed();
        return connection == null ? 0 : connection.report().reconnects();
    }

    @ManagedOperation(description = "Connects anew at once: also when it waits before the next attempt, or gave up")
    default void reconnect() {
        StompConnection connection = observed();
        if (connection != null) {
            connection.reconnect();
        }
    }

    private String report(Function<ConnectionReport, String> text) {
        StompConnection connection = observed();
        String found = connection == null ? null : text.apply(connection.report());
        return found == null ? "" : found;
    }

    private String reached(Function<ConnectionHistory.Reached, String> text) {
        return report(now -> now.reached() == null ? null : text.apply(now.reached()));
    }
}
