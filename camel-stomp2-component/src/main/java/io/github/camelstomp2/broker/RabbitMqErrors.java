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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads ERROR frames of RabbitMQ. */
final class RabbitMqErrors {
    /** {@code not_found}, {@code precondition_failed}, {@code access_refused}, …: its other errors are sentences. */
    private static final Pattern AMQP_NAME = Pattern.compile("[a-z]+(_[a-z]+)+");

    /** The queue has the arguments that services with django-stomp give to each of theirs. */
    private static final Pattern DJANGO_STOMP_QUEUE =
            Pattern.compile("inequivalent arg 'x-dead-letter-(exchange' .*but current is the value ''"
                    + "|routing-key' .*but current is the value '"
                    + Pattern.quote(DjangoStompConventions.DEAD_LETTER_PREFIX)
                    + ").*");

    private RabbitMqErrors() {}

    /**
     * Whether the error is one of AMQP. It ends the channel, of which a connection has one; before the connection is closed
     * the broker answers the frame that caused the error with RECEIPT, too. After its other errors it answers nothing, and
     * the connection stays.
     */
    static boolean isOfChannel(StompBrokerException error) {
        String name = error.headers().get(StompHeaderNames.MESSAGE);
        return name != null && AMQP_NAME.matcher(name).matches();
    }

    static @Nullable String advice(StompBrokerException error) {
        return DJANGO_STOMP_QUEUE.matcher(String.valueOf(error.getMessage())).find()
                ? "the queue has a dead letter queue, as those of services that use django-stomp have: djangoStomp=true"
                        + " declares it in the same way"
                : null;
    }
}
