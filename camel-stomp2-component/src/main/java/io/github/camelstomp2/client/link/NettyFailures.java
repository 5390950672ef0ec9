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
package io.github.camelstomp2.client.link;

import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.client.security.TlsFailures;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.text.PrintableText;
import java.io.IOException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Makes sentences that name the broker from exceptions of Netty, TLS and the operating system. */
final class NettyFailures {
    private NettyFailures() {}

    /**
     * The exception for the user: an exception of this component if one is the cause, otherwise a connection failure.
     */
    static StompException toStomp(BrokerAddress address, @Nullable Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof StompException stomp) {
                return stomp;
            }
        }
        return new StompConnectionException("connection to " + address + " failed: " + words(address, cause), cause);
    }

    /** Of what ended a TLS handshake, whether or not the TLS engine says so. */
    static StompException ofHandshake(BrokerAddress address, Throwable cause) {
        return cause instanceof StompException stomp
                ? stomp
                : new StompConnectionException(
                        "connection to " + address + " failed: TLS: " + TlsFailures.words(address, cause), cause);
    }

    /** @param hint what may be the reason of a reset, which has no words of its own */
    static StompException toStomp(BrokerAddress address, Throwable cause, String hint) {
        return cause instanceof IOException && !(cause instanceof SSLException) && !hint.isEmpty()
                ? new StompConnectionException(
                        "connection to " + address + " failed: " + words(address, cause) + hint, cause)
                : toStomp(address, cause);
    }

    private static String words(BrokerAddress address, @Nullable Throwable cause) {
        if (cause == null) {
            return "no reason given";
        }
        if (cause instanceof UnknownHostException) {
            return "unknown host";
        }
        if (TlsFailures.isTls(cause)) {
            return "TLS: " + TlsFailures.words(address, cause);
        }
        Throwable root = cause;
        while (root.getCause() != null && root.getMessage() == null) {
            root = root.getCause();
        }
        return PrintableText.of(root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage());
    }
}
