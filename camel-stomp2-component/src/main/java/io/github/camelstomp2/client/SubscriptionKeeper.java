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
package io.github.camelstomp2.client;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.Limitation;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.session.StompSession;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a connection is subscribed to: on each session anew, while its subscribers come, pause and end, and when the
 * broker refuses. Event loop only.
 */
final class SubscriptionKeeper implements Subscriptions.Listener {
    private final LinkKeeper keeper;
    private final BooleanSupplier answerAwaited;
    private final Subscriptions subscriptions;
    private final SubscriptionRepair repair;

    /**
     * @param answerAwaited whether somebody waits for a receipt or a reply on this connection, for as long as that takes
     *     at most
     */
    SubscriptionKeeper(LinkKeeper keeper, SubscriptionRepair.Timer timer, BooleanSupplier answerAwaited) {
        this.keeper = keeper;
        this.answerAwaited = answerAwaited;
        this.subscriptions = new Subscriptions(this);
        this.repair = new SubscriptionRepair(keeper, subscriptions, timer);
    }

    // ---- the answers to SUBSCRIBE

    @Override
    public void confirmed(StompSubscription subscription) {
        keeper.log().subscriptions().subscribed(destination(subscription));
    }

    @Override
    public void refused(StompSubscription subscription, StompBrokerException error) {
        repair.refused(subscription, error);
    }

    @Override
    public void refusedForGood(StompBrokerException error) {
        keeper.refusedForGood(error);
    }

    @Override
    public void unwritable(StompSubscription subscription, StompInvalidFrameException cause) {
        keeper.log().subscriptions().cannotSubscribe(destination(subscription), cause);
    }

    private static String destination(StompSubscription subscription) {
        return subscription.request().options().destination();
    }

    // ---- subscribers

    /** To be subscribed on this session, if there is one and it is not about to end, and on each later one. */
    void add(StompSubscription subscription, boolean now) {
        subscriptions.add(subscription);
        StompSession session = keeper.session();
        if (now && session != null) {
            subscriptions.subscribe(subscription, session, keeper.currentDialect());
        }
    }

    /**
     * Ends a subscription.
     *
     * @param remove whether the broker is to forget it, if it is durable
     * @throws StompException if that, or the answers that go before it, cannot be written
     */
    void end(StompSubscription subscription, boolean remove) {
        subscriptions.remove(subscription);
        applyReading();
        if (remove && subscription.sessionId() == null) {
            keeper.log().subscriptions().cannotRemove(destination(subscription));
        }
        StompSession session = keeper.session();
        if (session != null) {
            repair.unsubscribe(subscription, session, remove);
        }
    }

    /** It ended itself with an answer. */
    void ended(StompSubscription subscription) {
        subscriptions.remove(subscription);
        subscription.unsubscribed();
    }

    /** Gives a message back after a pause. */
    void release(StompSubscription subscription, Delivery delivery, Duration pause) {
        repair.release(subscription, delivery, pause);
    }

    /**
     * Reads on or pauses, as the subscriptions want it. A receipt or a reply stands behind the messages that came before
     * it: while somebody waits for one, a pause would only end with their patience.
     */
    void applyReading() {
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
     * Who makes a connection try again that gave up.
     *
     * @param sending whether somebody sends over it
     */
    String triesAgain(boolean sending) {
        if (!subscriptions.lastBeyondMessage()) {
            return "the next send or poll tries again, or restart the route";
        }
        return sending
                ? "the next send tries again, or restart the route"
                : "nothing is consumed from now on; restart the route to try again";
    }

    // ---- the connection

    /** There is a session. */
    void connected(StompSession session) {
        subscriptions.subscribeAll(session, keeper.currentDialect());
        applyReading();
    }

    /** A batch of messages has been read. */
    void handOver() {
        subscriptions.handOver();
    }

    /**
     * The broker refused something, or ended a subscription.
     *
     * @return whether it was about one of these
     */
    boolean refused(StompBrokerException error, @Nullable String subscriptionId) {
        StompSubscription concerned = subscriptions.concerned(error, subscriptionId);
        if (concerned != null) {
            repair.refused(concerned, error);
        }
        return concerned != null;
    }

    /** The session is gone. */
    void disconnected() {
        subscriptions.sessionEnded();
    }

    /** There will be no session any more. */
    void abandoned(StompException cause) {
        subscriptions.abandoned(cause);
    }

    // ---- options

    /** What this broker makes of the options of each, as sentences. */
    List<String> translated(BrokerDialect dialect) {
        return subscriptions.translated(dialect);
    }

    /** What this broker cannot do of the options of each. */
    List<Limitation> limitations(BrokerDialect dialect) {
        return subscriptions.limitations(dialect);
    }
}
