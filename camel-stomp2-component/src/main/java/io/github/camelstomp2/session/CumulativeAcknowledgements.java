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

import io.github.camelstomp2.protocol.StompHeaders;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns answers that come in any order into cumulative ones (1.2, "SUBSCRIBE ack Header", {@code client}): an ACK goes
 * out for the highest message before which all are done, so that it never covers one that is still being worked on. A
 * NACK covers all before it too; so it waits for them and goes out alone.
 */
final class CumulativeAcknowledgements {
    /** Writes an ACK or NACK frame for a delivery. */
    interface Writer {
        void ack(Delivery delivery);

        void nack(Delivery delivery, StompHeaders extra);
    }

    private static final StompHeaders ACK = StompHeaders.EMPTY;

    private record Answer(boolean ack, StompHeaders extra) {}

    private static final Answer ACKNOWLEDGED = new Answer(true, ACK);

    private final Deque<Delivery> unanswered = new ArrayDeque<>();
    private final Map<Delivery, Answer> answers = new IdentityHashMap<>();

    void delivered(Delivery delivery) {
        unanswered.add(delivery);
    }

    void ack(Delivery delivery) {
        answers.put(delivery, ACKNOWLEDGED);
    }

    void nack(Delivery delivery, StompHeaders extra) {
        answers.put(delivery, new Answer(false, extra));
    }

    /** Writes what can be answered now; called once per batch of answers. */
    void flush(Writer writer) {
        Delivery acknowledged = null;
        Answer answer = nextAnswer();
        while (answer != null) {
            Delivery delivery = unanswered.remove();
            if (answer.ack()) {
                acknowledged = delivery;
            } else {
                // First those before it, for they were done well; then this one has nobody left to take along.
                if (acknowledged != null) {
                    writer.ack(acknowledged);
                    acknowledged = null;
                }
                writer.nack(delivery, answer.extra());
            }
            answer = nextAnswer();
        }
        if (acknowledged != null) {
            writer.ack(acknowledged);
        }
    }

    private @Nullable Answer nextAnswer() {
        Delivery first = unanswered.peek();
        return first == null ? null : answers.remove(first);
    }

    /** Those of a subscription that ended will never be answered: they must not hold up the others. */
    void forget(SessionSubscription subscription) {
        unanswered.removeIf(delivery -> delivery.subscription() == subscription);
        answers.keySet().removeIf(delivery -> delivery.subscription() == subscription);
    }
}
