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

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long answers took.
 *
 * @param perSecond how many there were in a second
 * @param p50 nanoseconds within which 50 per cent had come; p99 and p999 likewise
 */
record Latencies(double perSecond, long p50, long p99, long p999, long longest) {
    private static final int DIGITS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Sends one message after the other, each when the previous one is confirmed. */
    static Latencies ofSends(LatencyClient client, Duration time) throws Exception {
        Histogram histogram = new Histogram(DIGITS);
        Semaphore confirmed = new Semaphore(0);
        long begin = System.nanoTime();
        long now = begin;
        while (now - begin < time.toNanos()) {
            long sent = now;
            client.send(confirmed::release);
            require(confirmed.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            now = System.nanoTime();
            histogram.recordValue(now - sent);
        }
        return of(histogram, now - begin);
    }

    /**
     * Sends requests at a fixed rate, however long the replies take. The time of each request counts from the moment at
     * which it was due: a request that could not be sent in time, because earlier ones blocked the client, has waited
     * too.
     */
    static Latencies ofRequests(LatencyClient client, int rate, Duration time) throws Exception {
        Histogram histogram = new ConcurrentHistogram(DIGITS);
        int requests = Math.toIntExact(rate * time.toMillis() / 1_000);
        Semaphore replied = new Semaphore(0);
        long begin = System.nanoTime();
        for (int number = 0; number < requests; number++) {
            long due = begin + number * TimeUnit.SECONDS.toNanos(1) / rate;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            client.request(() -> {
                histogram.recordValue(System.nanoTime() - due);
                replied.release();
            });
        }
        require(replied.tryAcquire(requests, PATIENCE.toSeconds(), TimeUnit.SECONDS));
        return of(histogram, System.nanoTime() - begin);
    }

    private static void require(boolean answered) {
        if (!answered) {
            throw new IllegalStateException("no answer within " + PATIENCE);
        }
    }

    private static Latencies of(Histogram histogram, long nanos) {
        return new Latencies(
                histogram.getTotalCount() * 1e9 / nanos,
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(99),
                histogram.getValueAtPercentile(99.9),
                histogram.getMaxValue());
    }

    /** The line that the measured process prints. */
    String line() {
        return "measured " + perSecond + " " + p50 + " " + p99 + " " + p999 + " " + longest;
    }

    static Latencies ofLine(String line) {
        String[] parts = line.split(" ");
        return new Latencies(
                Double.parseDouble(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]),
                Long.parseLong(parts[5]));
    }
}
