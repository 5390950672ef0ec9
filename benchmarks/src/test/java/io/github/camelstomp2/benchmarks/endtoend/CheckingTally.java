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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Looks at the numbers that the synthetic peer gives its messages: each has to come once, after the one before. Where several
 * messages are in the route at a time, each has to come once, at most a window later than others.
 */
final class CheckingTally extends Tally {
    private final Set<Long> early = ConcurrentHashMap.newKeySet();
    private final AtomicLong last = new AtomicLong();
    private final int atATime;

    CheckingTally(int atATime) {
        this.atATime = atATime;
    }

    @Override
    <M> void consumed(M message, Function<? super M, String> id) {
        long number = Long.parseLong(id.apply(message));
        if (atATime == 1) {
            long before = last.getAndSet(number);
            if (number != before + 1) {
                failed(new AssertionError(number + " came after " + before));
            }
        } else {
            cameAmongOthers(number);
        }
        super.consumed(message, id);
    }

    private synchronized void cameAmongOthers(long number) {
        if (number <= last.get() || !early.add(number)) {
            failed(new AssertionError(number + " came twice"));
        }
        while (early.remove(last.get() + 1)) {
            last.incrementAndGet();
        }
        if (early.size() >= Scenario.WINDOW) {
            failed(new AssertionError((last.get() + 1) + " did not come"));
        }
    }
}
