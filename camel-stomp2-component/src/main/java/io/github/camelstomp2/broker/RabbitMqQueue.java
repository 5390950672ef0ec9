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

import io.github.camelstomp2.protocol.StompHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The queue that a SUBSCRIBE or a SEND lets RabbitMQ create. Both say the same of it, since RabbitMQ refuses a queue that is
 * declared otherwise than it is.
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

    /** SEND and SUBSCRIBE create a queue by this name, unless it is said in the form that never does. */
    private static String destination(String destination, QueueOptions queue) {
        return queue.declare() || !isDeclared(destination)
                ? RabbitMqName.written(destination)
                : EXISTING + RabbitMqName.inDestination(Destinations.name(destination));
    }

    /** Whether RabbitMQ creates a queue of this name when it reads it: {@code /queue/orders}, {@code orders}. */
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

    /** What makes RabbitMQ delete the queue behind a topic; of what was subscribed it remembers nothing. */
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

    /** The name of the queue behind a topic; {@code null} where RabbitMQ makes one up, or the destination is its name. */
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

    /** {@code null} where RabbitMQ dead-letters nothing: also for a dead letter queue itself, and out of streams. */
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
     * The queue to which a message goes by its name; {@code null} if it goes elsewhere. A queue for replies that came with a
     * request is that of its sender, and goes with it: nobody waits for what is not taken there.
     */
    static @Nullable SendOptions of(SendOptions message) {
        String destination = message.destination();
        boolean queue = isDeclared(destination) || destination.startsWith(EXISTING);
        return queue ? new SendOptions(destination, false, 0, message.queue(), MessageOptions.PERSISTENT) : null;
    }

    /** The queue that has to be there for what is rejected. */
    static @Nullable SendOptions ofDeadLetters(SubscribeOptions options) {
        QueueOptions queue = options.queue();
        String destination = options.destination();
        if (!queue.declare() || !(Destinations.isQueue(destination) || Destinations.isFanOut(destination))) {
            return null;
        }
        // Whoever empties a dead letter queue needs none for what fails there, unless RabbitMQ is to fill that.
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

    /** The queue for what fails in a route, as a destination; {@code null} when the messages come from such a queue. */
    static @Nullable String ofDeadLetters(String destination, String prefix) {
        String name = RabbitMqName.of(destination);
        if (name.startsWith(prefix)) {
            return null;
        }
        String queue = RabbitMqName.inDestination(prefix + name);
        return destination.startsWith("/") ? Destinations.QUEUE + queue : queue;
    }
}
