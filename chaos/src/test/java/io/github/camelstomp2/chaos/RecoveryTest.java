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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.chaos.ledger.Checker;
import io.github.camelstomp2.chaos.ledger.EventKind;
import io.github.camelstomp2.chaos.ledger.Ledger;
import io.github.camelstomp2.chaos.ledger.Rule;
import io.github.camelstomp2.chaos.ledger.Terms;
import io.github.camelstomp2.chaos.ledger.Violations;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private final Ledger ledger = new Ledger();
    private final Violations violations = new Violations();
    private final Recovery recovery = new Recovery(ledger, violations, Duration.ofSeconds(2));

    private Map<Rule, Long> broken() {
        return Checker.check(new Ledger(), Terms.of(Duration.ZERO, 1, false), violations)
                .broken();
    }

    private void recoveredAt(long nanos) {
        ledger.add(EventKind.CONNECT_SEEN, nanos, -1, -1, 0);
        ledger.add(EventKind.CONFIRMED, nanos, 0, -1, -1);
        ledger.add(EventKind.ROUTE_BEGUN, nanos, 0, 0, -1);
    }

    @Test
    void messagesThatFlowAtOnceAreARecovery() {
        long fault = System.nanoTime();
        recoveredAt(fault);

        recovery.await(fault, "kill");

        assertThat(broken()).isEmpty();
        assertThat(recovery.slowest()).startsWith("0.").endsWith("(2.00)");
    }

    @Test
    void messagesThatFlowLateBreakARule() {
        long now = System.nanoTime();
        recoveredAt(now);

        recovery.await(now - TimeUnit.SECONDS.toNanos(3), "kill");

        assertThat(broken()).containsOnlyKeys(Rule.SLOW_RECOVERY);
        assertThat(recovery.slowest()).startsWith("3.0");
    }

    @Test
    void whatTheBrokerTakesToAnswerConnectIsNotTheClients() {
        assertThat(Recovery.byClient(Duration.ofMillis(400), Duration.ofSeconds(5), Duration.ofMillis(5_100)))
                .isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void whereNobodyConnectedAllOfItIsTheClients() {
        assertThat(Recovery.byClient(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(3)))
                .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aQueueThatWasSparedMayStandStillNoLongerThanTheLimit() {
        long begun = System.nanoTime();
        ledger.add(EventKind.CONFIRMED, begun + TimeUnit.SECONDS.toNanos(1), 0, -1, -1);
        long ended = begun + TimeUnit.SECONDS.toNanos(4);

        recovery.lookBack(begun, ended, true, Duration.ofSeconds(1), "freeze");
        assertThat(broken()).isEmpty();

        recovery.lookBack(begun, ended, true, Duration.ZERO, "kill");
        assertThat(broken()).containsOnlyKeys(Rule.SLOW_RECOVERY);
        assertThat(recovery.longestPauses()).isEqualTo("3.00 / 0.00");
    }

    @Test
    void aQueueWhoseNodeFailedMayStandStillForLonger() {
        recovery.lookBack(0, TimeUnit.SECONDS.toNanos(9), false, Duration.ZERO, "kill");

        assertThat(broken()).isEmpty();
        assertThat(recovery.longestPauses()).isEqualTo("0.00 / 9.00");
    }
}
