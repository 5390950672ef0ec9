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
package io.github.camelstomp2.benchmarks.endtoend;

import java.util.Optional;

/** The work of a client. */
enum Scenario {
    /** Consumes without acknowledgements. */
    CONSUME_AUTO("Consume, auto", Optional.of("auto"), false, 0, 0),

    /** Consumes with cumulative ACKs, at most 1,000 messages unacknowledged. */
    CONSUME_CLIENT("Consume, cumulative ACKs", Optional.of("client"), false, 0, 0),

    /** Consumes with an ACK for each message, at most 1,000 unacknowledged. */
    CONSUME_ACK("Consume, an ACK each", Optional.of(Scenario.EACH), false, 0, 0),

    /** Consumes, sends the message on, and acknowledges it when the broker has confirmed that. */
    BRIDGE("Bridge: consume, confirmed send, ACK", Optional.of(Scenario.EACH), true, 0, 0),

    /** The same, with 64 messages in the route at a time. */
    BRIDGE_64("Bridge, 64 messages at a time", Optional.of(Scenario.EACH), true, 0, 0),

    /** Sends without asking for receipts, from one thread. */
    SEND("Send, unconfirmed", Optional.empty(), false, 1, 1),

    /** The same from 64 threads. */
    SEND_64_THREADS("Send, unconfirmed, 64 threads", Optional.empty(), false, 64, 1),

    /** Sends with a receipt for each message, at most 1,000 under way, from one thread. */
    SEND_CONFIRMED("Send, confirmed", Optional.empty(), true, 1, 1),

    /** The same from 64 threads, which share the 1,000. */
    SEND_CONFIRMED_64_THREADS("Send, confirmed, 64 threads", Optional.empty(), true, 64, 1),

    /** Sends in transactions of ten messages, each committed with a receipt, at most 1,000 messages under way. */
    SEND_TRANSACTED("Send, transactions of ten", Optional.empty(), true, 1, 10),

    /** Sends with a receipt for each message; the next one follows when the previous one is confirmed. */
    SEND_ONE_AT_A_TIME("Send, confirmed, one at a time", Optional.empty(), true, 1, 1);

    /** How many may be unacknowledged or unconfirmed at a time. */
    static final int WINDOW = 1_000;

    /** The ack mode in which each message is acknowledged by itself. */
    static final String EACH = "client-individual";

    private final String title;
    private final Optional<String> ackMode;
    private final boolean confirmed;
    private final int threads;
    private final int transaction;

    Scenario(String title, Optional<String> ackMode, boolean confirmed, int threads, int transaction) {
        this.title = title;
        this.ackMode = ackMode;
        this.confirmed = confirmed;
        this.threads = threads;
        this.transaction = transaction;
    }

    String title() {
        return title;
    }

    boolean consumes() {
        return ackMode.isPresent();
    }

    /** The ack mode as in STOMP; only consuming scenarios have one. */
    String ackMode() {
        return ackMode.orElseThrow();
    }

    /** Whether the client acknowledges what it consumes. */
    boolean acknowledges() {
        return consumes() && !ackMode().equals("auto");
    }

    /** Whether sends ask for receipts. */
    boolean confirms() {
        return confirmed;
    }

    /** Whether each message is sent on. */
    boolean bridges() {
        return this == BRIDGE || this == BRIDGE_64;
    }

    /** How many messages are in the route at a time. */
    int concurrentConsumers() {
        return this == BRIDGE_64 ? 64 : 1;
    }

    /** How many threads send; 0 for scenarios without own sends. */
    int threads() {
        return threads;
    }

    /** How many messages are sent together; more than one means a transaction. */
    int batch() {
        return transaction;
    }

    boolean transacts() {
        return transaction > 1;
    }

    /** How many batches each thread may have on their way. */
    int window() {
        return this == SEND_ONE_AT_A_TIME ? 1 : WINDOW / threads / transaction;
    }
}
