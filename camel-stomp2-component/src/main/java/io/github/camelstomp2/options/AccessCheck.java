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

import io.github.camelstomp2.ProxyType;
import io.github.camelstomp2.Stomp2Configuration;
import java.nio.charset.StandardCharsets;

/** Refuses, when a route starts, options of credentials and proxy that cannot work together. Repeats no secret. */
final class AccessCheck {
    /** RFC 1929 has one octet for the length of each. */
    private static final int LONGEST_OF_SOCKS = 255;

    private AccessCheck() {}

    /**
     * @throws IllegalArgumentException naming the option and what to change
     */
    static void check(Stomp2Configuration c) {
        checkCredentials(c);
        checkProxy(c);
    }

    private static void checkCredentials(Stomp2Configuration c) {
        String username = OptionsInForce.username(c);
        String password = OptionsInForce.password(c);
        if (c.getCredentials() != null && (username != null || password != null)) {
            throw new IllegalArgumentException("credentials is set beside username or password (login, passcode): it"
                    + " supplies both at each connect; set one of them");
        }
        if (password != null && username == null) {
            throw new IllegalArgumentException(
                    c.getPassword() == null
                            ? "passcode is set without login; set both or none"
                            : "password is set without username; set both or none");
        }
    }

    private static void checkProxy(Stomp2Configuration c) {
        String host = c.getProxyHost();
        if (host == null) {
            refuseWithoutHost("proxyPort", c.getProxyPort() != 0);
            refuseWithoutHost("proxyUsername", c.getProxyUsername() != null);
            refuseWithoutHost("proxyPassword", c.getProxyPassword() != null);
            return;
        }
        if (!host.matches("[\\p{Alnum}._-]+|\\[?[0-9A-Fa-f:.%]+]?")) {
            throw new IllegalArgumentException("proxyHost is not the name or address of a host; write the name only"
                    + " (proxy.example.com), without http:// and port, and use proxyPort, proxyUsername and"
                    + " proxyPassword for the rest");
        }
        if (c.getProxyPort() < 1 || c.getProxyPort() > 65_535) {
            throw new IllegalArgumentException("proxyPort=" + c.getProxyPort()
                    + " is not allowed; with proxyHost it must be the port of the proxy, 1 to 65535");
        }
        if ((c.getProxyUsername() == null) != (c.getProxyPassword() == null)) {
            throw new IllegalArgumentException(
                    "proxyUsername and proxyPassword belong together; set both or none of them");
        }
        if (c.getProxyUsername() != null) {
            checkProxyLogin(c);
        }
    }

    private static void refuseWithoutHost(String option, boolean set) {
        if (set) {
            throw new IllegalArgumentException(option + " is set without proxyHost; set proxyHost too, or remove it");
        }
    }

    private static void checkProxyLogin(Stomp2Configuration c) {
        if (c.getProxyType() == ProxyType.SOCKS5) {
            checkSocks("proxyUsername", c.getProxyUsername());
            checkSocks("proxyPassword", c.getProxyPassword());
        } else if (c.getProxyUsername().indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "proxyUsername holds a colon, which ends a user name in HTTP (RFC 7617); use another user");
        }
    }

    private static void checkSocks(String option, String text) {
        if (text.isEmpty()
                || text.length() > LONGEST_OF_SOCKS
                || !StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException(
                    option + " cannot be sent to a SOCKS5 proxy, which takes 1 to 255 characters of ASCII (RFC 1929)");
        }
    }
}
