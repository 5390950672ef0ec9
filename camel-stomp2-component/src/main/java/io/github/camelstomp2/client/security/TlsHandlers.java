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
import io.github.camelstomp2.client.options.StompClientOptions;
import io.github.camelstomp2.client.options.TlsMaterial;
import io.github.camelstomp2.client.transport.OpenSslContexts;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** Makes the handlers of TLS: 1.2 or newer, for the host of the broker's URL. Event loop only. */
final class TlsHandlers {
    private static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

    private final boolean verifyHostname;
    private final Duration timeout;
    private final OpenSslContexts openSsl;

    TlsHandlers(StompClientOptions options, OpenSslContexts openSsl) {
        this.openSsl = openSsl;
        this.verifyHostname = options.tls().verifyHostname();
        this.timeout = options.connectTimeout();
    }

    /**
     * @param material {@code null}: the JVM's keys and certificates
     * @throws StompConnectionException if there can be no safe connection with it
     */
    SslHandler handler(ByteBufAllocator allocator, BrokerAddress broker, @Nullable TlsMaterial material) {
        SSLEngine engine = engine(allocator, broker, material);
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(safeVersions(broker, engine.getEnabledProtocols()));
        SSLParameters parameters = engine.getSSLParameters();
        // The rules of HTTPS are those that JMS and AMQP clients apply to a broker's certificate too.
        parameters.setEndpointIdentificationAlgorithm(verifyHostname ? "HTTPS" : "");
        nameServer(parameters, broker.host());
        engine.setSSLParameters(parameters);
        SslHandler handler = new SslHandler(engine);
        handler.setHandshakeTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        return handler;
    }

    private SSLEngine engine(ByteBufAllocator allocator, BrokerAddress broker, @Nullable TlsMaterial material) {
        SSLEngine nativeEngine = openSsl.engine(allocator, broker, material);
        if (nativeEngine != null) {
            return nativeEngine;
        }
        SSLContext context = material == null ? ofTheJvm() : material.context();
        return context.createSSLEngine(broker.host(), broker.port());
    }

    private static SSLContext ofTheJvm() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new StompConnectionException("this JVM has no default TLS context", e);
        }
    }

    private static String[] safeVersions(BrokerAddress broker, String[] enabled) {
        String[] safe = Arrays.stream(enabled).filter(VERSIONS::contains).toArray(String[]::new);
        if (safe.length == 0) {
            throw new StompConnectionException("not connected to " + broker + ": sslContextParameters allow "
                    + String.join(", ", enabled) + " only; allow TLSv1.2 or TLSv1.3");
        }
        return safe;
    }

    /** Says for whom the connection is (SNI, RFC 6066), also where the JDK does not: for names without a dot. */
    private static void nameServer(SSLParameters parameters, String host) {
        List<SNIServerName> chosen = parameters.getServerNames();
        boolean byUser = chosen != null && !chosen.isEmpty();
        if (byUser || NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host)) {
            return;
        }
        try {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        } catch (IllegalArgumentException e) {
            // A name with an underscore, as containers have it, is none that SNI can carry.
        }
    }
}
