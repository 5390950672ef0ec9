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
import java.util.Locale;

/**
 * Measures the time until messages flow again, to the broker and from it. Since a broker that was just started is slow,
 * it also measures how much of that time passed before the client connected, and before the broker answered.
 */
final class Recovery {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Ledger ledger;
    private final Violations violations;
    private final Duration limit;
    private Duration ofConnections = Duration.ZERO;
    private Duration ofBroker = Duration.ZERO;
    private Duration ofSends = Duration.ZERO;
    private Duration ofRoutes = Duration.ZERO;
    private Duration ofSparedQueues = Duration.ZERO;
    private Duration ofLedQueues = Duration.ZERO;

    /** @param limit a longer recovery breaks a rule */
    Recovery(Ledger ledger, Violations violations, Duration limit) {
        this.ledger = ledger;
        this.violations = violations;
        this.limit = limit;
    }

    /**
     * Waits until there is a confirmed send and a route that began, both later than this time.
     *
     * @param what the fault, for a report
     */
    void await(long sinceNanos, String what) {
        Duration sends = await(EventKind.CONFIRMED, sinceNanos, "a confirmed send after " + what);
        Duration routes = await(EventKind.ROUTE_BEGUN, sinceNanos, "a route that begins after " + what);
        Duration connections = ledger.lastAfter(EventKind.CONNECT_SEEN, sinceNanos);
        Duration answers = ledger.lastAfter(EventKind.CONNECTED_SEEN, sinceNanos);
        Duration all = longer(sends, routes);
        ofConnections = longer(ofConnections, connections);
        ofBroker = longer(ofBroker, answers.minus(connections));
        ofSends = longer(ofSends, sends);
        ofRoutes = longer(ofRoutes, routes);
        if (byClient(connections, answers, all).compareTo(limit) > 0) {
            violations.add(
                    Rule.SLOW_RECOVERY,
                    MessageNumber.NONE,
                    connections + " until the last CONNECT, " + answers + " until the last CONNECTED, " + sends
                            + " until a send was confirmed, " + routes + " until a route began after " + what);
        }
    }

    /**
     * The part of the time that depends on the client: all but the time from its CONNECT to the broker's answer. A
     * broker opens its port before it has read its journal, and is not available before it answers.
     */
    static Duration byClient(Duration connect, Duration connected, Duration all) {
        Duration broker = connected.minus(connect);
        return broker.isNegative() ? all : all.minus(broker);
    }

    private Duration await(EventKind kind, long sinceNanos, String what) {
        try {
            Poll.until(PATIENCE, what, () -> ledger.hasSince(kind, sinceNanos));
        } catch (AssertionError e) {
            violations.add(Rule.STUCK, MessageNumber.NONE, e.getMessage());
        }
        // The state is checked at intervals, so the result is some milliseconds too long.
        return Duration.ofNanos(System.nanoTime() - sinceNanos);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /**
     * Looks for how long no send was confirmed while a fault of one broker of several went on.
     *
     * @param spared whether the queue was not concerned
     * @param unnoticed how long it took until the client could know of the fault
     */
    void lookBack(long fromNanos, long toNanos, boolean spared, Duration unnoticed, String what) {
        Duration pause = ledger.longestPause(EventKind.CONFIRMED, fromNanos, toNanos);
        if (!spared) {
            ofLedQueues = longer(ofLedQueues, pause);
            return;
        }
        ofSparedQueues = longer(ofSparedQueues, pause);
        if (pause.minus(unnoticed).compareTo(limit) > 0) {
            violations.add(
                    Rule.SLOW_RECOVERY, MessageNumber.NONE, "no confirmed send for " + pause + " during " + what);
        }
    }

    /**
     * How long no send was confirmed while a fault of one broker of several went on, at most: of a queue that was not
     * concerned, and of one that was, in seconds.
     */
    String longestPauses() {
        return String.format(Locale.ROOT, "%.2f / %.2f", seconds(ofSparedQueues), seconds(ofLedQueues));
    }

    /** The longest time until a connection, an answer of the broker, a send and a route, and the limit, in seconds. */
    String slowest() {
        return String.format(
                Locale.ROOT,
                "%.2f / %.2f / %.2f / %.2f (%.2f)",
                seconds(ofConnections),
                seconds(ofBroker),
                seconds(ofSends),
                seconds(ofRoutes),
                seconds(limit));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
