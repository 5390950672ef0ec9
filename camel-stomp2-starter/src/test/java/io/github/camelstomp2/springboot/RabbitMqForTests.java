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

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.testcontainers.containers.RabbitMQContainer;

/** As the documentation shows it to users. */
@TestConfiguration(proxyBeanMethods = false)
class RabbitMqForTests {
    @Bean
    @ServiceConnection
    RabbitMQContainer broker() {
        RabbitMQContainer broker = new RabbitMQContainer("rabbitmq:4-management");
        broker.withPluginsEnabled("rabbitmq_stomp");
        broker.addExposedPort(61613);
        return broker;
    }
}
