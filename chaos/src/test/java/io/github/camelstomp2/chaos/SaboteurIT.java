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

import io.github.camelstomp2.chaos.fault.BrokerFaults;
import io.github.camelstomp2.chaos.fault.Injection;
import io.github.camelstomp2.chaos.fault.Pause;
import io.github.camelstomp2.chaos.fault.ReceiptFault;
import io.github.camelstomp2.chaos.fault.WireFault;
import io.github.camelstomp2.chaos.ledger.Rule;
import io.github.camelstomp2.chaos.ledger.Side;
import io.github.camelstomp2.chaos.wire.Interceptor;
import io.github.camelstomp2.chaos.wire.Saboteur;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that are wrong on purpose, on a real broker: each has to be found out, or a green run means nothing. */
class SaboteurIT {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.dedicated(BrokerKind.ACTIVEMQ);

    private static final long SEED = 20261104;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** Slower than the broker, so that messages wait in the queue and with the client. */
    private static final Scenario.Load SLOW_ROUTES = load("");

    private static final Scenario.Load SLOW_CUMULATIVE_ROUTES = load("&ackMode=client");

    private final Runner runner = new Runner(Path.of("target", "chaos"));

    private static Scenario.Load load(String consumerOptions) {
        return new Scenario.Load(
                2,
                200,
                400,
                4,
                8_000,
                Duration.ofSeconds(3),
                "&reconnectDelay=100&reconnectMaxDelay=500",
                "&prefetch=100" + consumerOptions);
    }

    private Map<Rule, Long> broken(Saboteur saboteur, Scenario.Load load, Injection fault) {
        return broken(saboteur.interceptors(), "-" + saboteur, load, fault);
    }

    private Map<Rule, Long> broken(
            Supplier<List<Interceptor>> saboteurs, String name, Scenario.Load load, Injection fault) {
        Scenario scenario = Scenario.kills().with(load).with(List.of(fault));
        return runner.run(
                        scenario,
                        new Plan(500, 1, 0, LONGEST, ChaosSuite.PATIENCE, SEED),
                        List.of(BROKER.broker()),
                        saboteurs,
                        name)
                .verdict()
                .broken();
    }

    private static Injection reset(Side side) {
        return new WireFault(WireFault.Kind.RESET, side);
    }

    @Test
    void whoDoesNothingOfTheKindIsNot() {
        assertThat(broken(List::of, "-NOBODY", SLOW_ROUTES, reset(Side.BOTH))).isEmpty();
    }

    @Test
    void whoAcknowledgesBeforeTheRouteIsDoneIsFoundOut() {
        assertThat(broken(Saboteur.ACKNOWLEDGES_EARLY, SLOW_ROUTES, reset(Side.BOTH)))
                .containsKey(Rule.ACKNOWLEDGED_EARLY);
    }

    @Test
    void whoMatchesReceiptsInTheirOrderIsFoundOut() {
        Injection losesReceipts = new ReceiptFault(0.2, 0.3, Pause.millis(500, 500));

        assertThat(broken(Saboteur.MATCHES_RECEIPTS_IN_ORDER, SLOW_ROUTES, losesReceipts))
                .containsKey(Rule.CONFIRMED_WITHOUT_RECEIPT);
    }

    @Test
    void whoForgetsThatMessagesArePersistentIsFoundOut() {
        assertThat(broken(Saboteur.SENDS_TRANSIENT, SLOW_ROUTES, BrokerFaults.KILL))
                .containsKey(Rule.LOST);
    }

    @Test
    void whoAcknowledgesTheHighestThatWasDeliveredIsFoundOut() {
        assertThat(broken(Saboteur.ACKNOWLEDGES_HIGHEST, SLOW_CUMULATIVE_ROUTES, reset(Side.BOTH)))
                .containsKey(Rule.ACKNOWLEDGED_EARLY);
    }

    @Test
    void whoAcknowledgesOnTheNextConnectionIsFoundOut() {
        assertThat(broken(Saboteur.ACKNOWLEDGES_STALE, SLOW_ROUTES, reset(Side.CONSUMERS)))
                .containsKey(Rule.ACKNOWLEDGED_UNKNOWN);
    }
}
