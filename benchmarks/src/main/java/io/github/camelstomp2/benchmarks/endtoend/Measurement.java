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
package io.github.camelstomp2.benchmarks.endtoend;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a subject did in a while.
 *
 * @param perSecond messages
 * @param cpuPerMillion CPU seconds of the whole process for a million messages
 * @param bytesPerMessage allocated on the heap by all threads that lived through the whole of it
 */
record Measurement(double perSecond, double cpuPerMillion, double bytesPerMessage) {

    /** Lets a subject work, and measures it once it is warm. */
    static Measurement of(
            Subject subject, Scenario scenario, int port, int bodySize, Duration warmUp, Duration measured)
            throws Exception {
        LongAdder done = new LongAdder();
        try (AutoCloseable running = subject.start(scenario, port, bodySize, done)) {
            TimeUnit.MILLISECONDS.sleep(warmUp.toMillis());
            Reading before = Reading.now(done);
            TimeUnit.MILLISECONDS.sleep(measured.toMillis());
            return Reading.now(done).since(before);
        }
    }

    /** As it is printed by the process of a subject. */
    String line() {
        return "measured " + perSecond + " " + cpuPerMillion + " " + bytesPerMessage;
    }

    static Measurement ofLine(String line) {
        String[] parts = line.split(" ");
        return new Measurement(
                Double.parseDouble(parts[1]), Double.parseDouble(parts[2]), Double.parseDouble(parts[3]));
    }

    private record Reading(long nanos, long messages, long cpuNanos, long allocated) {
        static Reading now(LongAdder done) {
            OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long allocated = 0;
            for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
                allocated += Math.max(0, bytes);
            }
            return new Reading(System.nanoTime(), done.sum(), system.getProcessCpuTime(), allocated);
        }

        Measurement since(Reading before) {
            double count = Math.max(1, messages - before.messages);
            return new Measurement(
                    count * 1e9 / (nanos - before.nanos),
                    (cpuNanos - before.cpuNanos) / 1e3 / count,
                    (allocated - before.allocated) / count);
        }
    }
}
