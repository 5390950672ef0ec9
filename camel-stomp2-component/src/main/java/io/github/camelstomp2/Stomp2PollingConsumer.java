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

import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.subscription.SubscriptionRequest;
import io.github.camelstomp2.connection.BlockingWaits;
import io.github.camelstomp2.connection.BrokerCheck;
import io.github.camelstomp2.connection.ConsumerConnection;
import io.github.camelstomp2.consumer.DeliveryReader;
import io.github.camelstomp2.consumer.Poll;
import io.github.camelstomp2.consumer.PollWait;
import io.github.camelstomp2.consumer.PolledMessage;
import io.github.camelstomp2.consumer.Polls;
import io.github.camelstomp2.endpoint.DeadLetterNotices;
import io.github.camelstomp2.endpoint.EndpointResources;
import io.github.camelstomp2.observation.MessageFigures;
import io.github.camelstomp2.options.BrokerOptionsCheck;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.settlement.AcknowledgeOnCompletion;
import io.github.camelstomp2.settlement.DeadLetters;
import io.github.camelstomp2.settlement.FailurePolicy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.DynamicPollingConsumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.PollingConsumerSupport;

/**
 * Takes single messages when asked for them, as {@code pollEnrich}, {@code poll} and {@code ConsumerTemplate} do, and
 * no other messages. It keeps a connection, and is subscribed only while a thread waits and while a returned message
 * has no answer. Several threads may poll at a time.
 */
public class Stomp2PollingConsumer extends PollingConsumerSupport implements DynamicPollingConsumer {
    private final EndpointResources resources;
    private final Stomp2Configuration configuration;

    private final Polls polls;

    /** Completed when no dead letter is on its way any more. */
    private volatile CompletableFuture<Void> deadLettersSettled = new CompletableFuture<>();

    private SubscriptionRequest request;
    private volatile ConsumerConnection connection;
    private DeadLetters deadLetters;
    private FailurePolicy failurePolicy;
    private DeliveryReader messages;

    Stomp2PollingConsumer(Endpoint endpoint, EndpointResources resources) {
        super(endpoint);
        this.resources = resources;
        this.configuration = resources.configuration();
        this.polls = new Polls(resources.destination(), configuration.getDeadLetterMode());
        BrokerOptionsCheck.checkPolling(configuration);
    }

    // ---- life cycle

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        request = resources.options().poll(resources.destination());
        BrokerCheck check = new BrokerCheck(resources.connections(), request::limitations);
        check.ofNamedBroker();
        polls.warnOfGaps(request);
        connection = resources.connect("polls of ");
        try {
            resources.warnOfDeadLetters();
            StompConnection broker = connection.connection();
            deadLetters = resources.deadLetters(broker);
            failurePolicy = new FailurePolicy(
                    () -> broker.report().at(resources.destination()),
                    null,
                    configuration.getDeadLetterMode(),
                    deadLetters.target(),
                    new MessageFigures(),
                    () -> deadLettersSettled.complete(null));
            failurePolicy.whenDeadLettered(
                    new DeadLetterNotices(resources.clients().events(), null));
            messages = resources.reader(null, getExceptionHandler());
            check.ofReachedBroker(broker);
        } catch (Exception e) {
            disconnect();
            throw e;
        }
    }

    /** Waiting threads get no message; returned messages without an answer go back to the broker. */
    @Override
    protected void doStop() throws Exception {
        polls.closeAll();
        disconnect();
        super.doStop();
    }

    private void disconnect() {
        if (connection != null) {
            awaitDeadLetters();
            if (configuration.isRemoveSubscriptionOnStop()) {
                // A broker deletes a durable subscription only when the subscription ends, so it is made for a moment.
                connection.connection().subscribe(request, ignored -> {}).remove();
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
            BlockingWaits.forDeadLetters(settled);
        }
    }

    // ---- polling

    @Override
    public Exchange receive() {
        return poll(null, PollWait.forAtMost(Long.MAX_VALUE));
    }

    @Override
    public Exchange receive(long timeout) {
        return poll(null, PollWait.forAtMost(TimeUnit.MILLISECONDS.toNanos(timeout)));
    }

    @Override
    public Exchange receiveNoWait() {
        return poll(null, now());
    }

    @Override
    public Exchange receive(Exchange exchange) {
        return poll(exchange, PollWait.forAtMost(Long.MAX_VALUE));
    }

    @Override
    public Exchange receive(Exchange exchange, long timeout) {
        return poll(exchange, PollWait.forAtMost(TimeUnit.MILLISECONDS.toNanos(timeout)));
    }

    @Override
    public Exchange receiveNoWait(Exchange exchange) {
        return poll(exchange, now());
    }

    private PollWait now() {
        return PollWait.forWhatIsThere(Duration.ofMillis(configuration.getConnectTimeout()));
    }

    /**
     * Waits for a message that can be read.
     *
     * @param original the exchange that polls and with whose end the message is decided; {@code null}: the message is
     *     decided with the end of its own exchange
     * @return {@code null} if none came
     */
    private Exchange poll(Exchange original, PollWait wait) {
        try {
            Exchange exchange;
            Delivery delivery;
            do {
                Poll poll = begin();
                delivery = polls.await(poll, wait);
                exchange = delivery == null ? null : readOrGiveBack(original, poll, delivery);
            } while (delivery != null && exchange == null && isRunAllowed());
            return exchange;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private Poll begin() {
        Poll poll = polls.begin(connection(), request);
        if (!isRunAllowed()) {
            poll.close(); // the thread that stops the consumer may have missed this poll
        }
        return poll;
    }

    private StompConnection connection() {
        ConsumerConnection current = connection;
        if (current == null || !isRunAllowed()) {
            throw new RejectedExecutionException(this + " is not started");
        }
        return current.connection();
    }

    /** A message whose end nobody could report must not stay here. */
    private Exchange readOrGiveBack(Exchange original, Poll poll, Delivery delivery) {
        try {
            return read(original, poll, delivery);
        } catch (RuntimeException | Error e) {
            polls.ended(poll);
            poll.close();
            throw e;
        }
    }

    /** @return {@code null} if it could not be read, or must not be returned any more */
    private Exchange read(Exchange original, Poll poll, Delivery delivery) {
        if (!isRunAllowed()) {
            poll.close();
            return null;
        }
        Exchange exchange = getEndpoint().createExchange();
        PolledMessage message = new PolledMessage(
                poll.subscription(), poll.connection(), failurePolicy, resources.workers(), () -> polls.ended(poll));
        AcknowledgeOnCompletion acknowledgement = messages.read(exchange, delivery, message);
        if (acknowledgement == null) {
            return null;
        }
        // The end of the original counts: a polled exchange that an aggregation strategy drops, or fails with, never
        // ends.
        Exchange ending = original == null ? exchange : original;
        ending.getExchangeExtension().addOnCompletion(acknowledgement);
        return exchange;
    }
}
