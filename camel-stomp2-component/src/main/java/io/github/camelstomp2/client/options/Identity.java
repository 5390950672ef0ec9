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
package io.github.camelstomp2.client.options;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The identity in CONNECT. With {@code null} a header is not sent, with an empty text it is sent empty.
 *
 * @param clientId the {@code client-id}, or its beginning
 * @param host the virtual host; {@code null}: the default of the broker's dialect
 * @param distinct {@code null}: the client-id is always {@code clientId}. Otherwise each CONNECT has another one, which
 *     ends with this text: some brokers (ActiveMQ) refuse a second connection with the same id, also while they have
 *     not noticed that the first one is dead.
 * @param logins asked for login and passcode at each attempt, {@code login} and {@code passcode} are {@code null} then;
 *     {@code null}: nothing is asked
 */
public record Identity(
        @Nullable String login,
        @Nullable String passcode,
        @Nullable String clientId,
        @Nullable String host,
        @Nullable String distinct,
        @Nullable LoginSource logins) {
    /** An identity with always the same client-id. */
    public Identity(
            @Nullable String login, @Nullable String passcode, @Nullable String clientId, @Nullable String host) {
        this(login, passcode, clientId, host, null, null);
    }

    /** The client-id of the next CONNECT. */
    @Nullable
    public String nextClientId() {
        if (distinct == null) {
            return clientId;
        }
        UUID uuid = UUID.randomUUID();
        return (clientId == null ? uuid : clientId + "-" + uuid.toString().replace("-", "")) + distinct;
    }

    /** Without login and passcode, which are secret. */
    @Override
    public String toString() {
        return "Identity[clientId=" + clientId + (distinct == null ? "" : "*" + distinct) + ", host=" + host + "]";
    }
}
