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

import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.broker.DjangoStompConventions;

/** Refuses options that cannot be combined with a queue that is shared with services that use django-stomp. */
final class DjangoStompCheck {
    private DjangoStompCheck() {}

    /**
     * @throws IllegalArgumentException naming the option, and saying what to change
     */
    static void check(Stomp2Configuration c) {
        if (!c.isDjangoStomp()) {
            return;
        }
        if (!DjangoStompConventions.DEAD_LETTER_PREFIX.equals(c.getDeadLetterPrefix())) {
            throw new IllegalArgumentException("deadLetterPrefix=" + c.getDeadLetterPrefix()
                    + " cannot be combined with djangoStomp=true, where dead letter queues begin with "
                    + DjangoStompConventions.DEAD_LETTER_PREFIX + "; remove it");
        }
        if (c.getQueueType() != null) {
            throw new IllegalArgumentException("queueType cannot be combined with djangoStomp=true: services that use"
                    + " django-stomp declare queues without a type, and RabbitMQ refuses whoever says something else;"
                    + " remove it");
        }
    }
}
