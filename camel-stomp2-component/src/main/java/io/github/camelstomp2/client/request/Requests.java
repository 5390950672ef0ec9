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
package io.github.camelstomp2.client.request;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.client.link.LinkKeeper;
import io.github.camelstomp2.client.link.LoopTimer;
import io.github.camelstomp2.client.send.PendingSends;
import io.github.camelstomp2.client.subscription.SubscriptionRequest;
import io.github.camelstomp2.protocol.SkippedMessage;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.session.DeliverySink;
import io.github.camelstomp2.session.StompSession;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a connection that wait for their replies, and the reply queues. Event loop only, except the number of
 * late replies.
 */
public final class Requests implements ReplyQueue.Listener, PendingRequest.Owner {
    /**
     * A broker may close the connection when it refuses a subscription. So within this time after a refusal, requests
     * fail without trying again.
     */
    private static final Duration REFUSAL_COUNTS = Duration.ofSeconds(30);

    /** The wait until a subscription that the broker has ended is made again. */
    private static final Duration SUBSCRIBE_AGAIN = Duration.ofSeconds(1);

    /** Stands for the queue that is made for the connection. */
    private static final String MADE_FOR_CONNECTION = "";

    private final String unique = UUID.randomUUID().toString();
    private final PendingSends sends;
    private final LinkKeeper keeper;
    private final LoopTimer timer;
    private final RequestIds ids = new RequestIds();
    private final Map<String, PendingRequest> waiting = new LinkedHashMap<>();
    private final Map<String, ReplyQueue> queues = new HashMap<>();
    private final LongAdder lateReplies = new LongAdder();

    public Requests(PendingSends sends, LinkKeeper keeper, LoopTimer timer) {
        this.sends = sends;
        this.keeper = keeper;
        this.timer = timer;
    }

    /** How many replies arrived for which no request waited. For any thread. */
    public long lateReplies() {
        return lateReplies.sum();
    }

    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    public void add(OutgoingRequest request, RequestListener listener, long nowNanos) {
        ReplyQueue queue = queue(request);
        queue.usedBy(request.owner());
        String id = ids.choose(request.correlationId(), request.carried(), waiting::containsKey);
        PendingRequest pending = new PendingRequest(request, id, queue, listener, this, sends, nowNanos);
        waiting.put(id, pending);
        StompException refusal = queue.refusalSince(nowNanos - REFUSAL_COUNTS.toNanos());
        if (refusal != null) {
            pending.queueRefused(refusal);
            return;
        }
        sends.add(pending.send());
        subscribe(queue);
    }

    private void subscribe(ReplyQueue queue) {
        StompSession session = keeper.session();
        if (session != null && queue.state().sessionId() == null && !queue.isRefused() && queues.containsValue(queue)) {
            queue.subscribe(session, keeper.currentDialect());
        }
    }

    private ReplyQueue queue(OutgoingRequest request) {
        SubscriptionRequest named = request.replies();
        String name = named == null ? MADE_FOR_CONNECTION : named.options().destination();
        return queues.computeIfAbsent(name, key -> new ReplyQueue(unique, named, new Replies(), this));
    }

    /** Receives the messages of the reply queues. */
    private final class Replies implements DeliverySink {
        @Override
        public void deliver(Delivery delivery) {
            PendingRequest request = requestOf(delivery);
            if (request != null) {
                request.replied(delivery.frame());
            }
        }

        @Override
        public void skipped(Delivery delivery, SkippedMessage reply) {
            PendingRequest request = requestOf(delivery);
            if (request != null) {
                request.cannotBeReplied("it came, but is longer than is read here: " + reply.reason());
                sends.dropEnded();
            }
        }
    }

    /** The request to which a reply belongs; {@code null} if there is none, which is logged. */
    private @Nullable PendingRequest requestOf(Delivery reply) {
        String id = reply.frame().headers().get(StompHeaderNames.CORRELATION_ID);
        PendingRequest request = id == null ? null : waiting.get(id);
        if (request == null) {
            lateReplies.increment();
            keeper.log().subscriptions().lateReply(reply.frame().headers());
        }
        return request;
    }

    @Override
    public void ended(PendingRequest request) {
        waiting.remove(request.correlationId());
    }

    // ---- events of the session

    /** There is a new session. The reply queues are subscribed before a request is written on it. */
    public void connected(StompSession session, BrokerDialect dialect) {
        List.copyOf(queues.values()).stream()
                .filter(queue -> !queue.isRefused())
                .forEach(queue -> queue.subscribe(session, dialect));
    }

    public void disconnected() {
        queues.values().forEach(this::subscriptionEnded);
    }

    private void subscriptionEnded(ReplyQueue queue) {
        if (queue.ended()) {
            of(request -> request.queue() == queue).forEach(PendingRequest::queueLost);
        }
    }

    /**
     * An ERROR came that is about a subscription.
     *
     * @param subscriptionId {@code null}: the ERROR names no subscription, and may not be about one at all
     * @return whether it was about one of the reply queues
     */
    public boolean subscriptionRefused(StompBrokerException error, @Nullable String subscriptionId) {
        ReplyQueue concerned = queues.values().stream()
                .filter(queue -> subscriptionId == null
                        ? queue.state().isUnconfirmed()
                        : subscriptionId.equals(queue.state().sessionId()))
                .findFirst()
                .orElse(null);
        if (concerned == null) {
            return false;
        }
        if (concerned.state().isConfirmed()) {
            endedByBroker(concerned, error);
        } else {
            refused(concerned, error);
        }
        return true;
    }

    private void endedByBroker(ReplyQueue queue, StompBrokerException error) {
        keeper.log().subscriptions().replyQueueEnded(queue.destination(), error, SUBSCRIBE_AGAIN);
        queue.forgetOn(keeper.session());
        subscriptionEnded(queue);
        timer.later(SUBSCRIBE_AGAIN, () -> subscribe(queue));
    }

    @Override
    public void ready(ReplyQueue queue) {
        keeper.log().subscriptions().subscribed(queue.destination());
        sends.mayBeReady();
    }

    @Override
    public void refusedForGood(StompBrokerException error) {
        keeper.refusedForGood(error);
    }

    @Override
    public void refused(ReplyQueue queue, StompException why) {
        queue.forgetOn(keeper.session());
        queue.refused(why, System.nanoTime());
        keeper.log().subscriptions().replyQueueRefused(queue.destination(), why, REFUSAL_COUNTS);
        of(request -> request.queue() == queue).forEach(request -> request.queueRefused(why));
        sends.dropEnded();
    }

    // ---- the end of requests

    public void expire(long nowNanos, String lastWords) {
        List<PendingRequest> overdue = of(request -> request.isOverdue(nowNanos));
        if (!overdue.isEmpty()) {
            overdue.forEach(request -> request.timedOut(lastWords + sends.words(request.send())));
            sends.dropEnded();
        }
    }

    /** Ends the requests of this owner. */
    public void endOf(Object owner) {
        of(request -> request.belongsTo(owner)).forEach(request -> request.cannotBeReplied("its route was stopped"));
        sends.dropEnded();
        StompSession session = keeper.session();
        queues.values().removeIf(queue -> {
            boolean unused = queue.leftBy(owner);
            if (unused && session != null) {
                queue.unsubscribe(session);
            }
            return unused;
        });
    }

    /** There will be no further connection. */
    public void abandon(StompException cause) {
        of(request -> true).forEach(request -> request.cannotBeReplied(cause.getMessage()));
    }

    private List<PendingRequest> of(Predicate<PendingRequest> which) {
        return waiting.values().stream().filter(which).toList();
    }
}
