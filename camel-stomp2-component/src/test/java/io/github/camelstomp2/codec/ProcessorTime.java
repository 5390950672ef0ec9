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
package io.github.camelstomp2.codec;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** What work costs, however busy the machine is and however long the work has to wait for it. */
final class ProcessorTime {
    private ProcessorTime() {}

    /** Does this work and returns the processor's time that this thread needed for it. */
    static Duration of(Runnable work) {
        long before = used();
        work.run();
        return Duration.ofNanos(used() - before);
    }

    private static long used() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
