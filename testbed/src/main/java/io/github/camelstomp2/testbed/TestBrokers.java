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

import java.util.List;

/** Makes brokers that are not started yet. Tests normally use {@link BrokerExtension}. */
public final class TestBrokers {

    private TestBrokers() {}

    /**
     * A broker with a process of its own, which may be killed, frozen and restarted.
     *
     * @throws BrokerUnavailableException if this machine cannot run one; the message says how to get it
     */
    public static TestBroker dedicated(BrokerKind kind) {
        return ofItsOwn(kind, ForkedBroker.SOON_UP);
    }

    /**
     * A broker for measurements: as {@link #dedicated}, but its JVM compiles as in production and has more memory, and
     * starts more slowly.
     *
     * @throws BrokerUnavailableException if this machine cannot run one
     */
    public static TestBroker measured(BrokerKind kind) {
        return ofItsOwn(kind, ForkedBroker.SOON_FAST);
    }

    private static TestBroker ofItsOwn(BrokerKind kind, List<String> jvmOptions) {
        return switch (kind) {
            case ACTIVEMQ, ARTEMIS -> new ForkedBroker(kind, jvmOptions);
            case RABBITMQ -> new RabbitMqProcess();
        };
    }

    /**
     * A broker for tests that do not stop it: as {@link #dedicated}, except that a RabbitMQ named by the system
     * property {@value ExternalRabbitMq#ADDRESS_PROPERTY} is used instead of a process of our own.
     *
     * @throws BrokerUnavailableException if this machine cannot run one
     */
    public static TestBroker any(BrokerKind kind) {
        return isExternal(kind) ? ExternalRabbitMq.fromSystemProperties() : dedicated(kind);
    }

    /** Whether {@link #any} gives a broker that was started by other means. */
    static boolean isExternal(BrokerKind kind) {
        return kind == BrokerKind.RABBITMQ && ExternalRabbitMq.isConfigured();
    }
}
