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
package io.github.camelstomp2.client.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.client.options.BrokerList;
import io.github.camelstomp2.client.options.ReconnectPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReconnectPlanTest {
    private static final long NOW = 7;

    @Test
    void aRoundGoesThroughTheWholeListWithoutWaiting() {
        ReconnectPlan plan = plan("tcp://a:1,tcp://b:2,tcp://c:3", -1);

        assertThat(plan.next()).hasToString("tcp://a:1");
        assertThat(plan.failed(false)).isZero();
        assertThat(plan.next()).hasToString("tcp://b:2");
        assertThat(plan.failed(false)).isZero();
        assertThat(plan.next()).hasToString("tcp://c:3");
        assertThat(plan.failed(false)).isEqualTo(Duration.ofSeconds(1));
        assertThat(plan.next()).hasToString("tcp://a:1");
    }

    @Test
    void waitsGrowFromRoundToRound() {
        ReconnectPlan plan = plan("tcp://a:1", -1);
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            plan.next();
            waits.add(plan.failed(false));
        }

        assertThat(waits.stream().map(Duration::toSeconds)).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    }

    @Test
    void waitsAreJitteredWithinTheirBounds() {
        Random seeded = new Random(42);
        Set<Duration> waits = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            ReconnectPlan plan = new ReconnectPlan(BrokerList.parse("tcp://a:1"), policy(-1), seeded);
            plan.next();
            Duration wait = plan.failed(false);
            waits.add(wait);
            assertThat(wait).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        }

        assertThat(waits).hasSizeGreaterThan(50);
    }

    @Test
    void aLossAfterAStableConnectionStartsWithTheShortestWait() {
        ReconnectPlan plan = plan("tcp://a:1", -1);
        fail(plan, 4);
        plan.connected(NOW);

        assertThat(plan.lost(null, NOW + ReconnectPlan.STABLE_AFTER.toNanos())).isEqualTo(Duration.ofSeconds(1));
        fail(plan, 1);
        plan.connected(NOW);
        assertThat(plan.lost(null, NOW)).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void connectionsThatBreakAtOnceBackOff() {
        ReconnectPlan plan = plan("tcp://a:1", -1);
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            plan.next();
            plan.connected(NOW);
            waits.add(plan.lost(null, NOW + ReconnectPlan.STABLE_AFTER.toNanos() - 1)
                    .toSeconds());
        }

        assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 30L);
    }

    @Test
    void connectionsThatWereProvedDoNotBackOffHoweverShortTheyAre() {
        ReconnectPlan plan = plan("tcp://a:1", -1);
        fail(plan, 4);
        for (int i = 0; i < 6; i++) {
            plan.next();
            plan.connected(NOW);
            plan.proved();
            assertThat(plan.lost(null, NOW)).isEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void afterALossTheFirstBrokerIsTriedFirst() {
        ReconnectPlan plan = plan("tcp://a:1,tcp://b:2,tcp://c:3", -1);
        plan.next();
        plan.failed(false);
        plan.next();
        plan.connected(NOW);

        plan.lost(null, NOW);

        assertThat(plan.next()).hasToString("tcp://a:1");
    }

    @Test
    void afterASilentLossTheOthersAreTriedFirstAndTheSilentOneLast() {
        ReconnectPlan plan = plan("tcp://a:1,tcp://b:2,tcp://c:3", -1);
        plan.next();
        plan.failed(false);
        BrokerAddress silent = plan.next();
        plan.connected(NOW);

        plan.lost(silent, NOW + ReconnectPlan.STABLE_AFTER.toNanos());

        assertThat(List.of(plan.next(), plan.next(), plan.next()))
                .extracting(BrokerAddress::toString)
                .containsExactly("tcp://c:3", "tcp://a:1", "tcp://b:2");
    }

    @Test
    void whereOthersAreListedTheRoundAfterAGoodConnectionBeginsAtOnce() {
        ReconnectPlan plan = plan("tcp://a:1,tcp://b:2", -1);
        plan.next();
        plan.connected(NOW);

        assertThat(plan.lost(null, NOW + ReconnectPlan.STABLE_AFTER.toNanos())).isZero();
    }

    @Test
    void connectionsToSeveralThatBreakAtOnceBackOff() {
        ReconnectPlan plan = plan("tcp://a:1,tcp://b:2", -1);
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            plan.next();
            plan.connected(NOW);
            waits.add(plan.lost(null, NOW + ReconnectPlan.STABLE_AFTER.toNanos() - 1)
                    .toSeconds());
        }

        assertThat(waits).containsExactly(0L, 2L, 4L, 8L);
    }

    @Test
    void aConnectionOfAMomentIsNotMadeAgainAtOnceHoweverGoodItWas() {
        ReconnectPlan plan = plan("tcp://a:1,tcp://b:2", -1);
        for (int i = 0; i < 6; i++) {
            plan.next();
            plan.connected(NOW);
            plan.proved();
            assertThat(plan.lost(null, NOW + Duration.ofSeconds(1).toNanos() - 1))
                    .isEqualTo(Duration.ofSeconds(1));
        }
        plan.next();
        plan.connected(NOW);
        plan.proved();
        assertThat(plan.lost(null, NOW + Duration.ofSeconds(1).toNanos())).isZero();
    }

    @Test
    void aRefusedLoginWaitsLongest() {
        ReconnectPlan plan = plan("tcp://a:1,tcp://b:2", -1);
        plan.next();
        assertThat(plan.failed(true)).as("the other broker is tried at once").isZero();
        plan.next();
        assertThat(plan.failed(false)).isEqualTo(Duration.ofSeconds(30));

        plan.next();
        plan.failed(false);
        plan.next();
        assertThat(plan.failed(false)).as("a round without refusal").isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void afterARefusedLoginChanceShortensNoWait() {
        ReconnectPlan plan = new ReconnectPlan(BrokerList.parse("tcp://a:1"), policy(-1), new Random(42));
        for (int i = 0; i < 10; i++) {
            plan.next();
            assertThat(plan.failed(true)).isEqualTo(Duration.ofSeconds(30));
            assertThat(plan.shortest())
                    .as("not even for somebody who is in a hurry")
                    .isEqualTo(Duration.ofSeconds(30));
        }
    }

    @Test
    void whoIsInAHurryWaitsAsAfterTheFirstFailure() {
        ReconnectPlan plan = plan("tcp://a:1", -1);
        fail(plan, 6);

        assertThat(plan.shortest()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aRefusalBeforeAConnectionIsForgottenWithIt() {
        ReconnectPlan plan = plan("tcp://a:1,tcp://b:2", -1);
        plan.next();
        plan.failed(true);
        plan.next();
        plan.connected(NOW);
        plan.lost(null, NOW);

        plan.next();
        plan.failed(false);
        plan.next();
        assertThat(plan.failed(false)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void givesUpAfterSoManyFailedRounds() {
        ReconnectPlan plan = plan("tcp://a:1,tcp://b:2", 2);

        assertThat(fail(plan, 3)).doesNotContainNull();
        assertThat(fail(plan, 1)).containsExactly((Duration) null);
    }

    @Test
    void aLossIsNoFailedRound() {
        ReconnectPlan plan = plan("tcp://a:1", 2);
        plan.next();
        plan.connected(NOW);
        plan.lost(null, NOW + ReconnectPlan.STABLE_AFTER.toNanos());

        assertThat(fail(plan, 1)).doesNotContainNull();
        assertThat(fail(plan, 1)).containsExactly((Duration) null);
    }

    @Test
    void onlyFailuresInARowCount() {
        ReconnectPlan plan = plan("tcp://a:1", 2);
        for (int i = 0; i < 5; i++) {
            assertThat(fail(plan, 1)).doesNotContainNull();
            plan.next();
            plan.connected(NOW);
            plan.lost(null, NOW);
        }
    }

    @Test
    void aResetForgetsEverything() {
        ReconnectPlan plan = plan("tcp://a:1,tcp://b:2", 2);
        fail(plan, 3);

        plan.reset();

        assertThat(plan.next()).hasToString("tcp://a:1");
        plan.failed(false);
        plan.next();
        assertThat(plan.failed(false)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aShuffledRoundTriesEveryBrokerOnce() {
        BrokerList brokers = BrokerList.parse("failover:(tcp://a:1,tcp://b:2,tcp://c:3)?randomize=true");
        ReconnectPlan plan = new ReconnectPlan(brokers, policy(-1), new Random(1));
        Set<List<BrokerAddress>> orders = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            List<BrokerAddress> round = List.of(plan.next(), plan.next(), plan.next());
            assertThat(round).containsExactlyInAnyOrderElementsOf(brokers.addresses());
            orders.add(round);
        }

        assertThat(orders).hasSizeGreaterThan(1);
    }

    private static List<Duration> fail(ReconnectPlan plan, int times) {
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            plan.next();
            waits.add(plan.failed(false));
        }
        return waits;
    }

    /** Without chance: every wait is as long as it can be. */
    private static ReconnectPlan plan(String brokers, int maxAttempts) {
        return new ReconnectPlan(BrokerList.parse(brokers), policy(maxAttempts), new Random() {
            @Override
            public double nextDouble() {
                return 1;
            }
        });
    }

    private static ReconnectPolicy policy(int maxAttempts) {
        return new ReconnectPolicy(Duration.ofSeconds(1), Duration.ofSeconds(30), 2, maxAttempts);
    }
}
