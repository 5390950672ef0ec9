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
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import java.time.Duration;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.reader.MapMessageUtil;
import org.apache.activemq.artemis.utils.collections.TypedProperties;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Map and object messages of JMS come from Artemis without their content, or with a few characters that nobody can read. It has
 * no NACK, so they stay in their queue. They are written here as JMS clients of Artemis write them.
 */
class ArtemisMissingContentIT {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.ARTEMIS);

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final String queue = BROKER.uniqueName("content");
    private final LogLines log = new LogLines();

    private StompRoutes routes;
    private ServerLocator locator;
    private ClientSessionFactory connection;
    private ClientSession session;

    @BeforeEach
    void connect() throws Exception {
        locator = ActiveMQClient.createServerLocator(
                BROKER.broker().jmsUri().orElseThrow().toString());
        connection = locator.createSessionFactory();
        session = connection.createSession(
                BROKER.broker().login(), BROKER.broker().passcode(), false, true, true, false, 1);
        session.start();
    }

    @AfterEach
    void close() throws Exception {
        log.close();
        if (routes != null) {
            routes.close();
        }
        session.close();
        connection.close();
        locator.close();
    }

    private void failAll(String version) throws Exception {
        routes = new StompRoutes(BROKER, version);
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from("stomp2:queue/" + queue).routeId(queue).throwException(IllegalArgumentException.class, "no stock");
            }
        });
    }

    private ClientMessage message(byte type) {
        ClientMessage message = session.createMessage(type, true);
        message.putStringProperty("__AMQ_CID", "a-client-of-jms");
        message.setRoutingType(RoutingType.ANYCAST);
        return message;
    }

    private void send(ClientMessage message) throws Exception {
        session.createProducer("/queue/" + queue).send(message);
    }

    private ClientMessage receive(String name) throws Exception {
        try (ClientConsumer consumer = session.createConsumer(name)) {
            ClientMessage message = consumer.receive(PATIENCE.toMillis());
            assertThat(message).as("a message in " + name).isNotNull();
            message.acknowledge();
            return message;
        }
    }

    private void awaitThatItGoesBack() {
        await().atMost(PATIENCE).until(() -> log.operatorLines().stream()
                .anyMatch(line -> line.contains("its dead letter could not be sent to /queue/DLQ." + queue
                                + ": it came without its content")
                        && line.contains("it will be delivered again after a pause")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1", "1.2"})
    void mapMessagesWhoseRouteFailsStayInTheirQueue(String version) throws Exception {
        for (int entries = 1; entries <= 3; entries++) {
            failAll(version);
            TypedProperties map = new TypedProperties();
            for (int i = 0; i < entries; i++) {
                map.putSimpleStringProperty(SimpleString.of("item" + i), SimpleString.of("pencil" + i));
            }
            ClientMessage message = message(Message.MAP_TYPE);
            MapMessageUtil.writeBodyMap(message.getBodyBuffer(), map);
            send(message);
            awaitThatItGoesBack();
            routes.close();
            ClientMessage original = receive("/queue/" + queue);
            assertThat(MapMessageUtil.readBodyMap(original.getBodyBuffer()).getProperty(SimpleString.of("item0")))
                    .hasToString("pencil0");
        }
    }

    @Test
    void anObjectMessageWhoseRouteFailsStaysInItsQueue() throws Exception {
        failAll("1.2");
        ClientMessage message = message(Message.OBJECT_TYPE);
        message.getBodyBuffer().writeInt(3);
        message.getBodyBuffer().writeBytes(new byte[] {1, 2, 3});
        send(message);
        awaitThatItGoesBack();
        routes.close();
        assertThat(receive("/queue/" + queue).getBodyBuffer().readInt()).isEqualTo(3);
    }

    @Test
    void textAndBytesOfJmsAreDeadLettersLikeThoseOfStomp() throws Exception {
        failAll("1.2");
        ClientMessage text = message(Message.TEXT_TYPE);
        text.getBodyBuffer().writeNullableSimpleString(SimpleString.of("pencil"));
        send(text);
        ClientMessage bytes = message(Message.BYTES_TYPE);
        bytes.getBodyBuffer().writeBytes(new byte[] {0, 0, 0, 7});
        send(bytes);
        routes.template().sendBody("stomp2:queue/" + queue, "");
        await().atMost(PATIENCE)
                .until(() -> log.operatorLines().stream()
                                .filter(line -> line.contains("it is in /queue/DLQ." + queue + " now"))
                                .count()
                        == 3);
        assertThat(log.containing("without its content")).isEmpty();
    }
}
