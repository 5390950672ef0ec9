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
import io.github.camelstomp2.protocol.StompHeaders;
import java.util.UUID;

/**
 * The headers and names that the Python library django-stomp uses beyond STOMP, so that its services and ours can share
 * a queue. Some must be equal in every letter: RabbitMQ refuses a queue that two clients declare with different
 * arguments.
 *
 * <p>This class has all of them; {@link QueueOptions#djangoStomp()} switches them on.
 */
public final class DjangoStompConventions {
    /** The beginning of each dead letter queue's name. */
    public static final String DEAD_LETTER_PREFIX = "DLQ.";

    /** The end of a consumer's client-id and subscription id. */
    public static final String LISTENER = "-listener";

    /** The end of a producer's client-id. */
    public static final String PUBLISHER = "-publisher";

    /**
     * The content type of every message. Consumers with django-stomp parse every body as JSON, whatever its content
     * type is.
     */
    public static final String CONTENT_TYPE = "application/json;charset=utf-8";

    /** The destination to which a message was sent first; it helps a person who later finds the message elsewhere. */
    private static final String SENT_TO = "tshoot-destination";

    private DjangoStompConventions() {}

    /**
     * Adds the headers of its messages. They replace headers of the application with the same names, except the
     * correlation id, which is generated only if there is none.
     */
    public static void addMessageHeaders(String destination, StompHeaders.Builder headers) {
        headers.set(StompHeaderNames.CONTENT_TYPE, CONTENT_TYPE).set(SENT_TO, destination);
        if (!headers.contains(StompHeaderNames.CORRELATION_ID)) {
            headers.add(StompHeaderNames.CORRELATION_ID, UUID.randomUUID().toString());
        }
    }

    /**
     * Adds the queue arguments that it writes into each SEND, for every broker and destination. They replace those of a
     * received message that is sent on, which belong to another queue.
     */
    static void addQueueArguments(String destination, StompHeaders.Builder headers) {
        headers.set("x-dead-letter-exchange", "").set("x-dead-letter-routing-key", deadLetterQueue(destination));
    }

    /** Its name for the dead letter queue of a destination. Dead letter queues have one too. */
    public static String deadLetterQueue(String destination) {
        return DEAD_LETTER_PREFIX + name(destination);
    }

    /** Its name for a queue: the text behind the last slash of the destination, unchanged. */
    public static String name(String destination) {
        return Destinations.lastSegment(destination);
    }

    /** Whether this is a queue of dead letters. */
    public static boolean isDeadLetterQueue(String destination) {
        return name(destination).startsWith(DEAD_LETTER_PREFIX);
    }
}
