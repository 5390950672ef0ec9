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

/** Counts the work of a client, from any thread. Tests use a subclass that also looks at the messages. */
class Tally {
    private final LongAdder done = new LongAdder();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /**
     * A message was consumed, or bridged.
     *
     * @param id gets the message's id. For some clients that costs more than everything else, and it is not called
     *     during measurements.
     */
    <M> void consumed(M message, Function<? super M, String> id) {
        done.increment();
    }

    /** This many messages were confirmed, or sent if no confirmation is asked for. */
    void sent(int messages) {
        done.add(messages);
    }

    /** An error happened, so the results are not valid. */
    void failed(Throwable cause) {
        failure.compareAndSet(null, cause);
    }

    /**
     * How many messages are done.
     *
     * @throws IllegalStateException if an error happened
     */
    long sum() {
        Throwable cause = failure.get();
        if (cause != null) {
            throw new IllegalStateException("the subject failed: " + cause, cause);
        }
        return done.sum();
    }
}
