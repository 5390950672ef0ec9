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
package io.github.camelstomp2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.session.Delivery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DeliveryDispatcherTest {
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final ExecutorService elsewhere = Executors.newFixedThreadPool(4);

    @AfterEach
    void stopThreads() {
        pool.shutdownNow();
        elsewhere.shutdownNow();
    }

    private final SteppedWorkers workers = new SteppedWorkers();
    private final RecordedProcessing recorder = new RecordedProcessing();

    private DeliveryDispatcher dispatcher(int concurrency) {
        return new DeliveryDispatcher(concurrency, workers, recorder);
    }

    // ---- step by step

    @Test
    void nothingIsProcessedOnTheThreadThatBringsDeliveries() {
        DeliveryDispatcher dispatcher = dispatcher(1);
        dispatcher.add(Deliveries.numbered(2));
        assertThat(recorder.begun).isEmpty();
        assertThat(dispatcher.queued()).isEqualTo(2);
        workers.runAll();
        assertThat(recorder.begun).containsExactly("0", "1");
        assertThat(dispatcher.queued()).isZero();
        assertThat(dispatcher.isIdle()).isTrue();
        assertThat(recorder.idle).isEqualTo(1);
    }

    @Test
    void oneWorkerIsEnoughForManyDeliveriesOfOneAtATime() {
        DeliveryDispatcher dispatcher = dispatcher(1);
        dispatcher.add(Deliveries.numbered(3));
        dispatcher.add(Deliveries.numbered(3));
        assertThat(workers.size()).isEqualTo(1);
    }

    @Test
    void noMoreWorkersAreStartedThanThereIsWork() {
        DeliveryDispatcher dispatcher = dispatcher(8);
        dispatcher.add(Deliveries.numbered(3));
        assertThat(workers.size()).isEqualTo(3);
    }

    @Test
    void whileOneIsUnderWayTheNextThatComesTakesAnotherPlace() {
        recorder.asynchronous = true;
        DeliveryDispatcher dispatcher = dispatcher(3);
        List<Delivery> deliveries = Deliveries.numbered(4);
        for (Delivery delivery : deliveries) {
            dispatcher.add(List.of(delivery));
            workers.runAll();
        }
        assertThat(recorder.begun).containsExactly("0", "1", "2");
    }

    @Test
    void withOneAtATimeTheNextBeginsWhenAnAsynchronousOneHasEnded() {
        recorder.asynchronous = true;
        DeliveryDispatcher dispatcher = dispatcher(1);
        dispatcher.add(Deliveries.numbered(3));
        for (int i = 0; i < 3; i++) {
            workers.runAll();
            assertThat(recorder.begun).hasSize(i + 1);
            assertThat(dispatcher.isIdle()).isFalse();
            recorder.unfinished.remove().run();
        }
        workers.runAll();
        assertThat(recorder.begun).containsExactly("0", "1", "2");
        assertThat(dispatcher.isIdle()).isTrue();
        assertThat(recorder.idle).isEqualTo(1);
    }

    @Test
    void whatEndsAsynchronouslyGoesOnOnAWorkerAndNotOnTheThreadThatEndedIt() {
        recorder.asynchronous = true;
        DeliveryDispatcher dispatcher = dispatcher(1);
        dispatcher.add(Deliveries.numbered(2));
        workers.runAll();
        recorder.unfinished.remove().run();
        assertThat(recorder.begun).containsExactly("0");
        assertThat(workers.size()).isEqualTo(1);
    }

    @Test
    void oneThatEndsBeforeItsCallReturnsTakesNoWorkerOfItsOwn() {
        List<String> begun = new ArrayList<>();
        DeliveryDispatcher dispatcher = new DeliveryDispatcher(1, workers, new DeliveryDispatcher.Handler() {
            @Override
            public boolean process(Delivery delivery, Runnable ended) {
                begun.add(Deliveries.body(delivery));
                ended.run();
                return false;
            }

            @Override
            public void idle() {
                // not of interest
            }
        });
        dispatcher.add(Deliveries.numbered(1_000));
        assertThat(workers.runOne()).isTrue();
        assertThat(begun).hasSize(1_000);
        assertThat(workers.size()).isZero();
        assertThat(dispatcher.isIdle()).isTrue();
    }

    @Test
    void asynchronousOnesAreAtMostSoManyAtATime() {
        recorder.asynchronous = true;
        DeliveryDispatcher dispatcher = dispatcher(3);
        dispatcher.add(Deliveries.numbered(10));
        workers.runAll();
        assertThat(recorder.unfinished).hasSize(3);
        recorder.unfinished.remove().run();
        workers.runAll();
        assertThat(recorder.unfinished).hasSize(3);
        assertThat(recorder.begun).hasSize(4);
    }

    @Test
    void whilePausedNoneIsBegunAndNoneIsLost() {
        DeliveryDispatcher dispatcher = dispatcher(1);
        dispatcher.pause();
        dispatcher.add(Deliveries.numbered(2));
        workers.runAll();
        assertThat(recorder.begun).isEmpty();
        dispatcher.resume();
        workers.runAll();
        assertThat(recorder.begun).containsExactly("0", "1");
    }

    @Test
    void whatIsUnderWayWhenPausedEndsAndThenItIsIdle() {
        recorder.asynchronous = true;
        DeliveryDispatcher dispatcher = dispatcher(1);
        dispatcher.add(Deliveries.numbered(2));
        workers.runAll();
        dispatcher.pause();
        assertThat(dispatcher.isIdle()).isFalse();
        recorder.unfinished.remove().run();
        workers.runAll();
        assertThat(dispatcher.isIdle()).isTrue();
        assertThat(recorder.idle).isEqualTo(1);
        assertThat(recorder.begun).containsExactly("0");
        dispatcher.resume();
        workers.runAll();
        assertThat(recorder.begun).containsExactly("0", "1");
    }

    @Test
    void pausedBetweenTheWakeUpAndTheWorkerItBeginsWithNone() {
        DeliveryDispatcher dispatcher = dispatcher(1);
        dispatcher.add(Deliveries.numbered(1));
        dispatcher.pause();
        workers.runAll();
        assertThat(recorder.begun).isEmpty();
        assertThat(dispatcher.isIdle()).isTrue();
    }

    @Test
    void whatWaitsCanBeDropped() {
        DeliveryDispatcher dispatcher = dispatcher(1);
        dispatcher.add(Deliveries.numbered(2));
        dispatcher.clear();
        workers.runAll();
        assertThat(recorder.begun).isEmpty();
        assertThat(dispatcher.queued()).isZero();
    }

    @Test
    void aHandlerThatThrowsDoesNotTakeItsPlaceAway() {
        List<String> processed = new ArrayList<>();
        DeliveryDispatcher dispatcher = new DeliveryDispatcher(1, workers, new DeliveryDispatcher.Handler() {
            @Override
            public boolean process(Delivery delivery, Runnable ended) {
                if (processed.isEmpty()) {
                    processed.add("thrown");
                    throw new IllegalStateException("broken");
                }
                processed.add(Deliveries.body(delivery));
                return true;
            }

            @Override
            public void idle() {
                processed.add("idle");
            }
        });
        dispatcher.add(Deliveries.numbered(2));
        workers.runAll();
        assertThat(processed).containsExactly("thrown", "1", "idle");
        assertThat(dispatcher.isIdle()).isTrue();
    }

    // ---- with threads

    /** Ends at once or from elsewhere, as it happens, and watches how many are under way. */
    private final class Busy implements DeliveryDispatcher.Handler {
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
        for (int i = 0; i < 5_000; i++) {
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
