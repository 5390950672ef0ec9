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
package io.github.camelstomp2.client;

import java.util.Random;
import java.util.SplittableRandom;

/**
 * What chance starts from: another one in each run, unless the system property {@code stomp2.seed} says which. Tests that
 * use it name it where they fail.
 */
public final class Seed {
    private static final long VALUE = Long.getLong("stomp2.seed", System.nanoTime());

    private Seed() {}

    /** The chance of one of many schedules: the same for the same seed and number. */
    public static Random random(int number) {
        // Neighbouring seeds of Random begin alike; those of SplittableRandom do not.
        return new Random(new SplittableRandom(VALUE + number).nextLong());
    }

    /** To be appended to what is said of a failure. */
    public static String inWords() {
        return "-Dstomp2.seed=" + VALUE;
    }
}
