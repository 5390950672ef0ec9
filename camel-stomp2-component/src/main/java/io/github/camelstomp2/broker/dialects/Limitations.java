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
import io.github.camelstomp2.broker.DurableName;
import io.github.camelstomp2.broker.Limitation;
import io.github.camelstomp2.broker.MessageOptions;
import io.github.camelstomp2.broker.QueueOptions;
import io.github.camelstomp2.broker.QueueType;
import io.github.camelstomp2.broker.SubscribeOptions;
import java.util.ArrayList;
import java.util.List;

/** Collects the options that a broker cannot fulfil. Sentences that are the same for several brokers are here. */
final class Limitations {
    private final List<Limitation> found = new ArrayList<>();

    private Limitations() {}

    public static Limitations begin() {
        return new Limitations();
    }

    public List<Limitation> end() {
        return List.copyOf(found);
    }

    public Limitations fatal(boolean wanted, String option, String reason) {
        if (wanted) {
            found.add(Limitation.fatal(option, reason));
        }
        return this;
    }

    public Limitations tolerable(boolean wanted, String option, String reason) {
        if (wanted) {
            found.add(Limitation.tolerable(option, reason));
        }
        return this;
    }

    /** The broker recognises a durable subscription by the client-id and the name together. */
    public Limitations withoutClientId(SubscribeOptions options) {
        DurableName durable = options.durableTopic();
        return fatal(
                durable != null && durable.clientId() == null,
                "durable=true",
                "it needs clientId too, and always the same one: the broker recognises the subscription by it");
    }

    public Limitations withoutDurableTopics(SubscribeOptions options) {
        return fatal(
                options.durableTopic() != null,
                "durable=true",
                "how this broker keeps messages of a topic for an absent consumer is not known; consume a queue instead");
    }

    public Limitations withoutSelectors(SubscribeOptions options) {
        return fatal(
                options.selector() != null,
                "selector",
                "it would deliver all messages; filter in the route, or use a destination for each kind of message");
    }

    public Limitations withoutNoLocal(SubscribeOptions options) {
        return fatal(
                options.noLocal(),
                "noLocal=true",
                "it would also deliver the messages that were sent on the same connection");
    }

    public Limitations withoutExclusive(SubscribeOptions options, String reason) {
        return tolerable(options.exclusive(), "exclusive=true", reason);
    }

    /** The subscription works, but does not mean what a wildcard of queues means on other brokers. */
    public Limitations withoutWildcardsOfQueues(SubscribeOptions options, String reason) {
        return tolerable(
                Destinations.isWildcardOfQueues(options.destination()),
                "to consume all queues that match " + options.destination(),
                reason);
    }

    public Limitations withoutBrowsing(SubscribeOptions options) {
        return fatal(options.browse(), "browse=true", "it would take the messages out of the queue");
    }

    public Limitations withoutQueueTypes(QueueOptions queue) {
        fatal(queue.type() == QueueType.STREAM, "queueType=stream", "it has no streams");
        return tolerable(
                queue.type() != null && queue.type() != QueueType.STREAM,
                "queueType",
                "it has only one kind of queue, and uses that");
    }

    public Limitations withoutStreams(SubscribeOptions options) {
        return fatal(options.streamOffset() != null, "streamOffset", "it has no streams");
    }

    public Limitations withoutDelay(MessageOptions message, String reason) {
        return fatal(!message.deliveryDelay().isZero(), "deliveryDelay", reason);
    }

    public Limitations withoutGroups(MessageOptions message, String reason) {
        return tolerable(message.group() != null, "messageGroup", reason);
    }
}
