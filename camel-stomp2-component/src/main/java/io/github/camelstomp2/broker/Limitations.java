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

import java.util.ArrayList;
import java.util.List;

/** Collects what a broker cannot do; the sentences that are the same for several brokers stand here once. */
final class Limitations {
    private final List<Limitation> found = new ArrayList<>();

    private Limitations() {}

    static Limitations begin() {
        return new Limitations();
    }

    List<Limitation> end() {
        return List.copyOf(found);
    }

    Limitations fatal(boolean wanted, String option, String reason) {
        if (wanted) {
            found.add(Limitation.fatal(option, reason));
        }
        return this;
    }

    Limitations tolerable(boolean wanted, String option, String reason) {
        if (wanted) {
            found.add(Limitation.tolerable(option, reason));
        }
        return this;
    }

    /** The broker knows a durable subscription by the client-id and the name together. */
    Limitations withoutClientId(SubscribeOptions options) {
        DurableName durable = options.durableTopic();
        return fatal(
                durable != null && durable.clientId() == null,
                "durable=true",
                "there it needs clientId too, always the same one, by which the broker knows this consumer again");
    }

    Limitations withoutDurableTopics(SubscribeOptions options) {
        return fatal(
                options.durableTopic() != null,
                "durable=true",
                "how it keeps a topic's messages for a consumer that is away is not known; consume a queue");
    }

    Limitations withoutSelectors(SubscribeOptions options) {
        return fatal(
                options.selector() != null,
                "selector",
                "it would deliver all messages; filter in the route, or let the sender choose among destinations");
    }

    Limitations withoutNoLocal(SubscribeOptions options) {
        return fatal(
                options.noLocal(),
                "noLocal=true",
                "it would deliver the messages that were sent on the same connection, too");
    }

    Limitations withoutExclusive(SubscribeOptions options, String reason) {
        return tolerable(options.exclusive(), "exclusive=true", reason);
    }

    /** What is subscribed works, but is not what a wildcard of queues means elsewhere. */
    Limitations withoutWildcardsOfQueues(SubscribeOptions options, String reason) {
        return tolerable(
                Destinations.isWildcardOfQueues(options.destination()),
                "to take what lies in the queues of " + options.destination(),
                reason);
    }

    Limitations withoutBrowsing(SubscribeOptions options) {
        return fatal(options.browse(), "browse=true", "it would take the messages out of the queue");
    }

    Limitations withoutQueueTypes(QueueOptions queue) {
        fatal(queue.type() == QueueType.STREAM, "queueType=stream", "it has no streams");
        return tolerable(
                queue.type() != null && queue.type() != QueueType.STREAM,
                "queueType",
                "it has one kind of queue, which is used");
    }

    Limitations withoutStreams(SubscribeOptions options) {
        return fatal(options.streamOffset() != null, "streamOffset", "it has no streams");
    }

    Limitations withoutDelay(MessageOptions message, String reason) {
        return fatal(!message.deliveryDelay().isZero(), "deliveryDelay", reason);
    }

    Limitations withoutGroups(MessageOptions message, String reason) {
        return tolerable(message.group() != null, "messageGroup", reason);
    }
}
