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

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * As whom to connect. {@code null} leaves the header out, an empty text sends it empty.
 *
 * @param clientId the {@code client-id}, or what it begins with
 * @param host the virtual host; {@code null}: what the broker's dialect takes as default
 * @param distinct {@code null}: the client-id is {@code clientId}, each time. Else each CONNECT has another one, which ends
 *     with this: for brokers that refuse the second connection of an id (ActiveMQ), also while they have not noticed that
 *     the first one is dead
 */
public record Identity(
        @Nullable String login,
        @Nullable String passcode,
        @Nullable String clientId,
        @Nullable String host,
        @Nullable String distinct) {
    /** With the same client-id each time. */
    public Identity(
            @Nullable String login, @Nullable String passcode, @Nullable String clientId, @Nullable String host) {
        this(login, passcode, clientId, host, null);
    }

    /** The client-id of the next CONNECT. */
    @Nullable
    String nextClientId() {
        if (distinct == null) {
            return clientId;
        }
        UUID uuid = UUID.randomUUID();
        return (clientId == null ? uuid : clientId + "-" + uuid.toString().replace("-", "")) + distinct;
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "Identity[clientId=" + clientId + (distinct == null ? "" : "*" + distinct) + ", host=" + host + "]";
    }
}
