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
package io.github.camelstomp2.chaos;

import io.github.camelstomp2.chaos.fault.Arena;
import io.github.camelstomp2.chaos.ledger.Fault;
import io.github.camelstomp2.chaos.ledger.Ledger;
import io.github.camelstomp2.chaos.ledger.MessageNumber;
import io.github.camelstomp2.chaos.ledger.Rule;
import io.github.camelstomp2.chaos.ledger.Side;
import io.github.camelstomp2.chaos.ledger.Unanswered;
import io.github.camelstomp2.chaos.ledger.Violations;
import io.github.camelstomp2.testbed.Poll;
import java.time.Duration;

/** Waits until a queue is empty: all messages of the broker went through routes and were acknowledged. */
final class Drain {
    private final Ledger ledger;
    private final Violations violations;
    private final Duration noProgress;
    private long heldBack;

    /**
     * @param noProgress after this time without an answered message the queue does not get shorter by itself
     */
    Drain(Ledger ledger, Violations violations, Duration noProgress) {
        this.ledger = ledger;
        this.violations = violations;
        this.noProgress = noProgress;
    }

    /** How many messages the broker delivered only after a restart. */
    long heldBack() {
        return heldBack;
    }

    void await(Arena arena) {
        if (isEmptySoon(arena) || isUpToTheBroker(arena) && isEmptyAfterRestart(arena)) {
            return;
        }
        long left = arena.broker().messageCount(arena.queue());
        violations.add(
                Rule.STUCK,
                MessageNumber.NONE,
                left + " messages stay in the queue, " + Unanswered.onOpenConnections(ledger) + " with the client");
    }

    /** Waits as long as the queue becomes shorter. */
    private boolean isEmptySoon(Arena arena) {
        long left = arena.broker().messageCount(arena.queue());
        while (left > 0) {
            long before = left;
            try {
                Poll.until(noProgress, "a shorter queue", () -> arena.broker().messageCount(arena.queue()) < before);
            } catch (AssertionError e) {
                return false;
            }
            left = arena.broker().messageCount(arena.queue());
        }
        return true;
    }

    /** Whether the client has answered all delivered messages and waits for more. */
    private boolean isUpToTheBroker(Arena arena) {
        long unanswered = Unanswered.onOpenConnections(ledger);
        long consumers = arena.broker().consumerCount(arena.queue());
        System.out.println("chaos: " + arena.broker() + " does not deliver "
                + arena.broker().messageCount(arena.queue()) + " messages; it has " + consumers + " consumers on "
                + arena.openConnections() + " connections, who owe " + unanswered + " acknowledgements");
        return unanswered == 0 && consumers > 0;
    }

    /**
     * Artemis may keep consumers of connections that ended at a wrong moment and give messages to them, or count a
     * message as being delivered for ever. Nobody gets these messages until the broker is restarted; they are not lost.
     */
    private boolean isEmptyAfterRestart(Arena arena) {
        long begun = System.nanoTime();
        heldBack += arena.broker().messageCount(arena.queue());
        arena.broker().stop();
        arena.broker().start();
        boolean empty = isEmptySoon(arena);
        ledger.add(new Fault("restart", Fault.Effect.DISTURBS, Side.BOTH, begun, System.nanoTime()));
        return empty;
    }
}
