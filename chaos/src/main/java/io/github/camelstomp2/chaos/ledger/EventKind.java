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
package io.github.camelstomp2.chaos.ledger;

/** The meaning of an entry of the ledger. */
public enum EventKind {
    /** The client is about to send a message. Reported by the client, as all kinds up to {@link #ROUTE_DONE}. */
    SEND_BEGUN,
    /** The send ended without an exception. */
    CONFIRMED,
    /** The send ended with an exception that says that the broker does not have the message. */
    FAILED,
    /** The send ended with {@code StompUnconfirmedException}. */
    UNKNOWN,
    /** A route begins with a message, whose body is unchanged. */
    ROUTE_BEGUN,
    /** A route begins with a message whose body was changed. */
    ROUTE_BEGUN_ALTERED,
    /** A route begins with a message that was not sent in this run. */
    ROUTE_BEGUN_INVENTED,
    /** The last step of a route: its exchange ends after this. */
    ROUTE_DONE,

    /** A SEND frame went to the broker. Seen on the wire, as all following kinds. */
    SEND_SEEN,
    /** A RECEIPT for a SEND went to the client. */
    RECEIPT_SEEN,
    /** A MESSAGE frame came from the broker. */
    MESSAGE_SEEN,
    /** The client acknowledged a delivery, by its own ACK or a cumulative one. */
    ACK_SEEN,
    /**
     * The client acknowledged a message that was not delivered on that connection, or was acknowledged there before.
     */
    ACK_OF_UNKNOWN_SEEN,
    /** The client sent CONNECT to a broker that can be reached. */
    CONNECT_SEEN,
    /** The broker answered CONNECTED: only now it is available again, not when its port is open. */
    CONNECTED_SEEN,
    /** A connection to the broker ended. */
    LINK_DOWN;

    private static final EventKind[] ALL = values();

    /** The kind with this ordinal, which is sent between processes. */
    public static EventKind of(int ordinal) {
        return ALL[ordinal];
    }

    /** Whether a send ends with this event. */
    public boolean isOutcome() {
        return this == CONFIRMED || this == FAILED || this == UNKNOWN;
    }

    /** Whether a route begins with this event. */
    public boolean isRouteBegun() {
        return this == ROUTE_BEGUN || this == ROUTE_BEGUN_ALTERED || this == ROUTE_BEGUN_INVENTED;
    }
}
