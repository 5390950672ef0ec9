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

/** Answers messages (ACK, NACK) as the ack mode of each subscription requires. */
final class Acknowledgements {
    private final AcknowledgementWriter writer;
    private final Map<SessionSubscription, CumulativeAcknowledgements> bySubscription = new LinkedHashMap<>();
    private final CumulativeAcknowledgements ofConnection = new CumulativeAcknowledgements(false);
    private final Map<String, SessionSubscription> unsubscribed = new HashMap<>();
    private boolean spansConnection;
    private boolean inOrder;

    Acknowledgements(AcknowledgementWriter writer) {
        this.writer = writer;
    }

    void spanConnection() {
        spansConnection = true;
    }

    /**
     * The broker knows only the mode {@code client}, and it is not known whether its ACK covers one message or also all
     * before it. So messages are acknowledged in the order of arrival.
     */
    void inOrder() {
        inOrder = true;
    }

    /**
     * The ack mode that SUBSCRIBE names for the wanted one. Never a mode that the broker does not know: it would use
     * {@code auto} instead.
     */
    AckMode spoken(AckMode wanted) {
        return inOrder && wanted == AckMode.CLIENT_INDIVIDUAL ? AckMode.CLIENT : wanted;
    }

    void delivered(Delivery delivery) {
        AckMode ackMode = delivery.subscription().ackMode();
        if (spansConnection && ackMode != AckMode.AUTO) {
            // Messages that are answered one by one are counted too: a cumulative ACK of another subscription would
            // cover them.
            ofConnection.delivered(delivery);
        } else if (ackMode == AckMode.CLIENT) {
            bySubscription
                    .computeIfAbsent(delivery.subscription(), key -> new CumulativeAcknowledgements(inOrder))
                    .delivered(delivery);
        }
    }

    /**
     * Acknowledges a message: at once when each message is acknowledged by itself, at the next {@link #flush} when
     * acknowledgements are cumulative.
     */
    void ack(Delivery delivery) {
        switch (delivery.subscription().ackMode()) {
            // The broker counted it as acknowledged when it sent it; an ACK would be an error.
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

    /** The message's own answer was written and cannot be taken back. */
    void settled(Delivery delivery) {
        delivery.answer(Answer.WRITTEN);
        ofConnection.settled(delivery);
    }

    /**
     * Acknowledges a message as part of a transaction.
     *
     * @param transaction the id of the transaction
     * @return whether the answer to the message depends on the transaction now
     * @throws IllegalArgumentException if acknowledgements of the subscription are cumulative: the ACK would also
     *     acknowledge other messages in this transaction
     */
    boolean ack(Delivery delivery, String transaction) {
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

    /**
     * Refuses a message as part of a transaction, which decides about the message from now on. A cumulative NACK also
     * covers the messages before it.
     */
    void nack(Delivery delivery, StompHeaders extra, String transaction) {
        writer.nack(delivery, extra, transaction);
        delivery.answer(Answer.IN_TRANSACTION);
    }

    /**
     * The unanswered messages of a subscription, in their order, that one NACK each can give back. Where a NACK also
     * covers earlier messages, the list is empty unless all of those belong to this subscription.
     *
     * @param except a message that is answered in another way, or {@code null}
     * @param max if there are more, the list is empty
     */
    List<Delivery> canBeGivenBack(SessionSubscription subscription, @Nullable Delivery except, int max) {
        if (!subscription.givesBack()) {
            return List.of();
        }
        List<Delivery> unanswered = ofConnection.unanswered(subscription);
        unanswered.remove(except);
        boolean possible = unanswered.size() <= max
                && unanswered.stream().allMatch(Delivery::canBeRefused)
                && (subscription.ackMode() != AckMode.CLIENT || ofConnection.isOnlyOf(subscription));
        return possible ? unanswered : List.of();
    }

    /** Whether the broker keeps messages of an ended subscription for which no answer was sent. */
    boolean holdsUnanswered(SessionSubscription subscription) {
        return subscription.givesBack()
                && !ofConnection.unanswered(subscription).isEmpty();
    }

    /** Whether no message of a subscription that goes on is unanswered. */
    boolean isQuiet() {
        return ofConnection.isQuiet();
    }

    void flush() {
        ofConnection.flush(writer);
        bySubscription.values().forEach(cumulative -> cumulative.flush(writer));
    }

    /**
     * This client ended a subscription. Where an ACK covers the whole connection, the broker still keeps the unanswered
     * messages of the subscription for this client, and no later ACK may cover them: they stay until the connection
     * ends.
     */
    void unsubscribed(SessionSubscription subscription) {
        if (spansConnection && subscription.ackMode() != AckMode.AUTO) {
            unsubscribed.put(subscription.id(), subscription);
            ofConnection.unsubscribed(subscription);
        }
        bySubscription.remove(subscription);
    }

    /**
     * A message arrived for a subscription that this client had ended. No later ACK may cover it. One such message
     * blocks all messages behind it, so nothing needs to be noted for further ones.
     *
     * @return whether it is the first one, and the broker waits for an answer to it
     */
    boolean cameTooLate(Delivery.Session session, StompFrame frame, StompVersion version) {
        SessionSubscription ended = unsubscribed.remove(frame.headers().get(StompHeaderNames.SUBSCRIPTION));
        if (ended != null) {
            ofConnection.delivered(new Delivery(session, ended, frame, version));
        }
        return ended != null && ended.givesBack();
    }

    /** No further message can arrive for a subscription that this client ended. */
    void nothingMoreOf(SessionSubscription subscription) {
        unsubscribed.remove(subscription.id(), subscription);
    }

    /** The broker ended a subscription and took its messages back. */
    void forget(SessionSubscription subscription) {
        ofConnection.forget(subscription);
        bySubscription.remove(subscription);
    }

    /** The connection was lost. A message that is still in work must not keep all others in memory. */
    void clear() {
        ofConnection.clear();
        bySubscription.clear();
        unsubscribed.clear();
    }
}
