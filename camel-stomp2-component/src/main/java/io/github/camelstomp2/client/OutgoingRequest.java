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
package io.github.camelstomp2.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A message to send that wants a reply.
 *
 * @param message its headers {@code reply-to} and {@code correlation-id} are replaced
 * @param replies the named queue to which replies come, or {@code null} for one that is made for the connection
 * @param correlationId the one to use if no other request has it, or {@code null}
 * @param carried whether that id came from elsewhere, so that others may use it too
 * @param timeout from now until the reply
 * @param owner by which {@link StompConnection#endRequests} knows it; compared by identity
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
