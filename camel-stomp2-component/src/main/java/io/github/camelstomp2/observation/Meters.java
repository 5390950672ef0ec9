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

import java.util.function.DoubleSupplier;

/**
 * The meters of something that is observed, in the application's registry of Micrometer; none where there is no Micrometer, or
 * no registry. All meters of one name have the same tags, or some registries would drop them. A meter takes the place of one with
 * the same name and tags: of something whose start failed. Any thread.
 */
public interface Meters extends AutoCloseable {
    /** Where there is no registry. */
    Meters NONE = new Meters() {
        @Override
        public void counter(String name, String description, DoubleSupplier count, String... tags) {
            // Nobody asks.
        }

        @Override
        public void gauge(String name, String description, DoubleSupplier value, String... tags) {
            // Nobody asks.
        }

        @Override
        public void durations(String name, String description, DoubleSupplier count, DoubleSupplier nanos) {
            // Nobody asks.
        }

        @Override
        public Timing timing(String name, String description, Durations sums) {
            return Timing.NONE;
        }

        @Override
        public void close() {
            // There is nothing.
        }
    };

    /**
     * Counts what only grows.
     *
     * @param name Prometheus writes it with underscores and {@code _total}
     */
    void counter(String name, String description, DoubleSupplier count, String... tags);

    /** Shows what is now. */
    void gauge(String name, String description, DoubleSupplier value, String... tags);

    /** Shows how often something took time, and how much in all, in nanoseconds; both only grow. */
    void durations(String name, String description, DoubleSupplier count, DoubleSupplier nanos);

    /**
     * Measures durations: shows their sums and, with {@code .max} behind the name, the longest. Where the registry was told to
     * have a histogram or percentiles of this name, it gets each duration.
     *
     * @param sums what is shown
     * @return takes the durations; {@link Timing#NONE} where there is no registry, or it wants no such meter
     */
    Timing timing(String name, String description, Durations sums);

    /** Takes the meters away. */
    @Override
    void close();
}
