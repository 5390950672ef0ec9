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
package io.github.camelstomp2.client.request;

import io.github.camelstomp2.client.send.OutgoingMessage;
import io.github.camelstomp2.client.subscription.SubscriptionRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A message that asks for a reply.
 *
 * @param message its headers {@code reply-to} and {@code correlation-id} are replaced
 * @param replies the named queue for replies; {@code null}: a queue that is made for the connection
 * @param correlationId used if no other request has it; {@code null}: one is generated
 * @param carried whether the id came with a received message, so that other clients may use it too
 * @param timeout from now until the reply
 * @param owner identifies the request for {@link io.github.camelstomp2.client.StompConnection#endRequests}; compared by
 *     identity
 */
public record OutgoingRequest(
        OutgoingMessage message,
        @Nullable SubscriptionRequest replies,
        @Nullable String correlationId,
        boolean carried,
        Duration timeout,
        Object owner) {
    /** The destination. */
    String destination() {
        return message.options().destination();
    }
}
