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
package io.github.camelstomp2.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.testbed.TestCertificates;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code wss://}. */
class WebSocketTlsTest {
    private final TestCertificates certificates = TestCertificates.get();

    private ScriptedWebSocket server;
    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        server = new ScriptedWebSocket(
                certificates.sslContext(certificates.server()).getServerSocketFactory());
        context = new DefaultCamelContext();
        context.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        context.getShutdownStrategy().setTimeout(100);
        context.getComponent("stomp2", Stomp2Component.class)
                .getConfiguration()
                .setBrokerURL("wss://localhost:" + server.port() + "/stomp");
        context.start();
    }

    @AfterEach
    void stop() {
        server.close();
        context.stop();
    }

    private SSLContextParameters trustingTheTestAuthority() {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + certificates.trustStore());
        store.setType("PKCS12");
        store.setPassword(certificates.password());
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        return parameters;
    }

    @Test
    void messagesFlowOverTls() throws Exception {
        context.getRegistry().bind("tls", trustingTheTestAuthority());
        CompletableFuture<Object> sent =
                context.createProducerTemplate().asyncSendBody("stomp2:queue/x?sslContextParameters=#tls", "secret");
        WebSocketConnection connection = server.handshake("RabbitMQ/3.10.8");

        assertThat(connection.headers()).containsEntry("Host", "localhost:" + server.port());
        connection.receiptFor(connection.expectMessage("SEND"));

        sent.get(20, TimeUnit.SECONDS);
    }

    @Test
    void aServerThatIsNotTrustedSeesNoRequest() {
        CompletableFuture<Object> sent =
                context.createProducerTemplate().asyncSendBody("stomp2:queue/x?reconnectMaxAttempts=1", "secret");

        Throwable seen = catchThrowable(server::accept);

        assertThat(seen).hasMessageContaining("no request for a WebSocket");
        server.withEach(connection -> {});
        assertThat(catchThrowable(() -> sent.get(20, TimeUnit.SECONDS))).hasStackTraceContaining("TLS: ");
    }
}
