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

import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.protocol.text.PrintableText;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The words for a failed TLS handshake: what is wrong, in whose hands it is, and the words of the TLS engine. */
public final class TlsFailures {
    private TlsFailures() {}

    /** Whether the cause is one of TLS. */
    public static boolean isTls(Throwable cause) {
        return find(cause, SSLException.class) != null;
    }

    /** What is wrong and what to change, to be put behind "connection to … failed: TLS: ". */
    public static String words(BrokerAddress broker, Throwable cause) {
        String engine = root(cause);
        String plain = plain(broker, cause, engine);
        return plain == null ? engine : plain + " (" + engine + ")";
    }

    private static @Nullable String plain(BrokerAddress broker, Throwable cause, String engine) {
        if (find(cause, CertificateExpiredException.class) != null) {
            return "the broker's certificate, or that of its authority, has expired; the broker needs a new one";
        }
        if (find(cause, CertificateNotYetValidException.class) != null) {
            return "the broker's certificate, or that of its authority, is not valid yet; look at its first day and at"
                    + " the clock of this machine";
        }
        if (find(cause, NotSslRecordException.class) != null) {
            return "the broker does not speak TLS on this port; use its TLS port, or tcp:// where the connection need"
                    + " not be encrypted";
        }
        if (find(cause, InvalidAlgorithmParameterException.class) != null) {
            return "the trust store of sslContextParameters holds no certificate of an authority";
        }
        if (isUntrusted(cause)) {
            return "the broker's certificate is of an authority that is not trusted here; put the certificate of that"
                    + " authority into the trust store of sslContextParameters";
        }
        if (isOfAnotherHost(engine)) {
            return "the broker's certificate is not for " + PrintableText.of(broker.host())
                    + "; write a host of the certificate into brokerURL, or give the broker a certificate for this host";
        }
        return ofTheHandshake(cause, engine.toLowerCase(Locale.ROOT));
    }

    private static boolean isUntrusted(Throwable cause) {
        CertPathValidatorException path = find(cause, CertPathValidatorException.class);
        return find(cause, CertPathBuilderException.class) != null
                || (path != null && path.getReason() == java.security.cert.PKIXReason.NO_TRUST_ANCHOR);
    }

    private static boolean isOfAnotherHost(String engine) {
        return engine.startsWith("No subject alternative") || engine.startsWith("No name matching");
    }

    private static @Nullable String ofTheHandshake(Throwable cause, String engine) {
        if (find(cause, SslHandshakeTimeoutException.class) != null) {
            return "the broker has not answered the TLS handshake; is the port one for TLS?";
        }
        if (engine.contains("protocol_version") || engine.contains("protocol version")) {
            return "the broker offers no TLS 1.2 or 1.3, the oldest that are taken; it has to be configured for one";
        }
        if (engine.contains("alert")) {
            return "the broker refused the handshake; where it wants a certificate of this client, keyManagers of"
                    + " sslContextParameters must have one of an authority that it trusts";
        }
        if (find(cause, ClosedChannelException.class) != null || engine.contains("connection closed")) {
            return "the broker closed the connection in the TLS handshake; is the port one for TLS, and does the broker"
                    + " want a certificate of this client?";
        }
        return null;
    }

    /** TLS wraps what matters ("No name matching …") several times. */
    private static String root(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String text = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return PrintableText.of(root instanceof NotSslRecordException ? "it answers with something else" : text);
    }

    private static <T extends Throwable> @Nullable T find(Throwable cause, Class<T> type) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }
}
