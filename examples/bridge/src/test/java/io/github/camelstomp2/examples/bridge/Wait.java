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
package io.github.camelstomp2.examples.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;

/** Waits for what happens on other threads. */
final class Wait {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    interface Condition {
        boolean holds() throws Exception;
    }

    private Wait() {}

    static void until(Condition condition) throws Exception {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("what is waited for came in time").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
