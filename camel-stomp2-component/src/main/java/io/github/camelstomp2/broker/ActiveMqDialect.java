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
package io.github.camelstomp2.broker;

import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ActiveMQ Classic 5.x and 6.x. A frame with {@code content-length} becomes a bytes message unless {@code amq-msg-type}
 * says otherwise; text messages come back without {@code content-length}. NACK moves the message to the dead letter
 * queue at once, without redelivery.
 */
final class ActiveMqDialect implements BrokerDialect {
    private static final String SUBSCRIPTION_NAME = "activemq.subscriptionName";
    private static final String PREFETCH = "activemq.prefetchSize";
    private static final String BROWSER = "browser";

    /** Constants of its wire format; only the length of bodies and frames can be configured. */
    private static final FrameLimits LIMITS = new FrameLimits(10 * 1024, 1000);

    @Override
    public String name() {
        return "activemq";
    }

    @Override
    public boolean isServer(String server) {
        // Artemis' name begins with that of ActiveMQ Classic.
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
     * Until it has written the RECEIPT a consumer's prefetch is 0; then it wakes the queue of exactly this name. Of a list
     * or a wildcard no queue has the name: only the next consumer, or message, makes those look for work. A second consumer
     * is better than none to confirm: an ERROR without receipt-id may come later than what answers the frame behind it.
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

    /** To one that is still consumed it answers "Durable consumer is in use". */
    @Override
    public boolean removesWithSecondUnsubscribe() {
        return true;
    }

    @Override
    public void addSendHeaders(SendOptions options, StompHeaders.Builder headers) {
        BrokerDialect.super.addSendHeaders(options, headers);
        // Its scheduler lets the life of a message begin anew when the delay is over.
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

    /** Its browser says so with a message that has no body. */
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

    /** Only persistent messages, unless it is told otherwise. */
    @Override
    public boolean keepsRejected(StompHeaders message) {
        return "true".equals(message.get(StompHeaderNames.PERSISTENT));
    }

    @Override
    public FrameLimits frameLimits() {
        return LIMITS;
    }

    /**
     * A queue that is full (producer flow control) keeps a SEND until there is room, and then refuses it, if it is one of a
     * transaction; with {@code sendFailIfNoSpace} it refuses at once.
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
