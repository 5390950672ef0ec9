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
package io.github.camelstomp2.observation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Writes moments for operators. A connection knows them by a clock that nobody can set; an operator reads the time of day. */
final class Moments {
    private Moments() {}

    /** The time of day of a value of {@link System#nanoTime}, in UTC, to the second. */
    static String text(long nanoTime) {
        Instant moment = Instant.now().minusNanos(System.nanoTime() - nanoTime);
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
