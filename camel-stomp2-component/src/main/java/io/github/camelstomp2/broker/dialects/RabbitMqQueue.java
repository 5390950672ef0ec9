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

import io.github.camelstomp2.broker.Destinations;
import io.github.camelstomp2.broker.DjangoStompConventions;
import io.github.camelstomp2.broker.DurableName;
import io.github.camelstomp2.broker.MessageOptions;
import io.github.camelstomp2.broker.QueueOptions;
import io.github.camelstomp2.broker.QueueType;
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.broker.SubscribeOptions;
import io.github.camelstomp2.broker.VirtualTopic;
import io.github.camelstomp2.protocol.StompHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The queue that RabbitMQ creates for a SUBSCRIBE or a SEND. Both frames declare it in the same way, since RabbitMQ
 * refuses other arguments than those of the existing queue.
 */
final class RabbitMqQueue {
    private static final String EXISTING = "/amq/queue/";
    private static final String QUEUE_NAME = "x-queue-name";
    private static final String DURABLE = "durable";

    private RabbitMqQueue() {}

    /** One SUBSCRIBE to the topic creates the queue of a virtual topic, binds it and consumes it. */
    static String destination(SubscribeOptions options) {
        VirtualTopic virtual = VirtualTopic.of(options.destination());
        if (virtual == null) {
            return destination(options.destination(), options.queue());
        }
        return options.queue().declare() ? virtual.topic() : EXISTING + virtual.queue();
    }

    static String destination(SendOptions options) {
        return destination(options.destination(), options.queue());
    }

    /** SEND and SUBSCRIBE create a queue of this name, unless the destination has the form that never creates one. */
    private static String destination(String destination, QueueOptions queue) {
        return queue.declare() || !isDeclared(destination)
                ? RabbitMqName.written(destination)
                : EXISTING + RabbitMqName.inDestination(Destinations.name(destination));
    }

    /** Whether RabbitMQ creates a queue for this destination: {@code /queue/orders}, {@code orders}. */
    private static boolean isDeclared(String destination) {
        return destination.startsWith(Destinations.QUEUE) || destination.indexOf('/') < 0;
    }

    static void addSubscribeHeaders(SubscribeOptions options, StompHeaders.Builder headers) {
        QueueOptions queue = options.queue();
        String destination = options.destination();
        if (!queue.declare() && Destinations.isQueue(destination)) {
            return;
        }
        String name = name(options);
        if (name != null) {
            headers.addIfAbsent(QUEUE_NAME, name);
            headers.addIfAbsent(DURABLE, "true");
            headers.addIfAbsent("auto-delete", "false");
        }
        if (queue.djangoStomp()) {
            headers.addIfAbsent("exclusive", "false");
        }
        if (name != null || Destinations.isQueue(destination)) {
            addType(queue, headers);
        }
        if (Destinations.isQueue(destination) || Destinations.isFanOut(destination)) {
            addDeadLetters(destination, queue, headers);
        }
    }

    /**
     * With these headers RabbitMQ deletes the queue behind a topic. They are needed in full, since it does not remember
     * how the topic was subscribed.
     */
    static void addRemoveHeaders(SubscribeOptions options, StompHeaders.Builder headers) {
        String name = name(options);
        if (name != null && options.durableTopic() != null) {
            headers.addIfAbsent(QUEUE_NAME, name);
            headers.addIfAbsent(DURABLE, "true");
        }
    }

    static void addSendHeaders(SendOptions options, StompHeaders.Builder headers) {
        if (options.queue().declare() && Destinations.isQueue(options.destination())) {
            addType(options.queue(), headers);
            addDeadLetters(options.destination(), options.queue(), headers);
        }
    }

    /**
     * The name of the queue behind a topic; {@code null} where RabbitMQ generates it, or where the destination is its
     * name.
     */
    private static @Nullable String name(SubscribeOptions options) {
        if (options.queue().djangoStomp()) {
            return DjangoStompConventions.name(RabbitMqName.written(options.destination()));
        }
        VirtualTopic virtual = VirtualTopic.of(options.destination());
        if (virtual != null) {
            return RabbitMqName.of(virtual.queue());
        }
        DurableName durable = options.durableTopic();
        return durable == null ? null : durable.unique();
    }

    /**
     * The queue behind a subscription to a topic that is not durable ends with its connection. Its type is set to
     * classic, since the virtual host's default may be quorum: such a queue would stay and collect messages that nobody
     * reads.
     */
    static void addTypeOfPassingQueue(SubscribeOptions options, StompHeaders.Builder headers) {
        boolean passing = Destinations.isFanOut(options.destination()) && name(options) == null;
        if (passing && !headers.contains(QUEUE_NAME)) {
            headers.addIfAbsent("x-queue-type", "classic");
        }
    }

    private static void addType(QueueOptions queue, StompHeaders.Builder headers) {
        if (queue.type() != null) {
            headers.addIfAbsent("x-queue-type", queue.type().argument());
        }
    }

    private static void addDeadLetters(String destination, QueueOptions queue, StompHeaders.Builder headers) {
        String deadLetters = deadLetterQueue(destination, queue);
        if (deadLetters != null) {
            headers.addIfAbsent("x-dead-letter-exchange", "");
            headers.addIfAbsent("x-dead-letter-routing-key", deadLetters);
        }
    }

    /** {@code null} where RabbitMQ moves no dead letters: from a dead letter queue itself, and from streams. */
    private static @Nullable String deadLetterQueue(String destination, QueueOptions queue) {
        if (queue.djangoStomp()) {
            return DjangoStompConventions.deadLetterQueue(RabbitMqName.written(destination));
        }
        String prefix = queue.deadLetterPrefix();
        String name = RabbitMqName.of(destination);
        boolean none = prefix == null || queue.type() == QueueType.STREAM || name.startsWith(prefix);
        return none ? null : prefix + name;
    }

    /**
     * The queue to which a message is sent by name; {@code null} for another kind of destination. A reply queue that a
     * request named is not meant: it belongs to the requester, and a message that it does not take is not missed.
     */
    static @Nullable SendOptions of(SendOptions message) {
        String destination = message.destination();
        boolean queue = isDeclared(destination) || destination.startsWith(EXISTING);
        return queue ? new SendOptions(destination, false, 0, message.queue(), MessageOptions.PERSISTENT) : null;
    }

    /** The queue that must exist for rejected messages. */
    static @Nullable SendOptions ofDeadLetters(SubscribeOptions options) {
        QueueOptions queue = options.queue();
        String destination = options.destination();
        if (!queue.declare() || !(Destinations.isQueue(destination) || Destinations.isFanOut(destination))) {
            return null;
        }
        // A consumer of a dead letter queue needs no further one, unless RabbitMQ itself moves messages there.
        boolean last = queue.deadLetterPrefix() == null && DjangoStompConventions.isDeadLetterQueue(destination);
        String name = last ? null : deadLetterQueue(destination, queue);
        return name == null
                ? null
                : new SendOptions(
                        Destinations.QUEUE + RabbitMqName.inDestination(name),
                        false,
                        0,
                        queue.ofDeadLetters(),
                        MessageOptions.PERSISTENT);
    }

    /**
     * The queue for messages that fail in a route, as a destination; {@code null} when the messages come from a dead
     * letter queue.
     */
    static @Nullable String ofDeadLetters(String destination, String prefix) {
        String name = RabbitMqName.of(destination);
        if (name.startsWith(prefix)) {
            return null;
        }
        String queue = RabbitMqName.inDestination(prefix + name);
        return destination.startsWith("/") ? Destinations.QUEUE + queue : queue;
    }
}
