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
package io.github.camelstomp2.broker.dialects;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.Destinations;
import io.github.camelstomp2.broker.DurableName;
import io.github.camelstomp2.broker.FrameLimits;
import io.github.camelstomp2.broker.Limitation;
import io.github.camelstomp2.broker.ReplyAddress;
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.broker.SubscribeOptions;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ActiveMQ Classic 5.x and 6.x. A frame with {@code content-length} becomes a bytes message unless {@code amq-msg-type}
 * says otherwise; text messages are delivered without {@code content-length}. NACK moves the message to the dead letter
 * queue at once, without redelivery.
 */
final class ActiveMqDialect implements BrokerDialect {
    private static final String SUBSCRIPTION_NAME = "activemq.subscriptionName";
    private static final String PREFETCH = "activemq.prefetchSize";
    private static final String BROWSER = "browser";

    /** Constants of its STOMP code. Only the sizes of bodies and frames can be configured. */
    private static final FrameLimits LIMITS = new FrameLimits(10 * 1024, 1000);

    @Override
    public String name() {
        return "activemq";
    }

    @Override
    public boolean takesTextOnlyOverWebSocket() {
        return true;
    }

    @Override
    public boolean isServer(String server) {
        // The name of Artemis begins with the name of ActiveMQ Classic.
        return server.startsWith("ActiveMQ") && !server.startsWith("ActiveMQ-Artemis");
    }

    @Override
    public void addSubscribeHeaders(SubscribeOptions options, StompHeaders.Builder headers) {
        headers.addIfAbsent(PREFETCH, Integer.toString(options.prefetch()));
        DurableName durable = options.durableTopic();
        if (durable != null) {
            headers.addIfAbsent(SUBSCRIPTION_NAME, durable.name());
        }
        if (options.selector() != null) {
            headers.addIfAbsent("selector", options.selector());
        }
        if (options.noLocal()) {
            headers.addIfAbsent("activemq.noLocal", "true");
        }
        if (options.exclusive()) {
            headers.addIfAbsent("activemq.exclusive", "true");
        }
        if (options.browse()) {
            headers.addIfAbsent(BROWSER, "true");
        }
    }

    /**
     * Until it has written the RECEIPT, a consumer's prefetch is 0; after that it wakes only the queue of exactly this
     * name. For a list or a wildcard no queue has this name, and the queues look for work only when the next consumer
     * or message comes. So a second consumer wakes them. A consumer is better than a second answer: an ERROR without
     * receipt-id may come later than the answer to the next frame.
     */
    @Override
    public @Nullable StompHeaders wakingHeaders(SubscribeOptions options) {
        return !options.browse() && Destinations.isSeveralQueues(options.destination())
                ? StompHeaders.of(PREFETCH, "0")
                : null;
    }

    @Override
    public boolean wantsNamesOnce() {
        return true;
    }

    @Override
    public void addRemoveHeaders(SubscribeOptions options, StompHeaders.Builder headers) {
        DurableName durable = options.durableTopic();
        if (durable != null) {
            headers.addIfAbsent(SUBSCRIPTION_NAME, durable.name());
        }
    }

    /** For a subscription that still has a consumer it answers "Durable consumer is in use". */
    @Override
    public boolean removesWithSecondUnsubscribe() {
        return true;
    }

    @Override
    public void addSendHeaders(SendOptions options, StompHeaders.Builder headers) {
        BrokerDialect.super.addSendHeaders(options, headers);
        // Its scheduler starts the time to live again when the delay is over.
        Jms.addSendHeaders(options, options.message().timeToLive(), headers);
    }

    @Override
    public List<Limitation> limitations(SubscribeOptions options) {
        return Limitations.begin()
                .withoutClientId(options)
                .withoutQueueTypes(options.queue())
                .withoutStreams(options)
                .fatal(
                        options.browse() && options.destination().startsWith(Destinations.TOPIC),
                        "browse=true",
                        "a topic keeps nothing to look at; browse a queue")
                .fatal(
                        options.browse() && options.newest() == StompVersion.V1_0,
                        "browse=true",
                        "it does so in STOMP 1.1 and 1.2 only; do not set version")
                .tolerable(
                        removesNothing(options),
                        "removeSubscriptionOnStop=true",
                        "in STOMP 1.0 it looks for the subscription under the name of subscriptionName instead of that"
                                + " of clientId; do not set version")
                .end();
    }

    private static boolean removesNothing(SubscribeOptions options) {
        DurableName durable = options.durableTopic();
        return durable != null
                && durable.removeAtEnd()
                && options.newest() == StompVersion.V1_0
                && !durable.name().equals(durable.clientId());
    }

    @Override
    public List<Limitation> limitations(SendOptions options) {
        return Limitations.begin().withoutQueueTypes(options.queue()).end();
    }

    @Override
    public ReplyAddress replyAddress(String unique, int number) {
        return ReplyAddress.temporary(number, false);
    }

    @Override
    public boolean mayLackContent(StompFrame message) {
        return MissingContents.onActiveMq(message);
    }

    /** At the end of the queue its browser sends a message without a body. */
    @Override
    public boolean isEndOfBrowsing(StompHeaders message) {
        return "end".equals(message.get(BROWSER));
    }

    @Override
    public boolean isTextMessage(StompHeaders message) {
        return !message.contains(StompHeaderNames.CONTENT_LENGTH);
    }

    @Override
    public boolean makesTextByMissingContentLength() {
        return true;
    }

    @Override
    public NackEffect nackEffect() {
        return NackEffect.REJECTS;
    }

    /** It keeps only persistent messages, unless it is configured otherwise. */
    @Override
    public boolean keepsRejected(StompHeaders message) {
        return "true".equals(message.get(StompHeaderNames.PERSISTENT));
    }

    @Override
    public FrameLimits frameLimits() {
        return LIMITS;
    }

    /**
     * When a queue is full (producer flow control), the broker holds a SEND until there is room. A SEND in a
     * transaction is refused after a while; with {@code sendFailIfNoSpace} every SEND is refused at once.
     */
    @Override
    public boolean refusesForNow(StompBrokerException error) {
        String message = String.valueOf(error.getMessage());
        return message.contains("while waiting for space") || message.contains("ResourceAllocationException");
    }

    @Override
    public TransactionScope transactionScope() {
        return TransactionScope.SENDS_AND_ACKS;
    }
}
