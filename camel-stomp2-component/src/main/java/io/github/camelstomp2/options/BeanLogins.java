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
package io.github.camelstomp2.options;

import io.github.camelstomp2.Stomp2Credentials;
import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.client.options.LoginSource;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.text.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * Asks the user's bean for the credentials of an attempt.
 *
 * @param bean the option {@code credentials}
 */
record BeanLogins(Stomp2Credentials bean) implements LoginSource {
    @Override
    public Login of(BrokerAddress broker) throws Exception {
        Stomp2Credentials.Login login = bean.forBroker(broker.toString());
        if (login == null) {
            throw new StompConnectionException(
                    "not connected to " + broker + ": the bean of the option credentials returned null");
        }
        if (!isWritable(login.username()) || !isWritable(login.password())) {
            throw new StompConnectionException("not connected to " + broker
                    + ": what the bean of the option credentials returned holds what a CONNECT frame cannot carry: a"
                    + " line feed, a carriage return, a NUL or half a surrogate pair; a token that was read from a file"
                    + " may end in a line feed");
        }
        return new Login(login.username(), login.password(), webSocketHeaders(broker, login));
    }

    private static boolean isWritable(@Nullable String text) {
        return text == null || ConnectTexts.isWritable(text);
    }

    private static StompHeaders webSocketHeaders(BrokerAddress broker, Stomp2Credentials.Login login) {
        if (!broker.isWebSocket()) {
            if (login.username() == null && !login.webSocketHeaders().isEmpty()) {
                throw new StompConnectionException("not connected to " + broker + ": the bean of the option credentials"
                        + " returned headers of an HTTP request only, and this is no WebSocket; use ws:// or wss://, or"
                        + " return a user name and a password");
            }
            return StompHeaders.EMPTY;
        }
        StompHeaders.Builder headers = StompHeaders.builder();
        login.webSocketHeaders().forEach((name, value) -> {
            String wrong = WebSocketCheck.wrongWith(name, value);
            if (wrong != null) {
                throw new StompConnectionException("not connected to " + broker + ": the bean of the option credentials"
                        + " returned the HTTP header " + PrintableText.of(name) + ", which " + wrong);
            }
            headers.add(name, value);
        });
        return headers.build();
    }

    /** Without the bean, whose text may hold anything. */
    @Override
    public String toString() {
        return "BeanLogins";
    }
}
