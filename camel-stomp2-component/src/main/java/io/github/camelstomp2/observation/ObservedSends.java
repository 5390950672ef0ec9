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
package io.github.camelstomp2.observation;

import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.send.SendFigures;
import java.util.function.ToLongFunction;
import org.apache.camel.api.management.ManagedAttribute;

/** The sends of a connection that producers share, as JMX shows them. Called from any thread. */
public interface ObservedSends extends ObservedConnection {
    @ManagedAttribute(description = "Messages that wait to be sent or for their receipt, over the shared connection")
    default long getSendsPending() {
        return sends(SendFigures::pending);
    }

    @ManagedAttribute(description = "Messages that the broker has confirmed, over the shared connection")
    default long getSendsConfirmed() {
        return sends(SendFigures::confirmed);
    }

    @ManagedAttribute(description = "Messages that the broker has refused, over the shared connection")
    default long getSendsRejected() {
        return sends(SendFigures::rejected);
    }

    @ManagedAttribute(
            description = "Messages of which nobody knows whether the broker has them, over the shared connection")
    default long getSendsUnknown() {
        return sends(SendFigures::unknown);
    }

    @ManagedAttribute(description = "Messages that did not go out, over the shared connection")
    default long getSendsUnsent() {
        return sends(SendFigures::unsent);
    }

    private long sends(ToLongFunction<SendFigures> figure) {
        StompConnection connection = observed();
        return connection == null ? 0 : figure.applyAsLong(connection.sends());
    }
}
