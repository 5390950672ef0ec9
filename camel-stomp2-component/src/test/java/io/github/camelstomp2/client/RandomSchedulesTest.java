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
package io.github.camelstomp2.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.client.link.ConnectionState;
import io.github.camelstomp2.client.transport.NettyTransport;
import io.github.camelstomp2.testbed.FreePorts;
import io.github.camelstomp2.testbed.TestExtent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever happens to a connection, in whatever order and at whatever moment: it stops promptly, leaves nothing open,
 * never connects afterwards, and every send ends once.
 */
@Timeout(120)
class RandomSchedulesTest {
    private static final int SCHEDULES = Integer.getInteger("stomp2.schedules", TestExtent.of(1_000));
    private static final int LANES = 8;
    private static final String THREADS = "random-schedules";

    private final NettyTransport transport = new NettyTransport(THREADS);
    private final LoggedTransitions logged = new LoggedTransitions();
    private final String elsewhere = "tcp://127.0.0.1:" + FreePorts.next();
    private final Map<RandomSchedule.Act, Integer> acts = new EnumMap<>(RandomSchedule.Act.class);
    private final Map<RandomSchedule, Integer> attempts = new LinkedHashMap<>();

    @AfterEach
    void end() {
        transport.close();
        logged.close();
    }

    @Test
    void aConnectionSurvivesEverySchedule() throws Exception {
        runLanes();

        assertThat(attempts).hasSize(SCHEDULES / LANES * LANES);
        assertThat(attempts).as("nobody connects after the stop").allSatisfy((schedule, atItsEnd) -> assertThat(
                        logged.attempts(schedule.name()))
                .as("%s", schedule)
                .isEqualTo(atItsEnd)
                .isPositive());
        assertThat(attempts.keySet())
                .allSatisfy(schedule -> assertThat(schedule.sends()).allMatch(SendResult::hasEndedOnce));
        assertThat(logged.exceptions()).as(Seed.inWords()).isEmpty();
        assertEverythingWasTried();
        assertThat(threads()).as("event loops, and who asks for addresses").hasSizeLessThanOrEqualTo(4 + LANES);
        transport.close();
        await().atMost(Duration.ofSeconds(10)).until(() -> threads().isEmpty());
    }

    private void assertEverythingWasTried() {
        System.out.println(Seed.inWords() + "\n" + logged.table() + acts);
        for (ConnectionState from : ConnectionState.values()) {
            for (ConnectionState to : ConnectionState.values()) {
                if (from.mayBecome(to) && !isRare(from, to)) {
                    assertThat(logged.count(from, to))
                            .as("%s -> %s; %s", from, to, Seed.inWords())
                            .isPositive();
                }
            }
        }
        assertThat(acts.keySet()).containsExactlyInAnyOrder(RandomSchedule.Act.values());
    }

    /**
     * What chance may leave out: a send that comes just when its connection has given up, which GiveUpTest has, and among
     * a fifth of the schedules the renewals, which RenewalTest has, and what makes a connection that has given up try again.
     */
    private static boolean isRare(ConnectionState from, ConnectionState to) {
        boolean renewal = from == ConnectionState.RENEWING || to == ConnectionState.RENEWING;
        boolean again = from == ConnectionState.FAILED && to == ConnectionState.CONNECTING;
        return ((renewal || again) && !TestExtent.isAll())
                || (from == ConnectionState.FAILED && to == ConnectionState.WAITING);
    }

    private void runLanes() throws Exception {
        ExecutorService lanes = Executors.newFixedThreadPool(LANES);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int lane = 0; lane < LANES; lane++) {
                int first = lane * (SCHEDULES / LANES);
                work.add(() -> runSchedules(first, first + SCHEDULES / LANES));
            }
            for (Future<Void> lane : lanes.invokeAll(work)) {
                lane.get();
            }
        } finally {
            lanes.shutdownNow();
        }
    }

    private Void runSchedules(int first, int beyond) throws Exception {
        try (MoodyBroker broker = new MoodyBroker()) {
            for (int number = first; number < beyond; number++) {
                RandomSchedule schedule = new RandomSchedule(number, broker, elsewhere, transport);
                schedule.run();
                ended(schedule);
            }
            broker.verify();
        }
        return null;
    }

    private synchronized void ended(RandomSchedule schedule) {
        schedule.acts().forEach((act, times) -> acts.merge(act, times, Integer::sum));
        attempts.put(schedule, logged.attempts(schedule.name()));
    }

    private static List<String> threads() {
        Thread[] all = new Thread[Thread.activeCount() * 2];
        int count = Thread.enumerate(all);
        return Arrays.stream(all, 0, count)
                .map(Thread::getName)
                .filter(name -> name.startsWith(THREADS))
                .toList();
    }
}
