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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OutboxTest {
    private final Deque<Runnable> wakeUps = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private final Outbox outbox = new Outbox(wakeUps::add, () -> done.add("flush"));

    @Test
    void oneWakeUpAndOneFlushServeAllThatCameMeanwhile() {
        outbox.add(() -> done.add("1"));
        outbox.add(() -> done.add("2"));
        outbox.add(() -> done.add("3"));

        assertThat(wakeUps).hasSize(1);
        assertThat(done).isEmpty();
        wakeUps.remove().run();

        assertThat(done).containsExactly("1", "2", "3", "flush");
    }

    @Test
    void whatComesAfterABatchWakesAgain() {
        outbox.add(() -> done.add("1"));
        wakeUps.remove().run();
        outbox.add(() -> done.add("2"));
        wakeUps.remove().run();

        assertThat(done).containsExactly("1", "flush", "2", "flush");
        assertThat(wakeUps).isEmpty();
    }

    @Test
    void anItemThatAddsAnotherHasItServed() {
        outbox.add(() -> {
            done.add("1");
            outbox.add(() -> done.add("2"));
        });
        while (!wakeUps.isEmpty()) {
            wakeUps.remove().run();
        }

        assertThat(done).startsWith("1", "2", "flush");
    }

    @Test
    void anItemThatFailsHoldsUpNoOther() {
        outbox.add(() -> {
            throw new IllegalStateException("a defect, made on purpose by this test");
        });
        outbox.add(() -> done.add("2"));
        wakeUps.remove().run();

        assertThat(done).containsExactly("2", "flush");
    }

    @Test
    void everyCallIsToldThatTheEventLoopIsGone() {
        Outbox orphan = new Outbox(
                task -> {
                    throw new RejectedExecutionException("shut down");
                },
                () -> done.add("flush"));

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> orphan.add(() -> done.add("never")))
                    .isInstanceOf(RejectedExecutionException.class);
        }
        assertThat(done).isEmpty();
    }

    @Test
    @Timeout(20)
    void itemsOfManyThreadsRunOnceEachInTheOrderOfTheirThread() throws InterruptedException {
        int threads = 8;
        int items = 5_000;
        int[] next = new int[threads];
        List<String> disorder = new ArrayList<>();
        CountDownLatch served = new CountDownLatch(threads * items);
        ExecutorService eventLoop = Executors.newSingleThreadExecutor();
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            Outbox shared = new Outbox(eventLoop, () -> {});
            for (int thread = 0; thread < threads; thread++) {
                int self = thread;
                workers.execute(() -> {
                    for (int i = 0; i < items; i++) {
                        int item = i;
                        shared.add(() -> {
                            if (next[self]++ != item) {
                                disorder.add(self + ": " + item);
                            }
                            served.countDown();
                        });
                    }
                });
            }
            assertThat(served.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            workers.shutdownNow();
            eventLoop.shutdownNow();
        }
        assertThat(disorder).isEmpty();
        assertThat(next).containsOnly(items);
    }
}
