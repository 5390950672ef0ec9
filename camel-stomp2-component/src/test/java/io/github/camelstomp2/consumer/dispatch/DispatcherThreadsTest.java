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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.testbed.TestExtent;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The dispatcher with threads that run beside each other: nothing is lost, and no limit is exceeded. */
@Timeout(30)
class DispatcherThreadsTest extends DispatcherTestSupport {
    @Test
    void oneAtATimeKeepsTheOrderAlsoWhereRoutesGoOnElsewhere() {
        Busy busy = new Busy();
        DeliveryDispatcher dispatcher = new DeliveryDispatcher(1, pool, busy);
        List<Delivery> deliveries = Deliveries.numbered(5_000);
        for (int i = 0; i < deliveries.size(); i += 7) {
            dispatcher.add(deliveries.subList(i, Math.min(i + 7, deliveries.size())));
        }
        await().until(() -> busy.done.get() == deliveries.size());
        assertThat(busy.order).isEqualTo(IntStream.range(0, 5_000).boxed().toList());
        assertThat(busy.most).hasValue(1);
        await().until(dispatcher::isIdle);
    }

    @Test
    void severalAtATimeAreNeverMoreThanThat() {
        Busy busy = new Busy();
        DeliveryDispatcher dispatcher = new DeliveryDispatcher(4, pool, busy);
        List<Delivery> deliveries = Deliveries.numbered(5_000);
        for (Delivery delivery : deliveries) {
            dispatcher.add(List.of(delivery));
        }
        await().until(() -> busy.done.get() == deliveries.size());
        assertThat(busy.most.get()).isBetween(1, 4);
        assertThat(busy.order).doesNotHaveDuplicates();
        await().until(dispatcher::isIdle);
    }

    @Test
    void noWakeUpIsLostWhenManyThreadsAddOneByOne() throws Exception {
        Busy busy = new Busy();
        DeliveryDispatcher dispatcher = new DeliveryDispatcher(2, pool, busy);
        List<Delivery> deliveries = Deliveries.numbered(8_000);
        CountDownLatch start = new CountDownLatch(1);
        for (int thread = 0; thread < 8; thread++) {
            List<Delivery> mine = deliveries.subList(thread * 1_000, (thread + 1) * 1_000);
            elsewhereThread(() -> {
                start.await();
                for (Delivery delivery : mine) {
                    dispatcher.add(List.of(delivery));
                    Thread.yield();
                }
                return null;
            });
        }
        start.countDown();
        await().until(() -> busy.done.get() == deliveries.size());
    }

    @Test
    void noWakeUpIsLostWhenTheNextComesJustAsTheLastIsDone() {
        AtomicInteger done = new AtomicInteger();
        DeliveryDispatcher dispatcher = new DeliveryDispatcher(1, pool, new DeliveryDispatcher.Handler() {
            @Override
            public boolean process(Delivery delivery, Runnable ended) {
                done.incrementAndGet();
                return true;
            }

            @Override
            public void idle() {
                // not of interest
            }
        });
        List<Delivery> one = Deliveries.numbered(1);
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        for (int i = 0; i < TestExtent.of(5_000); i++) {
            dispatcher.add(one);
            while (done.get() <= i) {
                if (System.nanoTime() - giveUp > 0) {
                    throw new AssertionError("delivery " + i + " waits for ever");
                }
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void noWakeUpIsLostBetweenPauseAndResume() {
        Busy busy = new Busy();
        DeliveryDispatcher dispatcher = new DeliveryDispatcher(3, pool, busy);
        List<Delivery> deliveries = Deliveries.numbered(3_000);
        for (Delivery delivery : deliveries) {
            dispatcher.pause();
            dispatcher.add(List.of(delivery));
            dispatcher.resume();
        }
        await().until(() -> busy.done.get() == deliveries.size());
        assertThat(busy.most.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void blockedWorkersLeaveTheOtherPlacesUsable() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        var done = ConcurrentHashMap.<String>newKeySet();
        DeliveryDispatcher dispatcher = new DeliveryDispatcher(2, pool, new DeliveryDispatcher.Handler() {
            @Override
            public boolean process(Delivery delivery, Runnable ended) {
                if (Deliveries.body(delivery).equals("0")) {
                    awaitQuietly(release);
                }
                done.add(Deliveries.body(delivery));
                return true;
            }

            @Override
            public void idle() {
                // not of interest
            }
        });
        dispatcher.add(Deliveries.numbered(50));
        await().until(() -> done.size() == 49);
        assertThat(done).doesNotContain("0");
        release.countDown();
        await().until(() -> done.contains("0"));
    }

    @Test
    void oneThatBlocksAfterManyQuickOnesHoldsUpNobody() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        DeliveryDispatcher dispatcher = new DeliveryDispatcher(4, pool, processing(delivery -> {
            if (Deliveries.body(delivery).equals("2000")) {
                awaitQuietly(release);
            }
            done.incrementAndGet();
        }));
        List<Delivery> deliveries = Deliveries.numbered(2_100);
        dispatcher.add(deliveries.subList(0, 2_000));
        await().until(() -> done.get() == 2_000);
        dispatcher.add(deliveries.subList(2_000, 2_100)); // nothing comes behind them that would wake a worker
        await().until(() -> done.get() == 2_099);
        release.countDown();
        await().until(() -> done.get() == 2_100);
    }

    @Test
    void onesThatTakeLongAfterManyQuickOnesAreProcessedBesideEachOther() {
        AtomicInteger done = new AtomicInteger();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        DeliveryDispatcher dispatcher = new DeliveryDispatcher(4, pool, processing(delivery -> {
            if (Integer.parseInt(Deliveries.body(delivery)) >= 2_000) {
                threads.add(Thread.currentThread());
                computeFor(TimeUnit.MICROSECONDS.toNanos(300));
            }
            done.incrementAndGet();
        }));
        List<Delivery> deliveries = Deliveries.numbered(2_200);
        dispatcher.add(deliveries.subList(0, 2_000));
        await().until(() -> done.get() == 2_000);
        dispatcher.add(deliveries.subList(2_000, 2_200));
        await().until(() -> done.get() == 2_200);
        assertThat(threads).hasSizeGreaterThan(1);
    }

    private static void computeFor(long nanos) {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < nanos) {
            Thread.onSpinWait();
        }
    }

    private static DeliveryDispatcher.Handler processing(Consumer<Delivery> route) {
        return new DeliveryDispatcher.Handler() {
            @Override
            public boolean process(Delivery delivery, Runnable ended) {
                route.accept(delivery);
                return true;
            }

            @Override
            public void idle() {
                // not of interest
            }
        };
    }

    private void elsewhereThread(java.util.concurrent.Callable<Void> work) {
        pool.submit(work);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
