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
package io.github.camelstomp2.producer;

import java.util.concurrent.atomic.AtomicReference;

/**
 * A queue to which any thread adds without waiting. A thread that takes, mostly one, moves all new entries at once.
 * Entries are linked by a field of their own.
 */
final class ContinuationQueue {
    /** The entry that was added last, linked to those before it. */
    private final AtomicReference<Continuation> added = new AtomicReference<>();

    /** The first entry in order, linked to those behind it. Written under the lock. */
    private volatile Continuation first;

    void add(Continuation continuation) {
        Continuation before;
        do {
            before = added.get();
            continuation.next = before;
        } while (!added.compareAndSet(before, continuation));
    }

    /** Whether the queue is empty. A thread that stops taking entries relies on the answer. */
    boolean isEmpty() {
        if (!looksEmpty()) {
            return false;
        }
        synchronized (this) {
            return looksEmpty();
        }
    }

    /** As {@link #isEmpty}, but may be wrong while another thread moves new entries. */
    private boolean looksEmpty() {
        return first == null && added.get() == null;
    }

    /** Takes the first entry; {@code null} when there is none, or another thread takes one at this moment. */
    Continuation poll() {
        if (looksEmpty()) {
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
