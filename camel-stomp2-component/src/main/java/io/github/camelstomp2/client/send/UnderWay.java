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

import io.github.camelstomp2.protocol.StompException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sends of a connection that were written and have no answer yet. Event loop only. */
final class UnderWay {
    private final WorkList all;

    /** The sends whose link has ended, each with the cause. */
    private final Map<PendingWork, StompException> lost = new HashMap<>();

    private int count;
    private long writtenLast;

    /** @param all the sends of the connection */
    UnderWay(WorkList all) {
        this.all = all;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The send was written. */
    void add(PendingWork work) {
        work.written = ++writtenLast;
        count++;
    }

    /** The send has ended. Does nothing if it was not on its way. */
    void ended(PendingWork work) {
        if (work.written > 0) {
            work.written = 0;
            count--;
        }
    }

    /** The link of the send has ended. */
    void lost(PendingWork work, StompException cause) {
        lost.putIfAbsent(work, cause);
    }

    /** The sends on their way, in the order in which they were written. */
    List<PendingWork> inOrder() {
        List<PendingWork> written = all.which(work -> work.written > 0);
        written.sort(Comparator.comparingLong(work -> work.written));
        return written;
    }

    /**
     * The lost sends, in the order in which they were written: receipts are lost in any order, but a broker reads first
     * what was written first.
     */
    Map<PendingWork, StompException> takeLost() {
        Map<PendingWork, StompException> ordered = new LinkedHashMap<>();
        for (PendingWork work : inOrder()) {
            StompException cause = lost.get(work);
            if (cause != null) {
                ordered.put(work, cause);
            }
        }
        lost.clear();
        return ordered;
    }

    /** No send is on its way any more. */
    void clear() {
        all.which(work -> work.written > 0).forEach(work -> work.written = 0);
        count = 0;
    }
}
