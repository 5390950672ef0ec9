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
package io.github.camelstomp2.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BackPressureTest {
    private static final int HIGH = 20;
    private static final int LOW = 10;

    private final AtomicInteger waiting = new AtomicInteger();
    private final List<Boolean> pauses = new CopyOnWriteArrayList<>();
    private BackPressure pressure = new BackPressure(HIGH, LOW, waiting::get, pauses::add);

    @Test
    void readingIsPausedAboveTheHighWaterMarkAndGoesOnAtTheLowOne() {
        add(HIGH);
        assertThat(pauses).isEmpty();
        add(1);
        assertThat(pauses).containsExactly(true);
        add(1);
        take(HIGH + 2 - LOW - 1);
        assertThat(pauses).containsExactly(true);
        take(1);
        assertThat(pauses).containsExactly(true, false);
    }

    @Test
    void aPauseThatComesTooLateIsTakenBack() {
        // The workers take everything between the look at how many wait and the pause.
        pressure = new BackPressure(HIGH, LOW, waiting::get, paused -> {
            pauses.add(paused);
            waiting.set(0);
        });

        add(HIGH + 1);

        assertThat(pauses).containsExactly(true, false);
    }

    @Test
    void whatIsSaidLaterIsSaidToTheConnectionLater() throws InterruptedException {
        Thread worker = new Thread(() -> pressure.taken());
        pressure = new BackPressure(HIGH, LOW, waiting::get, paused -> {
            if (paused) {
                waiting.set(LOW);
                worker.start();
                // It ends the pause at once, or waits until the connection was told of it.
                await().until(() -> worker.getState() == Thread.State.BLOCKED || !worker.isAlive());
            }
            pauses.add(paused);
        });

        add(HIGH + 1);
        worker.join();

        assertThat(pauses).containsExactly(true, false);
    }

    private void add(int messages) {
        waiting.addAndGet(messages);
        pressure.added();
    }

    private void take(int messages) {
        for (int i = 0; i < messages; i++) {
            waiting.decrementAndGet();
            pressure.taken();
        }
    }
}
