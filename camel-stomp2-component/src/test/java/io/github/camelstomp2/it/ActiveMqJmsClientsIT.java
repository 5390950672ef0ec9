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

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Map;
import java.util.Properties;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Routes beside JMS clients of ActiveMQ Classic: what docs/camel-jms.md says of messages. */
class ActiveMqJmsClientsIT {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.ACTIVEMQ);

    private static final long PATIENCE_MILLIS = 40_000;

    private final String queue = BROKER.uniqueName("jms");

    private StompRoutes routes;
    private Connection connection;
    private Session session;

    @BeforeEach
    void connect() throws JMSException {
        routes = new StompRoutes(BROKER, "1.2");
        Properties properties = new Properties();
        properties.setProperty("orders", queue);
        routes.context().getPropertiesComponent().setOverrideProperties(properties);
        connection = new ActiveMQConnectionFactory(
                        BROKER.broker().login(),
                        BROKER.broker().passcode(),
                        BROKER.broker().jmsUri().orElseThrow().toString())
                .createConnection();
        connection.start();
        session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
    }

    @AfterEach
    void close() throws JMSException {
        connection.close();
        routes.close();
    }

    private void send(Message message) throws JMSException {
        session.createProducer(session.createQueue(queue)).send(message);
    }

    private Message receive(String name) throws JMSException {
        Message message = session.createConsumer(session.createQueue(name)).receive(PATIENCE_MILLIS);
        assertThat(message).as("a message in " + name).isNotNull();
        return message;
    }

    @Test
    void aTextMessageIsAStringAndItsPropertiesAreHeadersOfTypeString() throws Exception {
        StompRoutes.Received received = routes.consume("stomp2:queue/" + queue);
        TextMessage order = session.createTextMessage("three pencils");
        order.setIntProperty("amount", 3);
        order.setBooleanProperty("paid", true);
        order.setJMSCorrelationID("c-1");
        order.setJMSType("order");
        send(order);
        Exchange exchange = received.next();
        assertThat(exchange.getMessage().getBody()).isEqualTo("three pencils");
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry("amount", "3")
                .containsEntry("paid", "true")
                .containsEntry("correlation-id", "c-1")
                .containsEntry("type", "order");
        assertThat(exchange.getMessage().getHeader("amount", int.class)).isEqualTo(3);
    }

    @Test
    void aBytesMessageIsAByteArray() throws Exception {
        StompRoutes.Received received = routes.consume("stomp2:queue/" + queue);
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(new byte[] {1, 2, 3});
        send(message);
        assertThat(received.next().getMessage().getBody()).isEqualTo(new byte[] {1, 2, 3});
    }

    @Test
    void aMapMessageComesWithItsPropertiesAndWithoutItsBody() throws Exception {
        StompRoutes.Received received = routes.consume("stomp2:queue/" + queue);
        MapMessage message = session.createMapMessage();
        message.setString("name", "pencil");
        message.setStringProperty("region", "EU");
        send(message);
        Exchange exchange = received.next();
        assertThat(exchange.getMessage().getBody(String.class)).isEmpty();
        assertThat(exchange.getMessage().getHeaders()).containsEntry("region", "EU");
    }

    @Test
    void whatARouteSendsIsATextMessageWithPropertiesOfTypeString() throws Exception {
        routes.template()
                .sendBodyAndHeaders(
                        "stomp2:queue/" + queue + "?priority=7",
                        "three pencils",
                        Map.of("amount", 3, "JMSCorrelationID", "c-1", "JMSType", "order"));
        Message message = receive(queue);
        assertThat(message).isInstanceOf(TextMessage.class);
        assertThat(message.getBody(String.class)).isEqualTo("three pencils");
        assertThat(message.getStringProperty("amount")).isEqualTo("3");
        assertThat(message.getObjectProperty("amount")).isInstanceOf(String.class);
        assertThat(message.getJMSCorrelationID()).isEqualTo("c-1");
        assertThat(message.getJMSType()).isEqualTo("order");
        assertThat(message.getJMSPriority()).isEqualTo(7);
        assertThat(message.getJMSDeliveryMode()).isEqualTo(jakarta.jms.DeliveryMode.PERSISTENT);
    }

    @Test
    void aRouteThatFailsLeavesADeadLetterThatJmsClientsCanRead() throws Exception {
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                // before: from("activemq:queue:{{orders}}?transacted=true").to("activemq:queue:{{orders}}-invoices");
                from("stomp2:queue/{{orders}}?transacted=true")
                        .filter(simple("${body} == 'broken'"))
                        .throwException(IllegalArgumentException.class, "no stock")
                        .end()
                        .to("stomp2:queue/{{orders}}-invoices?transacted=true");
            }
        });
        send(session.createTextMessage("broken"));
        send(session.createTextMessage("three pencils"));
        assertThat(receive(queue + "-invoices").getBody(String.class)).isEqualTo("three pencils");
        Message letter = receive("DLQ." + queue);
        assertThat(letter.getBody(String.class)).isEqualTo("broken");
        assertThat(letter.getPropertyNames().asIterator()).toIterable().anyMatch("dead-letter-reason"::equals);
    }
}
