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
import org.jspecify.annotations.Nullable;

/**
 * Artemis. Without a routing type it takes an unknown address for a topic and drops what is sent before somebody
 * subscribes; so queues and topics are always named as such. NACK does what ACK does there.
 */
final class ArtemisDialect implements BrokerDialect {
    // Its window counts bytes, not messages. With this guess of a message's size a prefetch of 100 stays in the order
    // of the broker's own default (10 KiB) and of what one socket read takes.
    private static final int ASSUMED_MESSAGE_BYTES = 1024;

    private static final String SUBSCRIPTION_NAME = "durable-subscription-name";
    private static final String CONVERT = "convert_string_expressions:";

    /** With which a selector begins that says itself how it is to be read. */
    private static final List<String> PREFIXES = List.of(CONVERT, "no_" + CONVERT, "hyphenated_props:");

    private static final String WINDOW = "consumer-window-size";
    private static final String UNLIMITED = "-1";
    private static final String SUBSCRIPTION_TYPE = "subscription-type";
    private static final String DESTINATION_TYPE = "destination-type";
    private static final String ANYCAST = "ANYCAST";
    private static final String MULTICAST = "MULTICAST";

    /** It means nothing to the broker, which passes it on. */
    private static final String MESSAGE_TYPE = "stomp2-message-type";

    private static final String TEXT = "text";

    private static final String AUTO_DELETE =
            "with auto-delete-queues=true it deletes such a queue after half a minute, and what is sent to the topic"
                    + " then is lost to it; set auto-delete-queues to false for the address /topic/VirtualTopic.#";

    @Override
    public String name() {
        return "artemis";
    }

    @Override
    public boolean isServer(String server) {
        return server.startsWith("ActiveMQ-Artemis");
    }

    @Override
    public String destination(SubscribeOptions options) {
        return qualified(options.destination());
    }

    @Override
    public String destination(SendOptions options) {
        return qualified(options.destination());
    }

    /** The queue of a virtual topic is one of the topic's address; the broker creates it and routes to it by both names. */
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

    /** To it the headers of a STOMP message are texts, none of which is greater than a number, unless it is told to look. */
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
        return Limitations.begin()
                .withoutClientId(options)
                .withoutBrowsing(options)
                .withoutExclusive(
                        options, "its STOMP has no word for that; configure the queue as exclusive on the broker")
                .withoutQueueTypes(options.queue())
                .withoutStreams(options)
                .withoutWildcardsOfQueues(
                        options,
                        "it makes one more queue, which gets a copy of what is sent from now on; consume each queue by its name")
                .tolerable(
                        VirtualTopic.of(options.destination()) != null,
                        "to keep the queue " + options.destination() + " when it is empty and nobody consumes it",
                        AUTO_DELETE)
                .fatal(
                        options.noLocal() && options.selector() != null,
                        "noLocal=true with selector",
                        "it cannot read a selector that it combines with noLocal; filter in the route")
                .end();
    }

    @Override
    public List<Limitation> limitations(SendOptions options) {
        return Limitations.begin().withoutQueueTypes(options.queue()).end();
    }

    /** Its window is given back by acknowledgements only: without them it would be the end after so many bytes. */
    @Override
    public void addAutoAckHeaders(StompHeaders.Builder headers) {
        headers.addIfAbsent(WINDOW, UNLIMITED);
    }

    /**
     * An address of the kind that topics are, of which each subscription is a temporary queue: it goes with the connection
     * and leaves nothing behind, while a queue with replies in it would stay for ever. JMS services can send to it, as they
     * cannot to a queue whose name has no prefix of theirs.
     */
    @Override
    public ReplyAddress replyAddress(String unique, int number) {
        return ReplyAddress.named(ReplyAddress.PREFIX + unique);
    }

    /** JMS clients write what kind of destination it is in front of its name. */
    @Override
    public String replyDestination(String replyTo, StompHeaders.Builder headers) {
        int end = replyTo.indexOf("://");
        String jms = end < 0 ? null : jmsRoutingType(replyTo.substring(0, end));
        // Said here, where it goes before the request's own routing type, which the reply may have among its headers.
        headers.addIfSet(DESTINATION_TYPE, jms == null ? routingType(replyTo) : jms);
        return jms == null ? replyTo : replyTo.substring(end + "://".length());
    }

    private static @Nullable String jmsRoutingType(String kind) {
        return switch (kind) {
            case "queue", "temp-queue" -> ANYCAST;
            case "topic", "temp-topic" -> MULTICAST;
            default -> null;
        };
    }

    private static long windowBytes(int prefetch) {
        // 0 means "one at a time" there, which is what a prefetch of 1 asks for.
        return prefetch == 1 ? 0 : Math.min(Integer.MAX_VALUE, (long) prefetch * ASSUMED_MESSAGE_BYTES);
    }

    @Override
    public void addSendHeaders(SendOptions options, StompHeaders.Builder headers) {
        BrokerDialect.super.addSendHeaders(options, headers);
        // A delay longer than its life would be no message at all.
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
        // What says nothing of its kind would be a topic there, and what is sent before somebody subscribes would be
        // lost.
        return Destinations.isQueue(destination) ? ANYCAST : null;
    }

    @Override
    public void addTextHeaders(StompHeaders.Builder headers) {
        headers.addIfAbsent(MESSAGE_TYPE, TEXT);
    }

    /**
     * In STOMP 1.0 by itself; in later versions text has a {@code content-length}, too, so that only what this component
     * has sent is known.
     */
    @Override
    public boolean isTextMessage(StompHeaders message) {
        return !message.contains(StompHeaderNames.CONTENT_LENGTH) || TEXT.equals(message.get(MESSAGE_TYPE));
    }

    /** Of messages that AMQP clients have sent. */
    @Override
    public @Nullable String idOfSender(StompHeaders message) {
        return message.get("NATIVE_MESSAGE_ID");
    }

    @Override
    public boolean makesTextByMissingContentLength() {
        return true;
    }

    @Override
    public NackEffect nackEffect() {
        return NackEffect.ACKNOWLEDGES;
    }

    /** After an ERROR it answers what came behind the refused frame with this one, and closes. */
    @Override
    public boolean refusesForConnection(StompBrokerException error) {
        return String.valueOf(error.getMessage()).contains("AMQ339010");
    }

    @Override
    public TransactionScope transactionScope() {
        return TransactionScope.SENDS;
    }
}
