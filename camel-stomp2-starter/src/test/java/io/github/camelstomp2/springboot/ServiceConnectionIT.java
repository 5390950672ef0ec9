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

import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import org.apache.camel.CamelContext;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.test.annotation.DirtiesContext;
import org.testcontainers.containers.GenericContainer;

/**
 * A test of a user with {@code @ServiceConnection}, all of Spring Boot's part included. Only the container is none: it has
 * the address of a broker of the test bed, for which no Docker is needed.
 */
@SpringBootTest(
        properties = {
            "spring.main.banner-mode=off",
            "camel.component.stomp2.broker-url=tcp://production.invalid:61613",
            "camel.component.stomp2.username=production",
            "camel.component.stomp2.password=production",
            "camel.component.stomp2.prefetch=7"
        })
@DirtiesContext
class ServiceConnectionIT {

    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.ACTIVEMQ);

    @ServiceConnection
    static final GenericContainer<?> CONTAINER = new ContainerOfTheTestBed("apache/activemq-classic:6.1.7")
            .withEnv("ACTIVEMQ_CONNECTION_USER", "camel")
            .withEnv("ACTIVEMQ_CONNECTION_PASSWORD", "camel")
            .withExposedPorts(61613);

    private final String queue = BROKER.uniqueName("service-connection");

    @Autowired
    private CamelContext camel;

    @Autowired
    private ProducerTemplate producer;

    @Autowired
    private ConsumerTemplate consumer;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {}

    /** "Started" by Spring Boot, and does nothing then. */
    private static final class ContainerOfTheTestBed extends GenericContainer<ContainerOfTheTestBed> {
        private final String image;

        ContainerOfTheTestBed(String image) {
            super(image);
            this.image = image;
        }

        @Override
        public String getDockerImageName() {
            return image;
        }

        @Override
        public void start() {
            // The broker runs.
        }

        @Override
        public void stop() {
            // It goes on for other tests.
        }

        @Override
        public boolean isRunning() {
            return true;
        }

        @Override
        public String getHost() {
            return BROKER.host();
        }

        @Override
        public Integer getMappedPort(int port) {
            assertThat(port).isEqualTo(61613);
            return BROKER.port();
        }
    }

    @Test
    void messagesFlowToTheContainerAndNotToTheBrokerOfTheProperties() {
        producer.sendBody("stomp2:queue/" + queue, "to the container");

        assertThat(consumer.receiveBody("stomp2:queue/" + queue, 60_000, String.class))
                .isEqualTo("to the container");
        assertThat(camel.getComponent("stomp2", Stomp2Component.class)
                        .getConfiguration()
                        .getPrefetch())
                .isEqualTo(7);
    }
}
