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

import io.github.camelstomp2.protocol.StompVersion;
import org.jspecify.annotations.Nullable;

/**
 * The options of one SUBSCRIBE.
 *
 * @param destination as the component writes it: {@code /queue/x}
 * @param prefetch how many messages may be delivered and unacknowledged at a time
 * @param queue options of the destination
 * @param durable the name under which a topic's subscription outlives its connection, or {@code null}
 * @param selector SQL-92 condition, or {@code null}
 * @param noLocal whether messages that were sent on the same connection are left out
 * @param exclusive whether no other consumer may get messages at the same time
 * @param browse whether messages are only looked at and stay in the queue
 * @param streamOffset where to begin in a stream, or {@code null}
 * @param newest the highest version of the protocol that the broker is offered
 * @param carefulPrefetch the prefetch for a queue that removes messages after a number of lost connections and counts
 *     all delivered messages; equals {@code prefetch} if the user has chosen that
 */
public record SubscribeOptions(
        String destination,
        int prefetch,
        QueueOptions queue,
        @Nullable DurableName durable,
        @Nullable String selector,
        boolean noLocal,
        boolean exclusive,
        boolean browse,
        @Nullable String streamOffset,
        StompVersion newest,
        int carefulPrefetch) {

    /** Options for any version of the protocol. */
    public SubscribeOptions(
            String destination,
            int prefetch,
            QueueOptions queue,
            @Nullable DurableName durable,
            @Nullable String selector,
            boolean noLocal,
            boolean exclusive,
            boolean browse,
            @Nullable String streamOffset) {
        this(
                destination,
                prefetch,
                queue,
                durable,
                selector,
                noLocal,
                exclusive,
                browse,
                streamOffset,
                StompVersion.V1_2,
                prefetch);
    }

    /** Default options. */
    public static SubscribeOptions of(String destination, int prefetch) {
        return new SubscribeOptions(destination, prefetch, QueueOptions.DEFAULT, null, null, false, false, false, null);
    }

    /** Whether messages that are sent while this consumer is not subscribed are lost for it. */
    public boolean missesWhatWasSentBefore() {
        return Destinations.isFanOut(destination) && durable == null;
    }

    /**
     * The name under which the broker keeps a subscription without a consumer; {@code null} for a queue, which needs no
     * name for that.
     */
    public @Nullable DurableName durableTopic() {
        return Destinations.isFanOut(destination) ? durable : null;
    }
}
