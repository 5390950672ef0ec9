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

import static io.github.camelstomp2.connection.ConnectionRegister.Figure.FRAMES_IN;
import static io.github.camelstomp2.connection.ConnectionRegister.Figure.FRAMES_OUT;
import static io.github.camelstomp2.connection.ConnectionRegister.Figure.LATE_HEART_BEATS;
import static io.github.camelstomp2.connection.ConnectionRegister.Figure.LATE_NANOS;
import static io.github.camelstomp2.connection.ConnectionRegister.Figure.OCTETS_IN;
import static io.github.camelstomp2.connection.ConnectionRegister.Figure.OCTETS_OUT;

import io.github.camelstomp2.client.link.ConnectionState;
import io.github.camelstomp2.observation.Meters;
import java.util.Locale;

/** The meters of a component: its connections, and what was sent over them. */
final class ConnectionMeters {
    private ConnectionMeters() {}

    static void bind(Meters meters, ConnectionRegister register) {
        for (ConnectionState state : ConnectionState.values()) {
            meters.gauge(
                    "camel.stomp2.connections",
                    "Connections by what they are doing",
                    () -> register.in(state),
                    "state",
                    state.name().toLowerCase(Locale.ROOT));
        }
        meters.counter(
                "camel.stomp2.reconnects",
                "How often connections were made again",
                () -> register.sum(ConnectionRegister.Figure.RECONNECTS));
        meters.counter(
                "camel.stomp2.acknowledgements.stale",
                "Acknowledgements that were dropped because the connection of their message was gone",
                () -> register.sum(ConnectionRegister.Figure.STALE_ACKNOWLEDGEMENTS));
        traffic(meters, register, "camel.stomp2.frames", "Frames, without heart-beats", FRAMES_IN, FRAMES_OUT);
        traffic(
                meters,
                register,
                "camel.stomp2.bytes",
                "Octets of STOMP, heart-beats included, without TLS and WebSocket around them",
                OCTETS_IN,
                OCTETS_OUT);
        meters.durations(
                "camel.stomp2.heartbeats.late",
                "How often brokers sent nothing for longer than was agreed, and for how much longer",
                () -> register.sum(LATE_HEART_BEATS),
                () -> register.sum(LATE_NANOS));
        sends(meters, register, ConnectionRegister.Figure.CONFIRMED);
        sends(meters, register, ConnectionRegister.Figure.REJECTED);
        sends(meters, register, ConnectionRegister.Figure.UNKNOWN);
        sends(meters, register, ConnectionRegister.Figure.UNSENT);
        meters.gauge(
                "camel.stomp2.sends.pending",
                "Messages that wait to be sent or for their receipt",
                register::pendingSends);
    }

    private static void traffic(
            Meters meters,
            ConnectionRegister register,
            String name,
            String what,
            ConnectionRegister.Figure in,
            ConnectionRegister.Figure out) {
        meters.counter(name, what, () -> register.sum(in), "direction", "in");
        meters.counter(name, what, () -> register.sum(out), "direction", "out");
    }

    private static void sends(Meters meters, ConnectionRegister register, ConnectionRegister.Figure figure) {
        meters.counter(
                "camel.stomp2.sends",
                "Messages sent, dead letters and replies included, by what became of them",
                () -> register.sum(figure),
                "outcome",
                figure.name().toLowerCase(Locale.ROOT));
    }
}
