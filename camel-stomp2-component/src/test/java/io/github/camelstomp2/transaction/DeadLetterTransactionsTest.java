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

import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.WireFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A dead letter and the acknowledgement of its original: together where the broker can, one after the other elsewhere. */
@Timeout(60)
class DeadLetterTransactionsTest extends RouteTestSupport {
    private static final String ACTIVEMQ = "ActiveMQ/6.2.0";
    private static final String DLQ = "/queue/DLQ.orders";

    private BrokerSide startFailing(String server, String... options) throws Exception {
        start(on -> on.from(stomp("queue/orders", options)).process(exchange -> {
            throw new IllegalStateException("no stock");
        }));
        return BrokerSide.subscribed(broker, server);
    }

    @Test
    void onActiveMqBothAreInOneTransaction() throws Exception {
        BrokerSide side = startFailing(ACTIVEMQ);
        side.deliver("a-1", "x");
        WireFrame letter = side.expectMembers(DLQ).get(0);
        assertThat(letter.bodyText()).isEqualTo("x");
        expectNoFrame(side.connection);
        side.connection.receiptFor(letter);
        side.connection.receiptFor(side.expectCommit("a-1"));
        expectNoFrame(side.connection);
    }

    @Test
    void onActiveMqARefusedDeadLetterIsAbortedAndTheOriginalGivenBack() throws Exception {
        BrokerSide side = startFailing(ACTIVEMQ);
        side.deliver("a-1", "x");
        side.refuse(side.expectMembers(DLQ).get(0));
        side.connection.expectFrame("ABORT");
        side.connection.expectFrame("UNSUBSCRIBE");
        side.takeSubscribe();
    }

    @Test
    void onActiveMqADeadLetterThatWasLostBeforeCommitIsMadeOfTheNextDelivery() throws Exception {
        BrokerSide first = startFailing(ACTIVEMQ);
        first.deliver("a-1", "x");
        first.expectMembers(DLQ);
        first.connection.close();
        BrokerSide second = BrokerSide.subscribed(broker, ACTIVEMQ);
        expectNoFrame(second.connection);
        second.deliver("b-1", "x");
        second.connection.receiptFor(second.expectTransaction("b-1", DLQ));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ActiveMQ-Artemis/2.50.0", "RabbitMQ/4.1.0"})
    void elsewhereTheAcknowledgementFollowsTheReceiptOfTheDeadLetter(String server) throws Exception {
        BrokerSide side = startFailing(server);
        side.deliver("a-1", "x");
        if (server.startsWith("RabbitMQ")) {
            BrokerSide.confirmQueue(broker, server, DLQ);
        }
        WireFrame letter = side.expectSend(DLQ);
        assertThat(letter.has("transaction")).isFalse();
        expectNoFrame(side.connection);
        side.connection.receiptFor(letter);
        side.connection.expectBytes("ACK\nid:a-1\n\n\0");
    }

    @Test
    void withAckModeAutoTheDeadLetterIsAllThatIsLeftAndIsSentAgainAfterALoss() throws Exception {
        BrokerSide first = startFailing(ACTIVEMQ, "ackMode=auto");
        first.deliver("a-1", "x");
        assertThat(first.expectSend(DLQ).has("transaction")).isFalse();
        first.connection.close();
        BrokerSide second = BrokerSide.subscribed(broker, ACTIVEMQ);
        WireFrame again = second.expectSend(DLQ);
        assertThat(again.bodyText()).isEqualTo("x");
        second.connection.receiptFor(again);
        expectNoFrame(second.connection);
    }

    @Test
    void aCumulativeAcknowledgementIsNoPartOfATransactionAndFollowsTheReceipt() throws Exception {
        BrokerSide side = startFailing(ACTIVEMQ, "ackMode=client");
        side.deliver("a-1", "x");
        WireFrame letter = side.expectSend(DLQ);
        assertThat(letter.has("transaction")).isFalse();
        expectNoFrame(side.connection);
        side.connection.receiptFor(letter);
        side.connection.expectBytes("ACK\nid:a-1\n\n\0");
    }
}
