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

import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Ends subscriptions so that no message stays with a consumer who does not take it. Most brokers take back what was not
 * answered when a subscription ends (1.2, "UNSUBSCRIBE", leaves that open). RabbitMQ keeps it for the connection: there
 * it is given back by NACK, in a transaction around UNSUBSCRIBE. Before that one the broker would deliver it here again
 * at once, and the next message for an ACK; after it the broker takes no answer. What cannot be given back so, because it
 * was on its way, or in 1.0, is told to {@link SessionListener#messagesKept}.
 */
final class SubscriptionEnds {
    /** Brokers bound the frames of a transaction; with more messages than this the end of the connection is simpler. */
    private static final int MAX_GIVEN_BACK = 1_000;

    /** What is said of the last message of a subscription: {@code refusal} {@code null} means ACK. */
    private record LastAnswer(Delivery delivery, @Nullable StompHeaders refusal) {}

    private final StompSession session;
    private final SessionListener listener;
    private final SessionSubscriptions subscriptions;
    private final Acknowledgements acknowledgements;

    /** How to give back; {@code null} where the broker does that by itself. */
    private @Nullable StompHeaders requeue;

    private Predicate<StompBrokerException> complaint = error -> false;

    SubscriptionEnds(
            StompSession session,
            SessionListener listener,
            SessionSubscriptions subscriptions,
            Acknowledgements acknowledgements) {
        this.session = session;
        this.listener = listener;
        this.subscriptions = subscriptions;
        this.acknowledgements = acknowledgements;
    }

    void brokerKeeps(StompHeaders requeueHeaders, Predicate<StompBrokerException> saysSo) {
        requeue = requeueHeaders;
        complaint = saysSo;
        acknowledgements.spanConnection();
    }

    /** UNSUBSCRIBE; whatever is not answered goes back. */
    void unsubscribe(SessionSubscription subscription, StompFrame unsubscribe) {
        end(subscription, unsubscribe, null);
    }

    /** Acknowledges the one message of a subscription and ends it. */
    void ack(Delivery delivery) {
        answer(new LastAnswer(delivery, null));
    }

    /** Refuses the one message of a subscription and ends it. */
    void nack(Delivery delivery, StompHeaders extra) {
        answer(new LastAnswer(delivery, extra));
    }

    /** The one message of a subscription was answered in a transaction, which is committed. */
    void answered(SessionSubscription subscription) {
        end(subscription, session.unsubscribeFrame(subscription, StompHeaders.EMPTY), null);
        subscription.sink().ended();
    }

    private void answer(LastAnswer answer) {
        SessionSubscription subscription = answer.delivery().subscription();
        end(subscription, session.unsubscribeFrame(subscription, StompHeaders.EMPTY), answer);
        subscription.sink().ended();
    }

    private void end(SessionSubscription subscription, StompFrame unsubscribe, @Nullable LastAnswer answer) {
        if (requeue == null) {
            if (answer != null) {
                write(answer);
            }
            subscriptions.remove(subscription.id());
            acknowledgements.unsubscribed(subscription);
            session.send(unsubscribe);
        } else {
            endWhereKept(subscription, unsubscribe, answer, requeue);
        }
    }

    private void write(LastAnswer answer) {
        if (answer.refusal() == null) {
            acknowledgements.ack(answer.delivery());
        } else {
            acknowledgements.nack(answer.delivery(), answer.refusal());
        }
    }

    private void endWhereKept(
            SessionSubscription subscription,
            StompFrame unsubscribe,
            @Nullable LastAnswer answer,
            StompHeaders requeueHeaders) {
        SessionTransaction answers = null;
        List<Delivery> givenBack = acknowledgements.canBeGivenBack(
                subscription, answer == null ? null : answer.delivery(), MAX_GIVEN_BACK);
        if (answer != null || !givenBack.isEmpty()) {
            answers = session.begin();
            if (answer != null) {
                write(answer, answers);
            }
            for (Delivery delivery : givenBack) {
                answers.nack(delivery, requeueHeaders);
            }
        }
        subscriptions.remove(subscription.id());
        acknowledgements.unsubscribed(subscription);
        // What the broker wrote before it read this comes before its receipt.
        session.send(unsubscribe, new Outcome(() -> acknowledgements.nothingMoreOf(subscription), () -> {}));
        if (answers != null) {
            answers.commit(new Outcome(() -> {}, listener::messagesKept));
        }
        if (acknowledgements.holdsUnanswered(subscription)) {
            listener.messagesKept();
        }
    }

    private static void write(LastAnswer answer, SessionTransaction transaction) {
        if (answer.refusal() == null) {
            transaction.ack(answer.delivery());
        } else {
            transaction.nack(answer.delivery(), answer.refusal());
        }
    }

    /** A MESSAGE came for a subscription that has ended. */
    void cameTooLate(StompFrame message) {
        if (acknowledgements.cameTooLate(session, message, session.version()) && requeue != null) {
            listener.messagesKept();
        }
    }

    /** Whether an ERROR was about a message that was on its way when its subscription ended. */
    boolean isAboutKeptMessage(StompBrokerException error) {
        if (complaint.test(error)) {
            listener.messagesKept();
            return true;
        }
        return false;
    }

    /** What the broker made of a frame. */
    private record Outcome(Runnable whenConfirmed, Runnable whenRefused) implements ReceiptListener {
        @Override
        public void confirmed() {
            whenConfirmed.run();
        }

        @Override
        public void refused(StompBrokerException error) {
            whenRefused.run();
        }

        @Override
        public void lost(StompException cause) {
            // The end of the connection gives back everything.
        }
    }
}
