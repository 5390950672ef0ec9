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
 * The options of a queue that SUBSCRIBE and SEND both contain. They are one value, since a broker that creates a queue
 * on either frame refuses the other one when their options differ (RabbitMQ: PRECONDITION_FAILED).
 *
 * @param declare whether the broker may create the queue when it does not exist
 * @param type {@code null}: the broker's default
 * @param deadLetterPrefix the beginning of the name of the queue to which the broker itself moves rejected messages;
 *     {@code null}: the broker is told nothing about dead letters, except where the conventions of django-stomp require
 *     it
 * @param djangoStomp whether the queue is shared with services that use django-stomp, see {@link
 *     DjangoStompConventions}
 */
public record QueueOptions(
        boolean declare, @Nullable QueueType type, @Nullable String deadLetterPrefix, boolean djangoStomp) {
    /** The queue is created when it does not exist, with default arguments. */
    public static final QueueOptions DEFAULT = new QueueOptions(true, null, null);

    /** As the constructor, but common values share one object. */
    public static QueueOptions of(
            boolean declare, @Nullable QueueType type, @Nullable String deadLetterPrefix, boolean djangoStomp) {
        QueueOptions made = new QueueOptions(declare, type, deadLetterPrefix, djangoStomp);
        return made.equals(DEFAULT) ? DEFAULT : made;
    }

    /** Options without the conventions of django-stomp. */
    public QueueOptions(boolean declare, @Nullable QueueType type, @Nullable String deadLetterPrefix) {
        this(declare, type, deadLetterPrefix, false);
    }

    /** The options of the queue for this queue's dead letters. It is never a stream, which would keep them for ever. */
    public QueueOptions ofDeadLetters() {
        return type == QueueType.STREAM ? new QueueOptions(declare, null, deadLetterPrefix, djangoStomp) : this;
    }
}
