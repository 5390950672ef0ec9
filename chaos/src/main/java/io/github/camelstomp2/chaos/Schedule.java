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
import io.github.camelstomp2.chaos.fault.Injection;
import io.github.camelstomp2.chaos.fault.Pause;
import io.github.camelstomp2.chaos.ledger.EventKind;
import io.github.camelstomp2.chaos.ledger.Fault;
import io.github.camelstomp2.chaos.ledger.Ledger;
import io.github.camelstomp2.chaos.ledger.MessageNumber;
import io.github.camelstomp2.chaos.ledger.Rule;
import io.github.camelstomp2.chaos.ledger.Violations;
import java.util.List;
import java.util.Random;

/** Injects the faults of a scenario as planned. The seed determines which faults come, and their parameters. */
final class Schedule {
    private static final Pause A_MOMENT = Pause.millis(5, 5);

    private final Scenario scenario;
    private final Plan plan;
    private final List<Arena> arenas;
    private final Ledger ledger;
    private final Violations violations;
    private final Recovery recovery;
    private long startedNanos;

    Schedule(
            Scenario scenario, Plan plan, List<Arena> arenas, Ledger ledger, Violations violations, Recovery recovery) {
        this.scenario = scenario;
        this.plan = plan;
        this.arenas = arenas;
        this.ledger = ledger;
        this.violations = violations;
        this.recovery = recovery;
    }

    /** Injects all faults. The client has to be producing. */
    void go() {
        startedNanos = System.nanoTime();
        int faults = scenario.injections().isEmpty() ? 0 : plan.faults();
        for (int i = 0; i < faults && !isTimeUp(); i++) {
            // a new generator for each fault, so that it does not depend on how many numbers earlier ones have used
            Random random = new Random(plan.seed() * 1_000_003 + i);
            scenario.between().take(random);
            awaitMessages(plan.messages() * i / faults);
            Injection injection = scenario.injections()
                    .get(random.nextInt(scenario.injections().size()));
            inject(injection, arenas.get(i % arenas.size()), random);
        }
        awaitMessages(plan.messages());
    }

    private boolean isTimeUp() {
        return !plan.time().isZero()
                && System.nanoTime() - startedNanos >= plan.time().toNanos();
    }

    private void awaitMessages(long messages) {
        while (ledger.count(EventKind.CONFIRMED) < messages && !isTimeUp()) {
            A_MOMENT.take();
        }
    }

    private void inject(Injection injection, Arena arena, Random random) {
        boolean spared = injection.spares(arena);
        long begun = System.nanoTime();
        long undone = begun;
        try {
            undone = injection.inject(arena, random);
        } catch (AssertionError | IllegalStateException e) {
            violations.add(Rule.STUCK, MessageNumber.NONE, injection.title() + ": " + e.getMessage());
        }
        if (scenario.awaitsRecovery()) {
            recovery.await(undone, injection.title());
        }
        if (scenario.topology() == Topology.CLUSTER) {
            recovery.lookBack(begun, System.nanoTime(), spared, injection.unnoticed(), injection.title());
        }
        ledger.add(new Fault(injection.title(), injection.effect(), injection.side(), begun, System.nanoTime()));
    }
}
