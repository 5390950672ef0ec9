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
package io.github.camelstomp2;

import io.github.camelstomp2.Continuations.Continuation;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A queue to which any thread adds without waiting. Those who take, mostly one thread, take what was added meanwhile in one
 * go. Its entries are linked by a field of their own.
 */
final class ContinuationQueue {
    /** The one that was added last, linked to those before it. */
    private final AtomicReference<Continuation> added = new AtomicReference<>();

    /** The first in order, linked to those behind it. Written under the lock. */
    private volatile Continuation first;

    void add(Continuation continuation) {
        Continuation before;
        do {
            before = added.get();
            continuation.next = before;
        } while (!added.compareAndSet(before, continuation));
    }

    boolean isEmpty() {
        return first == null && added.get() == null;
    }

    /** {@code null} when there is none. */
    Continuation poll() {
        if (isEmpty()) {
            return null;
        }
        synchronized (this) {
            Continuation polled = first == null ? inOrder(added.getAndSet(null)) : first;
            if (polled != null) {
                first = polled.next;
                polled.next = null;
            }
            return polled;
        }
    }

    private static Continuation inOrder(Continuation newest) {
        Continuation first = null;
        Continuation continuation = newest;
        while (continuation != null) {
            Continuation before = continuation.next;
            continuation.next = first;
            first = continuation;
            continuation = before;
        }
        return first;
    }
}
