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

import io.github.camelstomp2.broker.DjangoStompConventions;
import io.github.camelstomp2.broker.DurableName;
import io.github.camelstomp2.broker.MessageOptions;
import io.github.camelstomp2.broker.QueueOptions;
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.broker.SubscribeOptions;
import io.github.camelstomp2.client.SubscriptionRequest;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompHeaders;
import java.time.Duration;
import java.util.Map;

/** Translates the configuration of an endpoint into what is wanted of the broker for its destination. */
final class DestinationOptions {
    private final Stomp2Configuration configuration;
    private final QueueOptions queue;
    /** Made for the first message that is sent. */
    private MessageOptions message;

    /** Made before, by any thread, and never changed. */
    private SendOptions lastText;

    private SendOptions lastOctets;

    DestinationOptions(Stomp2Configuration configuration) {
        this.configuration = configuration;
        this.queue = new QueueOptions(
                configuration.isDeclare(),
                configuration.getQueueType(),
                brokersDeadLetters(configuration),
                configuration.isDjangoStomp());
    }

    /** Several threads may make it at a time, and make the same. */
    private MessageOptions message() {
        MessageOptions made = message;
        if (made == null) {
            made = new MessageOptions(
                    configuration.isPersistent(),
                    configuration.getPriority(),
                    Duration.ofMillis(configuration.getTimeToLive()),
                    Duration.ofMillis(configuration.getDeliveryDelay()),
                    configuration.getMessageGroup());
            message = made;
        }
        return made;
    }

    /** Where the broker is to dead-letter, it has to know where to: with nothing said RabbitMQ drops what is rejected. */
    private static String brokersDeadLetters(Stomp2Configuration c) {
        return c.getDeadLetterMode() == DeadLetterMode.BROKER ? c.getDeadLetterPrefix() : null;
    }

    /** Those of a message. One and the same object for messages of a kind, unless it matters when each of them was sent. */
    SendOptions send(String destination, boolean text) {
        MessageOptions common = message();
        if (!common.timeToLive().isZero()) {
            return new SendOptions(destination, text, System.currentTimeMillis(), queue, common);
        }
        SendOptions last = text ? lastText : lastOctets;
        if (last != null && last.destination().equals(destination)) {
            return last;
        }
        SendOptions made = new SendOptions(destination, text, 0, queue, common);
        if (text) {
            lastText = made;
        } else {
            lastOctets = made;
        }
        return made;
    }

    /** Those of a dead letter: always kept, and never thrown away or held back by the broker. */
    SendOptions deadLetter(String destination, boolean text) {
        return new SendOptions(
                destination, text, System.currentTimeMillis(), queue.ofDeadLetters(), MessageOptions.PERSISTENT);
    }

    /**
     * Those of a reply: as durable as its request, and to a queue that is the requester's to declare (RabbitMQ closes the
     * connection when both do not say the same of it).
     */
    SendOptions reply(String destination, boolean text, boolean persistent) {
        return new SendOptions(
                destination,
                text,
                System.currentTimeMillis(),
                plainQueue(false),
                MessageOptions.persistent(persistent));
    }

    /**
     * The subscription to the queue of {@code replyTo}; {@code null} without that option.
     *
     * @param destination of the requests
     * @throws IllegalArgumentException if replies cannot come there
     */
    SubscriptionRequest replies(String destination) {
        if (configuration.getReplyTo() == null) {
            return null;
        }
        String replyTo = Stomp2Destination.normalize(configuration.getReplyTo());
        if (replyTo.equals(destination)) {
            throw new IllegalArgumentException("replyTo=" + configuration.getReplyTo()
                    + " is the destination of the requests too: they would be taken for their own replies; name another"
                    + " queue, or leave it out");
        }
        return new SubscriptionRequest(
                new SubscribeOptions(
                        replyTo,
                        configuration.getPrefetch(),
                        plainQueue(configuration.isDeclare()),
                        null,
                        null,
                        false,
                        false,
                        false,
                        null),
                AckMode.AUTO,
                ClientOptions.headers(Map.of(), configuration.getCustomHeaders()));
    }

    /** Those who answer say nothing special of the queue either. */
    private static QueueOptions plainQueue(boolean declare) {
        return new QueueOptions(declare, null, null);
    }

    /** The whole of a subscription. */
    SubscriptionRequest subscription(String destination) {
        // A browser takes nothing, so that there is nothing to acknowledge.
        AckMode ackMode = configuration.isBrowse() ? AckMode.AUTO : configuration.getAckMode();
        return new SubscriptionRequest(
                subscribe(destination, configuration.getPrefetch()),
                ackMode,
                subscriptionId(),
                furtherHeaders(),
                configuration.isSharedConnection());
    }

    /** The subscription of one poll: for one message, which is acknowledged for itself, beside those of other polls. */
    SubscriptionRequest poll(String destination) {
        return new SubscriptionRequest(subscribe(destination, 1), AckMode.CLIENT_INDIVIDUAL, furtherHeaders());
    }

    private StompHeaders furtherHeaders() {
        return ClientOptions.headers(configuration.subscribeHeaders(), configuration.getCustomHeaders());
    }

    private SubscribeOptions subscribe(String destination, int prefetch) {
        return new SubscribeOptions(
                destination,
                prefetch,
                queue,
                durableName(destination),
                configuration.getSelector(),
                configuration.isNoLocal(),
                configuration.isExclusive(),
                configuration.isBrowse(),
                configuration.getStreamOffset(),
                ClientOptions.newestVersion(configuration));
    }

    private DurableName durableName(String destination) {
        if (!configuration.isDurable()) {
            return null;
        }
        String clientId = ClientIds.durable(configuration);
        return new DurableName(
                subscriptionName(destination, clientId), clientId, configuration.isRemoveSubscriptionOnStop());
    }

    /** By what a topic's subscription outlives its connection; {@code null} where there is none. */
    String durableTopicName(String destination) {
        DurableName durable = subscribe(destination, 1).durableTopic();
        return durable == null ? null : durable.name();
    }

    private String subscriptionName(String destination, String clientId) {
        if (configuration.getSubscriptionName() != null) {
            return configuration.getSubscriptionName();
        }
        // A client of django-stomp has one durable subscription, and calls it as itself.
        return configuration.isDjangoStomp() && clientId != null ? clientId : Stomp2Destination.dotted(destination);
    }

    private String subscriptionId() {
        String id = configuration.getSubscriptionId();
        return id != null && configuration.isDjangoStomp() ? id + DjangoStompConventions.LISTENER : id;
    }
}
