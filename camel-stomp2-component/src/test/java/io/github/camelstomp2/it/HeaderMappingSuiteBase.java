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
package io.github.camelstomp2.it;

import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.RawStompClient;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;

/** A queue whose messages have headers, in one version of the protocol. */
abstract class HeaderMappingSuiteBase {
    @Parameter
    String version;

    StompRoutes routes;
    String queue;

    abstract BrokerExtension broker();

    @BeforeEach
    void startCamel() {
        routes = new StompRoutes(broker(), version);
        queue = broker().uniqueName("headers");
        Properties properties = new Properties();
        properties.setProperty("orders", queue);
        routes.context().getPropertiesComponent().setOverrideProperties(properties);
    }

    @AfterEach
    void stopCamel() {
        routes.close();
    }

    String uri() {
        return "stomp2:queue/" + queue;
    }

    void route(RouteBuilder route) throws Exception {
        routes.add(route);
        await().until(() -> broker().broker().consumerCount(queue) == 1);
    }

    /** A queue that is there; on RabbitMQ by a name with which a SEND declares nothing. */
    String existing(String name) {
        return (broker().kind() == BrokerKind.RABBITMQ ? "/amq/queue/" : "/queue/") + name;
    }

    /** The header that says when a message was sent, in the unit of the broker. */
    String timestamp(Instant time) {
        return Long.toString(broker().kind() == BrokerKind.RABBITMQ ? time.getEpochSecond() : time.toEpochMilli());
    }

    void sendRaw(Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("persistent", "true");
        all.put("destination-type", "ANYCAST");
        try (RawStompClient client = RawStompClient.connect(broker().broker())) {
            client.send(existing(queue), all, "body");
        }
    }

    /** Subscribing without any argument, which RabbitMQ refuses when the queue was declared with some. */
    WireFrame take(String name) {
        try (RawStompClient client = RawStompClient.connect(broker().broker())) {
            client.subscribeToQueue("look", name);
            WireFrame message = client.receiveMessage();
            client.ack(message);
            return message;
        }
    }
}
