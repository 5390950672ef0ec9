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

import io.github.camelstomp2.protocol.StompHeaderNames;
import java.util.Locale;
import java.util.Set;

/**
 * Names of headers that mean something to Camel, to the protocol or to a broker. Camel's and the protocol's are kept from
 * messages in any letter case; those of brokers in the one that the broker reads, since {@code Priority} is nobody's.
 */
final class ReservedHeaders {
    /**
     * The protocol's own, of SEND or of the MESSAGE that a broker makes of it. All brokers pass on to consumers what they do
     * not know of a SEND; a foreign {@code ack} in front of its own makes a message of Artemis one that nobody can
     * acknowledge, and RabbitMQ refuses {@code message-id}.
     */
    private static final Set<String> UNSENDABLE = Set.of(
            StompHeaderNames.ACK,
            StompHeaderNames.DESTINATION,
            StompHeaderNames.MESSAGE_ID,
            StompHeaderNames.PASSCODE,
            StompHeaderNames.RECEIPT,
            StompHeaderNames.REDELIVERED,
            StompHeaderNames.SUBSCRIPTION,
            StompHeaderNames.TRANSACTION);

    /**
     * What a sender says of one message: an id, by which it is that message, or a duplicate that Artemis drops; its name;
     * and what this component says of the kind of a message. What a route makes of it is another message.
     */
    private static final Set<String> OF_ONE_MESSAGE =
            Set.of("_AMQ_DUPL_ID", "amqp-message-id", "NATIVE_MESSAGE_ID", "stomp2-message-type");

    /** With a mapping of their own. */
    private static final Set<String> MAPPED = Set.of(
            StompHeaderNames.CONTENT_TYPE,
            StompHeaderNames.CONTENT_ENCODING,
            StompHeaderNames.CORRELATION_ID,
            StompHeaderNames.REPLY_TO);

    /** How a broker is to take, keep and deliver a message: for whoever sends it to say. */
    private static final Set<String> DELIVERY = Set.of(
            "amq-msg-type",
            "destination-type",
            "expiration",
            "expires",
            StompHeaderNames.PERSISTENT,
            "priority",
            StompHeaderNames.TIMESTAMP,
            "transformation",
            "user-id");

    /**
     * RabbitMQ's arguments of queues and consumers. Its STOMP plugin declares the queue of a SEND with those that it
     * knows, more of them in each version.
     */
    private static final Set<String> QUEUE_ARGUMENTS = Set.of(
            "auto-delete",
            "durable",
            "exclusive",
            "x-cancel-on-ha-failover",
            "x-consumer-disconnected-timeout",
            "x-consumer-timeout",
            "x-dead-letter-exchange",
            "x-dead-letter-routing-key",
            "x-dead-letter-strategy",
            "x-delayed-retry-max",
            "x-delayed-retry-min",
            "x-delayed-retry-type",
            "x-delivery-limit",
            "x-expires",
            "x-initial-cluster-size",
            "x-max-age",
            "x-max-in-memory-bytes",
            "x-max-in-memory-length",
            "x-max-length",
            "x-max-length-bytes",
            "x-max-priority",
            "x-member-placement-tag",
            "x-message-ttl",
            "x-overflow",
            "x-priority",
            "x-queue-leader-locator",
            "x-queue-master-locator",
            "x-queue-mode",
            "x-queue-name",
            "x-queue-type",
            "x-queue-version",
            "x-quorum-initial-group-size",
            "x-quorum-target-group-size",
            "x-single-active-consumer",
            "x-stream-filter",
            "x-stream-filter-size-bytes",
            "x-stream-match-unfiltered",
            "x-stream-max-segment-size-bytes",
            "x-stream-offset");

    /** What brokers tell of a message's history. */
    private static final Set<String> HISTORY = Set.of(
            "browser",
            "dlqDeliveryFailureCause",
            "ingress-timestamp",
            "original-destination",
            "scheduledJobId",
            "timestamp_in_ms",
            "transformation-error",
            "x-acquired-count",
            "x-death",
            "x-delivery-count",
            "x-first-death-exchange",
            "x-first-death-queue",
            "x-first-death-reason",
            "x-last-death-exchange",
            "x-last-death-queue",
            "x-last-death-reason",
            "x-received-from",
            "x-shovelled");

    /** Of those names that begin as JMS and Artemis' own do, the ones that applications set. */
    private static final Set<String> APPLICATIONS = Set.of(
            "JMSCorrelationID",
            "JMSType",
            "JMSXAppID",
            "JMSXGroupID",
            "JMSXGroupSeq",
            "_AMQ_DUPL_ID",
            "_AMQ_GROUP_ID",
            "_AMQ_GROUP_SEQUENCE",
            "_AMQ_LVQ_NAME");

    private ReservedHeaders() {}

    /** Whether it would steer Camel. */
    private static boolean isOfCamel(String lower) {
        return lower.startsWith("camel") || lower.startsWith("org.apache.camel");
    }

    /** Whether it would steer Camel or the conversation with a broker, so that no message has it. */
    static boolean isOfCamelOrProtocol(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return isOfCamel(lower) || UNSENDABLE.contains(lower) || StompHeaderNames.CONTENT_LENGTH.equals(lower);
    }

    /** Whether a message of the application may not have it, other than {@code content-length}, which each SEND has. */
    static boolean isUnsendable(String name) {
        return UNSENDABLE.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether it belongs to a message on the wire and to no other: a name or an id of its sender. */
    static boolean staysBehind(String name) {
        return OF_ONE_MESSAGE.contains(name) || StompHeaderNames.LOGIN.equalsIgnoreCase(name);
    }

    /** Whether it has a place of its own on an exchange. */
    static boolean isMapped(String name) {
        return MAPPED.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether the options of an endpoint, or {@code sendHeader.*}, say it and no message does. */
    static boolean isSaidByEndpoints(String name) {
        return DELIVERY.contains(name) || QUEUE_ARGUMENTS.contains(name);
    }

    /** Whether a broker says it of a message, or of the messages of another protocol, and takes it from none. */
    static boolean isSaidByBrokers(String name) {
        return HISTORY.contains(name)
                || ((name.startsWith("JMS")
                                || name.startsWith("_AMQ_")
                                || name.startsWith("__AMQ_")
                                || name.startsWith("__HDR_"))
                        && !APPLICATIONS.contains(name));
    }
}
