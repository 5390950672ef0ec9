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

/** The brokers that the test bed can run. */
public enum BrokerKind {
    /** Apache ActiveMQ Classic. */
    ACTIVEMQ("activemq", "ActiveMQ Classic"),
    /** Apache ActiveMQ Artemis. */
    ARTEMIS("artemis", "Artemis"),
    /** RabbitMQ with its STOMP plugin. */
    RABBITMQ("rabbitmq", "RabbitMQ");

    private final String id;
    private final String displayName;

    BrokerKind(String id, String displayName) {
        this.id = id;
        this.displayName = displayName;
    }

    /** The lower-case name, as used in the system property {@code stomp2.it.require}. */
    public String id() {
        return id;
    }

    /** The name as its project writes it. */
    public String displayName() {
        return displayName;
    }
}
