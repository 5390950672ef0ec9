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
package io.github.camelstomp2;

import io.github.camelstomp2.broker.QueueType;
import io.github.camelstomp2.client.ConnectionState;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.SubscriptionRequest;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.PrintableText;
import io.github.camelstomp2.session.Delivery;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.DynamicPollingConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.support.PollingConsumerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes single messages when it is asked for them, as {@code pollEnrich}, {@code poll} and {@code ConsumerTemplate} do: those
 * that it returns, and no others. It keeps a connection, and is subscribed only while somebody waits and while a message
 * that was returned is not answered. Several threads may poll at a time.
 */
public class Stomp2PollingConsumer extends PollingConsumerSupport implements DynamicPollingConsumer {
    /**
     * How long {@link #receiveNoWait} waits for a message after the broker has confirmed the subscription: STOMP has no way
     * to ask whether there is one. RabbitMQ and Artemis send it within a few milliseconds of the RECEIPT. ActiveMQ Classic
     * writes it for itself, and it then waits in the broker's socket until the RECEIPT is acknowledged by TCP, which
     * operating systems put off by 40 to 200 ms.
     */
    static final Duration NO_WAIT = Duration.ofMillis(250);

    private static final Logger LOG = LoggerFactory.getLogger(Stomp2PollingConsumer.class);
    private static final long STATE_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Stomp2Endpoint endpoint;
    private final Stomp2Configuration configuration;

    /** Those that wait, and those whose message is not answered. */
    private final Set<Poll> polls = ConcurrentHashMap.newKeySet();

    /** Completed when no dead letter is under way any more. */
    private volatile CompletableFuture<Void> deadLettersSettled = new CompletableFuture<>();

    private SubscriptionRequest request;
    private volatile ConsumerConnection connection;
    private DeadLetters deadLetters;
    private FailurePolicy failurePolicy;
    private ConsumedMessages messages;
    private final SkippedMessages skipped;

    /** How a thread waits for its message. */
    private interface Wait {
        /** @return {@code null} if none came */
        Delivery forMessageOf(Poll poll) throws InterruptedException;
    }

    Stomp2PollingConsumer(Stomp2Endpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
        this.skipped = new SkippedMessages(endpoint.getDestination(), configuration.getDeadLetterMode());
        check(configuration);
    }

    private static void check(Stomp2Configuration c) {
        refuse(
                c.getAckMode() == AckMode.AUTO,
                "ackMode=auto cannot be used for polling: the broker would forget messages that were never returned; use"
                        + " ackMode=client-individual");
        refuse(
                c.isTransacted(),
                "transacted=true cannot be used for polling: the acknowledgement of a polled message is part of no"
                        + " transaction; remove it from the polled endpoint. What the exchange sends with transacted=true"
                        + " is committed before the polled message is acknowledged");
        refuse(
                c.isBrowse(),
                "browse=true cannot be used for polling: each poll would see the first message again; consume it by"
                        + " from(...)");
        refuse(
                c.getQueueType() == QueueType.STREAM,
                "queueType=stream cannot be used for polling: each poll would begin at streamOffset again; consume it by"
                        + " from(...)");
    }

    private static void refuse(boolean wrong, String message) {
        if (wrong) {
            throw new IllegalArgumentException(message);
        }
    }

    // ---- life cycle

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        request = endpoint.options().poll(endpoint.getDestination());
        BrokerCheck check = new BrokerCheck(endpoint, dialect -> dialect.limitations(request.options()));
        check.ofNamedBroker();
        warnOfGaps();
        connection = new ConsumerConnection(endpoint, "stomp2 polls of " + endpoint.getDestination());
        try {
            deadLetters = new DeadLetters(endpoint, connection.get());
            failurePolicy = new FailurePolicy(
                    endpoint.getDestination(),
                    null,
                    configuration.getDeadLetterMode(),
                    deadLetters.target(),
                    () -> deadLettersSettled.complete(null));
            messages = new ConsumedMessages(endpoint, null, getExceptionHandler());
            check.ofReachedBroker(connection.get());
        } catch (Exception e) {
            disconnect();
            throw e;
        }
    }

    private void warnOfGaps() {
        if (request.options().missesWhatWasSentBefore()) {
            LOG.warn(
                    "What is sent to {} between two polls is not received, for nobody is subscribed then; use durable=true,"
                            + " or a queue",
                    PrintableText.of(endpoint.getDestination()));
        }
    }

    /** Those who wait get nothing; messages that were returned and are not answered go back to the broker. */
    @Override
    protected void doStop() throws Exception {
        polls.forEach(Poll::close);
        polls.clear();
        disconnect();
        super.doStop();
    }

    private void disconnect() {
        if (connection != null) {
            awaitDeadLetters();
            if (configuration.isRemoveSubscriptionOnStop()) {
                // Brokers forget a durable subscription only when they are asked to at its end.
                connection.get().subscribe(request, ignored -> {}).remove();
            }
            connection.close();
            connection = null;
        }
        if (deadLetters != null) {
            deadLetters.close();
            deadLetters = null;
        }
    }

    private void awaitDeadLetters() {
        CompletableFuture<Void> settled = new CompletableFuture<>();
        deadLettersSettled = settled;
        if (failurePolicy != null && failurePolicy.underWay() > 0) {
            Waiting.forDeadLetters(settled);
        }
    }

    // ---- polling

    @Override
    public Exchange receive() {
        return poll(null, forAtMost(Long.MAX_VALUE));
    }

    @Override
    public Exchange receive(long timeout) {
        return poll(null, forAtMost(TimeUnit.MILLISECONDS.toNanos(timeout)));
    }

    @Override
    public Exchange receiveNoWait() {
        return poll(null, this::takeNow);
    }

    @Override
    public Exchange receive(Exchange exchange) {
        return poll(exchange, forAtMost(Long.MAX_VALUE));
    }

    @Override
    public Exchange receive(Exchange exchange, long timeout) {
        return poll(exchange, forAtMost(TimeUnit.MILLISECONDS.toNanos(timeout)));
    }

    @Override
    public Exchange receiveNoWait(Exchange exchange) {
        return poll(exchange, this::takeNow);
    }

    private static Wait forAtMost(long nanos) {
        long begin = System.nanoTime();
        return poll -> poll.take(Math.max(0, nanos - (System.nanoTime() - begin)));
    }

    /** Without a connection, and without one that is just being made, there is nothing now. */
    private Delivery takeNow(Poll poll) throws InterruptedException {
        long begin = System.nanoTime();
        long limit = TimeUnit.MILLISECONDS.toNanos(configuration.getConnectTimeout());
        while (!poll.awaitSubscribed(STATE_CHECK_NANOS)) {
            ConnectionState state = poll.connection().state();
            if (state == ConnectionState.WAITING
                    || state == ConnectionState.FAILED
                    || System.nanoTime() - begin > limit) {
                return poll.take(0);
            }
        }
        return poll.take(NO_WAIT.toNanos());
    }

    /**
     * Waits for a message that can be read.
     *
     * @param original the exchange for which it is polled and with which it ends; {@code null}: it ends with its own
     * @return {@code null} if none came
     */
    private Exchange poll(Exchange original, Wait wait) {
        try {
            Exchange exchange;
            Delivery delivery;
            do {
                Poll poll = begin();
                delivery = await(poll, wait);
                exchange = delivery == null ? null : readOrGiveBack(original, poll, delivery);
            } while (delivery != null && exchange == null && isRunAllowed());
            return exchange;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private Poll begin() {
        StompConnection current = connection();
        if (current.state() == ConnectionState.FAILED) {
            current.tryAgain();
        }
        Poll poll = new Poll(current, request, skipped);
        polls.add(poll);
        if (!isRunAllowed()) {
            poll.close(); // whoever stops may have missed this one
        }
        return poll;
    }

    private Delivery await(Poll poll, Wait wait) throws InterruptedException {
        Delivery delivery = null;
        try {
            delivery = wait.forMessageOf(poll);
            return delivery;
        } finally {
            if (delivery == null) {
                polls.remove(poll);
            }
        }
    }

    private StompConnection connection() {
        ConsumerConnection current = connection;
        if (current == null || !isRunAllowed()) {
            throw new RejectedExecutionException(this + " is not started");
        }
        return current.get();
    }

    /** A message of which nobody could tell the end must not stay here. */
    private Exchange readOrGiveBack(Exchange original, Poll poll, Delivery delivery) {
        try {
            return read(original, poll, delivery);
        } catch (RuntimeException | Error e) {
            polls.remove(poll);
            poll.close();
            throw e;
        }
    }

    /** @return {@code null} if it could not be read, or is not to be returned any more */
    private Exchange read(Exchange original, Poll poll, Delivery delivery) {
        if (!isRunAllowed()) {
            poll.close();
            return null;
        }
        Exchange exchange = endpoint.createExchange();
        PolledMessage message = new PolledMessage(
                poll.subscription(),
                poll.connection(),
                failurePolicy,
                endpoint.component().workers(),
                () -> polls.remove(poll));
        AcknowledgeOnCompletion acknowledgement = messages.read(exchange, delivery, message);
        if (acknowledgement == null) {
            return null;
        }
        // Of the original, since a result that an aggregation strategy drops or fails with never comes to an end.
        Exchange ending = original == null ? exchange : original;
        ending.getExchangeExtension().addOnCompletion(acknowledgement);
        return exchange;
    }
}
