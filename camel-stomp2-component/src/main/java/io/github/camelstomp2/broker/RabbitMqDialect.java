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
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * RabbitMQ's STOMP plugin. {@code host} is its virtual host; {@code /queue/x} declares a durable queue, {@code
 * /amq/queue/x} expects it to be there; a NACK delivers again unless {@code requeue:false} says otherwise.
 */
final class RabbitMqDialect implements BrokerDialect {
    private static final String STREAM_OFFSET = "x-stream-offset";
    private static final StompHeaders REJECT = StompHeaders.of("requeue", "false");
    private static final StompHeaders REQUEUE = StompHeaders.of("requeue", "true");

    @Override
    public String name() {
        return "rabbitmq";
    }

    @Override
    public boolean isServer(String server) {
        return server.startsWith("RabbitMQ");
    }

    /** Its words are its own: "Bad CONNECT", and in the body the virtual host. */
    @Override
    public boolean refusesVirtualHost(StompBrokerException error) {
        String words = error.getMessage().toLowerCase(Locale.ROOT);
        return words.contains("bad connect") && words.contains("virtual host");
    }

    @Override
    public boolean refusesLogin(StompBrokerException error) {
        String words = error.getMessage().toLowerCase(Locale.ROOT);
        return words.contains("bad connect") && words.contains("access refused");
    }

    /** It unescapes CONNECT as any frame of 1.2, whatever the version; an escape that it does not know ends the connection. */
    @Override
    public String connectValue(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    @Override
    public String defaultVirtualHost(String brokerHost) {
        return "/";
    }

    @Override
    public String destination(SendOptions options) {
        return RabbitMqQueue.destination(options);
    }

    @Override
    public String destination(SubscribeOptions options) {
        return RabbitMqQueue.destination(options);
    }

    @Override
    public String readDestination(String written) {
        return RabbitMqName.readable(written);
    }

    /** There is one queue behind each subscription, also to a pattern of topics; a message names its routing key only. */
    @Override
    public String source(String subscribed, StompHeaders message) {
        return subscribed;
    }

    @Override
    public @Nullable String deadLetterQueue(String source, String prefix) {
        return RabbitMqQueue.ofDeadLetters(source, prefix);
    }

    @Override
    public void addSubscribeHeaders(SubscribeOptions options, StompHeaders.Builder headers) {
        headers.addIfAbsent("prefetch-count", Integer.toString(options.prefetch()));
        RabbitMqQueue.addSubscribeHeaders(options, headers);
        if (options.streamOffset() != null) {
            headers.addIfAbsent(STREAM_OFFSET, options.streamOffset());
        }
    }

    @Override
    public @Nullable SendOptions queueToDeclare(SubscribeOptions options) {
        return RabbitMqQueue.ofDeadLetters(options);
    }

    @Override
    public boolean confirmsWithoutQueue() {
        return true;
    }

    @Override
    public @Nullable SendOptions queueOf(SendOptions message) {
        return RabbitMqQueue.of(message);
    }

    /** Up to 3.13 it refuses an offset for all that is no stream; of a stream, what comes later is no message of now. */
    @Override
    public boolean addCheckHeaders(@Nullable String server, StompHeaders.Builder headers) {
        headers.addIfAbsent("prefetch-count", "1").addIfAbsent(STREAM_OFFSET, "next");
        return server != null && server.startsWith("RabbitMQ/3.");
    }

    @Override
    public boolean saysQueueIsThere(StompBrokerException refusal) {
        String words = refusal.getMessage();
        return words.contains("invalid arg '" + STREAM_OFFSET + "'") || words.contains("RESOURCE_LOCKED");
    }

    /** It takes the queue to be deleted from the subscription, and deletes that of a topic only. */
    @Override
    public void addRemoveHeaders(SubscribeOptions options, StompHeaders.Builder headers) {
        RabbitMqQueue.addRemoveHeaders(options, headers);
    }

    @Override
    public void addSendHeaders(SendOptions options, StompHeaders.Builder headers) {
        BrokerDialect.super.addSendHeaders(options, headers);
        RabbitMqQueue.addSendHeaders(options, headers);
        MessageOptions message = options.message();
        if (message.priority() != null) {
            headers.addIfAbsent("priority", Integer.toString(message.priority()));
        }
        if (!message.timeToLive().isZero()) {
            headers.addIfAbsent("expiration", Long.toString(message.timeToLive().toMillis()));
        }
    }

    @Override
    public List<Limitation> limitations(SubscribeOptions options) {
        DurableName durable = options.durableTopic();
        return Limitations.begin()
                .withoutWildcardsOfQueues(
                        options,
                        "there it is the name of a single queue; consume each queue by its name, or exchange/amq.topic/… with"
                                + " a wildcard")
                .withoutSelectors(options)
                .withoutNoLocal(options)
                .withoutBrowsing(options)
                .withoutExclusive(
                        options,
                        "its STOMP has no word for that; create the queue with the argument x-single-active-consumer"
                                + " and use declare=false")
                .fatal(
                        durable != null
                                && durable.removeAtEnd()
                                && !options.destination().startsWith(Destinations.TOPIC),
                        "removeSubscriptionOnStop=true",
                        "it deletes the queue of a /topic/ only")
                .tolerable(
                        !options.queue().declare()
                                && options.queue().deadLetterPrefix() != null
                                && Destinations.isQueue(options.destination()),
                        "to know with declare=false&deadLetterMode=broker what becomes of a failed message",
                        "it is gone where the queue has no dead letter exchange; create the queue with one, or use"
                                + " deadLetterMode=client")
                .fatal(
                        options.queue().djangoStomp()
                                && options.queue().deadLetterPrefix() != null
                                && RabbitMqName.of(options.destination()).indexOf('/') >= 0,
                        "deadLetterMode=broker with djangoStomp=true and a slash in the name",
                        "what is rejected would go to a queue that django-stomp names, but never creates; use"
                                + " deadLetterMode=client")
                .end();
    }

    @Override
    public List<Limitation> limitations(SendOptions options) {
        return Limitations.begin()
                .withoutDelay(
                        options.message(),
                        "it would deliver at once; with the plugin rabbitmq_delayed_message_exchange send to its"
                                + " exchange with sendHeader.x-delay=milliseconds")
                .withoutGroups(
                        options.message(),
                        "it gives the messages of a group to any consumer; consume with one consumer, or create the"
                                + " queue with x-single-active-consumer")
                .end();
    }

    @Override
    public ReplyAddress replyAddress(String unique, int number) {
        return ReplyAddress.temporary(number, true);
    }

    @Override
    public @Nullable String idOfSender(StompHeaders message) {
        return message.get("amqp-message-id");
    }

    /**
     * To AMQP it is the name of a queue; STOMP clients get it as {@code /reply-queue/name}. One with a slash in it would not be
     * taken.
     */
    @Override
    public String replyTo(String destination) {
        String name = RabbitMqName.of(destination);
        boolean queue = destination.startsWith(Destinations.QUEUE) || destination.startsWith("/amq/queue/");
        return queue && name.indexOf('/') < 0 ? name : destination;
    }

    /** Its own {@code message-id} is made when it delivers. */
    @Override
    public @Nullable String idForSender(StompHeaders message) {
        String given = idOfSender(message);
        return given == null ? BrokerDialect.super.idForSender(message) : given;
    }

    @Override
    public OptionalLong streamOffset(StompHeaders message) {
        String offset = message.get(STREAM_OFFSET);
        try {
            return offset == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(offset));
        } catch (NumberFormatException e) {
            return OptionalLong.empty(); // a sender's own header of that name
        }
    }

    @Override
    public void startAt(long streamOffset, StompHeaders.Builder headers) {
        headers.set(STREAM_OFFSET, "offset=" + streamOffset);
    }

    /** AMQP counts seconds; brokers that stamp messages themselves tell milliseconds besides. */
    @Override
    public long timestamp(StompHeaders message) {
        long precise = EpochTime.parse(message.get("timestamp_in_ms"), TimeUnit.MILLISECONDS);
        return precise > 0 ? precise : EpochTime.parse(message.get(StompHeaderNames.TIMESTAMP), TimeUnit.SECONDS);
    }

    @Override
    public NackEffect nackEffect() {
        return NackEffect.CHOOSES;
    }

    @Override
    public StompHeaders rejectHeaders() {
        return REJECT;
    }

    @Override
    public StompHeaders requeueHeaders() {
        return REQUEUE;
    }

    /** A delivery belongs to the channel, of which a connection has one; cancelling a consumer leaves it there. */
    @Override
    public boolean unsubscribeGivesBack() {
        return false;
    }

    @Override
    public boolean saysItKeepsMessage(StompBrokerException error) {
        return String.valueOf(error.getMessage()).contains("There is no current subscription with tag");
    }

    @Override
    public boolean closesAfter(StompBrokerException error) {
        return RabbitMqErrors.isOfChannel(error);
    }

    @Override
    public @Nullable String advice(StompBrokerException error) {
        return RabbitMqErrors.advice(error);
    }

    @Override
    public boolean cumulativeAckSpansConnection() {
        return true;
    }
}
