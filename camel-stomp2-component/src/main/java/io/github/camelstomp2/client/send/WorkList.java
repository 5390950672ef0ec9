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

import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A list of sends in the order in which they came. It is linked by fields of the sends themselves. Event loop only. */
final class WorkList extends AbstractCollection<PendingWork> {
    private @Nullable PendingWork first;
    private @Nullable PendingWork last;
    private int size;

    @Override
    public int size() {
        return size;
    }

    /** Adds a send, which must not be in another list. */
    @Override
    public boolean add(PendingWork work) {
        PendingWork before = last;
        work.before = before;
        if (before == null) {
            first = work;
        } else {
            before.behind = work;
        }
        last = work;
        size++;
        return true;
    }

    /** Removes a send; does nothing if it is not in the list. */
    void takeOut(PendingWork work) {
        if (work.before == null && work != first) {
            return;
        }
        if (work.before == null) {
            first = work.behind;
        } else {
            work.before.behind = work.behind;
        }
        if (work.behind == null) {
            last = work.before;
        } else {
            work.behind.before = work.before;
        }
        work.before = null;
        work.behind = null;
        size--;
    }

    /** A copy of the sends that match. */
    List<PendingWork> which(Predicate<PendingWork> such) {
        List<PendingWork> found = new ArrayList<>();
        for (PendingWork work : this) {
            if (such.test(work)) {
                found.add(work);
            }
        }
        return found;
    }

    @Override
    public Iterator<PendingWork> iterator() {
        return new Iterator<>() {
            private @Nullable PendingWork next = first;

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public PendingWork next() {
                PendingWork current = next;
                if (current == null) {
                    throw new NoSuchElementException();
                }
                next = current.behind;
                return current;
            }
        };
    }
}
