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

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionDetailsFactory;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;

/**
 * Connection details from a service of Docker Compose whose image is one of {@link BrokerImage}, or whose label {@code
 * org.springframework.boot.service-connection} says so. A service that publishes no port for STOMP is none of ours.
 */
class StompComposeConnectionDetailsFactory extends DockerComposeConnectionDetailsFactory<StompConnectionDetails> {
    private static final Logger LOG = LoggerFactory.getLogger(StompComposeConnectionDetailsFactory.class);
    private static final String LABEL = "org.springframework.boot.service-connection";

    StompComposeConnectionDetailsFactory() {
        super(source -> imageOf(source.getRunningService()) != null);
    }

    private static @Nullable BrokerImage imageOf(RunningService service) {
        String label = service.labels().get(LABEL);
        return BrokerImage.named(label == null ? service.image().toString() : label);
    }

    @Override
    protected @Nullable StompConnectionDetails getDockerComposeConnectionDetails(DockerComposeConnectionSource source) {
        RunningService service = source.getRunningService();
        BrokerImage image = imageOf(service);
        Integer port = port(service);
        if (image == null || port == null) {
            LOG.info(
                    "the service {} of Docker Compose publishes no port {} for STOMP, and is not used for stomp2:",
                    service.name(),
                    BrokerImage.PORT);
            return null;
        }
        return new Details(service, image, port, BrokerNames.of(source.getEnvironment()));
    }

    private static @Nullable Integer port(RunningService service) {
        try {
            return service.ports().get(BrokerImage.PORT);
        } catch (IllegalStateException e) {
            // The only way in which the ports say that it is not published.
            return null;
        }
    }

    private static final class Details extends DockerComposeConnectionDetails implements StompConnectionDetails {
        private final RunningService service;
        private final BrokerImage image;
        private final int port;
        private final Set<String> brokers;

        Details(RunningService service, BrokerImage image, int port, Set<String> brokers) {
            super(service);
            this.service = service;
            this.image = image;
            this.port = port;
            this.brokers = brokers;
        }

        /** A service that has the name of a broker in the properties is that broker. */
        @Override
        public String getComponent() {
            return brokers.contains(service.name()) ? service.name() : "stomp2";
        }

        @Override
        public String getBrokerUrl() {
            return "tcp://" + service.host() + ":" + port;
        }

        @Override
        public @Nullable String getUsername() {
            return image.username(service.env());
        }

        @Override
        public @Nullable String getPassword() {
            return image.password(service.env());
        }

        @Override
        public @Nullable String getVirtualHost() {
            return image.virtualHost(service.env());
        }
    }
}
