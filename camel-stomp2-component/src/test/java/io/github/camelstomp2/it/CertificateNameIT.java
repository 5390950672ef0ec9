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

import io.github.camelstomp2.testbed.AutoResponder;
import io.github.camelstomp2.testbed.ScriptedBroker;
import io.github.camelstomp2.testbed.TestCertificates;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A broker with a certificate of a trusted authority, but for another host. */
class CertificateNameIT {
    private final TestCertificates certificates = TestCertificates.get();

    private ScriptedBroker broker;
    private AutoResponder responder;
    private StompRoutes routes;

    @BeforeEach
    void start() {
        broker = ScriptedBroker.startTls(certificates.otherServer(), false);
        responder = broker.respondAutomatically();
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + certificates.trustStore());
        store.setType("PKCS12");
        store.setPassword(certificates.password());
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        routes = new StompRoutes("ssl://localhost:" + broker.port(), "1.2");
        routes.component().getConfiguration().setSslContextParameters(parameters);
        routes.component().getConfiguration().setConfirmTimeout(3_000);
    }

    @AfterEach
    void stop() {
        routes.close();
        broker.close();
    }

    @Test
    void isRefusedBeforeAnythingIsSent() {
        // The time of a send may be up before a machine with other work has come to the handshake: the next one tells.
        await().untilAsserted(() -> {
            Throwable thrown = catchThrowable(() -> routes.template().sendBody("stomp2:queue/x", "secret"));
            assertThat(thrown.getCause())
                    .hasMessageContaining("TLS: ")
                    .hasMessageContaining("matching localhost found");
        });
        assertThat(responder.frames("CONNECT")).isZero();
    }

    @Test
    void isAcceptedWhenTheUserTurnsTheCheckOff() {
        routes.template().sendBody("stomp2:queue/x?hostnameVerification=false", "trusted all the same");

        assertThat(responder.frames("SEND")).isEqualTo(1);
    }
}
