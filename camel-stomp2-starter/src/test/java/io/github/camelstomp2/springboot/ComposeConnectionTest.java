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

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.docker.compose.core.ConnectionPorts;
import org.springframework.boot.docker.compose.core.ImageReference;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.lifecycle.DockerComposeServicesReadyEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.SmartApplicationListener;

/** Services as Docker Compose would report them, given to Spring Boot's own listener: there is no Docker in a build. */
@ExtendWith(OutputCaptureExtension.class)
class ComposeConnectionTest {

    /** A service that publishes its ports as 1000 more, all but one. */
    private record Service(
            String name, ImageReference image, int unpublished, Map<String, String> env, Map<String, String> labels)
            implements RunningService, ConnectionPorts {
        static Service of(String name, String image, Map<String, String> env) {
            return new Service(name, ImageReference.of(image), 0, env, Map.of());
        }

        @Override
        public String host() {
            return "docker.host";
        }

        @Override
        public ConnectionPorts ports() {
            return this;
        }

        @Override
        public int get(int port) {
            if (port == unpublished) {
                throw new IllegalStateException("No host port mapping found for container port " + port);
            }
            return port + 1000;
        }

        @Override
        public List<Integer> getAll() {
            return List.of(62613);
        }

        @Override
        public List<Integer> getAll(String protocol) {
            return getAll();
        }
    }

    @SpringBootConfiguration
    static class Application {}

    private static void run(
            Service service, Consumer<ConfigurableApplicationContext> expectation, String... arguments) {
        SpringApplication application = new SpringApplication(Application.class);
        application.addInitializers(context -> composeIsReady(application, context, service));
        application.setLogStartupInfo(false);
        try (ConfigurableApplicationContext context = application.run(arguments)) {
            expectation.accept(context);
        }
    }

    /** As Spring Boot does it when Docker Compose is up. */
    @SuppressWarnings("unchecked")
    private static void composeIsReady(
            SpringApplication application, ConfigurableApplicationContext context, Service service) {
        try {
            Constructor<?> constructor = DockerComposeServicesReadyEvent.class.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            var event = (DockerComposeServicesReadyEvent) constructor.newInstance(context, List.of(service));
            for (ApplicationListener<?> listener : application.getListeners()) {
                if (listener.getClass().getSimpleName().startsWith("DockerComposeServiceConnections")
                        && !(listener instanceof SmartApplicationListener)) {
                    ((ApplicationListener<DockerComposeServicesReadyEvent>) listener).onApplicationEvent(event);
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "rabbitmq:4.3.6-management,RABBITMQ_DEFAULT_USER,RABBITMQ_DEFAULT_PASS,/",
                "registry.example.com:5000/mirror/rabbitmq@sha256:0123456789012345678901234567890123456789012345678901234567890123"
                        + ",RABBITMQ_DEFAULT_USER,RABBITMQ_DEFAULT_PASS,/",
                "bitnami/rabbitmq,RABBITMQ_USERNAME,RABBITMQ_PASSWORD,/",
                "apache/activemq-classic:6.1.7,ACTIVEMQ_CONNECTION_USER,ACTIVEMQ_CONNECTION_PASSWORD,-",
                "symptoma/activemq,ACTIVEMQ_USERNAME,ACTIVEMQ_PASSWORD,-",
                "apache/artemis:2.55.0,ARTEMIS_USER,ARTEMIS_PASSWORD,-",
                "apache/activemq-artemis:2.40.0,ARTEMIS_USER,ARTEMIS_PASSWORD,-"
            })
    void theServiceOfABrokerSaysItsAddressAndItsLogin(String image, String user, String password, String virtualHost) {
        run(Service.of("broker", image, Map.of(user, "anna", password, "secret")), context -> {
            StompConnectionDetails details = context.getBean(StompConnectionDetails.class);
            assertThat(details.getBrokerUrl()).isEqualTo("tcp://docker.host:62613");
            assertThat(details.getUsername()).isEqualTo("anna");
            assertThat(details.getPassword()).isEqualTo("secret");
            assertThat(details.getVirtualHost()).isEqualTo(virtualHost);
            assertThat(details.getComponent()).isEqualTo("stomp2");
        });
    }

    @Test
    void aVirtualHostInTheEnvironmentIsTaken() {
        run(Service.of("broker", "rabbitmq", Map.of("RABBITMQ_DEFAULT_VHOST", "orders")), context -> assertThat(
                        context.getBean(StompConnectionDetails.class).getVirtualHost())
                .isEqualTo("orders"));
    }

    @Test
    void theServiceWithTheNameOfABrokerIsThatOne() {
        run(
                Service.of("billing", "rabbitmq", Map.of()),
                context -> assertThat(
                                context.getBean(StompConnectionDetails.class).getComponent())
                        .isEqualTo("billing"),
                "--camel.component.stomp2.brokers.billing.broker-url=tcp://production:61613");
    }

    @Test
    void aLabelSaysWhatAnotherImageIs() {
        Map<String, String> label = Map.of("org.springframework.boot.service-connection", "stomp");
        run(new Service("broker", ImageReference.of("example/own:1"), 0, Map.of(), label), context -> assertThat(
                        context.getBean(StompConnectionDetails.class).getBrokerUrl())
                .isEqualTo("tcp://docker.host:62613"));
    }

    @Test
    void aServiceThatPublishesNoPortForStompIsNotUsedAndTheLogSaysSo(CapturedOutput output) {
        run(new Service("broker", ImageReference.of("rabbitmq"), 61613, Map.of(), Map.of()), context -> assertThat(
                        context.getBeanProvider(StompConnectionDetails.class).getIfAvailable())
                .isNull());
        assertThat(output).contains("the service broker of Docker Compose publishes no port 61613 for STOMP");
    }

    @Test
    void anyOtherServiceIsLeftToOthers(CapturedOutput output) {
        run(Service.of("database", "example/database", Map.of()), context -> assertThat(
                        context.getBeanProvider(StompConnectionDetails.class).getIfAvailable())
                .isNull());
        assertThat(output).doesNotContain("61613");
    }
}
