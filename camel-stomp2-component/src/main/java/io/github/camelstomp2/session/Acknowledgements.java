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

import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompVersion;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers messages as the ack mode of each subscription wants it. */
final class Acknowledgements {
    private final AcknowledgementWriter writer;
    private final Map<SessionSubscription, CumulativeAcknowledgements> bySubscription = new LinkedHashMap<>();
    private final CumulativeAcknowledgements ofConnection = new CumulativeAcknowledgements();
    private final Map<String, SessionSubscription> unsubscribed = new HashMap<>();
    private boolean spansConnection;

    Acknowledgements(AcknowledgementWriter writer) {
        this.writer = writer;
    }

    void spanConnection() {
        spansConnection = true;
    }

    void delivered(Delivery delivery) {
        AckMode ackMode = delivery.subscription().ackMode();
        if (spansConnection && ackMode != AckMode.AUTO) {
            // Also those that are answered one by one: a cumulative ACK of another subscription would cover them.
            ofConnection.delivered(delivery);
        } else if (ackMode == AckMode.CLIENT) {
            bySubscription
                    .computeIfAbsent(delivery.subscription(), key -> new CumulativeAcknowledgements())
                    .delivered(delivery);
        }
    }

    /** Acknowledges: at once when each message stands for itself, at the next {@link #flush} when cumulative. */
    void ack(Delivery delivery) {
        switch (delivery.subscription().ackMode()) {
            // The broker took it for acknowledged when it sent it; an ACK would be an error there.
            case AUTO -> delivery.answer(Answer.WRITTEN);
            case CLIENT -> delivery.answer(Answer.ACK);
            case CLIENT_INDIVIDUAL -> {
                writer.ack(delivery);
                settled(delivery);
            }
        }
    }

    void nack(Delivery delivery, StompHeaders extra) {
        switch (delivery.subscription().ackMode()) {
            case AUTO -> delivery.answer(Answer.WRITTEN);
            case CLIENT -> delivery.answer(Answer.nack(extra));
            case CLIENT_INDIVIDUAL -> {
                writer.nack(delivery, extra);
                settled(delivery);
            }
        }
    }

    /** Its own answer is out, for good. */
    void settled(Delivery delivery) {
        delivery.answer(Answer.WRITTEN);
        ofConnection.settled(delivery);
    }

    /**
     * Acknowledges as part of a transaction.
     *
     * @return whether the transaction decides over it now
     * @throws IllegalArgumentException if the subscription is cumulative: the ACK would take others into the transaction
     */
    boolean ack(Delivery delivery, SessionTransaction transaction) {
        return switch (delivery.subscription().ackMode()) {
            case AUTO -> {
                delivery.answer(Answer.WRITTEN);
                yield false;
            }
            case CLIENT ->
                throw new IllegalArgumentException("a cumulative ACK cannot be part of a transaction: "
                        + delivery.subscription().destination() + " needs ack mode client-individual");
            case CLIENT_INDIVIDUAL -> {
                writer.ack(delivery, transaction);
                delivery.answer(Answer.IN_TRANSACTION);
                yield true;
            }
        };
    }

    /** Refuses as part of a transaction, which decides over it from now on. A cumulative one takes along those before it. */
    void nack(Delivery delivery, StompHeaders extra, SessionTransaction transaction) {
        writer.nack(delivery, extra, transaction);
        delivery.answer(Answer.IN_TRANSACTION);
    }

    /**
     * The messages of a subscription that a NACK each gives back, in their order: all that are not answered, but for one;
     * where a NACK covers those before it, only if nothing of another subscription is among them.
     *
     * @param except is answered by other means
     * @param max none, if there are more
     */
    List<Delivery> canBeGivenBack(SessionSubscription subscription, @Nullable Delivery except, int max) {
        if (!subscription.sink().givesBack()) {
            return List.of();
        }
        List<Delivery> unanswered = ofConnection.unanswered(subscription);
        unanswered.remove(except);
        boolean possible = unanswered.size() <= max
                && unanswered.stream().allMatch(Delivery::canBeRefused)
                && (subscription.ackMode() != AckMode.CLIENT || ofConnection.isOnlyOf(subscription));
        return possible ? unanswered : List.of();
    }

    /** Whether the broker keeps messages of a subscription, which has ended, without an answer under way to them. */
    boolean holdsUnanswered(SessionSubscription subscription) {
        return subscription.sink().givesBack()
                && !ofConnection.unanswered(subscription).isEmpty();
    }

    /** Whether nobody is at work on a message whose subscription goes on. */
    boolean isQuiet() {
        return ofConnection.isQuiet();
    }

    void flush() {
        ofConnection.flush(writer);
        bySubscription.values().forEach(cumulative -> cumulative.flush(writer));
    }

    /**
     * We ended a subscription. Where an ACK covers the whole connection, the broker still holds its unanswered messages
     * for us, and no later ACK may cover them: they stay until the connection ends.
     */
    void unsubscribed(SessionSubscription subscription) {
        if (spansConnection && subscription.ackMode() != AckMode.AUTO) {
            unsubscribed.put(subscription.id(), subscription);
            ofConnection.unsubscribed(subscription);
        }
        bySubscription.remove(subscription);
    }

    /**
     * A message came for a subscription that we had ended: no later ACK may cover it. One such message holds up all that
     * come after it; of further ones nothing has to be kept, however many there are.
     *
     * @return whether it is the first one, and the broker waits for an answer to it
     */
    boolean cameTooLate(StompSession session, StompFrame frame, StompVersion version) {
        SessionSubscription ended = unsubscribed.remove(frame.headers().get(StompHeaderNames.SUBSCRIPTION));
        if (ended != null) {
            ofConnection.delivered(new Delivery(session, ended, frame, version));
        }
        return ended != null && ended.sink().givesBack();
    }

    /** No message can come any more for a subscription that we ended. */
    void nothingMoreOf(SessionSubscription subscription) {
        unsubscribed.remove(subscription.id(), subscription);
    }

    /** The broker ended a subscription, and took its messages back. */
    void forget(SessionSubscription subscription) {
        ofConnection.forget(subscription);
        bySubscription.remove(subscription);
    }

    /** The connection is gone: a message that is still being worked on must not keep all others in memory. */
    void clear() {
        ofConnection.clear();
        bySubscription.clear();
        unsubscribed.clear();
    }
}
