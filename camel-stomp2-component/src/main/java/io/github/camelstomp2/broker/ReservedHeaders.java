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

import io.github.camelstomp2.protocol.StompHeaderNames;
import java.util.Locale;
import java.util.Set;

/**
 * The names of headers that have a meaning for Camel, for the protocol or for a broker, and that a message of the
 * application must not have. Those of Camel and the protocol are recognised in any letter case, those of brokers only
 * as the broker writes them: {@code Priority} has no meaning for a broker.
 */
public final class ReservedHeaders {
    /**
     * The headers of SEND, and of the MESSAGE that a broker makes of it. All brokers pass unknown headers of a SEND on
     * to consumers. A second {@code ack} in front of the broker's own would make a message of Artemis that cannot be
     * acknowledged, and RabbitMQ refuses {@code message-id}.
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
     * Headers that belong to one message of a sender: its id, its id for the detection of duplicates in Artemis, its
     * name, and its kind as this component writes it. The message that a route sends is another message.
     */
    private static final Set<String> OF_ONE_MESSAGE =
            Set.of("_AMQ_DUPL_ID", "amqp-message-id", "NATIVE_MESSAGE_ID", "stomp2-message-type");

    /** Headers that the component maps to something else of an exchange. */
    private static final Set<String> MAPPED = Set.of(
            StompHeaderNames.CONTENT_TYPE,
            StompHeaderNames.CONTENT_ENCODING,
            StompHeaderNames.CORRELATION_ID,
            StompHeaderNames.REPLY_TO);

    /** How a broker takes, keeps and delivers a message. The options of the sending endpoint decide about these. */
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

    /** Headers in which brokers describe what happened to a message before. */
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

    /** Exceptions: headers whose names begin like those of JMS and Artemis, but which applications set. */
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

    /** Whether the header would control Camel. */
    private static boolean isOfCamel(String lower) {
        return lower.startsWith("camel") || lower.startsWith("org.apache.camel");
    }

    /** Whether the header would control Camel or the conversation with a broker, so that no message may have it. */
    public static boolean isOfCamelOrProtocol(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return isOfCamel(lower) || UNSENDABLE.contains(lower) || StompHeaderNames.CONTENT_LENGTH.equals(lower);
    }

    /**
     * Whether a message of the application may not have the header; {@code content-length}, which each SEND has, is not
     * meant.
     */
    public static boolean isUnsendable(String name) {
        return UNSENDABLE.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether the header belongs to a received message only and is not sent on: a name or an id of its sender. */
    public static boolean staysBehind(String name) {
        return OF_ONE_MESSAGE.contains(name) || StompHeaderNames.LOGIN.equalsIgnoreCase(name);
    }

    /** Whether the component maps the header to another part of an exchange. */
    public static boolean isMapped(String name) {
        return MAPPED.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether the header is set by options of an endpoint or by {@code sendHeader.*} only, and not by a message. */
    public static boolean isSaidByEndpoints(String name) {
        return DELIVERY.contains(name) || QUEUE_ARGUMENTS.contains(name);
    }

    /**
     * Whether only brokers set the header, also for messages of other protocols, and ignore or refuse it from a client.
     */
    public static boolean isSaidByBrokers(String name) {
        return HISTORY.contains(name)
                || ((name.startsWith("JMS")
                                || name.startsWith("_AMQ_")
                                || name.startsWith("__AMQ_")
                                || name.startsWith("__HDR_"))
                        && !APPLICATIONS.contains(name));
    }
}
