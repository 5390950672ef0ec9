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

import java.util.List;

/**
 * The time limits of sends. Many sends end long before their limit, so all of them are searched only when the limit of
 * the oldest would have passed. Event loop only; the time is passed in.
 */
final class Deadlines {
    private final WorkList all;

    /** No limit passes before this time. */
    private long first;

    /** @param all the sends of the connection */
    Deadlines(WorkList all) {
        this.all = all;
    }

    /** A send that will be added to the list of all. */
    void add(PendingWork work) {
        if (all.isEmpty() || work.deadline() - first < 0) {
            first = work.deadline();
        }
    }

    /** The sends whose time limit has passed. */
    List<PendingWork> overdue(long nowNanos) {
        if (all.isEmpty() || nowNanos - first < 0) {
            return List.of();
        }
        first = firstOfOthers(nowNanos);
        return all.which(work -> work.isOverdue(nowNanos));
    }

    private long firstOfOthers(long nowNanos) {
        return all.which(work -> !work.isOverdue(nowNanos)).stream()
                        .mapToLong(work -> work.deadline() - nowNanos)
                        .min()
                        .orElse(0)
                + nowNanos;
    }
}
