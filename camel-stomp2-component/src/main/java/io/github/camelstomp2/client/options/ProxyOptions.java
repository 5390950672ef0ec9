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

import org.jspecify.annotations.Nullable;

/**
 * The proxy through which brokers are reached; the same for every broker of the list.
 *
 * @param host resolved anew at each attempt. The names of brokers are resolved by the proxy
 * @param username {@code null}: the proxy is not told who asks
 * @param password {@code null} exactly where {@code username} is
 */
public record ProxyOptions(Type type, String host, int port, @Nullable String username, @Nullable String password) {
    /** Which protocol the proxy speaks. */
    public enum Type {
        /** The method CONNECT (RFC 9110, 9.3.6), with Basic authentication. */
        HTTP,
        /** RFC 1928, with user name and password as in RFC 1929. */
        SOCKS5
    }

    /** As a URL, without the credentials. */
    @Override
    public String toString() {
        String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return (type == Type.HTTP ? "http://" : "socks5://") + shown + ":" + port;
    }
}
