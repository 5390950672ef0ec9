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

import io.github.camelstomp2.chaos.ledger.EventKind;
import io.github.camelstomp2.chaos.ledger.Ledger;
import io.github.camelstomp2.chaos.ledger.MessageNumber;
import io.github.camelstomp2.chaos.ledger.Rule;
import io.github.camelstomp2.chaos.ledger.Violations;
import io.github.camelstomp2.testbed.Poll;
import java.time.Duration;

/** Measures how long it takes until messages flow again. */
final class Recovery {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Ledger ledger;
    private final Violations violations;
    private final Duration limit;
    private Duration slowest = Duration.ZERO;

    /**
     * @param limit longer ones break a rule
     */
    Recovery(Ledger ledger, Violations violations, Duration limit) {
        this.ledger = ledger;
        this.violations = violations;
        this.limit = limit;
    }

    Duration slowest() {
        return slowest;
    }

    Duration limit() {
        return limit;
    }

    /**
     * Waits until a send that was confirmed and a route that began are younger than this.
     *
     * @param what after which fault, for a report
     */
    void await(long sinceNanos, String what) {
        try {
            Poll.until(
                    PATIENCE,
                    "messages to flow again after " + what,
                    () -> ledger.hasSince(EventKind.CONFIRMED, sinceNanos)
                            && ledger.hasSince(EventKind.ROUTE_BEGUN, sinceNanos));
        } catch (AssertionError e) {
            violations.add(Rule.STUCK, MessageNumber.NONE, e.getMessage());
        }
        Duration took = Duration.ofNanos(System.nanoTime() - sinceNanos);
        if (took.compareTo(slowest) > 0) {
            slowest = took;
        }
        if (took.compareTo(limit) > 0) {
            violations.add(Rule.SLOW_RECOVERY, MessageNumber.NONE, took + " after " + what);
        }
    }
}
