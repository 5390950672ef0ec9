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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.testbed.RawStompClient;
import io.github.camelstomp2.testbed.TestBroker;
import io.github.camelstomp2.testbed.WireFrame;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A service that uses django-stomp, as a broker sees it. For one thread. */
final class DjangoStompPeer {
    private final TestBroker broker;

    DjangoStompPeer(TestBroker broker) {
        this.broker = broker;
    }

    /** Begins to consume, after it has let the broker create the dead letter queue. */
    Listener listen(String destination) {
        createQueue("DLQ." + name(destination), "DLQ." + name(destination));
        int virtual = destination.indexOf(".VirtualTopic.");
        if (virtual >= 0) {
            createQueue(destination, "/topic" + destination.substring(virtual).replaceFirst("\\.", "/"));
        }
        return consume(destination);
    }

    /** Begins to consume as its commands that move and remove messages do: without the dead letter queue. */
    Listener consume(String destination) {
        return new Listener(
                "listener", destination, destination, UUID.randomUUID().toString());
    }

    /** Comes back to its durable subscription, or makes it. */
    Listener listenDurably(String destination, String clientId) {
        return new Listener("durable listener", destination, destination, clientId);
    }

    private void createQueue(String destination, String routingKey) {
        new Listener("listener", destination, routingKey, UUID.randomUUID().toString()).close();
    }

    /** Sends a message and disconnects. */
    void publish(String destination, String json, String correlationId) {
        RawStompClient client = connectPublisher();
        Map<String, String> values = message(destination, json, correlationId);
        client.write(DjangoStompFrames.octets("publisher sends", values));
        disconnect(client);
    }

    /** Sends messages in a transaction and disconnects. */
    void publishTogether(String destination, List<String> jsons) {
        RawStompClient client = connectPublisher();
        String transaction = UUID.randomUUID().toString();
        client.write(DjangoStompFrames.octets("publisher begins", Map.of("transaction", transaction)));
        for (String json : jsons) {
            Map<String, String> values =
                    message(destination, json, UUID.randomUUID().toString());
            values.put("transaction", transaction);
            client.write(DjangoStompFrames.octets("publisher sends in a transaction", values));
        }
        client.write(DjangoStompFrames.octets("publisher commits", Map.of("transaction", transaction)));
        disconnect(client);
    }

    private RawStompClient connectPublisher() {
        Map<String, String> values = credentials(UUID.randomUUID().toString());
        return RawStompClient.connect(broker, DjangoStompFrames.octets("publisher connects", values));
    }

    private static Map<String, String> message(String destination, String json, String correlationId) {
        Map<String, String> values = new HashMap<>();
        values.put("destination", destination);
        values.put("name", name(destination));
        values.put("correlation-id", correlationId);
        values.put("content-length", Integer.toString(json.getBytes(StandardCharsets.UTF_8).length));
        values.put("body", json);
        return values;
    }

    private Map<String, String> credentials(String clientId) {
        Map<String, String> values = new HashMap<>();
        values.put("client", clientId);
        values.put("login", broker.login());
        values.put("passcode", broker.passcode());
        return values;
    }

    private static String name(String destination) {
        return destination.substring(destination.lastIndexOf('/') + 1);
    }

    private static void disconnect(RawStompClient client) {
        String receipt = UUID.randomUUID().toString();
        client.write(DjangoStompFrames.octets("disconnects", Map.of("receipt", receipt)));
        WireFrame answer = client.receive();
        while (answer.command().equals("MESSAGE")) {
            answer = client.receive(); // had been on its way
        }
        assertThat(answer.header("receipt-id")).as(answer.toString()).isEqualTo(receipt);
        client.close();
    }

    /** A consumer. */
    final class Listener implements AutoCloseable {
        private final RawStompClient client;
        private final Map<String, String> values;

        private Listener(String kind, String queue, String destination, String clientId) {
            values = credentials(clientId);
            values.put("name", name(queue));
            values.put("destination", destination);
            values.put("id", UUID.randomUUID().toString());
            client = RawStompClient.connect(broker, DjangoStompFrames.octets(kind + " connects", values));
            assertThat(client.connected().command()).isEqualTo("CONNECTED");
            client.write(DjangoStompFrames.octets(kind + " subscribes", values));
        }

        /** The next message; fails when the broker sends an ERROR instead, or nothing. */
        WireFrame next() {
            return client.receiveMessage();
        }

        void ack(WireFrame message) {
            answer("listener acknowledges", message);
        }

        void nack(WireFrame message) {
            answer("listener refuses", message);
        }

        private void answer(String title, WireFrame message) {
            Map<String, String> answer = new HashMap<>(values);
            answer.put("message-id", message.header("message-id").replace(":", "\\c"));
            client.write(DjangoStompFrames.octets(title, answer));
        }

        @Override
        public void close() {
            disconnect(client);
        }
    }
}
