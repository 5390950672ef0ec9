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
 * What a SUBSCRIBE wants of the broker.
 *
 * @param destination as the component has it: {@code /queue/x}
 * @param prefetch how many messages may be on their way unacknowledged
 * @param queue of the destination
 * @param durable by what a topic's subscription outlives its connection, or {@code null}
 * @param selector SQL-92 condition, or {@code null}
 * @param noLocal without what was sent on the same connection
 * @param exclusive this consumer alone
 * @param browse to look only
 * @param streamOffset where to begin in a stream, or {@code null}
 * @param newest the highest version of the protocol that the broker is offered
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
        StompVersion newest) {

    /** In any version. */
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
                StompVersion.V1_2);
    }

    /** With nothing special about it. */
    public static SubscribeOptions of(String destination, int prefetch) {
        return new SubscribeOptions(destination, prefetch, QueueOptions.DEFAULT, null, null, false, false, false, null);
    }

    /** Whether what is sent while nobody is subscribed is lost for this consumer. */
    public boolean missesWhatWasSentBefore() {
        return Destinations.isFanOut(destination) && durable == null;
    }

    /** By what the broker keeps a subscription while nobody is there; a queue needs none for that. */
    public @Nullable DurableName durableTopic() {
        return Destinations.isFanOut(destination) ? durable : null;
    }
}
