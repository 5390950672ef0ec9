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
package io.github.camelstomp2.endpoint;

import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.subscription.StompSubscription;
import io.github.camelstomp2.consumer.ConsumerLife;
import io.github.camelstomp2.consumer.SubscriptionProcessor;
import io.github.camelstomp2.observation.MessageFigures;
import io.github.camelstomp2.settlement.DeadLetters;
import io.github.camelstomp2.settlement.FailurePolicy;
import io.github.camelstomp2.settlement.Replies;
import org.apache.camel.support.DefaultConsumer;

/**
 * Holds the objects that settle the messages of a consumer, from its start to its stop: dead letters, replies, and the
 * policy for failed messages. It is made for the first message, or at the start if {@code deadLetterUri} has to be
 * checked.
 */
public final class ConsumerSettlement {
    private final EndpointResources resources;
    private final StompConnection connection;
    private final DeadLetters deadLetters;
    private final Replies replies;
    private final FailurePolicy failures;

    /**
     * @param connection on which the messages come
     * @param figures counts the messages
     * @param whenSettled called when no dead letter is on its way any more
     * @throws IllegalArgumentException if {@code deadLetterUri} cannot be used
     */
    public ConsumerSettlement(
            EndpointResources resources,
            StompConnection connection,
            String routeId,
            MessageFigures figures,
            Runnable whenSettled) {
        this.resources = resources;
        this.connection = connection;
        this.deadLetters = resources.deadLetters(connection);
        this.replies = resources.replies();
        this.failures = new FailurePolicy(
                () -> connection.report().at(resources.destination()),
                routeId,
                resources.options().deadLetterMode(),
                deadLetters.target(),
                figures,
                whenSettled);
        failures.whenDeadLettered(new DeadLetterNotices(resources.clients().events(), routeId));
    }

    /** How many messages have failed and have no safe dead letter yet. */
    public int failed() {
        return failures.underWay();
    }

    /**
     * Makes the object that takes the messages of a subscription through the route.
     *
     * @param life of the consumer
     */
    public SubscriptionProcessor processor(
            DefaultConsumer consumer, StompSubscription subscription, ConsumerLife life) {
        return new SubscriptionProcessor(
                consumer,
                resources.configuration(),
                connection,
                subscription,
                failures,
                resources.reader(replies, consumer.getExceptionHandler()),
                resources.workers(),
                life);
    }

    /** Ends its resources: the lease of the connection for replies, and the endpoint of {@code deadLetterUri}. */
    public void close() {
        replies.close();
        deadLetters.close();
    }
}
