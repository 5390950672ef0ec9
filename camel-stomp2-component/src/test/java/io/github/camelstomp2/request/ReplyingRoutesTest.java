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
package io.github.camelstomp2.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.converter.stream.InputStreamCache;
import org.apache.camel.support.SynchronizationAdapter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Consumed messages that want a reply. */
@Timeout(60)
class ReplyingRoutesTest extends ReplyingTestSupport {
    @Test
    void theResultOfTheRouteGoesToWhoeverAskedAndThenTheRequestIsAcknowledged() throws Exception {
        startAnswering(ACTIVEMQ);
        consumer.deliver("a-1", asking("currency", "EUR", "timestamp", "1"), "apples?");
        BrokerSide producers = BrokerSide.connected(broker, ACTIVEMQ);
        WireFrame reply = producers.expectSend(ANSWERS);
        assertThat(reply.bodyText()).isEqualTo("3");
        assertThat(reply.header("correlation-id")).isEqualTo("c-1");
        assertThat(reply.header("currency")).isEqualTo("EUR");
        assertThat(reply.headerNames()).doesNotContain("reply-to", "message-id", "subscription");
        expectNoFrame(consumer.connection);

        producers.connection.receiptFor(reply);
        consumer.expectAck("a-1");
        assertThat(seen.get().getPattern()).isEqualTo(ExchangePattern.InOut);
        assertThat(seen.get().getProperty(Stomp2Constants.REPLY_TO)).isEqualTo(ANSWERS);
        assertThat(seen.get().getMessage().getHeaders()).doesNotContainKey("reply-to");
    }

    @Test
    void aMessageWithoutReplyToIsNotAnswered() throws Exception {
        startAnswering(ACTIVEMQ);
        consumer.deliver("a-1", Map.of("correlation-id", "c-1"), "apples?");
        consumer.expectAck("a-1");
        broker.expectNoConnection(A_WHILE);
        assertThat(seen.get().getPattern()).isEqualTo(ExchangePattern.InOnly);
    }

    @Test
    void withReplyEnabledFalseNobodyIsAnswered() throws Exception {
        startAnswering(ACTIVEMQ, "replyEnabled=false");
        consumer.deliver("a-1", asking(), "apples?");
        consumer.expectAck("a-1");
        broker.expectNoConnection(A_WHILE);
        assertThat(seen.get().getPattern()).isEqualTo(ExchangePattern.InOnly);
        assertThat(seen.get().getProperty(Stomp2Constants.REPLY_TO)).isEqualTo(ANSWERS);
    }

    @Test
    void whoOnlyLooksAtARequestDoesNotAnswerIt() throws Exception {
        startAnswering(ACTIVEMQ, "browse=true");
        consumer.deliver(null, asking(), "apples?");
        await().until(() -> seen.get() != null);
        broker.expectNoConnection(A_WHILE);
    }

    @Test
    void aRequestWithoutCorrelationIdIsAnsweredWithItsMessageId() throws Exception {
        startAnswering(ACTIVEMQ);
        consumer.deliver("a-1", Map.of("reply-to", ANSWERS), "apples?");
        assertThat(BrokerSide.connected(broker, ACTIVEMQ).expectSend(ANSWERS).header("correlation-id"))
                .isEqualTo("a-1");
    }

    @Test
    void onRabbitMqTheIdThatTheSenderKnowsIsInAHeaderOfItsOwn() throws Exception {
        startAnswering(RABBITMQ);
        consumer.deliver("a-1", Map.of("reply-to", "/reply-queue/amq.gen-1", "amqp-message-id", "sender-1"), "apples?");
        WireFrame reply = BrokerSide.connected(broker, RABBITMQ).expectSend("/reply-queue/amq.gen-1");
        assertThat(reply.header("correlation-id")).isEqualTo("sender-1");
    }

    @Test
    void aReplyIsKeptOverARestartIfItsRequestWas() throws Exception {
        startAnswering(ACTIVEMQ);
        consumer.deliver("a-1", asking("persistent", "true"), "apples?");
        BrokerSide producers = BrokerSide.connected(broker, ACTIVEMQ);
        assertThat(producers.expectSend(ANSWERS).header("persistent")).isEqualTo("true");
        consumer.deliver("a-2", asking(), "apples?");
        assertThat(producers.expectSend(ANSWERS).has("persistent")).isFalse();
        consumer.deliver("a-3", asking("persistent", "false"), "apples?");
        assertThat(producers.expectSend(ANSWERS).has("persistent")).isFalse();
    }

    @Test
    void onRabbitMqAReplyDoesNotDeclareTheQueueOfWhoeverAsked() throws Exception {
        startAnswering(RABBITMQ);
        consumer.deliver("a-1", asking("reply-to", "/queue/answers"), "apples?");
        BrokerSide producers = BrokerSide.connected(broker, RABBITMQ);
        BrokerSide.connected(broker, RABBITMQ)
                .answerCheck("PRECONDITION_FAILED - invalid arg 'x-stream-offset' for queue 'answers'");
        producers.connection.receiptFor(producers.expectSend("/amq/queue/answers"));
        consumer.expectAck("a-1");
        consumer.deliver("a-2", asking("reply-to", "/queue/answers"), "pears?");
        producers.expectSend("/amq/queue/answers");
    }

    @Test
    void onArtemisTheDestinationsOfJmsClientsAreUnderstood() throws Exception {
        startAnswering(ARTEMIS);
        consumer.deliver("a-1", asking("reply-to", "temp-queue://uuid-1"), "apples?");
        BrokerSide producers = BrokerSide.connected(broker, ARTEMIS);
        assertThat(producers.expectSend("uuid-1").header("destination-type")).isEqualTo("ANYCAST");
        consumer.deliver("a-2", asking("reply-to", "topic://news"), "apples?");
        assertThat(producers.expectSend("news").header("destination-type")).isEqualTo("MULTICAST");
        consumer.deliver("a-3", asking("reply-to", "/queue/answers"), "apples?");
        assertThat(producers.expectSend("/queue/answers").header("destination-type"))
                .isEqualTo("ANYCAST");
        consumer.deliver("a-4", asking("reply-to", "stomp2.replies.x", "destination-type", "ANYCAST"), "apples?");
        assertThat(producers.expectSend("stomp2.replies.x").header("destination-type"))
                .isEqualTo("MULTICAST");
    }

    @Test
    void jsonIsAnsweredWithJson() throws Exception {
        start(on -> on.from(stomp("queue/prices", "payload=json"))
                .process(exchange -> exchange.getMessage().setBody(Map.of("price", 3))));
        consumer = BrokerSide.subscribed(broker, ACTIVEMQ);
        consumer.deliver("a-1", asking(), "{\"of\":\"apples\"}");
        WireFrame reply = BrokerSide.connected(broker, ACTIVEMQ).expectSend(ANSWERS);
        assertThat(reply.bodyText()).isEqualTo("{\"price\":3}");
        assertThat(reply.header("content-type")).isEqualTo("application/json");
    }

    @Test
    void onlyTheRequestSaysWhereItsReplyGoes() throws Exception {
        start(on -> on.from(stomp("queue/prices"))
                .setHeader(Stomp2Constants.OVERRIDE_DESTINATION, on.constant("queue/elsewhere"))
                .setProperty(Stomp2Constants.REPLY_TO, on.constant("/queue/elsewhere"))
                .setHeader("correlation-id", on.constant("mine")));
        consumer = BrokerSide.subscribed(broker, ACTIVEMQ);
        consumer.deliver("a-1", asking(), "apples?");
        WireFrame reply = BrokerSide.connected(broker, ACTIVEMQ).expectSend(ANSWERS);
        assertThat(reply.header("correlation-id")).isEqualTo("c-1");
    }

    @Test
    void aReplyIsReadBeforeThoseWhoCleanUpBehindTheExchange() throws Exception {
        start(on -> on.from(stomp("queue/prices")).process(exchange -> {
            InputStreamCache stream = new InputStreamCache("3".getBytes());
            exchange.getMessage().setBody(stream);
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    stream.skip(1);
                    done.getMessage().setBody("closed");
                }
            });
        }));
        consumer = BrokerSide.subscribed(broker, ACTIVEMQ);
        consumer.deliver("a-1", asking(), "apples?");
        assertThat(BrokerSide.connected(broker, ACTIVEMQ).expectSend(ANSWERS).bodyText())
                .isEqualTo("3");
    }

    @Test
    void anExchangeThatWentOnAsynchronouslyIsAnsweredAtItsEnd() throws Exception {
        start(on -> {
            on.from(stomp("queue/prices")).to("seda:later?waitForTaskToComplete=Never");
            on.from("seda:later").setBody(on.constant("3"));
        });
        consumer = BrokerSide.subscribed(broker, ACTIVEMQ);
        consumer.deliver("a-1", asking(), "apples?");
        BrokerSide producers = BrokerSide.connected(broker, ACTIVEMQ);
        WireFrame reply = producers.expectSend(ANSWERS);
        assertThat(reply.bodyText()).isEqualTo("3");
        producers.connection.receiptFor(reply);
        consumer.expectAck("a-1");
    }

    @Test
    void allConsumersAnswerOverOneConnectionWhichIsNotThatOfTheProducers() throws Exception {
        start(on -> {
            answer(on);
            on.from(stomp("queue/weights")).setBody(on.constant("4"));
            on.from("direct:in").to(stomp("queue/orders"));
        });
        BrokerSide.Three three = BrokerSide.producerAndTwoConsumers(broker, ACTIVEMQ);
        BrokerSide one = three.consumer();
        BrokerSide other = three.otherConsumer();
        one.deliver("a-1", asking(), "apples?");
        BrokerSide replies = BrokerSide.connected(broker, ACTIVEMQ);
        replies.connection.receiptFor(replies.expectSend(ANSWERS));
        one.expectAck("a-1");
        other.deliver("b-1", asking(), "apples?");
        replies.connection.receiptFor(replies.expectSend(ANSWERS));
        other.expectAck("b-1");
        broker.expectNoConnection(A_WHILE);
        expectNoFrame(three.producer().connection);
    }

    @Test
    void onASharedConnectionConsumersAnswerThereToo() throws Exception {
        startAnswering(ACTIVEMQ, "sharedConnection=true");
        consumer.deliver("a-1", asking(), "apples?");
        consumer.connection.receiptFor(consumer.expectSend(ANSWERS));
        consumer.expectAck("a-1");
        broker.expectNoConnection(A_WHILE);
    }
}
