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
package io.github.camelstomp2.client.send;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The sends of a connection that wait to be written, in their order. Event loop only. */
final class WaitingSends {
    private final WorkList all;
    private final Deque<PendingWork> queue = new ArrayDeque<>();

    /** The sends that were written before, on a link that has ended. */
    private final Set<PendingWork> again = new LinkedHashSet<>();

    /** The sends that were next but are not ready to be written. */
    private final Set<PendingWork> held = new LinkedHashSet<>();

    /** @param all the sends of the connection, in the order in which they came */
    WaitingSends(WorkList all) {
        this.all = all;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    void add(PendingWork work) {
        queue.add(work);
    }

    PendingWork next() {
        return queue.remove();
    }

    /** The sends to be written next. */
    Deque<PendingWork> queue() {
        return queue;
    }

    /** The send is next, but not ready to be written. */
    void hold(PendingWork work) {
        held.add(work);
    }

    /** The send is to be written again after the end of the link. */
    void again(PendingWork work) {
        again.add(work);
    }

    /** The sends to be written again after the end of the link. */
    Set<PendingWork> toWriteAgain() {
        return again;
    }

    /** The link has ended: sends to be written again, and held sends, come before those that were never written. */
    void linkDown() {
        again.addAll(held);
        held.clear();
        first(again);
    }

    /** Some of the held sends may be ready now. */
    void mayBeReady() {
        first(held);
    }

    private void first(Set<PendingWork> works) {
        // Receipts are lost in any order; the list of all sends has the order in which they came.
        List<PendingWork> ordered = all.which(works::contains);
        works.clear();
        for (int i = ordered.size() - 1; i >= 0; i--) {
            queue.addFirst(ordered.get(i));
        }
    }

    void dropEnded() {
        queue.removeIf(PendingWork::isEnded);
        held.removeIf(PendingWork::isEnded);
    }

    void clear() {
        queue.clear();
        again.clear();
        held.clear();
    }
}
