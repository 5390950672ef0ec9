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
package io.github.camelstomp2.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.matrix.Feature;
import io.github.camelstomp2.matrix.Shows;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.FreePorts;
import io.github.camelstomp2.testbed.TestCertificates;
import java.nio.file.Path;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ssl://} against each broker. */
abstract class TlsSuite {
    private final TestCertificates certificates = TestCertificates.get();

    private StompRoutes routes;
    private String queue;

    abstract BrokerExtension broker();

    @BeforeEach
    void startCamel() {
        routes = new StompRoutes(broker(), "1.2,1.1,1.0");
        routes.component().getConfiguration().setBrokerURL(broker().sslUri());
        queue = broker().uniqueName("tls");
    }

    @AfterEach
    void stopCamel() {
        routes.close();
    }

    private SSLContextParameters trustingTheTestAuthority() {
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(keyStore(certificates.trustStore()));
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        return parameters;
    }

    private KeyStoreParameters keyStore(Path path) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + path);
        store.setType("PKCS12");
        store.setPassword(certificates.password());
        return store;
    }

    @Test
    @Shows(Feature.TLS)
    void messagesFlowOverTls() throws Exception {
        routes.component().getConfiguration().setSslContextParameters(trustingTheTestAuthority());
        StompRoutes.Received received = routes.consume("stomp2:queue/" + queue);

        routes.template().sendBody("stomp2:queue/" + queue, "over TLS");

        assertThat(received.next().getMessage().getBody()).isEqualTo("over TLS");
    }

    @Test
    @Shows(Feature.TLS)
    void messagesFlowWithAClientCertificate() throws Exception {
        SSLContextParameters parameters = trustingTheTestAuthority();
        KeyManagersParameters keys = new KeyManagersParameters();
        keys.setKeyStore(keyStore(certificates.client().keyStore()));
        keys.setKeyPassword(certificates.password());
        parameters.setKeyManagers(keys);
        routes.component().getConfiguration().setSslContextParameters(parameters);
        StompRoutes.Received received = routes.consume("stomp2:queue/" + queue);

        routes.template().sendBody("stomp2:queue/" + queue, "over mutual TLS");

        assertThat(received.next().getMessage().getBody()).isEqualTo("over mutual TLS");
    }

    @Test
    void theTlsOfTheCamelContextIsUsedWhenAskedFor() throws Exception {
        routes.context().setSSLContextParameters(trustingTheTestAuthority());
        routes.component().setUseGlobalSslContextParameters(true);
        StompRoutes.Received received = routes.consume("stomp2:queue/" + queue);

        routes.template().sendBody("stomp2:queue/" + queue, "over TLS");

        assertThat(received.next().getMessage().getBody()).isEqualTo("over TLS");
    }

    /** The time of a send may be up before a machine with other work has come to the handshake: the next one tells. */
    private void expectRefusal() {
        await().untilAsserted(() -> {
            Throwable thrown = catchThrowable(
                    () -> routes.template().sendBody("stomp2:queue/" + queue + "?confirmTimeout=2s", "x"));
            assertThat(thrown.getCause()).hasMessageContaining("not sent").hasMessageContaining("TLS");
        });
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsRefused() {
        expectRefusal();
    }

    @Test
    void theStandbyBrokerGetsTheSameProtection() throws Exception {
        int nobody = FreePorts.next();
        routes.component().getConfiguration().setBrokerURL("ssl://localhost:" + nobody + "," + broker().sslUri());

        expectRefusal();
        routes.component().getConfiguration().setSslContextParameters(trustingTheTestAuthority());
        routes.template().sendBody("stomp2:queue/" + queue + "?sendAttempts=9", "y");

        await().untilAsserted(
                        () -> assertThat(broker().broker().messageCount(queue)).isEqualTo(1));
    }
}
