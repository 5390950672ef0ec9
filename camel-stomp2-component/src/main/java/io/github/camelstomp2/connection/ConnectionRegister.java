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

import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.link.ConnectionState;
import io.github.camelstomp2.client.log.TrafficFigures;
import java.util.HashSet;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * The connections of a component that are there, and the figures of those that were, so that sums only grow. Thread-safe.
 */
public final class ConnectionRegister {
    /** What can be summed up. */
    public enum Figure {
        CONFIRMED(connection -> connection.sends().confirmed()),
        REJECTED(connection -> connection.sends().rejected()),
        UNKNOWN(connection -> connection.sends().unknown()),
        UNSENT(connection -> connection.sends().unsent()),
        RECONNECTS(connection -> connection.report().reconnects()),
        STALE_ACKNOWLEDGEMENTS(StompConnection::staleAcknowledgements),
        FRAMES_IN(connection -> traffic(connection).framesIn()),
        FRAMES_OUT(connection -> traffic(connection).framesOut()),
        OCTETS_IN(connection -> traffic(connection).octetsIn()),
        OCTETS_OUT(connection -> traffic(connection).octetsOut()),
        LATE_HEART_BEATS(connection -> traffic(connection).late()),
        LATE_NANOS(connection -> traffic(connection).lateNanos());

        private final ToLongFunction<StompConnection> of;

        Figure(ToLongFunction<StompConnection> of) {
            this.of = of;
        }
    }

    private final Set<StompConnection> there = new HashSet<>();
    private final long[] gone = new long[Figure.values().length];
    private boolean timed;

    private static TrafficFigures traffic(StompConnection connection) {
        return connection.report().traffic();
    }

    /** Heart-beats of all connections are timed from now on: somebody looks at the figures. */
    synchronized void time() {
        timed = true;
        there.forEach(connection -> traffic(connection).time());
    }

    synchronized void add(StompConnection connection) {
        if (timed) {
            traffic(connection).time();
        }
        there.add(connection);
    }

    /** It is stopped. */
    synchronized void remove(StompConnection connection) {
        if (there.remove(connection)) {
            for (Figure figure : Figure.values()) {
                gone[figure.ordinal()] += figure.of.applyAsLong(connection);
            }
        }
    }

    /** Of all connections, also those that are stopped. */
    public synchronized long sum(Figure figure) {
        return gone[figure.ordinal()] + sum(figure.of);
    }

    /** How many connections are in this state. */
    public synchronized int in(ConnectionState state) {
        return (int)
                there.stream().filter(connection -> connection.state() == state).count();
    }

    /** How many messages wait to be sent, or for their receipt. */
    public synchronized long pendingSends() {
        return sum(connection -> connection.sends().pending());
    }

    private long sum(ToLongFunction<StompConnection> of) {
        return there.stream().mapToLong(of).sum();
    }
}
