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

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;
import org.testcontainers.containers.Container;

/**
 * Connection details from a container of Testcontainers with {@code @ServiceConnection}: a {@code RabbitMQContainer}, {@code
 * ActiveMQContainer} or {@code ArtemisContainer}, or any container whose image or name of the connection is one of {@link
 * BrokerImage}.
 */
class StompContainerConnectionDetailsFactory
        extends ContainerConnectionDetailsFactory<Container<?>, StompConnectionDetails> {

    StompContainerConnectionDetailsFactory() {
        super(ANY_CONNECTION_NAME);
    }

    @Override
    protected @Nullable StompConnectionDetails getContainerConnectionDetails(
            ContainerConnectionSource<Container<?>> source) {
        BrokerImage image = imageOf(source);
        return image == null ? null : new Details(source, image);
    }

    /** The container itself cannot be asked before the application's context is there. */
    private static @Nullable BrokerImage imageOf(ContainerConnectionSource<Container<?>> source) {
        for (BrokerImage image : BrokerImage.values()) {
            boolean known = image.names().stream().anyMatch(name -> isNamed(source, name))
                    || image.containerTypes().stream().anyMatch(type -> isOfType(source, type));
            if (known) {
                return image;
            }
        }
        return null;
    }

    private static boolean isNamed(ContainerConnectionSource<Container<?>> source, String name) {
        return source.accepts(name, Container.class, StompConnectionDetails.class);
    }

    private static boolean isOfType(ContainerConnectionSource<Container<?>> source, String type) {
        ClassLoader loader = StompContainerConnectionDetailsFactory.class.getClassLoader();
        return ClassUtils.isPresent(type, loader)
                && source.accepts(
                        ANY_CONNECTION_NAME, ClassUtils.resolveClassName(type, loader), StompConnectionDetails.class);
    }

    private static final class Details extends ContainerConnectionDetails<Container<?>>
            implements StompConnectionDetails {
        private final ContainerConnectionSource<Container<?>> source;
        private final BrokerImage image;
        private String component = "stomp2";

        Details(ContainerConnectionSource<Container<?>> source, BrokerImage image) {
            super(source);
            this.source = source;
            this.image = image;
        }

        /** A connection that has the name of a broker in the properties is for that broker. */
        @Override
        public void setApplicationContext(ApplicationContext application) {
            super.setApplicationContext(application);
            BrokerNames.of(application.getEnvironment()).stream()
                    .filter(name -> isNamed(source, name))
                    .findFirst()
                    .ifPresent(name -> component = name);
        }

        @Override
        public String getComponent() {
            return component;
        }

        /** With annotations of Spring Boot for certificates on the container: over TLS. */
        @Override
        public @Nullable SslBundle getSslBundle() {
            return super.getSslBundle();
        }

        @Override
        public String getBrokerUrl() {
            return getSslBundle() == null ? url("tcp", BrokerImage.PORT) : url("ssl", BrokerImage.TLS_PORT);
        }

        private String url(String scheme, int port) {
            Container<?> container = getContainer();
            if (!container.getExposedPorts().contains(port)) {
                throw new IllegalStateException("the container " + container.getDockerImageName()
                        + " with @ServiceConnection exposes no port " + port + " for STOMP; call addExposedPort(" + port
                        + ") on it (RabbitMQ: and withPluginsEnabled(\"rabbitmq_stomp\")), or give @ServiceConnection"
                        + " the type of the details that it is meant for");
            }
            return scheme + "://" + container.getHost() + ":" + container.getMappedPort(port);
        }

        @Override
        public @Nullable String getUsername() {
            return image.username(getContainer().getEnvMap());
        }

        @Override
        public @Nullable String getPassword() {
            return image.password(getContainer().getEnvMap());
        }

        @Override
        public @Nullable String getVirtualHost() {
            return image.virtualHost(getContainer().getEnvMap());
        }
    }
}
