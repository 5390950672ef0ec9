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

import io.github.camelstomp2.broker.Limitation;
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.broker.SubscribeOptions;
import io.github.camelstomp2.broker.VirtualTopic;
import java.util.List;

/** What Artemis cannot do over STOMP. */
final class ArtemisLimitations {
    private static final String AUTO_DELETE =
            "with auto-delete-queues=true it deletes such a queue after half a minute, and what is sent to the topic"
                    + " then is lost to it; set auto-delete-queues to false for the address /topic/VirtualTopic.#";

    private ArtemisLimitations() {}

    static List<Limitation> of(SubscribeOptions options) {
        return Limitations.begin()
                .withoutClientId(options)
                .withoutBrowsing(options)
                .withoutExclusive(
                        options, "it has no STOMP header for that; configure the queue as exclusive on the broker")
                .withoutQueueTypes(options.queue())
                .withoutStreams(options)
                .withoutWildcardsOfQueues(
                        options,
                        "it makes one more queue, which gets a copy of what is sent from now on; consume each queue by its name")
                .tolerable(
                        VirtualTopic.of(options.destination()) != null,
                        "to keep the queue " + options.destination() + " when it is empty and nobody consumes it",
                        AUTO_DELETE)
                .fatal(
                        options.noLocal() && options.selector() != null,
                        "noLocal=true with selector",
                        "it cannot read a selector that it combines with noLocal; filter in the route")
                .end();
    }

    static List<Limitation> of(SendOptions options) {
        return Limitations.begin().withoutQueueTypes(options.queue()).end();
    }
}
