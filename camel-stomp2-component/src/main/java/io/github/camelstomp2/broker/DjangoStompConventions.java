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
 * What the Python library django-stomp writes beyond STOMP, so that its services and ours may share a queue. Some of it has
 * to be the same to the letter: RabbitMQ refuses a queue that two sides declare with different arguments.
 *
 * <p>All of it is here; what asks for it is {@link QueueOptions#djangoStomp()}.
 */
public final class DjangoStompConventions {
    /** Begins the name of each dead letter queue. */
    public static final String DEAD_LETTER_PREFIX = "DLQ.";

    /** Ends the client-id and the subscription id of a consumer. */
    public static final String LISTENER = "-listener";

    /** Ends the client-id of a producer. */
    public static final String PUBLISHER = "-publisher";

    /** Of every message; its consumers parse every body as JSON, whatever else a message says of itself. */
    public static final String CONTENT_TYPE = "application/json;charset=utf-8";

    /** To which destination a message was sent first, for whoever finds it elsewhere later. */
    private static final String SENT_TO = "tshoot-destination";

    private DjangoStompConventions() {}

    /**
     * Adds what its messages say of themselves. That wins over what an application says under the same names, but for the
     * correlation id, which is only made up where there is none.
     */
    public static void addMessageHeaders(String destination, StompHeaders.Builder headers) {
        headers.set(StompHeaderNames.CONTENT_TYPE, CONTENT_TYPE).set(SENT_TO, destination);
        if (!headers.contains(StompHeaderNames.CORRELATION_ID)) {
            headers.add(StompHeaderNames.CORRELATION_ID, UUID.randomUUID().toString());
        }
    }

    /**
     * Adds what it says of the queue in each SEND, to whatever broker and destination. That wins over what came with a
     * message that is sent on, which tells of another queue.
     */
    static void addQueueArguments(String destination, StompHeaders.Builder headers) {
        headers.set("x-dead-letter-exchange", "").set("x-dead-letter-routing-key", deadLetterQueue(destination));
    }

    /** Its name for the queue that takes the dead letters of this destination; those of dead letters have one, too. */
    static String deadLetterQueue(String destination) {
        return DEAD_LETTER_PREFIX + name(destination);
    }

    /** Its name for a queue: what follows the last slash of the destination, to the letter. */
    static String name(String destination) {
        return Destinations.lastSegment(destination);
    }

    /** Whether this is a queue of dead letters. */
    static boolean isDeadLetterQueue(String destination) {
        return name(destination).startsWith(DEAD_LETTER_PREFIX);
    }
}
