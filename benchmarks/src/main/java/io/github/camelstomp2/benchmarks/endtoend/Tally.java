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

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** Counts what a subject has done, from any thread. Tests have one that looks at the messages, too. */
class Tally {
    private final LongAdder done = new LongAdder();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /**
     * A message was consumed, or bridged.
     *
     * @param id how to get at its id, which costs some clients more than all the rest and is not asked for when measured
     */
    <M> void consumed(M message, Function<? super M, String> id) {
        done.increment();
    }

    /** So many messages were confirmed, or sent where no confirmation is asked for. */
    void sent(int messages) {
        done.add(messages);
    }

    /** Something went wrong: the figures are worth nothing. */
    void failed(Throwable cause) {
        failure.compareAndSet(null, cause);
    }

    /**
     * How many are done.
     *
     * @throws IllegalStateException if something went wrong
     */
    long sum() {
        Throwable cause = failure.get();
        if (cause != null) {
            throw new IllegalStateException("the subject failed: " + cause, cause);
        }
        return done.sum();
    }
}
