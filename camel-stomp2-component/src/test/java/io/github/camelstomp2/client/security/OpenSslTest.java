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

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.camelstomp2.client.ClientSettings;
import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.client.options.TlsMaterial;
import io.github.camelstomp2.client.transport.OpenSslContexts;
import io.github.camelstomp2.testbed.TestCertificates;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.util.ReferenceCountUtil;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;

/** Which TLS is used. */
class OpenSslTest {
    private static final BrokerAddress BROKER = BrokerAddress.parse("ssl://localhost");

    private final TlsHandlers handlers =
            new TlsHandlers(new ClientSettings("ssl://localhost").build(), new OpenSslContexts());
    private final SSLContext context = TestCertificates.get().sslContext(null);

    private String engineOf(TlsMaterial material) {
        SSLEngine engine = handlers.handler(UnpooledByteBufAllocator.DEFAULT, BROKER, material)
                .engine();
        try {
            assertThat(engine.getEnabledProtocols())
                    .contains("TLSv1.3", "TLSv1.2")
                    .doesNotContain("TLSv1.1", "TLSv1");
            assertThat(engine.getSSLParameters().getEndpointIdentificationAlgorithm())
                    .isEqualTo("HTTPS");
            return engine.getClass().getSimpleName();
        } finally {
            ReferenceCountUtil.release(engine);
        }
    }

    @Test
    void openSslIsUsedWhereItIsOnTheClassPath() {
        assumeTrue(OpenSsl.isAvailable(), "netty-tcnative is not for this platform");
        assertThat(engineOf(new TlsMaterial(context, new TlsMaterial.Managers(List.of(), List.of()))))
                .contains("OpenSsl");
    }

    @Test
    void parametersThatOnlyTheJdkKnowsAreForTheJdk() {
        assertThat(engineOf(new TlsMaterial(context, null))).doesNotContain("OpenSsl");
        assertThat(engineOf(null)).doesNotContain("OpenSsl");
    }

    /** Netty's OpenSSL would ask it, and nobody for the host name. */
    @Test
    void aTrustManagerThatGetsNoHostNameIsForTheJdk() {
        X509TrustManager plain = new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String kind) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String kind) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };

        assertThat(engineOf(new TlsMaterial(context, new TlsMaterial.Managers(List.of(), List.of(plain)))))
                .doesNotContain("OpenSsl");
    }
}
