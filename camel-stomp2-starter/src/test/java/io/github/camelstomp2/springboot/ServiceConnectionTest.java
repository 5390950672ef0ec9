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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.testbed.TestCertificates;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactories;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.testcontainers.service.connection.PemTrustStore;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.testcontainers.activemq.ActiveMQContainer;
import org.testcontainers.activemq.ArtemisContainer;
import org.testcontainers.containers.Container;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.RabbitMQContainer;

/**
 * Containers of Testcontainers as beans, in Spring Boot's own machinery. They are not started, since that needs Docker: what
 * Docker would say is in {@link #address}.
 */
class ServiceConnectionTest extends AutoConfigurationTestSupport {
    private final ApplicationContextRunner containers = runner.withConfiguration(
            AutoConfigurations.of(SslAutoConfiguration.class, ServiceConnectionAutoConfiguration.class));

    /** A RabbitMQ whose port is mapped to 1000 more. */
    static class Rabbit extends RabbitMQContainer {
        Rabbit() {
            super("rabbitmq:4-management");
            configure();
        }

        @Override
        public void start() {
            // That would need Docker.
        }

        @Override
        public String getDockerImageName() {
            return "rabbitmq:4-management";
        }

        @Override
        public String getHost() {
            return "docker.host";
        }

        @Override
        public Integer getMappedPort(int port) {
            return port + 1000;
        }
    }

    static class RabbitMq {
        @Bean
        @ServiceConnection
        Rabbit broker() {
            Rabbit rabbit = new Rabbit();
            rabbit.addExposedPort(61613);
            return rabbit;
        }
    }

    static class RabbitMqForBilling {
        @Bean
        @ServiceConnection(name = "billing")
        Rabbit broker() {
            return new RabbitMq().broker();
        }
    }

    static class RabbitMqWithoutStomp {
        @Bean
        @ServiceConnection
        Rabbit broker() {
            return new Rabbit();
        }
    }

    static class RabbitMqWithTls {
        @Bean
        @ServiceConnection
        @PemTrustStore(certificate = "file:target/service-connection-authority.pem")
        Rabbit broker() {
            Rabbit rabbit = new Rabbit();
            rabbit.addExposedPort(61614);
            return rabbit;
        }
    }

    /** Has the user in its environment, as when it starts. */
    static class ActiveMqContainer extends ActiveMQContainer {
        ActiveMqContainer() {
            super("apache/activemq-classic:6.1.7");
            withUser("anna").withPassword("secret");
            configure();
        }

        @Override
        public void start() {
            // That would need Docker.
        }
    }

    static class ActiveMq {
        @Bean
        @ServiceConnection
        ActiveMqContainer broker() {
            return new ActiveMqContainer();
        }
    }

    static class ArtemisOfTheTest extends ArtemisContainer {
        ArtemisOfTheTest() {
            super("apache/activemq-artemis:2.40.0");
            configure();
        }

        @Override
        public void start() {
            // That would need Docker.
        }
    }

    static class Artemis {
        @Bean
        @ServiceConnection
        ArtemisOfTheTest broker() {
            return new ArtemisOfTheTest();
        }
    }

    static class AnyContainer extends GenericContainer<AnyContainer> {
        AnyContainer() {
            super("example/broker:1");
        }

        @Override
        public void start() {
            // That would need Docker.
        }
    }

    static class AnyOther {
        @Bean
        @ServiceConnection(name = "stomp")
        AnyContainer broker() {
            return new AnyContainer();
        }
    }

    @Test
    void aRabbitMqContainerSaysItsAddressItsUserAndItsVirtualHost() {
        containers.withUserConfiguration(RabbitMq.class).run(context -> {
            StompConnectionDetails details = context.getBean(StompConnectionDetails.class);
            assertThat(details.getBrokerUrl()).isEqualTo("tcp://docker.host:62613");
            assertThat(details.getUsername()).isEqualTo("guest");
            assertThat(details.getPassword()).isEqualTo("guest");
            assertThat(details.getVirtualHost()).isEqualTo("/");
            assertThat(details.getComponent()).isEqualTo("stomp2");
            assertThat(details.getSslBundle()).isNull();
        });
    }

    @Test
    void theContainerOfTheDocumentationExposesStompBesideItsOtherPorts() {
        assertThat(new RabbitMqForTests().broker().getExposedPorts()).contains(5672, 61613);
    }

    @Test
    void aConnectionWithTheNameOfABrokerIsForThatOne() {
        containers
                .withUserConfiguration(RabbitMqForBilling.class)
                .withPropertyValues(PREFIX + ".brokers.billing.broker-url=tcp://production:61613")
                .run(context -> assertThat(
                                context.getBean(StompConnectionDetails.class).getComponent())
                        .isEqualTo("billing"));
    }

    @Test
    void aContainerWithoutAPortForStompIsAnErrorThatSaysWhatToDo() {
        containers.withUserConfiguration(RabbitMqWithoutStomp.class).run(context -> {
            StompConnectionDetails details = context.getBean(StompConnectionDetails.class);
            assertThatThrownBy(details::getBrokerUrl)
                    .hasMessageContaining("rabbitmq:4-management")
                    .hasMessageContaining("exposes no port 61613 for STOMP; call addExposedPort(61613) on it");
        });
    }

    @Test
    void certificatesOnAContainerAreABundleForItsTlsPort() throws IOException {
        Files.copy(
                TestCertificates.get().authorityPem(),
                Path.of("target", "service-connection-authority.pem"),
                StandardCopyOption.REPLACE_EXISTING);
        containers.withUserConfiguration(RabbitMqWithTls.class).run(context -> {
            StompConnectionDetails details = context.getBean(StompConnectionDetails.class);
            assertThat(details.getBrokerUrl()).isEqualTo("ssl://docker.host:62614");
            assertThat(details.getSslBundle().getStores().getTrustStore().size())
                    .isEqualTo(1);
        });
    }

    @Test
    void anActiveMqContainerSaysTheUserThatItWasGiven() {
        containers.withUserConfiguration(ActiveMq.class).run(context -> {
            StompConnectionDetails details = context.getBean(StompConnectionDetails.class);
            assertThat(details.getUsername()).isEqualTo("anna");
            assertThat(details.getPassword()).isEqualTo("secret");
            assertThat(details.getVirtualHost()).isNull();
            assertThat(context.getBean(Container.class).getExposedPorts()).contains(61613);
        });
    }

    @Test
    void anArtemisContainerSaysTheUserOfItsImage() {
        containers.withUserConfiguration(Artemis.class).run(context -> {
            StompConnectionDetails details = context.getBean(StompConnectionDetails.class);
            assertThat(details.getUsername()).isEqualTo("artemis");
            assertThat(details.getPassword()).isEqualTo("artemis");
            assertThat(context.getBean(Container.class).getExposedPorts()).contains(61613);
        });
    }

    @Test
    void anyOtherContainerIsOneWhenItsConnectionIsCalledStomp() {
        containers.withUserConfiguration(AnyOther.class).run(context -> assertThat(
                        context.getBean(StompConnectionDetails.class).getUsername())
                .isNull());
    }

    /** The class path of an application that has Docker Compose of Spring Boot, and not Testcontainers. */
    private static URLClassLoader withoutTestcontainers() {
        URL[] classPath = Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(path -> !path.contains("testcontainers"))
                .map(ServiceConnectionTest::url)
                .toArray(URL[]::new);
        return new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anApplicationMayHaveDockerComposeWithoutTestcontainers() throws Exception {
        try (URLClassLoader application = withoutTestcontainers()) {
            assertThatThrownBy(() ->
                            Class.forName(StompContainerConnectionDetailsFactory.class.getName(), true, application))
                    .isInstanceOf(NoClassDefFoundError.class);
            Object factories = application
                    .loadClass(ConnectionDetailsFactories.class.getName())
                    .getConstructor(ClassLoader.class)
                    .newInstance(application);
            assertThat(factories)
                    .extracting("registrations")
                    .asString()
                    .contains(StompComposeConnectionDetailsFactory.class.getName());
        }
    }
}
