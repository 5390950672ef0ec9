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

import io.github.camelstomp2.Stomp2Acknowledgment;
import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import org.apache.camel.ExchangePattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A request is acknowledged when its reply is on the broker, in each acknowledgement mode and in transactions. */
@Timeout(60)
class RepliesAndAcknowledgementsTest extends ReplyingTestSupport {
    // ---- acknowledgement modes

    @Test
    void withAutomaticAcknowledgementRequestsAreAnsweredToo() throws Exception {
        startAnswering(ACTIVEMQ, "ackMode=auto");
        consumer.deliver(null, asking(), "apples?");
        BrokerSide producers = BrokerSide.connected(broker, ACTIVEMQ);
        producers.connection.receiptFor(producers.expectSend(ANSWERS));
        expectNoFrame(consumer.connection);
    }

    @Test
    void withManualAckTheReplyGoesOutAtTheEndOfTheRoute() throws Exception {
        startAnswering(ACTIVEMQ, "manualAck=true");
        consumer.deliver("a-1", asking(), "apples?");
        BrokerSide producers = BrokerSide.connected(broker, ACTIVEMQ);
        producers.connection.receiptFor(producers.expectSend(ANSWERS));
        expectNoFrame(consumer.connection);
        seen.get()
                .getProperty(Stomp2Constants.ACKNOWLEDGMENT, Stomp2Acknowledgment.class)
                .ack();
        consumer.expectAck("a-1");
    }

    @Test
    void withManualAckARefusedMessageIsNotAnswered() throws Exception {
        start(on -> on.from(stomp("queue/prices", "manualAck=true", "deadLetterMode=none"))
                .process(exchange -> exchange.getProperty(Stomp2Constants.ACKNOWLEDGMENT, Stomp2Acknowledgment.class)
                        .nack()));
        consumer = BrokerSide.subscribed(broker, RABBITMQ);
        consumer.deliver("a-1", asking(), "apples?");
        consumer.expectNack("a-1");
        broker.expectNoConnection(A_WHILE);
    }

    // ---- transactions

    /** Sends an invoice and answers. */
    private BrokerSide startTransacted(String server) throws Exception {
        start(on -> on.from(stomp("queue/prices", "transacted=true"))
                .to(ExchangePattern.InOnly, stomp("queue/invoices", "transacted=true"))
                .setBody(on.constant("3")));
        BrokerSide.Pair sides = BrokerSide.producerAndConsumer(broker, server);
        consumer = sides.consumer();
        return sides.producer();
    }

    @Test
    void aReplyIsPartOfTheTransactionOfItsExchange() throws Exception {
        BrokerSide producers = startTransacted(ACTIVEMQ);
        consumer.deliver("a-1", asking(), "apples?");
        consumer.connection.receiptFor(consumer.expectTransaction("a-1", "/queue/invoices", ANSWERS));
        expectNoFrame(consumer.connection);
        expectNoFrame(producers.connection);
    }

    @Test
    void whereATransactionHoldsNoAcknowledgementThatFollowsTheReply() throws Exception {
        BrokerSide producers = startTransacted(ARTEMIS);
        consumer.deliver("a-1", asking(), "apples?");
        WireFrame commit = producers.expectTransaction(null, "/queue/invoices", ANSWERS);
        expectNoFrame(consumer.connection);
        producers.connection.receiptFor(commit);
        consumer.expectAck("a-1");
    }

    /** The broker executes its frames one by one, so nothing is gained by having the reply among them. */
    @Test
    void whereATransactionIsExecutedOneByOneTheReplyFollowsItOverAnotherConnection() throws Exception {
        BrokerSide producers = startTransacted(RABBITMQ);
        consumer.deliver("a-1", asking(), "apples?");
        BrokerSide.confirmQueue(broker, RABBITMQ, "/queue/invoices");
        producers.connection.receiptFor(producers.expectSend("/queue/invoices"));
        BrokerSide replies = BrokerSide.connected(broker, RABBITMQ);
        WireFrame reply = replies.expectSend(ANSWERS);
        expectNoFrame(consumer.connection);
        replies.connection.receiptFor(reply);
        consumer.expectAck("a-1");
    }

    @Test
    void whatATransactionHasSentIsNotSentAgainBecauseItsReplyIsRefused() throws Exception {
        BrokerSide producers = startTransacted(RABBITMQ);
        consumer.deliver("a-1", asking("reply-to", "/exchange/none/x"), "apples?");
        BrokerSide.confirmQueue(broker, RABBITMQ, "/queue/invoices");
        producers.connection.receiptFor(producers.expectSend("/queue/invoices"));
        BrokerSide replies = BrokerSide.connected(broker, RABBITMQ);
        replies.expectSend("/exchange/none/x");
        replies.connection.send(ServerFrame.of("ERROR")
                .header("message", "not_found")
                .body("NOT_FOUND - no exchange 'none' in vhost '/'\n"));
        replies.connection.close();
        consumer.expectAck("a-1");
        expectNoFrame(producers.connection);
    }

    @Test
    void aTransactionTakesEffectWithoutAReplyThatIsRefused() throws Exception {
        startTransacted(ACTIVEMQ);
        consumer.deliver("a-1", asking(), "apples?");
        consumer.refuse(consumer.expectMembers("/queue/invoices", ANSWERS).get(1));
        consumer.connection.expectFrame("ABORT");
        consumer.connection.receiptFor(consumer.expectTransaction("a-1", "/queue/invoices"));
        expectNoFrame(consumer.connection);
    }

    @Test
    void aTransactedConsumerThatSendsNothingElseAnswersWithItsAcknowledgement() throws Exception {
        startAnswering(ACTIVEMQ, "transacted=true");
        consumer.deliver("a-1", asking(), "apples?");
        consumer.connection.receiptFor(consumer.expectTransaction("a-1", ANSWERS));
        consumer.deliver("a-2", asking(), "apples?");
        consumer.refuse(consumer.expectMembers(ANSWERS).get(0));
        consumer.connection.expectFrame("ABORT");
        consumer.expectAck("a-2");
    }

    // ---- life cycle

    @Test
    void aRouteThatStopsWaitsForTheReceiptOfItsReply() throws Exception {
        startAnswering(RABBITMQ);
        consumer.deliver("a-1", asking(), "apples?");
        BrokerSide producers = BrokerSide.connected(broker, RABBITMQ);
        WireFrame reply = producers.expectSend(ANSWERS);
        var stopped = inBackground(() -> stop("prices"));
        expectNoFrame(consumer.connection);
        producers.connection.receiptFor(reply);
        consumer.expectAck("a-1");
        consumer.expectEndOfConsumer();
        producers.expectGoodbye();
        stopped.join();
    }
}
