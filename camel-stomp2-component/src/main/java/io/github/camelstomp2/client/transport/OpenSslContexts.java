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
package io.github.camelstomp2.client.transport;

import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.client.options.TlsMaterial;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.util.Map;
import java.util.WeakHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The TLS of OpenSSL, where netty-tcnative is on the class path: one context for all connections with the same keys and
 * certificates. Parameters that say more than which keys and certificates are for the JDK's TLS, as is what the JVM trusts.
 * Thread-safe.
 */
public final class OpenSslContexts {
    private final Map<TlsMaterial, SslContext> contexts = new WeakHashMap<>();

    /** A new engine; {@code null}: the JDK has to make it. */
    public @Nullable SSLEngine engine(
            ByteBufAllocator allocator, BrokerAddress broker, @Nullable TlsMaterial material) {
        TlsMaterial.Managers managers = material == null ? null : material.managers();
        if (material == null || managers == null || !checksHostNames(managers) || !OpenSsl.isAvailable()) {
            return null;
        }
        return of(material, managers).newEngine(allocator, broker.host(), broker.port());
    }

    /**
     * A plain {@link X509TrustManager}, which is a user's own, gets no host name. The JDK then checks it beside the manager, and
     * Netty before 4.1.135 and 4.2.15 does not (CVE-2026-50010).
     */
    private static boolean checksHostNames(TlsMaterial.Managers managers) {
        return managers.trust().stream().allMatch(X509ExtendedTrustManager.class::isInstance);
    }

    private synchronized SslContext of(TlsMaterial material, TlsMaterial.Managers managers) {
        SslContext context = contexts.get(material);
        if (context == null) {
            context = make(managers);
            contexts.put(material, context);
        }
        return context;
    }

    private static SslContext make(TlsMaterial.Managers managers) {
        // Collected like any object: nobody has to count who uses it.
        SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.OPENSSL);
        if (!managers.keys().isEmpty()) {
            builder.keyManager(managers.keys().get(0));
        }
        if (!managers.trust().isEmpty()) {
            builder.trustManager(managers.trust().get(0));
        }
        try {
            return builder.build();
        } catch (SSLException e) {
            throw new StompConnectionException(
                    "OpenSSL does not take what sslContextParameters say: " + e.getMessage(), e);
        }
    }
}
