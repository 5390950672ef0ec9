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
package io.github.camelstomp2.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.testbed.TestExtent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many Camel contexts that are stopped at random moments with messages in flight. What a route has ended is
 * acknowledged, what is not ended is not acknowledged, and no stop takes longer than Camel's timeout and a little.
 */
@Timeout(120)
class ShutdownHarnessTest {
    private static final int SHUTDOWNS = Integer.getInteger("stomp2.shutdowns", TestExtent.of(500));

    /** Most of a stop is waiting: Camel looks once a second whether everything is done. */
    private static final int AT_A_TIME = 40;

    @Test
    void whatIsEndedIsAcknowledgedWhateverTheMomentOfTheStop() throws Exception {
        long seed = Long.getLong("stomp2.seed", System.nanoTime());
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        ShutdownTally tally = new ShutdownTally();
        try {
            List<Future<ShutdownRun.Result>> results = new ArrayList<>();
            Random random = new Random(seed);
            for (int i = 0; i < SHUTDOWNS; i++) {
                ShutdownRun run = new ShutdownRun(random.nextLong());
                results.add(threads.submit(run));
            }
            for (Future<ShutdownRun.Result> result : results) {
                tally.add(result.get(100, TimeUnit.SECONDS));
            }
        } finally {
            threads.shutdownNow();
        }
        System.out.println("stomp2.seed=" + seed + ": " + tally);
        assertThat(tally.faults()).as("seed %d: %s", seed, tally).isEmpty();
        assertThat(tally.ended()).isGreaterThan(SHUTDOWNS);
        await().untilAsserted(() -> assertThat(threadsOfRuns()).isEmpty());
    }

    private static List<String> threadsOfRuns() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.contains(ShutdownRun.NAME) && name.contains("Stomp2"))
                .toList();
    }
}
