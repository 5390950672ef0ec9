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
import io.github.camelstomp2.broker.QueueType;
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.broker.SubscribeOptions;
import java.util.List;

/** What RabbitMQ cannot do over STOMP. */
final class RabbitMqLimitations {
    private RabbitMqLimitations() {}

    static List<Limitation> of(SubscribeOptions options, RabbitMqVersion version) {
        DurableName durable = options.durableTopic();
        return Limitations.begin()
                .withoutWildcardsOfQueues(
                        options,
                        "there it is the name of a single queue; consume each queue by its name, or exchange/amq.topic/… with"
                                + " a wildcard")
                .withoutSelectors(options)
                .withoutNoLocal(options)
                .withoutBrowsing(options)
                .withoutExclusive(
                        options,
                        "it has no STOMP header for that; create the queue with the argument x-single-active-consumer"
                                + " and use declare=false")
                .fatal(
                        durable != null
                                && durable.removeAtEnd()
                                && !options.destination().startsWith(Destinations.TOPIC),
                        "removeSubscriptionOnStop=true",
                        "it deletes only queues of destinations that begin with /topic/")
                .tolerable(
                        !options.queue().declare()
                                && options.queue().deadLetterPrefix() != null
                                && Destinations.isQueue(options.destination()),
                        "to know what happens to a failed message with declare=false&deadLetterMode=broker",
                        "it is lost if the queue has no dead letter exchange; create the queue with one, or use"
                                + " deadLetterMode=client")
                .tolerable(
                        version.limitsReturns()
                                && options.queue().type() == QueueType.QUORUM
                                && options.queue().deadLetterPrefix() == null
                                && !options.queue().djangoStomp(),
                        "to keep every unacknowledged message of a quorum queue",
                        "from 4.0 on such a queue drops a message that has gone back " + RabbitMqReturns.LIMIT
                                + " times, " + whatCounts(version) + "; let it dead-letter instead"
                                + " (deadLetterMode=broker, or a policy with dead-letter-exchange), or set another"
                                + " delivery-limit by a policy")
                .fatal(
                        options.queue().djangoStomp()
                                && options.queue().deadLetterPrefix() != null
                                && RabbitMqName.of(options.destination()).indexOf('/') >= 0,
                        "deadLetterMode=broker with djangoStomp=true and a slash in the name",
                        "what is rejected would go to a queue that django-stomp names, but never creates; use"
                                + " deadLetterMode=client")
                .end();
    }

    private static String whatCounts(RabbitMqVersion version) {
        return version == RabbitMqVersion.V4_3
                ? "each time because its connection ended, whether or not a route had begun with it"
                : "because its connection ended, whether or not a route had begun with it, or by a NACK, also when its route is"
                        + " suspended or a poll ends";
    }

    static List<Limitation> of(SendOptions options) {
        return Limitations.begin()
                .withoutDelay(
                        options.message(),
                        "it would deliver at once; with the plugin rabbitmq_delayed_message_exchange send to its"
                                + " exchange with sendHeader.x-delay=milliseconds")
                .withoutGroups(
                        options.message(),
                        "it gives the messages of a group to any consumer; consume with one consumer, or create the"
                                + " queue with x-single-active-consumer")
                .end();
    }
}
