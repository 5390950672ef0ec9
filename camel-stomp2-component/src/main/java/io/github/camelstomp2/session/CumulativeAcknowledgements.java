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
 * Turns answers that come in any order into cumulative ones (1.2, "SUBSCRIBE ack Header", {@code client}). An ACK is
 * sent for the last message before which all messages are answered, so that it never covers a message that is still in
 * work. A NACK covers all messages before it too, so it waits until they are answered and is sent by itself.
 */
final class CumulativeAcknowledgements {
    // In the order of arrival. A set, since messages that are acknowledged one by one leave it in any order.
    private final Set<Delivery> unsettled = new LinkedHashSet<>();
    private final boolean each;

    /**
     * @param each whether each message gets an ACK of its own, in the order of arrival. This is right both for a broker
     *     whose ACK covers one message and for one whose ACK also covers all before it.
     */
    CumulativeAcknowledgements(boolean each) {
        this.each = each;
    }

    void delivered(Delivery delivery) {
        unsettled.add(delivery);
    }

    /** Writes the answers that are possible now; to be called once per batch of answers. */
    void flush(AcknowledgementWriter writer) {
        Delivery acknowledged = null;
        for (Delivery next = nextSettled(); next != null; next = nextSettled()) {
            Answer answer = next.answer();
            if (answer.kind() == Answer.Kind.ACK && each) {
                writer.ack(next);
            } else if (answer.kind() == Answer.Kind.ACK) {
                acknowledged = next;
            } else if (answer.kind() == Answer.Kind.NACK) {
                // First the ACK for the messages before it, which succeeded. After that the NACK covers this message
                // only.
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

    /**
     * The message's own ACK or NACK was written. It must not stay in memory until the messages before it are answered.
     */
    void settled(Delivery delivery) {
        unsettled.remove(delivery);
    }

    /**
     * No frame may name messages of a subscription that this client ended. A later ACK may cover those that succeeded.
     * A failed one can no longer be refused, and must not be acknowledged either.
     */
    void unsubscribed(SessionSubscription subscription) {
        unsettled.removeIf(delivery -> delivery.subscription() == subscription && delivery.isAcknowledged());
        unsettled.stream()
                .filter(delivery -> delivery.subscription() == subscription && delivery.isSettled())
                .forEach(Delivery::unanswered);
    }

    /** The unanswered messages of a subscription, in the order in which they came. */
    List<Delivery> unanswered(SessionSubscription subscription) {
        return unsettled.stream()
                .filter(delivery -> delivery.subscription() == subscription && !delivery.isAnswered())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Whether all noted messages belong to this subscription. */
    boolean isOnlyOf(SessionSubscription subscription) {
        return unsettled.stream().allMatch(delivery -> delivery.subscription() == subscription);
    }

    /** Whether no noted message belongs to a subscription that goes on. */
    boolean isQuiet() {
        return unsettled.stream().allMatch(delivery -> delivery.subscription().hasEnded());
    }

    /** The broker ended a subscription: its messages will never be answered and must not block the others. */
    void forget(SessionSubscription subscription) {
        unsettled.removeIf(delivery -> delivery.subscription() == subscription);
    }

    void clear() {
        unsettled.clear();
    }
}
