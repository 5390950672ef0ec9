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

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where one broker listens.
 *
 * @param host name or address, as the user wrote it; resolved anew at each attempt
 * @param tls whether the connection is encrypted
 */
public record BrokerAddress(String host, int port, boolean tls) {
    private static final int PORT = 61613;
    private static final int TLS_PORT = 61614;

    // Not java.net.URI's host: that knows no underscore, which names of containers and services have.
    private static final Pattern AUTHORITY =
            Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[\\p{Alnum}._-]+)(?::([0-9]{1,9}))?");

    /**
     * Reads {@code tcp://host:port} or {@code ssl://host:port}; without a port 61613 and 61614.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    static BrokerAddress parse(String url) {
        refuseCredentials(url);
        URI uri = uri(url);
        boolean tls = isTls(uri, url);
        Matcher authority = AUTHORITY.matcher(Objects.requireNonNullElse(uri.getRawAuthority(), ""));
        if (!authority.matches()
                || !isEmpty(uri.getRawPath())
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw malformed(url);
        }
        return new BrokerAddress(withoutBrackets(authority.group(1)), port(authority.group(2), tls), tls);
    }

    private static int port(@Nullable String digits, boolean tls) {
        if (digits == null) {
            return tls ? TLS_PORT : PORT;
        }
        int port = Integer.parseInt(digits);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("brokerURL has the port " + port + "; allowed are 1 to 65535");
        }
        return port;
    }

    /**
     * Refuses a text with an {@code @}, which nothing else in it can need, whether or not the rest can be read.
     *
     * @throws IllegalArgumentException without the text, since it holds a password
     */
    static void refuseCredentials(String text) {
        if (text.indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                    "brokerURL must not hold a user name or password; use the options username and password");
        }
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw malformed(url);
        }
    }

    private static boolean isTls(URI uri, String url) {
        if ("tcp".equals(uri.getScheme())) {
            return false;
        }
        if ("ssl".equals(uri.getScheme())) {
            return true;
        }
        throw malformed(url);
    }

    private static boolean isEmpty(@Nullable String path) {
        return path == null || path.isEmpty() || path.equals("/");
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static IllegalArgumentException malformed(String url) {
        // People put passwords into queries, too.
        return new IllegalArgumentException("'" + url.replaceAll("(?s)[?#].*", "?***")
                + "' is not a brokerURL; expected tcp://host:port or ssl://host:port, several separated by commas");
    }

    /** As a URL: {@code tcp://localhost:61613}. */
    @Override
    public String toString() {
        String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return (tls ? "ssl://" : "tcp://") + shown + ":" + port;
    }
}
