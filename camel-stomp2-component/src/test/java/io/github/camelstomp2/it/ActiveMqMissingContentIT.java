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
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.time.Duration;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Map, object and stream messages of JMS come from ActiveMQ Classic without their content. None of it is lost. */
class ActiveMqMissingContentIT {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.ACTIVEMQ);

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final String REJECTED = "its dead letter cannot be sent (it came without its content";

    private final String queue = BROKER.uniqueName("content");
    private final LogLines log = new LogLines();

    private StompRoutes routes;
    private Connection connection;
    private Session session;

    @BeforeEach
    void connect() throws JMSException {
        routes = new StompRoutes(BROKER, "1.2");
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
        log.close();
        routes.close();
        connection.close();
    }

    /** A route that fails, or ends well with messages that have a body. */
    private void refuseEmptyMessages(String options) throws Exception {
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from("stomp2:queue/" + queue + options)
                        .routeId(queue)
                        .filter(simple("${bodyAs(String)} == ''"))
                        .throwException(IllegalArgumentException.class, "a message without a body")
                        .end()
                        .to("stomp2:queue/" + queue + ".invoices");
            }
        });
    }

    /** Marked, since the broker has one queue for the dead letters of all tests. */
    private <M extends Message> M marked(M message) throws JMSException {
        message.setStringProperty("of", queue);
        return message;
    }

    private void send(Message message, int deliveryMode) throws JMSException {
        MessageProducer producer = session.createProducer(session.createQueue(queue));
        producer.send(message, deliveryMode, Message.DEFAULT_PRIORITY, 0);
    }

    private Message receive(String name) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(session.createQueue(name), "of = '" + queue + "'")) {
            Message message = consumer.receive(PATIENCE.toMillis());
            assertThat(message).as("a message in " + name).isNotNull();
            return message;
        }
    }

    private MapMessage map() throws JMSException {
        MapMessage map = marked(session.createMapMessage());
        map.setString("item", "pencil");
        return map;
    }

    @Test
    void aMapMessageWhoseRouteFailsIsInTheBrokersDeadLetterQueueWithItsContent() throws Exception {
        refuseEmptyMessages("");
        send(map(), DeliveryMode.PERSISTENT);
        assertThat(((MapMessage) receive("ActiveMQ.DLQ")).getString("item")).isEqualTo("pencil");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(log.operatorLines())
                .anyMatch(line -> line.contains("from /queue/" + queue + " (tcp://")
                        && line.contains("came without its content if it is a map, object or stream message of JMS"))
                .anyMatch(line ->
                        line.contains("A message from /queue/" + queue + " at tcp://") && line.contains(REJECTED)));
    }

    @Test
    void objectAndStreamMessagesAreThereAsWell() throws Exception {
        refuseEmptyMessages("");
        send(marked(session.createObjectMessage("pencil")), DeliveryMode.PERSISTENT);
        assertThat(((ObjectMessage) receive("ActiveMQ.DLQ")).getObject()).isEqualTo("pencil");
        StreamMessage stream = marked(session.createStreamMessage());
        stream.writeString("pencil");
        send(stream, DeliveryMode.PERSISTENT);
        assertThat(((StreamMessage) receive("ActiveMQ.DLQ")).readString()).isEqualTo("pencil");
    }

    @Test
    void noOtherEndpointGetsADeadLetterWithoutTheContent() throws Exception {
        refuseEmptyMessages("?deadLetterUri=stomp2:queue/" + queue + ".letters");
        send(map(), DeliveryMode.PERSISTENT);
        send(marked(session.createTextMessage("pencil")), DeliveryMode.PERSISTENT);
        assertThat(((MapMessage) receive("ActiveMQ.DLQ")).getString("item")).isEqualTo("pencil");
        assertThat(receive(queue + ".invoices").getBody(String.class)).isEqualTo("pencil");
        assertThat(session.createConsumer(session.createQueue(queue + ".letters"))
                        .receiveNoWait())
                .isNull();
    }

    @Test
    void aMapMessageThatTheBrokerWouldDropStaysInItsQueue() throws Exception {
        refuseEmptyMessages("");
        send(map(), DeliveryMode.NON_PERSISTENT);
        await().atMost(PATIENCE).until(() -> log.operatorLines().stream()
                .anyMatch(line -> line.contains("its dead letter could not be sent to /queue/DLQ." + queue)
                        && line.contains("it will be delivered again after a pause")));
        routes.context().getRouteController().stopRoute(queue);
        assertThat(((MapMessage) receive(queue)).getString("item")).isEqualTo("pencil");
    }

    @Test
    void anEmptyMessageOfAStompClientIsADeadLetterLikeAnyOther() throws Exception {
        refuseEmptyMessages("");
        routes.template().sendBodyAndHeader("stomp2:queue/" + queue, "", "of", queue);
        Message letter = receive("DLQ." + queue);
        assertThat(((TextMessage) letter).getText()).isEmpty();
        assertThat(letter.getStringProperty("dead-letter-reason")).isEqualTo("a message without a body");
        assertThat(log.containing("without its content")).isEmpty();
    }

    @Test
    void withoutAcknowledgementsAnEmptyDeadLetterIsBetterThanNone() throws Exception {
        refuseEmptyMessages("?ackMode=auto");
        send(map(), DeliveryMode.PERSISTENT);
        assertThat(receive("DLQ." + queue).getStringProperty("dead-letter-reason"))
                .isEqualTo("a message without a body");
    }
}
