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
package io.github.camelstomp2;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Supplies user name and password, or headers of the HTTP request that opens a WebSocket, anew at each connect; the option {@code
 * credentials}. For passwords that change while the application runs, and for tokens that expire.
 *
 * <p>Called on a thread of its own, never on a network thread: it may ask a server. It has to answer within {@code
 * connectTimeout}. Each connection asks for itself, so that an implementation has to be thread-safe. Where a connection looks for
 * several queues at the same time, on further connections, these may share an answer.
 */
@FunctionalInterface
public interface Stomp2Credentials {

    /**
     * The credentials for one attempt to connect. They are sent to this broker and to no other one of {@code brokerURL}.
     *
     * @param brokerUrl the broker that is going to be asked: {@code ssl://broker:61614}
     * @throws Exception why there are none now; the attempt has failed, and is made again as after any other failure
     */
    Login forBroker(String brokerUrl) throws Exception;

    /**
     * What a connection says of its user: a user name with its password in CONNECT, headers of the HTTP request that opens a
     * WebSocket, or both.
     *
     * @param username the header {@code login} of CONNECT; {@code null}: CONNECT has no login
     * @param password the header {@code passcode} of CONNECT: a password, or a token where the broker takes one there; {@code
     *     null} if and only if the user name is
     * @param webSocketHeaders for {@code ws://} and {@code wss://} only, where they replace those of the option {@code
     *     webSocketHeader.*} that have the same name; their values are secrets
     */
    record Login(@Nullable String username, @Nullable String password, Map<String, String> webSocketHeaders) {
        public Login {
            if ((username == null) != (password == null)) {
                throw new IllegalArgumentException("a user name needs a password, and a password a user name");
            }
            webSocketHeaders = Map.copyOf(webSocketHeaders);
        }

        /** A user name with its password. */
        public Login(String username, String password) {
            this(Objects.requireNonNull(username, "username"), Objects.requireNonNull(password, "password"), Map.of());
        }

        /** Nothing in CONNECT, and a token in the HTTP request: {@code Authorization: Bearer ...} (RFC 6750). */
        public static Login bearer(String token) {
            return new Login(null, null, Map.of("Authorization", "Bearer " + Objects.requireNonNull(token, "token")));
        }

        /** The same with a further header of the HTTP request. */
        public Login withWebSocketHeader(String name, String value) {
            Map<String, String> all = new HashMap<>(webSocketHeaders);
            all.put(name, value);
            return new Login(username, password, all);
        }

        /** Without the values. */
        @Override
        public String toString() {
            return "Login[xxxxxx]";
        }
    }
}
