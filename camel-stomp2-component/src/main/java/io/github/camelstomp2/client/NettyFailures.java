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

import io.github.camelstomp2.protocol.PrintableText;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Turns what Netty, TLS and the operating system throw into sentences that name the broker. */
final class NettyFailures {
    private NettyFailures() {}

    /** The exception that a user sees: one of ours where it is the root of the matter, else a connection failure. */
    static StompException toStomp(BrokerAddress address, @Nullable Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof StompException stomp) {
                return stomp;
            }
        }
        return new StompConnectionException("connection to " + address + " failed: " + words(cause), cause);
    }

    private static String words(@Nullable Throwable cause) {
        if (cause == null) {
            return "no reason given";
        }
        if (cause instanceof UnknownHostException) {
            return "unknown host";
        }
        Throwable root = cause;
        // TLS wraps what matters ("No name matching …") several times; the socket's own text needs no unwrapping.
        while (root.getCause() != null && (root instanceof SSLException || root.getMessage() == null)) {
            root = root.getCause();
        }
        String text = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return (isTls(cause) ? "TLS: " : "") + PrintableText.of(text);
    }

    private static boolean isTls(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof SSLException) {
                return true;
            }
        }
        return false;
    }
}
