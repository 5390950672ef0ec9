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

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The images of brokers in containers: by which names they are known, and how they are told user and password. */
enum BrokerImage {
    /** Its image says nothing of the user that it has by default. */
    RABBITMQ(
            List.of("rabbitmq", "library/rabbitmq", "bitnami/rabbitmq", "bitnamilegacy/rabbitmq"),
            List.of("org.testcontainers.containers.RabbitMQContainer", "org.testcontainers.rabbitmq.RabbitMQContainer"),
            List.of("RABBITMQ_DEFAULT_USER", "RABBITMQ_USERNAME"),
            List.of("RABBITMQ_DEFAULT_PASS", "RABBITMQ_PASSWORD"),
            "guest"),
    /** Without a user in its environment it takes everybody. */
    ACTIVEMQ(
            List.of("activemq", "activemq-classic", "apache/activemq-classic", "symptoma/activemq"),
            List.of("org.testcontainers.activemq.ActiveMQContainer"),
            List.of("ACTIVEMQ_CONNECTION_USER", "ACTIVEMQ_USERNAME"),
            List.of("ACTIVEMQ_CONNECTION_PASSWORD", "ACTIVEMQ_PASSWORD"),
            null),
    ARTEMIS(
            List.of("artemis", "activemq-artemis", "apache/artemis", "apache/activemq-artemis"),
            List.of("org.testcontainers.activemq.ArtemisContainer"),
            List.of("ARTEMIS_USER"),
            List.of("ARTEMIS_PASSWORD"),
            "artemis"),
    /** Any other broker, which the application calls {@code stomp}: it is told no user here. */
    OTHER(List.of("stomp"), List.of(), List.of(), List.of(), null);

    /** Where all of these speak STOMP. */
    static final int PORT = 61613;

    /** The same with TLS. */
    static final int TLS_PORT = 61614;

    private final List<String> names;
    private final List<String> containerTypes;
    private final List<String> userVariables;
    private final List<String> passwordVariables;
    private final @Nullable String defaultLogin;

    BrokerImage(
            List<String> names,
            List<String> containerTypes,
            List<String> userVariables,
            List<String> passwordVariables,
            @Nullable String defaultLogin) {
        this.names = names;
        this.containerTypes = containerTypes;
        this.userVariables = userVariables;
        this.passwordVariables = passwordVariables;
        this.defaultLogin = defaultLogin;
    }

    /** Names of the service connection that mean this one: of the image without its tag, or what stands for it. */
    List<String> names() {
        return names;
    }

    /** The classes of Testcontainers for it, by name, since no application has all of them. */
    List<String> containerTypes() {
        return containerTypes;
    }

    /**
     * @param name of an image, or what stands for it: the last part of its path decides, so that it may be from anywhere
     * @return {@code null} if it is none of these
     */
    static @Nullable BrokerImage named(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1)
                .replaceAll("[:@].*", "")
                .toLowerCase(Locale.ROOT);
        for (BrokerImage image : values()) {
            if (image.names.contains(last)) {
                return image;
            }
        }
        return null;
    }

    /** @param environment of the container */
    @Nullable
    String username(Map<String, String> environment) {
        return first(userVariables, environment);
    }

    /** @param environment of the container */
    @Nullable
    String password(Map<String, String> environment) {
        return first(passwordVariables, environment);
    }

    private @Nullable String first(List<String> variables, Map<String, String> environment) {
        for (String variable : variables) {
            String value = environment.get(variable);
            if (value != null) {
                return value;
            }
        }
        return defaultLogin;
    }

    /** RabbitMQ's, so that the first connection need not ask for it; {@code null} for the others. */
    @Nullable
    String virtualHost(Map<String, String> environment) {
        if (this != RABBITMQ) {
            return null;
        }
        String bitnami = environment.getOrDefault("RABBITMQ_VHOST", "/");
        return environment.getOrDefault("RABBITMQ_DEFAULT_VHOST", bitnami);
    }
}
