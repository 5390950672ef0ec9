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

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of one broker.
 *
 * @param host name or address, as the user wrote it; resolved again at each attempt
 * @param tls whether the connection is encrypted
 * @param target path and query of a WebSocket, as in the URL; empty: it is none
 */
public record BrokerAddress(String host, int port, boolean tls, String target) {
    private static final int PORT = 61613;
    private static final int TLS_PORT = 61614;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    // Not parsed by java.net.URI, which allows no underscore in a host; names of containers and services have
    // underscores.
    private static final Pattern AUTHORITY =
            Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[\\p{Alnum}._-]+)(?::([0-9]{1,9}))?");

    /** Of TCP. */
    public BrokerAddress(String host, int port, boolean tls) {
        this(host, port, tls, "");
    }

    /**
     * Reads {@code tcp://host:port} or {@code ssl://host:port}, whose default ports are 61613 and 61614; or
     * {@code ws://host:port/path} or {@code wss://host:port/path}, whose default ports are 80 and 443. The query of a
     * WebSocket's URL may be a secret.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static BrokerAddress parse(String url) {
        refuseCredentials(url);
        URI uri = uri(url);
        Scheme scheme = Scheme.of(uri.getScheme());
        Matcher authority = AUTHORITY.matcher(Objects.requireNonNullElse(uri.getRawAuthority(), ""));
        if (scheme == null || !authority.matches() || uri.getRawFragment() != null) {
            throw malformed(url);
        }
        if (!scheme.webSocket && (!isEmpty(uri.getRawPath()) || uri.getRawQuery() != null)) {
            throw malformed(url);
        }
        return new BrokerAddress(
                withoutBrackets(authority.group(1)),
                port(authority.group(2), scheme),
                scheme.tls,
                scheme.webSocket ? target(uri) : "");
    }

    private enum Scheme {
        TCP(false, false, PORT),
        SSL(true, false, TLS_PORT),
        WS(false, true, HTTP_PORT),
        WSS(true, true, HTTPS_PORT);

        private final boolean tls;
        private final boolean webSocket;
        private final int port;

        Scheme(boolean tls, boolean webSocket, int port) {
            this.tls = tls;
            this.webSocket = webSocket;
            this.port = port;
        }

        static @Nullable Scheme of(@Nullable String written) {
            return Arrays.stream(values())
                    .filter(scheme -> scheme.name().toLowerCase(Locale.ROOT).equals(written))
                    .findFirst()
                    .orElse(null);
        }
    }

    private static String target(URI uri) {
        String path = uri.getRawPath();
        String query = uri.getRawQuery();
        return (isEmpty(path) ? "/" : path) + (query == null ? "" : "?" + query);
    }

    /** Whether STOMP is spoken over WebSocket there. */
    public boolean isWebSocket() {
        return !target.isEmpty();
    }

    /** Host and port as HTTP has them. */
    public String hostHeader() {
        return port == (tls ? HTTPS_PORT : HTTP_PORT) ? shownHost() : shownHost() + ":" + port;
    }

    private static int port(@Nullable String digits, Scheme scheme) {
        if (digits == null) {
            return scheme.port;
        }
        int port = Integer.parseInt(digits);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("brokerURL has the port " + port + "; allowed are 1 to 65535");
        }
        return port;
    }

    /**
     * Refuses a text with an {@code @}: no valid address contains one, but a user name and password may stand before
     * it.
     *
     * @throws IllegalArgumentException without the text, since it may hold a password
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

    private static boolean isEmpty(@Nullable String path) {
        return path == null || path.isEmpty() || path.equals("/");
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static IllegalArgumentException malformed(String url) {
        // Some users write passwords into the query too, so it is not shown.
        return new IllegalArgumentException("'" + url.replaceAll("(?s)[?#].*", "?***")
                + "' is not a brokerURL; expected tcp://host:port, ssl://host:port, ws://host:port/path or wss://host:port/path, several"
                + " separated by commas");
    }

    private String shownHost() {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    /** The address as a URL, without its query, which may be a secret: {@code tcp://localhost:61613}, {@code ws://localhost:15674/ws?***}. */
    @Override
    public String toString() {
        String scheme = isWebSocket() ? (tls ? "wss://" : "ws://") : (tls ? "ssl://" : "tcp://");
        return scheme + shownHost() + ":" + port + target.replaceAll("\\?.*", "?***");
    }
}
