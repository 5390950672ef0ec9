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
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.session.receipt.ReceiptListener;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Ends subscriptions in such a way that other consumers get the unanswered messages. When a subscription ends, most
 * brokers take back its unanswered messages (1.2, "UNSUBSCRIBE", leaves that open). RabbitMQ keeps them for the
 * connection, and they have to be given back by NACK.
 *
 * <p>The NACKs stand in one transaction with UNSUBSCRIBE. A NACK before UNSUBSCRIBE would make the broker deliver the
 * message to this consumer again at once, and an ACK would make it deliver the next one. After UNSUBSCRIBE the broker
 * accepts no answer. A message that cannot be given back in this way, because it was still on its way or because 1.0
 * has no NACK, is reported by {@link SessionListener#messagesKept}.
 */
final class SubscriptionEnds {
    /** Brokers limit the frames of a transaction. With more messages than this it is simpler to end the connection. */
    private static final int MAX_GIVEN_BACK = 1_000;

    /** The answer to the last message of a subscription. If {@code refusal} is {@code null} it is an ACK. */
    private record LastAnswer(Delivery delivery, @Nullable StompHeaders refusal) {}

    private final Delivery.Session session;
    private final SessionLine line;
    private final Transactions transactions;
    private final SessionListener listener;
    private final SessionSubscriptions subscriptions;
    private final Acknowledgements acknowledgements;

    /** The headers of a NACK that gives a message back; {@code null} where the broker takes messages back by itself. */
    private @Nullable StompHeaders requeue;

    private Predicate<StompBrokerException> complaint = error -> false;

    SubscriptionEnds(
            Delivery.Session session,
            SessionLine line,
            Transactions transactions,
            SessionListener listener,
            SessionSubscriptions subscriptions,
            Acknowledgements acknowledgements) {
        this.session = session;
        this.line = line;
        this.transactions = transactions;
        this.listener = listener;
        this.subscriptions = subscriptions;
        this.acknowledgements = acknowledgements;
    }

    void brokerKeeps(StompHeaders requeueHeaders, Predicate<StompBrokerException> saysSo) {
        requeue = requeueHeaders;
        complaint = saysSo;
        acknowledgements.spanConnection();
    }

    /** Sends UNSUBSCRIBE and gives back the unanswered messages. */
    void unsubscribe(SessionSubscription subscription, StompHeaders extra) {
        end(subscription, unsubscribeFrame(subscription, extra), null);
    }

    private static StompFrame unsubscribeFrame(SessionSubscription subscription, StompHeaders extra) {
        StompHeaders.Builder headers = StompHeaders.builder()
                .add(StompHeaderNames.ID, subscription.id())
                .add(StompHeaderNames.DESTINATION, subscription.destination());
        extra.forEach(headers::addIfAbsent);
        return new StompFrame(StompCommand.UNSUBSCRIBE, headers.build());
    }

    /** Acknowledges the only message of a subscription and ends the subscription. */
    void ack(Delivery delivery) {
        answer(new LastAnswer(delivery, null));
    }

    /** Refuses the only message of a subscription and ends the subscription. */
    void nack(Delivery delivery, StompHeaders extra) {
        answer(new LastAnswer(delivery, extra));
    }

    /** The only message of a subscription was answered in a transaction that was committed. */
    void answered(SessionSubscription subscription) {
        end(subscription, unsubscribeFrame(subscription, StompHeaders.EMPTY), null);
        subscription.tellAnswered();
    }

    private void answer(LastAnswer answer) {
        SessionSubscription subscription = answer.delivery().subscription();
        end(subscription, unsubscribeFrame(subscription, StompHeaders.EMPTY), answer);
        subscription.tellAnswered();
    }

    private void end(SessionSubscription subscription, StompFrame unsubscribe, @Nullable LastAnswer answer) {
        if (requeue == null) {
            if (answer != null) {
                write(answer);
            }
            subscriptions.remove(subscription.id());
            acknowledgements.unsubscribed(subscription);
            line.send(unsubscribe);
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
            answers = transactions.begin();
            if (answer != null) {
                write(answer, answers);
            }
            for (Delivery delivery : givenBack) {
                answers.nack(delivery, requeueHeaders);
            }
        }
        subscriptions.remove(subscription.id());
        acknowledgements.unsubscribed(subscription);
        // Messages that the broker wrote before it read this UNSUBSCRIBE arrive before its receipt.
        line.send(unsubscribe, new Outcome(() -> acknowledgements.nothingMoreOf(subscription), () -> {}));
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

    /** A MESSAGE arrived for a subscription that has ended. */
    void cameTooLate(StompFrame message) {
        if (acknowledgements.cameTooLate(session, message, line.version()) && requeue != null) {
            listener.messagesKept();
        }
    }

    /** Whether an ERROR is about a message that was on its way when its subscription ended. */
    boolean isAboutKeptMessage(StompBrokerException error) {
        if (complaint.test(error)) {
            listener.messagesKept();
            return true;
        }
        return false;
    }

    /** What to do when a frame is confirmed or refused. */
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
            // Nothing to do: the end of the connection gives back all messages.
        }
    }
}
