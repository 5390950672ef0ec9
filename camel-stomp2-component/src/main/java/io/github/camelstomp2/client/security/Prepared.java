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
package io.github.camelstomp2.client.security;

import io.github.camelstomp2.client.options.LoginSource;
import io.github.camelstomp2.client.options.TlsMaterial;
import io.github.camelstomp2.client.options.WebSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * What was asked anew for one attempt to connect.
 *
 * @param login {@code null}: nobody was asked
 * @param tls {@code null}: the connection is not encrypted, or has the JVM's keys and certificates
 */
public record Prepared(LoginSource.@Nullable Login login, @Nullable TlsMaterial tls) {
    static final Prepared NOTHING = new Prepared(null, null);

    /** How the WebSocket of this attempt is asked for. */
    public WebSocketOptions webSocket(WebSocketOptions always) {
        return login == null ? always : always.with(login.webSocketHeaders());
    }
}
