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
package io.github.camelstomp2.consumer;

import io.github.camelstomp2.observation.MessageFigures;
import io.github.camelstomp2.observation.Meters;

/** The meters of a consumer. */
final class ConsumerMeters {
    /** The consumer. */
    interface Source {
        MessageFigures figures();

        int getUnsettledMessages();

        int getWaitingMessages();

        int getPrefetch();

        String getSubscriptionState();
    }

    private ConsumerMeters() {}

    static void bind(Meters meters, Source consumer) {
        MessageFigures figures = consumer.figures();
        meters.counter(
                "camel.stomp2.messages.received",
                "Messages that came from the broker, those included that came again",
                figures::countReceived);
        meters.counter(
                "camel.stomp2.messages.redelivered",
                "Messages that the broker says it had delivered before",
                figures::countRedelivered);
        meters.counter(
                "camel.stomp2.messages.acknowledged",
                "Messages acknowledged as their route wants it",
                figures::countAcknowledged);
        meters.counter("camel.stomp2.messages.failed", "Messages that failed in their route", figures::countFailed);
        meters.counter(
                "camel.stomp2.messages.deadlettered",
                "Failed messages whose dead letter is safe, or was left to the broker",
                figures::countDeadLettered);
        figures.time(meters.timing(
                "camel.stomp2.messages.processing",
                "Time of a message from its beginning to the end of its route",
                figures.durations()));
        meters.counter(
                "camel.stomp2.backpressure.pauses",
                "How often reading paused because too many messages waited",
                figures::countPauses);
        meters.gauge(
                "camel.stomp2.messages.unsettled",
                "Messages in process, or waiting for a commit, a reply or a dead letter",
                consumer::getUnsettledMessages);
        meters.gauge(
                "camel.stomp2.messages.waiting",
                "Messages that have arrived and are not begun",
                consumer::getWaitingMessages);
        meters.gauge(
                "camel.stomp2.prefetch",
                "How many messages the broker may deliver ahead of their acknowledgement",
                consumer::getPrefetch);
        meters.gauge(
                "camel.stomp2.subscription.flowing",
                "1 while the broker has confirmed the subscription, else 0",
                () -> consumer.getSubscriptionState().equals("FLOWING") ? 1 : 0);
    }
}
