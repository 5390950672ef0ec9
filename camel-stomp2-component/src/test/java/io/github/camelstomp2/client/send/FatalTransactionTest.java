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
package io.github.camelstomp2.client.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.client.Inbox;
import io.github.camelstomp2.client.SendResult;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.protocol.StompUnsendableException;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A consumed message of which something is made that ends the connection each time, and those that are consumed beside it. */
class FatalTransactionTest extends TransactionWireTest {
    private static final int OVER_SOME_LIMITS = 70_000;

    private final Inbox inbox = new Inbox();
    private String subscription;
    private int acks;

    private void start(String server) {
        connection = start(settings());
        connection.subscribe(individual("/queue/in"), inbox);
        nextConnection(server);
    }

    private void nextConnection(String server) {
        accept("1.2", server);
        WireFrame subscribe = peer.expectSubscribe();
        subscription = subscribe.header("id");
        peer.receiptFor(subscribe);
    }

    private Delivery deliver(String body) throws InterruptedException {
        acks++;
        peer.sendMessage(
                subscription, "a" + acks, Map.of("message-id", "m" + acks, "redelivered", "" + (acks > 1)), body);
        return inbox.next();
    }

    /** Delivers it and sends the same for it. */
    private SendResult process(String body) throws InterruptedException {
        return sendTogether(deliver(body), body);
    }

    private WireFrame expectTransaction(String body) {
        return expectBeginAndSends(body).get(0);
    }

    private void assertConfirmed(SendResult result, String body) throws Exception {
        WireFrame send = expectTransaction(body);
        peer.receiptFor(send);
        expectInTransactionOf(send, "ACK");
        peer.receiptFor(expectInTransactionOf(send, "COMMIT"));
        result.assertConfirmed();
    }

    @Test
    void itGoesAloneWhenItIsDeliveredAgainAndFailsForItselfAfterTwoMoreConnections() throws Exception {
        start(ACTIVEMQ);
        SendResult bad = process("bad");
        SendResult good = process("good");
        expectTransaction("bad");
        expectTransaction("good");
        peer.close();
        assertThat(bad.failure()).isExactlyInstanceOf(StompConnectionException.class);
        assertThat(good.failure()).isExactlyInstanceOf(StompConnectionException.class);

        for (int i = 0; i < 2; i++) {
            nextConnection(ACTIVEMQ);
            bad = process("bad");
            good = process("good");
            expectTransaction("bad");
            expectNothing(peer);
            peer.close();
            assertThat(good.failure())
                    .isExactlyInstanceOf(StompConnectionException.class)
                    .hasMessageContaining("nothing was sent");
        }
        assertThat(bad.failure())
                .isInstanceOf(StompUnsendableException.class)
                .hasMessageContaining(
                        "nothing but this transaction (3 bytes) was on its way, with 1 headers of 2 characters")
                .hasMessageContaining("refused, or over a limit")
                .hasMessageContaining("/queue/a");
    }

    @Test
    void whoseErrorWasReadBeforeTheEndFailsWithoutBeingWrittenAndTheNextOnesGoOn() throws Exception {
        start(ACTIVEMQ);
        SendResult bad = process("bad");
        expectTransaction("bad");
        SendResult good = process("good");
        expectTransaction("good");
        peer.close();
        bad.failure();
        good.failure();

        nextConnection(ACTIVEMQ);
        bad = process("bad");
        good = process("good");
        expectTransaction("bad");
        peer.send(ServerFrame.of("ERROR").header("message", "The maximum header length was exceeded"));
        assertThat(bad.failure()).isInstanceOf(StompBrokerException.class);
        peer.close();
        assertThat(good.failure()).isExactlyInstanceOf(StompConnectionException.class);

        nextConnection(ACTIVEMQ);
        bad = process("bad");
        good = process("good");
        assertThat(bad.failure())
                .isInstanceOf(StompUnsendableException.class)
                .hasMessageContaining("nothing was sent to /queue/a")
                .hasMessageContaining("The maximum header length was exceeded");
        assertConfirmed(good, "good");
        assertUsable();
    }

    @Test
    void theVerdictIsForOneDeliveryAndTheNextOneIsTriedAgain() throws Exception {
        start(ACTIVEMQ);
        SendResult refused = process("once too long");
        expectTransaction("once too long");
        peer.send(ServerFrame.of("ERROR").header("message", "too long"));
        refused.failure();
        peer.close();
        nextConnection(ACTIVEMQ);
        assertThat(process("once too long").failure()).isInstanceOf(StompUnsendableException.class);

        assertConfirmed(process("once too long"), "once too long");
    }

    @Test
    void anotherConnectionThatConsumesItKnowsOfTheLosses() throws Exception {
        start(ACTIVEMQ);
        process("bad");
        expectTransaction("bad");
        peer.send(ServerFrame.of("ERROR").header("message", "too long"));
        peer.close();
        nextConnection(ACTIVEMQ);

        start(ACTIVEMQ);
        assertThat(process("bad").failure()).isInstanceOf(StompUnsendableException.class);
        assertConfirmed(process("good"), "good");
    }

    @Test
    void whereItIsCommittedBeforeTheAcknowledgementItIsKnownByWhatWasConsumed() throws Exception {
        start(RABBITMQ);
        assertThat(lastOf(3, "x".repeat(OVER_SOME_LIMITS))).hasCauseInstanceOf(StompUnsendableException.class);
    }

    /** Its queue is full, or its node is down: its consumed message must not become a dead letter because of that. */
    @Test
    void aShortOneForAQueueThatTakesNothingForATimeIsNotJudgedHoweverOftenItIsLost() throws Exception {
        start(RABBITMQ);
        assertThat(lastOf(6, "")).hasCauseExactlyInstanceOf(StompConnectionException.class);
        SendResult taken = commitFor(deliver("consumed"), "");
        peer.receiptFor(peer.expectFrame("SEND"));
        taken.assertConfirmed();
    }

    /** The last failure, if each attempt ends the connection, and the consumed message comes again. */
    private StompException lastOf(int attempts, String padding) throws Exception {
        Delivery consumed = deliver("consumed");
        StompException failure = null;
        for (int i = 0; i < attempts; i++) {
            SendResult result = commitFor(consumed, padding);
            peer.expectFrame("SEND");
            peer.close();
            failure = result.failure();
            assertThat(failure).isInstanceOf(StompUnconfirmedException.class);
            nextConnection(RABBITMQ);
            consumed = deliver("consumed");
        }
        return failure;
    }

    private SendResult commitFor(Delivery consumed, String padding) {
        SendResult result = new SendResult();
        OutgoingMessage differs = message("at " + System.nanoTime() + padding);
        connection.send(new OutgoingTransaction(List.of(differs), null, consumed, LONG), result);
        return result;
    }

    @Test
    void anEndThatWeWantedOrThatComesFromHeartBeatsSaysNothing() throws Exception {
        connection = start(settings().heartBeat(0, 50, 2));
        for (int i = 0; i < 3; i++) {
            peer = broker.accept();
            peer.handshake("1.2", "50,0", ACTIVEMQ);
            SendResult result = sendTogether(null, "1", "2");
            expectBeginAndSends("1", "2");
            assertThat(result.failure()).isExactlyInstanceOf(StompConnectionException.class);
        }
    }
}
