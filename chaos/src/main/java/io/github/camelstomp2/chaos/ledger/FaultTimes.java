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
package io.github.camelstomp2.chaos.ledger;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** The times of faults. */
final class FaultTimes {
    private final List<Fault> faults;

    FaultTimes(List<Fault> faults) {
        this.faults = faults.stream()
                .sorted(Comparator.comparingLong(Fault::begunNanos))
                .toList();
    }

    boolean isEmpty() {
        return faults.isEmpty();
    }

    /** Whether there was a fault on this side between these times, or up to {@code later} after them. */
    boolean overlaps(Side side, long fromNanos, long toNanos, Duration later) {
        long end = toNanos + later.toNanos();
        for (int i = firstEndingAfter(fromNanos);
                i < faults.size() && faults.get(i).begunNanos() - end <= 0;
                i++) {
            if (faults.get(i).overlaps(side, fromNanos, end)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a fault before this time may still have an effect at it. */
    boolean lingers(Side side, long nanos, Duration lingering) {
        return overlaps(side, nanos - lingering.toNanos(), nanos, Duration.ZERO);
    }

    /**
     * Whether a message that was sent at this time may have been in a queue when the queue was deleted, or may have
     * found no queue.
     */
    boolean emptiedQueue(long sentNanos, Duration backlogAge) {
        return faults.stream()
                .filter(fault -> fault.effect() == Fault.Effect.EMPTIES_QUEUE)
                .anyMatch(fault ->
                        sentNanos - fault.begunNanos() >= -backlogAge.toNanos() && sentNanos - fault.endedNanos() <= 0);
    }

    /** The last fault that began before this time, if it was a kill; otherwise {@code null}. */
    Fault killBefore(long nanos) {
        Fault last = null;
        for (Fault fault : faults) {
            if (fault.begunNanos() - nanos > 0) {
                break;
            }
            last = fault;
        }
        return last != null && last.effect() == Fault.Effect.KILLS ? last : null;
    }

    /** Faults do not overlap: those that ended before a time come first. */
    private int firstEndingAfter(long nanos) {
        int low = 0;
        int high = faults.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (faults.get(middle).endedNanos() - nanos < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
