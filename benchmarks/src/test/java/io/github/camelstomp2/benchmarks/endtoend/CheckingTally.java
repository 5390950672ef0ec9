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

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Looks at the numbers that the synthetic peer gives its messages: each has to come once, after the one before. */
final class CheckingTally extends Tally {
    private final AtomicLong last = new AtomicLong();

    @Override
    <M> void consumed(M message, Function<? super M, String> id) {
        long number = Long.parseLong(id.apply(message));
        long before = last.getAndSet(number);
        if (number != before + 1) {
            failed(new AssertionError(number + " came after " + before));
        }
        super.consumed(message, id);
    }
}
