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
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The result of one run of a client after its warm-up.
 *
 * @param cpuPerMillion seconds of CPU time of all its threads, with the compiler and the garbage collector
 * @param bytesPerMessage allocated on the heap by all threads
 * @param peerCores how many processors the peer used at the same time
 */
record Measurement(double perSecond, double cpuPerMillion, double bytesPerMessage, double peerCores) {

    /** The compiler is done when it has worked for less than this part of the time. */
    private static final double QUIET = 0.05;

    /** So many times half the warm-up may be added to it. */
    private static final int MOST_LONGER = 12;

    /** The beginning of the line with the result. */
    static final String MARK = "measured ";

    /**
     * Lets a client work, and measures it after its warm-up.
     *
     * @param limit the number of messages after which it has to end early, because there are no more. A third of them
     *     is warm-up.
     */
    static Measurement of(Subject subject, Work work, long limit, Duration warmUp, Duration measured) throws Exception {
        Tally tally = new Tally();
        try (AutoCloseable running = subject.start(work, tally)) {
            warmUp(tally, limit / 3, warmUp);
            Reading before = Reading.now(tally, work.peer().pid());
            if (before.messages == 0) {
                throw new IllegalStateException("nothing was done in " + warmUp);
            }
            await(tally, limit, measured);
            return Reading.now(tally, work.peer().pid()).since(before);
        }
    }

    /**
     * Waits until the JIT compiler has little left to do. In a scenario with few messages a second that takes longer,
     * and its CPU time would be all that is seen.
     */
    private static void warmUp(Tally tally, long limit, Duration atLeast) throws InterruptedException {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        await(tally, limit, atLeast);
        long compiled = compiler.getTotalCompilationTime();
        long before = 0;
        for (int more = 0; more < MOST_LONGER && compiled - before > atLeast.toMillis() * QUIET; more++) {
            before = compiled;
            await(tally, limit, atLeast.dividedBy(2));
            compiled = compiler.getTotalCompilationTime();
        }
    }

    private static void await(Tally tally, long limit, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (tally.sum() < limit && System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    static double median(List<Measurement> rounds, ToDoubleFunction<Measurement> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The result as text without spaces, as {@link #ofLine} reads it. */
    String line() {
        return String.format(Locale.ROOT, "%.1f,%.4f,%.1f,%.3f", perSecond, cpuPerMillion, bytesPerMessage, peerCores);
    }

    static Measurement ofLine(String line) {
        double[] figures =
                Stream.of(line.split(",")).mapToDouble(Double::parseDouble).toArray();
        return new Measurement(figures[0], figures[1], figures[2], figures[3]);
    }

    private record Reading(long nanos, long messages, long cpuNanos, long allocated, long peerCpuNanos) {
        static Reading now(Tally tally, long peer) {
            OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long allocated = 0;
            for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
                allocated += Math.max(0, bytes);
            }
            return new Reading(System.nanoTime(), tally.sum(), system.getProcessCpuTime(), allocated, cpuNanos(peer));
        }

        /** The CPU time of a process and its children, since a broker may use child processes. */
        private static long cpuNanos(long pid) {
            return ProcessHandle.of(pid).stream()
                    .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                    .flatMap(process -> process.info().totalCpuDuration().stream())
                    .mapToLong(Duration::toNanos)
                    .sum();
        }

        Measurement since(Reading before) {
            double count = Math.max(1, messages - before.messages);
            double time = nanos - before.nanos;
            return new Measurement(
                    count * 1e9 / time,
                    (cpuNanos - before.cpuNanos) / 1e3 / count,
                    (allocated - before.allocated) / count,
                    (peerCpuNanos - before.peerCpuNanos) / time);
        }
    }
}
