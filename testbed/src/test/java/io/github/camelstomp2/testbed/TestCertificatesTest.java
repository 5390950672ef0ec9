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
package io.github.camelstomp2.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TestCertificatesTest {

    private final TestCertificates certificates = TestCertificates.get();

    @Test
    void theServerIsThisMachineByNameAndByAddress() throws IOException {
        try (ScriptedBroker broker = ScriptedBroker.startTls(certificates.server(), false)) {
            assertThatCode(() -> shakeHands(broker, "localhost")).doesNotThrowAnyException();
            assertThatCode(() -> shakeHands(broker, "127.0.0.1")).doesNotThrowAnyException();
        }
    }

    @Test
    void theOtherServerIsNot() {
        try (ScriptedBroker broker = ScriptedBroker.startTls(certificates.otherServer(), false)) {
            assertThatThrownBy(() -> shakeHands(broker, "localhost")).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void everythingIsThereAsPem() throws IOException {
        assertThat(Files.readString(certificates.authorityPem())).startsWith("-----BEGIN CERTIFICATE-----\n");
        assertThat(Files.readString(certificates.client().certificatePem()))
                .startsWith("-----BEGIN CERTIFICATE-----\n");
        assertThat(Files.readString(certificates.client().keyPem()))
                .startsWith("-----BEGIN PRIVATE KEY-----\n")
                .endsWith("-----END PRIVATE KEY-----\n");
    }

    private void shakeHands(ScriptedBroker broker, String name) throws IOException {
        try (SSLSocket socket =
                (SSLSocket) certificates.sslContext(null).getSocketFactory().createSocket(name, broker.port())) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            // the broker's side takes part in the handshake when it first reads
            broker.accept();
            socket.startHandshake();
        }
    }
}
