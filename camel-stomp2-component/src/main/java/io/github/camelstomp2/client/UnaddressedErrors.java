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
package io.github.camelstomp2.client;

import io.github.camelstomp2.protocol.StompBrokerException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * ERROR frames that do not say to what they answer, as RabbitMQ's never do. Whatever was under way may be meant; each
 * receipt that comes later clears one of them, until no more are left than there are errors. Brokers read frames in order,
 * so the first error belongs to the first that is left. Event loop only.
 */
final class UnaddressedErrors {
    private final Deque<StompBrokerException> errors = new ArrayDeque<>();
    private final Set<PendingWork> suspects = new LinkedHashSet<>();

    void add(StompBrokerException error, Collection<PendingWork> underWay) {
        errors.add(error);
        suspects.addAll(underWay);
        resolve();
    }

    /** This one has ended: confirmed, or refused by name. */
    void ended(PendingWork work) {
        if (!suspects.isEmpty() && suspects.remove(work)) {
            resolve();
        }
    }

    /** Nobody can be found out any more, because one of them has ended without an answer, or the connection has. */
    void clear() {
        errors.clear();
        suspects.clear();
    }

    /** What the broker complained of while this was under way, to be appended to a sentence. */
    String suspicion(PendingWork work) {
        return suspects.contains(work) && !errors.isEmpty()
                ? "; meanwhile the broker said: " + errors.peekLast().getMessage()
                : "";
    }

    private void resolve() {
        while (!errors.isEmpty() && suspects.size() <= errors.size()) {
            Iterator<PendingWork> first = suspects.iterator();
            if (!first.hasNext()) {
                errors.clear();
                return;
            }
            PendingWork guilty = first.next();
            first.remove();
            guilty.refused(errors.remove());
        }
        if (errors.isEmpty()) {
            suspects.clear();
        }
    }
}
