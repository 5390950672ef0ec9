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
package io.github.camelstomp2.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.ScriptedBroker;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Routes with {@code transacted=true} at both ends: what an exchange sends, and the acknowledgement of what it took. */
@Timeout(60)
class TransactedRoutesTest extends RouteTestSupport {
    private static final String ACTIVEMQ = "ActiveMQ/6.2.0";
    private static final String RABBITMQ = "RabbitMQ/4.1.0";

    private BrokerSide producer;
    private BrokerSide consumer;

    private String transacted(String destination) {
        return stomp(destination, "transacted=true");
    }

    /** A route that sends each message to two queues; one with the header {@code bad} fails after that. */
    private void startRoute(String server) throws Exception {
        start(on -> on.from(transacted("queue/in"))
                .routeId("in")
                .to(transacted("queue/a"))
                .to(transacted("queue/b"))
                .choice()
                .when(on.header("bad"))
                .process(TransactedRoutesTest::fail));
        accept(server);
    }

    private void accept(String server) {
        BrokerSide.Pair sides = BrokerSide.producerAndConsumer(broker, server);
        producer = sides.producer();
        consumer = sides.consumer();
    }

    private static void fail(Exchange exchange) {
        throw new IllegalStateException("no stock");
    }

    @Test
    void theConnectionOfTheConsumerCarriesAllOfIt() throws Exception {
        startRoute(ACTIVEMQ);
        consumer.deliver("a-1", "x");
        consumer.connection.receiptFor(consumer.expectTransaction("a-1", "/queue/a", "/queue/b"));
        consumer.deliver("a-2", "y");
        consumer.connection.receiptFor(consumer.expectTransaction("a-2", "/queue/a", "/queue/b"));
        expectNoFrame(consumer.connection);
        expectNoFrame(producer.connection);
    }

    @Test
    void onRabbitMqTheAcknowledgementFollowsAllReceiptsOnTheConnectionOfTheProducers() throws Exception {
        startRoute(RABBITMQ);
        consumer.deliver("a-1", "x");
        BrokerSide.confirmQueues(broker, RABBITMQ, "/queue/a", "/queue/b");
        var sends = producer.expectMembers("/queue/a", "/queue/b");
        producer.connection.receiptFor(producer.connection.expectFrame("COMMIT"));
        expectNoFrame(consumer.connection);
        sends.forEach(producer.connection::receiptFor);
        consumer.expectAck("a-1");
    }

    @Test
    void onRabbitMqNothingIsCommittedIntoAQueueThatIsNotThere() throws Exception {
        start(on -> on.from(transacted("queue/in")).to(stomp("queue/a", "transacted=true", "declare=false")));
        accept("RabbitMQ/3.10.8");
        consumer.deliver("a-1", "x");
        BrokerSide.connected(broker, "RabbitMQ/3.10.8").answerCheck("NOT_FOUND - no queue 'a' in vhost '/'");
        BrokerSide.confirmQueue(broker, "RabbitMQ/3.10.8", "/queue/DLQ.in");
        assertThat(consumer.expectDeadLetter("/queue/DLQ.in", "a-1").header("dead-letter-reason"))
                .contains("there is no /queue/a");
        expectNoFrame(producer.connection);
    }

    @Test
    void anExchangeThatSendsNothingIsJustAcknowledged() throws Exception {
        start(on -> on.from(transacted("queue/in")).to("mock:end"));
        BrokerSide side = BrokerSide.subscribed(broker, ACTIVEMQ);
        side.deliver("a-1", "x");
        side.connection.expectBytes("ACK\nid:a-1\n\n\0");
    }

    @Test
    void anExchangeThatFailsSendsNothingButItsDeadLetter() throws Exception {
        startRoute(ACTIVEMQ);
        consumer.deliver("a-1", Map.of("bad", "true"), "x");
        consumer.connection.receiptFor(consumer.expectTransaction("a-1", "/queue/DLQ.in"));
        expectNoFrame(consumer.connection);
        expectNoFrame(producer.connection);
    }

    @Test
    void ofARefusedMemberTheConsumedMessageIsADeadLetter() throws Exception {
        startRoute(ACTIVEMQ);
        consumer.deliver("a-1", "x");
        consumer.refuse(consumer.expectMembers("/queue/a", "/queue/b").get(0));
        consumer.connection.expectFrame("ABORT");
        WireFrame letter = consumer.expectMembers("/queue/DLQ.in").get(0);
        assertThat(letter.bodyText()).isEqualTo("x");
        assertThat(letter.header("dead-letter-reason")).contains("not allowed");
        consumer.connection.receiptFor(letter);
        consumer.connection.receiptFor(consumer.expectCommit("a-1"));
    }

    @Test
    void whereItIsUnknownWhatTookEffectTheMessageIsGivenBackAndNoDeadLetter() throws Exception {
        startRoute(RABBITMQ);
        consumer.deliver("a-1", "x");
        BrokerSide.confirmQueues(broker, RABBITMQ, "/queue/a", "/queue/b");
        producer.expectMembers("/queue/a", "/queue/b");
        producer.connection.expectFrame("COMMIT");
        producer.connection.close();
        assertThat(consumer.expectNack("a-1").header("requeue")).isEqualTo("true");
    }

    @Test
    void ofAMemberThatIsRefusedAfterCommitTheConsumedMessageIsADeadLetter() throws Exception {
        startRoute(RABBITMQ);
        consumer.deliver("a-1", "x");
        BrokerSide.confirmQueues(broker, RABBITMQ, "/queue/a", "/queue/b");
        var sends = producer.expectMembers("/queue/a", "/queue/b");
        producer.connection.expectFrame("COMMIT");
        producer.refuse(sends.get(1));
        BrokerSide.confirmQueue(broker, RABBITMQ, "/queue/DLQ.in");
        WireFrame letter = consumer.expectDeadLetter("/queue/DLQ.in", "a-1");
        assertThat(letter.header("dead-letter-reason")).contains("not allowed");
    }

    /** On a node that is down: the same message can be sent when the node is back. */
    @Test
    void whereAQueueIsAwayForATimeTheMessageIsGivenBackAndNoDeadLetter() throws Exception {
        startRoute(RABBITMQ);
        consumer.deliver("a-1", "x");
        for (int i = 0; i < 2; i++) {
            BrokerSide check = BrokerSide.connected(broker, RABBITMQ);
            check.connection.expectFrame("BEGIN");
            check.connection.expectFrame("SEND");
            check.connection.expectFrame("ABORT");
            check.answerCheck("NOT_FOUND - queue 'a' in vhost '/' process is stopped by supervisor", "not_found");
        }
        assertThat(consumer.expectNack("a-1").header("requeue")).isEqualTo("true");
        expectNoFrame(producer.connection);
    }

    @Test
    void aConnectionLostBeforeCommitLeavesTheMessageToTheBroker() throws Exception {
        startRoute(ACTIVEMQ);
        consumer.deliver("a-1", "x");
        consumer.expectMembers("/queue/a", "/queue/b");
        consumer.connection.close();
        BrokerSide next = BrokerSide.subscribed(broker, ACTIVEMQ);
        expectNoFrame(next.connection);
        next.deliver("b-1", "x");
        next.connection.receiptFor(next.expectTransaction("b-1", "/queue/a", "/queue/b"));
        expectNoFrame(next.connection);
        expectNoFrame(producer.connection);
    }

    @Test
    void stoppingWaitsForTheReceiptOfCommit() throws Exception {
        startRoute(ACTIVEMQ);
        consumer.deliver("a-1", "x");
        WireFrame commit = consumer.expectTransaction("a-1", "/queue/a", "/queue/b");
        CompletableFuture<Void> stopped = inBackground(() -> stop("in"));
        await().until(() -> consumer().isSuspended());
        expectNoFrame(consumer.connection);
        consumer.connection.receiptFor(commit);
        consumer.expectEndOfConsumer();
        producer.expectGoodbye();
        stopped.join();
    }

    @Test
    void anotherIdentityIsAnotherTransactionThatIsCommittedBeforeTheAcknowledgement() throws Exception {
        start(on -> on.from(transacted("queue/in"))
                .to(stomp("queue/a", "transacted=true", "login=other"))
                .to(stomp("queue/b", "transacted=true", "login=other")));
        accept(ACTIVEMQ);
        consumer.deliver("a-1", "x");
        WireFrame commit = producer.expectTransaction(null, "/queue/a", "/queue/b");
        expectNoFrame(consumer.connection);
        producer.connection.receiptFor(commit);
        consumer.connection.expectBytes("ACK\nid:a-1\n\n\0");
    }

    @Test
    void aConsumerThatIsNotTransactedAcknowledgesWhenTheTransactionWasCommitted() throws Exception {
        start(on -> on.from(stomp("queue/in")).to(transacted("queue/a")).to(transacted("queue/b")));
        accept(ACTIVEMQ);
        consumer.deliver("a-1", "x");
        WireFrame commit = producer.expectTransaction(null, "/queue/a", "/queue/b");
        expectNoFrame(consumer.connection);
        producer.connection.receiptFor(commit);
        consumer.connection.expectBytes("ACK\nid:a-1\n\n\0");
    }

    @Test
    void whatAnotherBrokerRefusesToCommitIsADeadLetterAndNotAcknowledgedSilently() throws Exception {
        try (ScriptedBroker second = ScriptedBroker.start()) {
            String there = "stomp2:queue/%s?transacted=true&brokerURL=tcp://" + second.host() + ":" + second.port();
            start(on -> on.from(stomp("queue/in")).to(String.format(there, "a")).to(String.format(there, "b")));
            consumer = BrokerSide.subscribed(broker, RABBITMQ);
            producer = BrokerSide.connected(second, ACTIVEMQ);
            consumer.deliver("a-1", "x");
            producer.refuse(producer.expectTransaction(null, "/queue/a", "/queue/b"));
            BrokerSide.confirmQueue(broker, RABBITMQ, "/queue/DLQ.in");
            WireFrame letter = consumer.expectDeadLetter("/queue/DLQ.in", "a-1");
            assertThat(letter.header("dead-letter-reason")).contains("not allowed");
        }
    }
}
