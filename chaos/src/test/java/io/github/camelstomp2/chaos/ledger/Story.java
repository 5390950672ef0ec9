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

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Writes a ledger by hand: each entry takes place a millisecond after the one before, unless time is let pass. */
final class Story {
    static final Terms TERMS = Terms.of(Duration.ofSeconds(30), 2, false);
    static final int PRODUCER_LINK = 100;
    static final int CONSUMER_LINK = 200;

    private final Ledger ledger = new Ledger();
    private long millis;

    /** The message {@code 0/sequence}. */
    static int message(int sequence) {
        return MessageNumber.of(0, sequence);
    }

    private Story add(EventKind kind, int message, int delivery, int link) {
        ledger.add(kind, now(), message, delivery, link);
        millis++;
        return this;
    }

    private long now() {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    Story passes(Duration time) {
        millis += time.toMillis();
        return this;
    }

    // ---- sending

    Story begins(int sequence) {
        return add(EventKind.SEND_BEGUN, message(sequence), -1, -1);
    }

    Story writes(int sequence) {
        return writes(sequence, PRODUCER_LINK);
    }

    Story writes(int sequence, int link) {
        return add(EventKind.SEND_SEEN, message(sequence), -1, link);
    }

    Story receipt(int sequence) {
        return add(EventKind.RECEIPT_SEEN, message(sequence), -1, PRODUCER_LINK);
    }

    Story ends(int sequence, EventKind outcome) {
        return add(outcome, message(sequence), -1, -1);
    }

    /** The whole of a send that is confirmed. */
    Story sends(int sequence) {
        return begins(sequence).writes(sequence).receipt(sequence).ends(sequence, EventKind.CONFIRMED);
    }

    // ---- consuming

    Story delivers(int sequence, int delivery) {
        return delivers(sequence, delivery, CONSUMER_LINK);
    }

    Story delivers(int sequence, int delivery, int link) {
        return add(EventKind.MESSAGE_SEEN, message(sequence), delivery, link);
    }

    Story routeBegins(int sequence, int delivery) {
        return add(EventKind.ROUTE_BEGUN, message(sequence), delivery, -1);
    }

    Story routeEnds(int sequence, int delivery) {
        return add(EventKind.ROUTE_DONE, message(sequence), delivery, -1);
    }

    Story acknowledges(int sequence, int delivery) {
        return add(EventKind.ACK_SEEN, message(sequence), delivery, CONSUMER_LINK);
    }

    /** The whole of a delivery. */
    Story consumes(int sequence, int delivery) {
        return delivers(sequence, delivery)
                .routeBegins(sequence, delivery)
                .routeEnds(sequence, delivery)
                .acknowledges(sequence, delivery);
    }

    Story entry(EventKind kind, int sequence, int delivery) {
        return add(kind, message(sequence), delivery, CONSUMER_LINK);
    }

    // ---- faults

    Story fault(Fault.Effect effect, Side side, Duration time) {
        long begun = now();
        passes(time);
        ledger.add(new Fault("fault", effect, side, begun, now()));
        return this;
    }

    Story kill() {
        return fault(Fault.Effect.KILLS, Side.BOTH, Duration.ofSeconds(2));
    }

    Ledger ledger() {
        return ledger;
    }

    Verdict verdict() {
        return Checker.check(ledger, TERMS);
    }

    Verdict verdictInOrder() {
        return Checker.check(ledger, Terms.of(Duration.ofSeconds(30), 2, true));
    }
}
