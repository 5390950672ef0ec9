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

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ContinuationQueueTest {
    private static final int ROUNDS = 20_000;

    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private final ContinuationQueue queue = new ContinuationQueue();

    private static final class Entry extends Continuation {
        @Override
        public void run() {
            throw new UnsupportedOperationException();
        }
    }

    @AfterEach
    void stop() {
        other.shutdownNow();
    }

    @Test
    void givesThoseThatWereAddedInTheirOrder() {
        Entry[] entries = {new Entry(), new Entry(), new Entry()};
        queue.add(entries[0]);
        queue.add(entries[1]);
        assertThat(queue.poll()).isSameAs(entries[0]);
        queue.add(entries[2]);

        assertThat(queue.poll()).isSameAs(entries[1]);
        assertThat(queue.poll()).isSameAs(entries[2]);
        assertThat(queue.poll()).isNull();
        assertThat(queue.isEmpty()).isTrue();
    }

    /** A leader that believes it leaves the others to nobody: no later continuation need ever come. */
    @Test
    void isNeverSaidToBeEmptyWhileAnotherThreadTakesOneOfTwo() throws Exception {
        AtomicInteger taking = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        Future<?> taker = other.submit(() -> {
            for (int round = 1; round <= ROUNDS; round++) {
                while (taking.get() < round) {
                    Thread.onSpinWait();
                }
                queue.poll();
                taken.set(round);
            }
        });
        int wrong = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            queue.add(new Entry());
            queue.add(new Entry());
            taking.set(round);
            while (taken.get() < round) {
                wrong += queue.isEmpty() ? 1 : 0;
            }
            queue.poll();
        }
        taker.get();

        assertThat(wrong).isZero();
    }
}
