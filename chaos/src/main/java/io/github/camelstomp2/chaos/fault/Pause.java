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

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** A pause of random length. */
public record Pause(Duration shortest, Duration longest) {

    /** Between so many milliseconds. */
    public static Pause millis(long shortest, long longest) {
        return new Pause(Duration.ofMillis(shortest), Duration.ofMillis(longest));
    }

    /** Waits; the length must be fixed. */
    public void take() {
        take(new Random(0));
    }

    /** Waits. */
    public void take(Random random) {
        long range = longest.toNanos() - shortest.toNanos();
        long end = System.nanoTime() + shortest.toNanos() + (long) (range * random.nextDouble());
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
