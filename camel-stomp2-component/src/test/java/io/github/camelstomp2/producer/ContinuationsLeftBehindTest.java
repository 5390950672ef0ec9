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
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.connection.WorkerSlot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a continuation leaves behind on its thread. */
@Timeout(30)
class ContinuationsLeftBehindTest extends ContinuationsTestSupport {
    @Test
    void whatAContinuationLeavesRunsNextOnItsThread() {
        Queue<Runnable> workers = new ArrayDeque<>();
        List<String> ran = new ArrayList<>();
        Continuations continuations = new Continuations(workers::add, Runnable::run);
        add(continuations, () -> {
            assertThat(WorkerSlot.offer(() -> ran.add("next"))).isTrue();
            ran.add("continuation");
        });
        workers.remove().run();
        assertThat(ran).containsExactly("continuation", "next");
        assertThat(WorkerSlot.offer(() -> ran.add("late")))
                .as("no thread of workers")
                .isFalse();
    }

    @Test
    void whatAContinuationLeavesLetsTheOnesBehindItGoFirst() {
        Queue<Runnable> workers = new ArrayDeque<>();
        List<String> ran = new ArrayList<>();
        Continuations continuations = new Continuations(workers::add, Runnable::run);
        add(continuations, () -> WorkerSlot.offer(() -> ran.add("next")));
        add(continuations, () -> ran.add("second"));
        workers.remove().run();
        assertThat(ran).containsExactly("second", "next");
    }

    @Test
    void whatAContinuationLeavesDoesNotWaitForOneThatBlocks() {
        Continuations continuations = new Continuations(pool, Runnable::run);
        CountDownLatch next = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        add(continuations, () -> {
            WorkerSlot.offer(next::countDown);
            try {
                next.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            ended.incrementAndGet();
        });
        await().until(() -> ended.get() == 1);
    }

    @Test
    void whatBlocksAfterwardsHoldsUpNobody() {
        Continuations continuations = new Continuations(pool, Runnable::run);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        add(
                continuations,
                () -> WorkerSlot.offer(() -> {
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    ran.incrementAndGet();
                }));
        for (int i = 0; i < 100; i++) {
            add(continuations, ran::incrementAndGet);
        }
        await().until(() -> ran.get() == 100);
        release.countDown();
        await().until(() -> ran.get() == 101);
    }
}
