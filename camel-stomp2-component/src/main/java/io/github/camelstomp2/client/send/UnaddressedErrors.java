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

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.protocol.StompBrokerException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * ERROR frames that name no frame; those of RabbitMQ never do. Some name a queue or an exchange: if only one send on its way goes
 * there, that one is meant. Otherwise such an ERROR may be about any send on its way. Each
 * receipt that comes later removes one of these sends, until no more are left than there are errors. Brokers read
 * frames in order, so the first error belongs to the first send that is left. Event loop only.
 */
final class UnaddressedErrors {
    private final Deque<StompBrokerException> errors = new ArrayDeque<>();
    private final Set<PendingWork> suspects = new LinkedHashSet<>();

    void add(StompBrokerException error, Collection<PendingWork> underWay, BrokerDialect dialect) {
        List<PendingWork> named =
                underWay.stream().filter(work -> work.isNamedBy(error, dialect)).toList();
        if (named.size() == 1 || !named.isEmpty() && named.stream().allMatch(PendingWork::sharesRefusals)) {
            named.forEach(work -> work.refused(error));
            return;
        }
        errors.add(error);
        suspects.addAll(underWay);
        resolve();
    }

    /** A send has ended: it was confirmed, or refused by an ERROR that names it. */
    void ended(PendingWork work) {
        if (!suspects.isEmpty() && suspects.remove(work)) {
            resolve();
        }
    }

    /**
     * The errors cannot be assigned any more, because a send has ended without an answer, or the connection has ended.
     */
    void clear() {
        errors.clear();
        suspects.clear();
    }

    /** The text of ERRORs that came while this send was on its way, to be appended to a sentence. */
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
