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
package io.github.camelstomp2.testbed;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Decides for one direction of a {@link FaultProxy} how many bytes may pass and when. A change of the rule wakes the
 * waiting thread, so that each rule ends at once.
 */
final class FaultGate {

    private static final long NO_CUT = -1;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private FaultRule rule = new FaultRule.Pass();
    private long untilCut = NO_CUT;
    private long passed;

    /**
     * What to do with waiting bytes.
     *
     * @param bytes how many of them
     * @param drop they are thrown away, and not passed on
     * @param cut the connection ends after them
     */
    record Permit(int bytes, boolean drop, boolean cut) {}

    void follow(FaultRule newRule) {
        lock.lock();
        try {
            rule = newRule;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void cutAfter(long bytes) {
        lock.lock();
        try {
            rule = new FaultRule.Pass();
            untilCut = bytes;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isBlackhole() {
        lock.lock();
        try {
            return rule instanceof FaultRule.Blackhole;
        } finally {
            lock.unlock();
        }
    }

    /** Whether all bytes pass at once. */
    boolean isOpen() {
        lock.lock();
        try {
            return rule instanceof FaultRule.Pass;
        } finally {
            lock.unlock();
        }
    }

    long passed() {
        lock.lock();
        try {
            return passed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until some of the bytes may pass.
     *
     * @param waiting how many there are
     * @param arrivedNanos when they arrived
     * @param lastNanos when the previous bytes of the connection passed
     */
    Permit await(int waiting, long arrivedNanos, long lastNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                long pause = pauseNanos(arrivedNanos, lastNanos);
                if (pause <= 0) {
                    return permit(waiting);
                }
                changed.await(pause, TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    private long pauseNanos(long arrivedNanos, long lastNanos) {
        long now = System.nanoTime();
        if (rule instanceof FaultRule.Hold) {
            return Duration.ofHours(1).toNanos();
        }
        if (rule instanceof FaultRule.Delay delay) {
            return arrivedNanos + delay.time().toNanos() - now;
        }
        if (rule instanceof FaultRule.Trickle trickle) {
            return lastNanos + trickle.interval().toNanos() - now;
        }
        return 0;
    }

    private Permit permit(int waiting) {
        if (rule instanceof FaultRule.Blackhole) {
            return new Permit(waiting, true, false);
        }
        int bytes = rule instanceof FaultRule.Trickle trickle ? Math.min(waiting, trickle.bytes()) : waiting;
        boolean cut = false;
        if (untilCut != NO_CUT) {
            bytes = (int) Math.min(bytes, untilCut);
            untilCut -= bytes;
            cut = untilCut == 0;
        }
        if (cut) {
            // only once: later connections are not cut
            untilCut = NO_CUT;
        }
        passed += bytes;
        return new Permit(bytes, false, cut);
    }
}
