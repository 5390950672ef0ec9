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

import io.github.camelstomp2.protocol.StompHeaders;
import org.jspecify.annotations.Nullable;

/** Supplies the credentials of one attempt to connect. Thread-safe. Equal sources may share a connection. */
@FunctionalInterface
public interface LoginSource {
    /**
     * May block; not called on an event loop.
     *
     * @throws Exception why there are none
     */
    Login of(BrokerAddress broker) throws Exception;

    /**
     * What a connection says of its user.
     *
     * @param login of CONNECT; {@code null}: it has none
     * @param passcode as {@code login}
     * @param webSocketHeaders of the HTTP request for a WebSocket; empty for a broker over TCP
     */
    record Login(@Nullable String login, @Nullable String passcode, StompHeaders webSocketHeaders) {
        /** Without the values. */
        @Override
        public String toString() {
            return "Login[xxxxxx]";
        }
    }
}
