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
package io.github.camelstomp2.client.subscription;

import io.github.camelstomp2.client.link.ConnectionState;
import io.github.camelstomp2.client.link.LinkKeeper;
import io.github.camelstomp2.client.link.LoopTimer;
import io.github.camelstomp2.client.link.StompLink;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.session.StompSession;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the subscriptions of a connection: makes them on each session, pauses and ends them, and handles refusals of
 * the broker. Event loop only.
 */
public final class SubscriptionKeeper implements Subscriptions.Listener {
    private final LinkKeeper keeper;
    private final BooleanSupplier answerAwaited;
    private final Subscriptions subscriptions;
    private final SubscriptionRepair repair;
    private final AnswerWatch answers;

    /**
     * @param answerAwaited whether somebody waits for a receipt or a reply on this connection; it is true for a limited
     *     time only
     * @param answered told when the broker has answered all subscriptions of a connection, or has taken too long
     */
    public SubscriptionKeeper(LinkKeeper keeper, LoopTimer timer, BooleanSupplier answerAwaited, Runnable answered) {
        this.keeper = keeper;
        this.answerAwaited = answerAwaited;
        this.subscriptions = new Subscriptions(this);
        this.answers = new AnswerWatch(subscriptions, keeper, timer, answered);
        this.repair = new SubscriptionRepair(keeper, subscriptions, timer);
    }

    // ---- answers to SUBSCRIBE

    @Override
    public void confirmed(StompSubscription subscription) {
        keeper.log().subscriptions().subscribed(destination(subscription));
        if (subscription.state().restore()) {
            subscription.listener().restored();
        }
        answers.answered();
    }

    @Override
    public void asked(StompSession session) {
        answers.asked(session);
    }

    @Override
    public void refused(StompSubscription subscription, StompBrokerException error) {
        answers.refused();
        repair.refused(subscription, error);
        lost(subscription, error);
    }

    @Override
    public void refusedForGood(StompBrokerException error) {
        keeper.refusedForGood(error);
    }

    @Override
    public void unwritable(StompSubscription subscription, StompInvalidFrameException cause) {
        subscription.state().unwritable(cause);
        keeper.log().subscriptions().cannotSubscribe(destination(subscription), cause);
        lost(subscription, cause);
    }

    private static void lost(StompSubscription subscription, StompException cause) {
        if (subscription.state().lose()) {
            subscription.listener().lost(cause);
        }
    }

    private static String destination(StompSubscription subscription) {
        return subscription.request().options().destination();
    }

    // ---- calls of subscribers

    /**
     * Adds a subscription. It is made on the current session, if there is one that is not about to end, and on each
     * later one.
     */
    public void add(StompSubscription subscription, boolean now) {
        subscriptions.add(subscription);
        StompSession session = keeper.session();
        if (now && session != null) {
            subscriptions.subscribe(subscription, session, keeper.currentDialect());
        }
    }

    /**
     * Ends a subscription.
     *
     * @param remove whether the broker deletes it, if it is durable
     * @throws StompException if UNSUBSCRIBE, or an answer before it, cannot be written
     */
    public void end(StompSubscription subscription, boolean remove) {
        subscriptions.remove(subscription);
        applyReading();
        if (remove && subscription.state().sessionId() == null) {
            keeper.log().subscriptions().cannotRemove(destination(subscription));
        }
        StompSession session = keeper.session();
        if (session != null) {
            repair.unsubscribe(subscription, session, remove);
        }
    }

    /** Gives a message back after a pause. */
    public void release(StompSubscription subscription, Delivery delivery, Duration pause) {
        repair.release(subscription, delivery, pause);
    }

    /** Runs an action after a pause. */
    public void later(Duration pause, Runnable action) {
        repair.later(pause, action);
    }

    /**
     * Pauses or continues reading, as the subscriptions ask. A receipt or a reply comes behind earlier messages. So
     * while somebody waits for one, reading goes on; otherwise the wait would end by its timeout only.
     */
    public void applyReading() {
        StompLink link = keeper.link();
        if (link == null || keeper.session() == null) {
            return;
        }
        if (!subscriptions.isReadingPaused()) {
            link.setReading(true);
        } else {
            link.setReading(answerAwaited.getAsBoolean() && !subscriptions.isReadingStopped());
        }
    }

    /**
     * What makes a connection try again after it gave up, as text for the log.
     *
     * @param sending whether anybody sends over it
     */
    public String triesAgain(boolean sending) {
        if (!subscriptions.lastBeyondMessage()) {
            return "the next send or poll tries again, or restart the route";
        }
        return sending
                ? "the next send tries again, or restart the route"
                : "nothing is consumed from now on; restart the route to try again";
    }

    // ---- events of the connection

    /** There is a new session. */
    public void connected(StompSession session) {
        subscriptions.subscribeAll(session, keeper.currentDialect());
        answers.answered();
        applyReading();
    }

    /** A batch of messages has been read. */
    public void handOver() {
        subscriptions.handOver();
    }

    /**
     * The broker refused something, or ended a subscription.
     *
     * @return whether it was about one of these subscriptions
     */
    public boolean refused(StompBrokerException error, @Nullable String subscriptionId) {
        StompSubscription concerned = subscriptions.concerned(error, subscriptionId);
        if (concerned != null) {
            refused(concerned, error);
        }
        return concerned != null;
    }

    /** The session has ended. */
    public void disconnected(StompException cause) {
        if (keeper.state() != ConnectionState.RENEWING) {
            subscriptions.connectionLost(cause);
        }
        subscriptions.sessionEnded();
    }

    /** There will be no further session. */
    public void abandoned(StompException cause) {
        subscriptions.abandoned(cause);
    }

    /** Whether the broker has not answered each SUBSCRIBE. */
    public boolean isAnswerAwaited() {
        return subscriptions.unanswered().findAny().isPresent();
    }

    /** Of each subscription that the broker has taken: what is subscribed, and from where on in a stream. */
    public <T> Stream<T> taken(BiFunction<SubscriptionRequest, OptionalLong, T> reader) {
        return subscriptions.confirmed().map(each -> reader.apply(each.request(), each.position()));
    }

    /** The requests of all subscriptions. */
    public Stream<SubscriptionRequest> requests() {
        return subscriptions.requests();
    }
}
