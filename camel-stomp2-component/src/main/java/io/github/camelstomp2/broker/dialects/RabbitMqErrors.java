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

import io.github.camelstomp2.broker.DjangoStompConventions;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompHeaderNames;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads ERROR frames of RabbitMQ. */
final class RabbitMqErrors {
    /** {@code not_found}, {@code precondition_failed}, {@code access_refused}, … Its other errors are sentences. */
    private static final Pattern AMQP_NAME = Pattern.compile("[a-z]+(_[a-z]+)+");

    /** The queue exists with the arguments that django-stomp gives to each queue. */
    private static final Pattern DJANGO_STOMP_QUEUE =
            Pattern.compile("inequivalent arg 'x-dead-letter-(exchange' .*but current is the value ''"
                    + "|routing-key' .*but current is the value '"
                    + Pattern.quote(DjangoStompConventions.DEAD_LETTER_PREFIX)
                    + ").*");

    /** Of a classic queue in a cluster. */
    private static final Pattern ABSENT_QUEUE =
            Pattern.compile("NOT_FOUND - .*(is down or inaccessible|process is stopped by supervisor)");

    /** What most errors of a channel are about: {@code no exchange 'x'}, {@code for queue 'x'}, {@code queue name 'x'}. */
    private static final Pattern SUBJECT = Pattern.compile("\\b(queue|exchange)(?: name)? '([^']+)'");

    private RabbitMqErrors() {}

    /**
     * Whether this is an AMQP error. Such an error ends the channel, and a connection has only one. Before it closes
     * the connection, the broker also sends the RECEIPT of the refused frame. After other errors it sends no such
     * RECEIPT, and the connection stays open.
     */
    static boolean isOfChannel(StompBrokerException error) {
        String name = error.headers().get(StompHeaderNames.MESSAGE);
        return name != null && AMQP_NAME.matcher(name).matches();
    }

    /**
     * Whether a queue is there, and cannot be reached at the moment: its node is down or on its way. The connection is closed, and
     * the queue takes the same message on another one, later.
     */
    static boolean isOfAbsentQueue(StompBrokerException error) {
        return isOfChannel(error) && ABSENT_QUEUE.matcher(error.getMessage()).find();
    }

    /** Whether it is about the queue or the exchange of this destination. */
    static boolean names(StompBrokerException error, String destination) {
        Matcher subject = SUBJECT.matcher(error.getMessage());
        return isOfChannel(error)
                && subject.find()
                && subject.group(2)
                        .equals(
                                subject.group(1).equals("queue")
                                        ? RabbitMqName.queue(destination)
                                        : RabbitMqName.exchange(destination));
    }

    /** Whether something went wrong inside the broker; why it did is what the end of its channel says. */
    static boolean isOfProcessing(StompBrokerException error) {
        return "Processing error".equals(error.headers().get(StompHeaderNames.MESSAGE));
    }

    static @Nullable String advice(StompBrokerException error) {
        String words = String.valueOf(error.getMessage());
        if (words.contains("Server cancelled subscription")) {
            return "the queue was deleted; or, from 4.3 on, a message of a quorum queue was unacknowledged for longer than"
                    + " consumer_timeout (30 minutes by default), for which the time in the prefetch counts";
        }
        return DJANGO_STOMP_QUEUE.matcher(words).find()
                ? "the queue has a dead letter queue, as those of services that use django-stomp have: djangoStomp=true"
                        + " declares it in the same way"
                : null;
    }

    /** Whether CONNECT was refused with these words. */
    static boolean refusesConnect(StompBrokerException error, String such) {
        String words = error.getMessage().toLowerCase(Locale.ROOT);
        return words.contains("bad connect") && words.contains(such);
    }

    /** Whether a SUBSCRIBE with an offset was refused because its queue exists and is not a stream. */
    static boolean saysQueueIsThere(StompBrokerException refusal) {
        String words = refusal.getMessage();
        return words.contains("invalid arg '" + RabbitMqStreams.OFFSET + "'") || words.contains("RESOURCE_LOCKED");
    }
}
