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
package io.github.camelstomp2.session;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns answers that come in any order into cumulative ones (1.2, "SUBSCRIBE ack Header", {@code client}): an ACK goes
 * out for the highest message before which all are done, so that it never covers one that is still being worked on. A
 * NACK covers all before it too; so it waits for them and goes out alone.
 */
final class CumulativeAcknowledgements {
    // In the order of arrival; a set, since those that stand for themselves leave it in any order.
    private final Set<Delivery> unsettled = new LinkedHashSet<>();

    void delivered(Delivery delivery) {
        unsettled.add(delivery);
    }

    /** Writes what can be answered now; called once per batch of answers. */
    void flush(AcknowledgementWriter writer) {
        Delivery acknowledged = null;
        for (Delivery next = nextSettled(); next != null; next = nextSettled()) {
            Answer answer = next.answer();
            if (answer.kind() == Answer.Kind.ACK) {
                acknowledged = next;
            } else if (answer.kind() == Answer.Kind.NACK) {
                // First those before it, for they were done well; then this one has nobody left to take along.
                if (acknowledged != null) {
                    writer.ack(acknowledged);
                    acknowledged = null;
                }
                writer.nack(next, answer.extra());
            }
        }
        if (acknowledged != null) {
            writer.ack(acknowledged);
        }
    }

    private @Nullable Delivery nextSettled() {
        Iterator<Delivery> all = unsettled.iterator();
        Delivery first = all.hasNext() ? all.next() : null;
        if (first == null || !first.isSettled()) {
            return null;
        }
        all.remove();
        return first;
    }

    /** Its own ACK or NACK is written: it must not wait in memory for those before it. */
    void settled(Delivery delivery) {
        unsettled.remove(delivery);
    }

    /**
     * No frame may name those of a subscription that we ended. An ACK of a later one may cover those that were done
     * well; a refusal can be said no more, and the message must not pass as done.
     */
    void unsubscribed(SessionSubscription subscription) {
        unsettled.removeIf(delivery -> delivery.subscription() == subscription && delivery.isAcknowledged());
        unsettled.stream()
                .filter(delivery -> delivery.subscription() == subscription && delivery.isSettled())
                .forEach(Delivery::unanswered);
    }

    /** Those of a subscription that have no answer, in the order in which they came. */
    List<Delivery> unanswered(SessionSubscription subscription) {
        return unsettled.stream()
                .filter(delivery -> delivery.subscription() == subscription && !delivery.isAnswered())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Whether there is none of another subscription. */
    boolean isOnlyOf(SessionSubscription subscription) {
        return unsettled.stream().allMatch(delivery -> delivery.subscription() == subscription);
    }

    /** Whether there is none of a subscription that goes on. */
    boolean isQuiet() {
        return unsettled.stream().allMatch(delivery -> delivery.subscription().hasEnded());
    }

    /** Those of a subscription that the broker ended will never be answered: they must not hold up the others. */
    void forget(SessionSubscription subscription) {
        unsettled.removeIf(delivery -> delivery.subscription() == subscription);
    }

    void clear() {
        unsettled.clear();
    }
}
