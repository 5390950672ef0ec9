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

import org.jspecify.annotations.Nullable;

/**
 * What SUBSCRIBE and SEND both say of a queue. It is one value for both, since brokers that create a queue on either refuse
 * the second one when it disagrees (RabbitMQ: PRECONDITION_FAILED).
 *
 * @param declare whether the broker may create the queue when it is not there
 * @param type {@code null}: as the broker has it
 * @param deadLetterPrefix begins the name of the queue to which the broker itself moves what is rejected; {@code null}: the
 *     broker is told nothing of dead letters, unless that belongs to the conventions of django-stomp
 * @param djangoStomp whether the queue is shared with services that use django-stomp, see {@link DjangoStompConventions}
 */
public record QueueOptions(
        boolean declare, @Nullable QueueType type, @Nullable String deadLetterPrefix, boolean djangoStomp) {
    /** Created when it is not there, with nothing special about it. */
    public static final QueueOptions DEFAULT = new QueueOptions(true, null, null);

    /** Of our own. */
    public QueueOptions(boolean declare, @Nullable QueueType type, @Nullable String deadLetterPrefix) {
        this(declare, type, deadLetterPrefix, false);
    }

    /** Those of a queue that takes the dead letters of this one: a log would keep them for ever. */
    public QueueOptions ofDeadLetters() {
        return type == QueueType.STREAM ? new QueueOptions(declare, null, deadLetterPrefix, djangoStomp) : this;
    }
}
