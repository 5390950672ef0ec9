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
package io.github.camelstomp2.options;

import io.github.camelstomp2.DeadLetterMode;
import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.broker.DjangoStompConventions;
import io.github.camelstomp2.broker.DurableName;
import io.github.camelstomp2.broker.MessageOptions;
import io.github.camelstomp2.broker.QueueOptions;
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.broker.SubscribeOptions;
import io.github.camelstomp2.client.subscription.SubscriptionRequest;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompHeaders;
import java.time.Duration;
import java.util.Map;

/** Translates the configuration of an endpoint into the options for its destination. */
public final class DestinationOptions {
    /**
     * When a connection ends, a quorum queue counts each delivered message; after a number of times it drops the
     * message. So this prefetch is small.
     */
    private static final int CAREFUL_PREFETCH = 10;

    private final Stomp2Configuration configuration;
    private final QueueOptions queue;
    /** Made for the first message that is sent. */
    private MessageOptions message;

    /** Made for an earlier message, by any thread, and never changed. */
    private SendOptions lastText;

    private SendOptions lastOctets;

    public DestinationOptions(Stomp2Configuration configuration) {
        this.configuration = configuration;
        this.queue = QueueOptions.of(
                configuration.isDeclare(),
                configuration.getQueueType(),
                brokersDeadLetters(configuration),
                configuration.isDjangoStomp());
    }

    /** Several threads may make it at the same time; the results are equal. */
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

    /** What happens to failed messages. A consumer that only browses messages changes nothing. */
    public DeadLetterMode deadLetterMode() {
        return configuration.isBrowse() ? DeadLetterMode.NONE : configuration.getDeadLetterMode();
    }

    /**
     * The prefix of the broker's own dead letter queue, for a broker that has to be told its name: without it RabbitMQ
     * drops rejected messages.
     */
    private static String brokersDeadLetters(Stomp2Configuration c) {
        return c.getDeadLetterMode() == DeadLetterMode.BROKER ? c.getDeadLetterPrefix() : null;
    }

    /** The options of a message. Messages of one kind share one object, unless the time of sending matters. */
    public SendOptions send(String destination, boolean text) {
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

    /** The options of a dead letter. It is always persistent, and the broker never removes or delays it. */
    public SendOptions deadLetter(String destination, boolean text) {
        return new SendOptions(
                destination, text, System.currentTimeMillis(), queue.ofDeadLetters(), MessageOptions.PERSISTENT);
    }

    /**
     * The options of a reply: as durable as its request. The requester declares the queue (RabbitMQ closes the
     * connection when the declarations differ).
     */
    public SendOptions reply(String destination, boolean text, boolean persistent) {
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
     * @throws IllegalArgumentException if replies cannot be received there
     */
    public SubscriptionRequest replies(String destination) {
        if (configuration.getReplyTo() == null) {
            return null;
        }
        String replyTo = DestinationSyntax.normalize(configuration.getReplyTo());
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
                StompClientOptionsFactory.headers(Map.of(), configuration.getCustomHeaders()));
    }

    /** Services that answer do not know special arguments of the queue, so it has none. */
    private static QueueOptions plainQueue(boolean declare) {
        return new QueueOptions(declare, null, null);
    }

    /** All options of a subscription. */
    public SubscriptionRequest subscription(String destination) {
        // A browser removes no messages, so that there is nothing to acknowledge.
        AckMode ackMode = configuration.isBrowse() ? AckMode.AUTO : configuration.getAckMode();
        return new SubscriptionRequest(
                subscribe(destination, configuration.getPrefetch()),
                ackMode,
                subscriptionId(),
                furtherHeaders(),
                configuration.isSharedConnection());
    }

    /**
     * The subscription of one poll: for one message, which is acknowledged by itself and independently of other polls.
     */
    public SubscriptionRequest poll(String destination) {
        return new SubscriptionRequest(subscribe(destination, 1), AckMode.CLIENT_INDIVIDUAL, furtherHeaders());
    }

    private StompHeaders furtherHeaders() {
        return StompClientOptionsFactory.headers(configuration.subscribeHeaders(), configuration.getCustomHeaders());
    }

    /** As many messages as are processed at a time, and some more. */
    private int carefulPrefetch(int prefetch) {
        return configuration.isPrefetchChosen()
                ? prefetch
                : Math.min(prefetch, Math.max(CAREFUL_PREFETCH, 2 * configuration.getConcurrentConsumers()));
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
                StompClientOptionsFactory.newestVersion(configuration),
                carefulPrefetch(prefetch));
    }

    private DurableName durableName(String destination) {
        if (!configuration.isDurable()) {
            return null;
        }
        String clientId = ClientIdentities.durable(configuration);
        return new DurableName(
                subscriptionName(destination, clientId), clientId, configuration.isRemoveSubscriptionOnStop());
    }

    /** The name under which a topic's subscription outlives its connection; {@code null} if it does not. */
    public String durableTopicName(String destination) {
        DurableName durable = subscribe(destination, 1).durableTopic();
        return durable == null ? null : durable.name();
    }

    private String subscriptionName(String destination, String clientId) {
        if (configuration.getSubscriptionName() != null) {
            return configuration.getSubscriptionName();
        }
        // A client with django-stomp has one durable subscription, and uses its client-id as the name.
        return configuration.isDjangoStomp() && clientId != null ? clientId : DestinationSyntax.dotted(destination);
    }

    private String subscriptionId() {
        String id = configuration.getSubscriptionId();
        return id != null && configuration.isDjangoStomp() ? id + DjangoStompConventions.LISTENER : id;
    }
}
