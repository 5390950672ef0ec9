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
package io.github.camelstomp2.consumer.dispatch;

import io.github.camelstomp2.session.Delivery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/** A dispatcher, and threads that are stopped after the test. */
abstract class DispatcherTestSupport {
    final ExecutorService pool = Executors.newCachedThreadPool();
    final ExecutorService elsewhere = Executors.newFixedThreadPool(4);

    @AfterEach
    void stopThreads() {
        pool.shutdownNow();
        elsewhere.shutdownNow();
    }

    final SteppedWorkers workers = new SteppedWorkers();
    final RecordedProcessing recorder = new RecordedProcessing();

    DeliveryDispatcher dispatcher(int concurrency) {
        return new DeliveryDispatcher(concurrency, workers, recorder);
    }

    // ---- with threads

    /** Ends at once or from elsewhere, as it happens, and watches how many are under way. */
    final class Busy implements DeliveryDispatcher.Handler {
        final List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        final AtomicInteger underWay = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        final AtomicInteger done = new AtomicInteger();

        @Override
        public boolean process(Delivery delivery, Runnable ended) {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            order.add(Integer.valueOf(Deliveries.body(delivery)));
            int kind = ThreadLocalRandom.current().nextInt(3);
            if (kind < 2) {
                underWay.decrementAndGet();
                done.incrementAndGet();
                if (kind == 1) {
                    ended.run();
                }
                return kind == 0;
            }
            elsewhere.execute(() -> {
                underWay.decrementAndGet();
                done.incrementAndGet();
                ended.run();
            });
            return false;
        }

        @Override
        public void idle() {
            // not of interest
        }
    }
}
