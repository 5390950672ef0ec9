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
package io.github.camelstomp2.springboot;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.CipherSuitesParameters;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.SecureSocketProtocolsParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslOptions;

/**
 * TLS parameters from an SSL bundle of Spring Boot. The component asks for a context at each connect: when the bundle was
 * reloaded, that is a new one, and otherwise the one before. Thread-safe.
 */
final class SslBundleParameters extends SSLContextParameters {
    private final Supplier<SslBundle> bundle;
    private @Nullable SslBundle used;
    private @Nullable SSLContext context;

    /** @param bundle the bundle as it is now: another object after each reload */
    SslBundleParameters(Supplier<SslBundle> bundle) {
        this.bundle = bundle;
    }

    @Override
    public synchronized SSLContext createSSLContext(@Nullable CamelContext camel)
            throws GeneralSecurityException, IOException {
        SslBundle now = bundle.get();
        SSLContext known = context;
        if (known == null || now != used) {
            known = parameters(now).createSSLContext(camel);
            context = known;
            used = now;
        }
        return known;
    }

    /** With the options of the bundle, which {@link SslBundle#createSslContext} leaves to its caller. */
    private static SSLContextParameters parameters(SslBundle bundle) {
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setSecureSocketProtocol(bundle.getProtocol());
        parameters.setKeyManagers(new KeyManagersParameters() {
            @Override
            public KeyManager[] createKeyManagers() {
                return bundle.getManagers().getKeyManagers();
            }
        });
        parameters.setTrustManagers(new TrustManagersParameters() {
            @Override
            public TrustManager[] createTrustManagers() {
                return bundle.getManagers().getTrustManagers();
            }
        });
        SslOptions options = bundle.getOptions();
        if (options.getCiphers() != null) {
            CipherSuitesParameters ciphers = new CipherSuitesParameters();
            ciphers.setCipherSuite(List.of(options.getCiphers()));
            parameters.setCipherSuites(ciphers);
        }
        if (options.getEnabledProtocols() != null) {
            SecureSocketProtocolsParameters protocols = new SecureSocketProtocolsParameters();
            protocols.setSecureSocketProtocol(List.of(options.getEnabledProtocols()));
            parameters.setSecureSocketProtocols(protocols);
        }
        return parameters;
    }

    /** Without the bundle, whose text may hold passwords. */
    @Override
    public String toString() {
        return "SslBundleParameters";
    }
}
