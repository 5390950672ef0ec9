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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.ScriptedBroker;
import io.github.camelstomp2.testbed.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/** Applications whose TLS is an SSL bundle of Spring Boot, on a broker with TLS. */
class SslBundleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String STOMP2 = "camel.component.stomp2.";

    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.ACTIVEMQ);

    private final TestCertificates certificates = TestCertificates.get();
    private final String queue = BROKER.uniqueName("bundle");
    private final List<String> arguments = new ArrayList<>(List.of("--spring.main.banner-mode=off"));

    @TempDir
    private Path directory;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {}

    private void set(String property, Object value) {
        arguments.add("--" + property + "=" + value);
    }

    private void setLogin(String prefix) {
        set(prefix + "username", BROKER.broker().login());
        set(prefix + "password", BROKER.broker().passcode());
    }

    private ConfigurableApplicationContext run() {
        return SpringApplication.run(Application.class, arguments.toArray(String[]::new));
    }

    private void sendAndReceive(ConfigurableApplicationContext application, String scheme) {
        String uri = scheme + ":queue/" + queue;
        application.getBean(ProducerTemplate.class).sendBody(uri, "over TLS");
        assertThat(application.getBean(ConsumerTemplate.class).receiveBody(uri, PATIENCE.toMillis(), String.class))
                .isEqualTo("over TLS");
    }

    @Test
    void messagesFlowToABrokerWhoseAuthorityIsInTheBundle() {
        set("spring.ssl.bundle.pem.broker.truststore.certificate", "file:" + certificates.authorityPem());
        set(STOMP2 + "broker-url", BROKER.sslUri());
        set(STOMP2 + "ssl-bundle", "broker");
        setLogin(STOMP2);
        try (ConfigurableApplicationContext application = run()) {
            sendAndReceive(application, "stomp2");
        }
    }

    @Test
    void aBrokerThatDemandsACertificateGetsTheOneInTheBundle() {
        set("spring.ssl.bundle.jks.mutual.truststore.location", "file:" + certificates.trustStore());
        set("spring.ssl.bundle.jks.mutual.truststore.password", certificates.password());
        set(
                "spring.ssl.bundle.jks.mutual.keystore.location",
                "file:" + certificates.client().keyStore());
        set("spring.ssl.bundle.jks.mutual.keystore.password", certificates.password());
        set(STOMP2 + "brokers.billing.ssl-bundle", "mutual");
        try (ScriptedBroker demanding = ScriptedBroker.startTls(certificates.server(), true)) {
            demanding.respondAutomatically();
            set(STOMP2 + "brokers.billing.broker-url", "ssl://localhost:" + demanding.port());
            try (ConfigurableApplicationContext application = run()) {
                application.getBean(ProducerTemplate.class).sendBody("billing:queue/" + queue, "with a certificate");
            }
        }
    }

    @Test
    void theNextConnectUsesTheBundleAsItIsAfterAReload() throws IOException {
        Path trusted = directory.resolve("trusted.pem");
        Files.copy(certificates.selfSigned().certificatePem(), trusted);
        set("spring.ssl.bundle.watch.file.quiet-period", "50ms");
        set("spring.ssl.bundle.pem.broker.reload-on-update", "true");
        set("spring.ssl.bundle.pem.broker.truststore.certificate", "file:" + trusted);
        set(STOMP2 + "broker-url", BROKER.sslUri());
        set(STOMP2 + "ssl-bundle", "broker");
        set(STOMP2 + "confirm-timeout", "2s");
        set(STOMP2 + "reconnect-delay", "100ms");
        set(STOMP2 + "reconnect-max-delay", "200ms");
        setLogin(STOMP2);
        try (ConfigurableApplicationContext application = run()) {
            ProducerTemplate producer = application.getBean(ProducerTemplate.class);
            assertThat(catchThrowable(() -> producer.sendBody("stomp2:queue/" + queue, "x")))
                    .hasStackTraceContaining("of an authority that is not trusted here");

            Path renewed = Files.copy(certificates.authorityPem(), directory.resolve("renewed.pem"));
            Files.move(renewed, trusted, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(() -> producer.sendBody("stomp2:queue/" + queue, "over TLS"));
        }
    }
}
