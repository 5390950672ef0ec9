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
package io.github.camelstomp2.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ContinuationsTest extends ContinuationsTestSupport {
    @Test
    void nothingRunsOnTheThreadThatAdds() {
        Queue<Runnable> workers = new ArrayDeque<>();
        List<String> ran = new ArrayList<>();
        Continuations continuations = new Continuations(workers::add, Runnable::run);
        add(continuations, () -> ran.add("a"));
        assertThat(ran).isEmpty();
        workers.remove().run();
        assertThat(ran).containsExactly("a");
    }

    @Test
    void aFreeWorkerRunsThemInTheirOrder() {
        Queue<Runnable> workers = new ArrayDeque<>();
        List<Integer> ran = new ArrayList<>();
        Continuations continuations = new Continuations(workers::add, Runnable::run);
        for (int i = 0; i < 5; i++) {
            int number = i;
            add(continuations, () -> ran.add(number));
        }
        while (!workers.isEmpty()) {
            workers.remove().run();
        }
        assertThat(ran).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void aThousandTakeTwoWorkersOneThatRunsThemAndOneThatWatches() {
        Queue<Runnable> workers = new ArrayDeque<>();
        AtomicInteger ran = new AtomicInteger();
        Continuations continuations = new Continuations(workers::add, Runnable::run);
        for (int i = 0; i < 1_000; i++) {
            add(continuations, ran::incrementAndGet);
        }
        assertThat(workers).hasSize(2);
        workers.remove().run();
        assertThat(ran).hasValue(1_000);
        workers.remove().run();
        assertThat(workers)
                .as("the one that watches ends when there is nothing more")
                .isEmpty();
    }

    @Test
    void oneThatBlocksHoldsUpNobody() {
        Continuations continuations = new Continuations(pool, Runnable::run);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            if (i % 20 == 0) {
                add(continuations, () -> {
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    ran.incrementAndGet();
                });
            } else {
                add(continuations, ran::incrementAndGet);
            }
        }
        await().until(() -> ran.get() == 95);
        release.countDown();
        await().until(() -> ran.get() == 100);
    }

    @Test
    void manyThatBlockRunSideBySideAndLaterOnesOneAfterTheOther() {
        Continuations continuations = new Continuations(pool, Runnable::run);
        CountDownLatch allThere = new CountDownLatch(50);
        for (int i = 0; i < 50; i++) {
            add(continuations, () -> {
                allThere.countDown();
                try {
                    allThere.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        await().until(() -> allThere.getCount() == 0);
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 10_000; i++) {
            add(continuations, ran::incrementAndGet);
        }
        await().until(() -> ran.get() == 10_000);
    }

    @Test
    void oneThatFailsHoldsUpNobody() {
        Queue<Runnable> workers = new ArrayDeque<>();
        List<String> ran = new ArrayList<>();
        Continuations continuations = new Continuations(workers::add, Runnable::run);
        add(continuations, () -> {
            throw new IllegalStateException("broken");
        });
        add(continuations, () -> ran.add("next"));
        assertThatThrownBy(() -> workers.remove().run()).hasMessage("broken");
        while (!workers.isEmpty()) {
            workers.remove().run();
        }
        add(continuations, () -> ran.add("later"));
        while (!workers.isEmpty()) {
            workers.remove().run();
        }
        assertThat(ran).containsExactly("next", "later");
    }

    @Test
    void eachRunsOnceAlsoWhenManyThreadsAddThem() {
        int threads = 8;
        int each = 5_000;
        Continuations continuations = new Continuations(pool, Runnable::run);
        AtomicIntegerArray runs = new AtomicIntegerArray(threads * each);
        AtomicInteger total = new AtomicInteger();
        for (int thread = 0; thread < threads; thread++) {
            int first = thread * each;
            pool.execute(() -> {
                for (int i = 0; i < each; i++) {
                    int number = first + i;
                    add(continuations, () -> {
                        runs.incrementAndGet(number);
                        total.incrementAndGet();
                    });
                }
            });
        }
        await().until(() -> total.get() >= threads * each);
        for (int i = 0; i < runs.length(); i++) {
            assertThat(runs.get(i)).isEqualTo(1);
        }
    }

    @Test
    void aContinuationMayAddAnother() {
        Continuations continuations = new Continuations(pool, Runnable::run);
        AtomicInteger left = new AtomicInteger(1_000);
        Runnable again = new Runnable() {
            @Override
            public void run() {
                if (left.decrementAndGet() > 0) {
                    add(continuations, this);
                }
            }
        };
        add(continuations, again);
        await().until(() -> left.get() == 0);
    }

    @Test
    void aBatchCallsAWorkerWhenAllOfItIsThere() {
        Queue<Runnable> workers = new ArrayDeque<>();
        Queue<Runnable> afterBatch = new ArrayDeque<>();
        List<Integer> ran = new ArrayList<>();
        Continuations continuations = new Continuations(workers::add, afterBatch::add);
        for (int i = 0; i < 100; i++) {
            int number = i;
            add(continuations, () -> ran.add(number));
        }
        assertThat(workers).isEmpty();
        assertThat(afterBatch).hasSize(1);
        afterBatch.remove().run();
        assertThat(workers).hasSize(1);
        workers.remove().run();
        assertThat(ran).hasSize(100).isSorted();
    }

    @Test
    void theEndOfTheEventLoopLosesNothing() {
        AtomicInteger ran = new AtomicInteger();
        Continuations continuations = new Continuations(pool, work -> {
            throw new RejectedExecutionException("gone");
        });
        for (int i = 0; i < 1_000; i++) {
            add(continuations, ran::incrementAndGet);
        }
        await().until(() -> ran.get() == 1_000);
    }
}
