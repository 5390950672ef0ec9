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
import io.github.camelstomp2.broker.Limitation;
import io.github.camelstomp2.broker.MessageOptions;
import io.github.camelstomp2.broker.ReplyAddress;
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.broker.SubscribeOptions;
import io.github.camelstomp2.broker.VirtualTopic;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Artemis. Without a routing type it takes an unknown address for a topic, and drops messages that are sent before a
 * consumer subscribes; so queues and topics always get a routing type. NACK has the same effect as ACK.
 */
final class ArtemisDialect implements BrokerDialect {
    // Its window counts bytes, not messages. With this guess, a prefetch of 100 has about the size of the broker's own
    // default (10 KiB), and about the size of one socket read.
    private static final int ASSUMED_MESSAGE_BYTES = 1024;

    /**
     * Its default connection TTL (AMQ229014); an acceptor may have another one. It also holds in 1.0 and with {@code
     * heart-beat:0,…}.
     */
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(60);

    private static final String SUBSCRIPTION_NAME = "durable-subscription-name";
    private static final String CONVERT = "convert_string_expressions:";

    /** A selector that begins with one of these says itself how its identifiers are read. */
    private static final List<String> PREFIXES = List.of(CONVERT, "no_" + CONVERT, "hyphenated_props:");

    private static final String WINDOW = "consumer-window-size";
    private static final String UNLIMITED = "-1";
    private static final String SUBSCRIPTION_TYPE = "subscription-type";
    private static final String DESTINATION_TYPE = "destination-type";
    private static final String ANYCAST = "ANYCAST";
    private static final String MULTICAST = "MULTICAST";
    private static final String TEXT = "text";

    /** By the prefix that JMS clients write before the name of a destination. */
    private static final Map<String, String> ROUTING_TYPES_OF_JMS =
            Map.of("queue", ANYCAST, "temp-queue", ANYCAST, "topic", MULTICAST, "temp-topic", MULTICAST);

    /** The broker does not read this header and passes it on. */
    private static final String MESSAGE_TYPE = "stomp2-message-type";

    @Override
    public String name() {
        return "artemis";
    }

    @Override
    public boolean isServer(String server) {
        return server.startsWith("ActiveMQ-Artemis");
    }

    @Override
    public Duration endsSilentAfter() {
        return TIME_TO_LIVE;
    }

    @Override
    public String destination(SubscribeOptions options) {
        return qualified(options.destination());
    }

    @Override
    public String destination(SendOptions options) {
        return qualified(options.destination());
    }

    /**
     * The queue of a virtual topic belongs to the topic's address; the broker creates the queue and routes to it when
     * both names are given.
     */
    private static String qualified(String destination) {
        VirtualTopic virtual = VirtualTopic.of(destination);
        return virtual == null ? destination : virtual.topic() + "::" + virtual.queue();
    }

    @Override
    public void addSubscribeHeaders(SubscribeOptions options, StompHeaders.Builder headers) {
        headers.addIfAbsent(WINDOW, Long.toString(windowBytes(options.prefetch())));
        String routing = routingType(options.destination());
        if (routing != null) {
            headers.addIfAbsent(SUBSCRIPTION_TYPE, routing);
        }
        DurableName durable = options.durableTopic();
        if (durable != null) {
            headers.addIfAbsent(SUBSCRIPTION_NAME, durable.name());
        }
        if (options.selector() != null) {
            headers.addIfAbsent("selector", selector(options.selector()));
        }
        if (options.noLocal()) {
            headers.addIfAbsent("no-local", "true");
        }
    }

    /**
     * The broker takes the headers of a STOMP message for texts, so that a comparison with a number is false, unless a
     * prefix tells it to convert them.
     */
    private static String selector(String selector) {
        return PREFIXES.stream().anyMatch(selector::startsWith) ? selector : CONVERT + selector;
    }

    @Override
    public void addRemoveHeaders(SubscribeOptions options, StompHeaders.Builder headers) {
        DurableName durable = options.durableTopic();
        if (durable != null) {
            headers.addIfAbsent(SUBSCRIPTION_NAME, durable.name());
        }
    }

    @Override
    public List<Limitation> limitations(SubscribeOptions options) {
        return ArtemisLimitations.of(options);
    }

    @Override
    public List<Limitation> limitations(SendOptions options) {
        return ArtemisLimitations.of(options);
    }

    /** Only acknowledgements give back its window, so without them delivery would stop after that many bytes. */
    @Override
    public void addAutoAckHeaders(StompHeaders.Builder headers) {
        headers.addIfAbsent(WINDOW, UNLIMITED);
    }

    /**
     * A topic address, of which each subscription is a temporary queue: it ends with the connection. An ordinary queue
     * would stay for ever, with the replies in it. JMS services can send to a topic, but not to a queue whose name
     * lacks their prefix.
     */
    @Override
    public ReplyAddress replyAddress(String unique, int number) {
        return ReplyAddress.named(ReplyAddress.PREFIX + unique);
    }

    @Override
    public String replyDestination(String replyTo, StompHeaders.Builder headers) {
        int end = replyTo.indexOf("://");
        String jms = end < 0 ? null : ROUTING_TYPES_OF_JMS.get(replyTo.substring(0, end));
        // The routing type is added first, because the reply may have the routing type of the request among its
        // headers, and the first header counts.
        headers.addIfSet(DESTINATION_TYPE, jms == null ? routingType(replyTo) : jms);
        return jms == null ? replyTo : replyTo.substring(end + "://".length());
    }

    private static long windowBytes(int prefetch) {
        // To this broker, 0 means "one at a time", which is what a prefetch of 1 asks for.
        return prefetch == 1 ? 0 : Math.min(Integer.MAX_VALUE, (long) prefetch * ASSUMED_MESSAGE_BYTES);
    }

    @Override
    public void addSendHeaders(SendOptions options, StompHeaders.Builder headers) {
        BrokerDialect.super.addSendHeaders(options, headers);
        // A message whose delay is longer than its time to live would never be delivered.
        MessageOptions message = options.message();
        Jms.addSendHeaders(options, message.deliveryDelay().plus(message.timeToLive()), headers);
        String routing = routingType(options.destination());
        if (routing != null) {
            headers.addIfAbsent(DESTINATION_TYPE, routing);
        }
    }

    private static @Nullable String routingType(String destination) {
        if (destination.startsWith(Destinations.TOPIC)
                || destination.startsWith(ReplyAddress.PREFIX)
                || VirtualTopic.of(destination) != null) {
            return MULTICAST;
        }
        // A name without a prefix would be a topic on this broker, and messages that are sent before a consumer
        // subscribes would be lost.
        return Destinations.isQueue(destination) ? ANYCAST : null;
    }

    @Override
    public void addTextHeaders(StompHeaders.Builder headers) {
        headers.addIfAbsent(MESSAGE_TYPE, TEXT);
    }

    /**
     * In STOMP 1.0 the frame shows it. In later versions text messages have a {@code content-length} too, so only those
     * that this component sent are recognised.
     */
    @Override
    public boolean isTextMessage(StompHeaders message) {
        return !message.contains(StompHeaderNames.CONTENT_LENGTH) || TEXT.equals(message.get(MESSAGE_TYPE));
    }

    /** AMQP clients set this id. */
    @Override
    public @Nullable String idOfSender(StompHeaders message) {
        return message.get("NATIVE_MESSAGE_ID");
    }

    @Override
    public boolean mayLackContent(StompFrame message) {
        return MissingContents.onArtemis(message, idOfSender(message.headers()));
    }

    @Override
    public boolean makesTextByMissingContentLength() {
        return true;
    }

    @Override
    public NackEffect nackEffect() {
        return NackEffect.ACKNOWLEDGES;
    }

    /** After an ERROR it refuses all further frames on the connection with this ERROR, and closes. */
    @Override
    public boolean refusesForConnection(StompBrokerException error) {
        return String.valueOf(error.getMessage()).contains("AMQ339010");
    }

    @Override
    public TransactionScope transactionScope() {
        return TransactionScope.SENDS;
    }
}
