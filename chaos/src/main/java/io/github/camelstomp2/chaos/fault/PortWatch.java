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
package io.github.camelstomp2.chaos.fault;

import io.github.camelstomp2.testbed.Poll;
import io.github.camelstomp2.testbed.TestBroker;
import java.time.Duration;

/** Finds the moment at which a killed broker can be connected to again. */
final class PortWatch {
    /** Longer than any broker of the test bed may take to start. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Thread thread;
    private volatile long upNanos;
    private volatile boolean up;

    /** @param broker to which no connection is possible now */
    PortWatch(TestBroker broker) {
        thread = new Thread(
                () -> {
                    Poll.until(PATIENCE, "the broker's port", () -> Poll.accepts(broker.host(), broker.port()));
                    upNanos = System.nanoTime();
                    up = true;
                },
                "port-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Waits for that moment and returns it, on the clock of {@link System#nanoTime()}.
     *
     * @throws IllegalStateException if it did not come
     */
    long upNanos() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (!up) {
            throw new IllegalStateException("the broker's port was not open within " + PATIENCE);
        }
        return upNanos;
    }
}
