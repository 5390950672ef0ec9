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
package io.github.camelstomp2.fuzz;

import static io.github.camelstomp2.fuzz.Judge.require;

import io.github.camelstomp2.fuzz.Known.Answer;
import io.github.camelstomp2.fuzz.Known.Subscription;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which ACK and NACK frames may be written, seen from the broker: for a message of this connection whose subscription
 * has not ended and that its user answered so, once, and, when the frame covers earlier ones, only if those are
 * answered too. A broker may name two messages alike; then it is enough that one of them fits.
 */
final class AcknowledgementJudge {
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final List<Known> messages = new ArrayList<>();
    private String version = "1.0";
    private boolean spanConnection;
    private int reached;

    void connected(String negotiated, boolean acksSpanConnection) {
        version = negotiated;
        spanConnection = acksSpanConnection;
    }

    void subscribed(Subscription subscription) {
        subscriptions.add(subscription);
    }

    void unsubscribed(String id) {
        ended(id, false);
    }

    /** The broker ended it and took its messages back. */
    void forgotten(String id) {
        ended(id, true);
    }

    private void ended(String id, boolean byBroker) {
        for (Subscription subscription : subscriptions) {
            if (id.equals(subscription.id) && !subscription.ended) {
                subscription.ended = true;
                subscription.endedByBroker = byBroker;
            }
        }
    }

    // ---- messages

    void receiving(StompFrame frame) {
        reached = messages.size();
    }

    /** Reached the user. */
    Known delivered(Subscription subscription, Delivery delivery) {
        require(subscription.id != null && !subscription.ended, "delivered to no live subscription", delivery);
        require(messages.size() == reached, "delivered twice", delivery);
        Known known = new Known(subscription, delivery, delivery.frame(), version);
        messages.add(known);
        return known;
    }

    /** One that was on its way when its subscription ended reaches nobody, yet the broker waits for its answer. */
    void received(StompFrame frame) {
        if (frame.command() == StompCommand.MESSAGE && messages.size() == reached) {
            String id = frame.headers().get("subscription");
            boolean live = subscriptions.stream().anyMatch(s -> !s.ended && s.id != null && s.id.equals(id));
            require(!live || isUnanswerable(frame), "not delivered", frame);
            Subscription subscription = endedSubscriptionOf(frame);
            if (subscription != null) {
                messages.add(new Known(subscription, null, frame, version));
            }
        }
    }

    /** In 1.0 a message may come without an id; it is left with the broker. */
    private boolean isUnanswerable(StompFrame message) {
        return version.equals("1.0") && message.headers().get("message-id") == null;
    }

    private @Nullable Subscription endedSubscriptionOf(StompFrame message) {
        String id = message.headers().get("subscription");
        return subscriptions.stream()
                .filter(subscription -> subscription.ended && subscription.id != null && subscription.id.equals(id))
                .findFirst()
                .orElse(null);
    }

    // ---- frames

    void written(WireFrame frame) {
        Answer answer = frame.command().equals("NACK")
                ? Answer.NACK
                : frame.has("transaction") ? Answer.IN_TRANSACTION : Answer.ACK;
        List<String> name = nameIn(frame);
        for (int i = messages.size() - 1; i >= 0; i--) {
            Known known = messages.get(i);
            if (known.name.equals(name) && mayAnswer(known, answer, i)) {
                settle(known, answer, i);
                return;
            }
        }
        throw new AssertionError(frame + " must not be written: " + this);
    }

    private List<String> nameIn(WireFrame frame) {
        return switch (version) {
            case "1.0" -> List.of(frame.header("message-id"));
            case "1.1" -> List.of(frame.header("message-id"), frame.header("subscription"));
            default -> List.of(frame.header("id"));
        };
    }

    private boolean mayAnswer(Known known, Answer answer, int index) {
        boolean own = known.isOwed() && !known.subscription.ended && known.answer == answer && !known.written;
        return own && covered(known, index).stream().allMatch(earlier -> earlier.answer == Answer.ACK);
    }

    private void settle(Known known, Answer answer, int index) {
        covered(known, index).forEach(earlier -> earlier.settled = true);
        known.written = true;
        known.settled = answer != Answer.IN_TRANSACTION;
    }

    /** The earlier messages that the broker takes for answered by the answer to this one. */
    private List<Known> covered(Known known, int index) {
        if (known.subscription.ackMode != AckMode.CLIENT) {
            return List.of();
        }
        return messages.subList(0, index).stream()
                .filter(earlier -> earlier.isOwed() && (spanConnection || earlier.subscription == known.subscription))
                .toList();
    }

    /** After a flush nothing that could be written is held back. */
    void flushed() {
        for (int i = 0; i < messages.size(); i++) {
            Known known = messages.get(i);
            boolean answered = known.answer == Answer.ACK || known.answer == Answer.NACK;
            boolean possible = answered && known.isOwed() && !known.subscription.ended && !known.name.isEmpty();
            require(!possible || !covered(known, i).isEmpty(), "an answer is held back", known);
        }
    }

    /** How many messages the session may still have to do with. */
    long unsettled() {
        return messages.stream()
                .filter(known -> known.isOwed() || (known.answer == Answer.IN_TRANSACTION && !known.settled))
                .count();
    }

    @Override
    public String toString() {
        return "connection-wide " + spanConnection + ", messages " + messages;
    }
}
