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

import io.github.camelstomp2.client.Inbox;
import io.github.camelstomp2.client.SendResult;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.WireTest;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One connection to a broker of a certain kind, on which messages are sent together. */
public abstract class TransactionWireTest extends WireTest {
    protected static final String ACTIVEMQ = "ActiveMQ/6.2.0";
    protected static final String ARTEMIS = "ActiveMQ-Artemis/2.50.0 ActiveMQ Artemis Messaging Engine";
    protected static final String RABBITMQ = "RabbitMQ/4.1.0";
    protected static final Duration SHORT = Duration.ofMillis(1_500);

    protected StompConnection connection;
    protected ScriptedConnection peer;

    protected void connect(String server) {
        connect("1.2", server);
    }

    protected void connect(String version, String server) {
        connection = start(settings());
        accept(version, server);
    }

    /** Takes the next connection. */
    protected void accept(String version, String server) {
        peer = broker.accept();
        peer.handshake(version, "0,0", server);
    }

    /** Connects, subscribes and takes a message, whose acknowledgement is {@code a1}. */
    protected Delivery consume(String server) throws InterruptedException {
        connect(server);
        Inbox inbox = new Inbox();
        connection.subscribe(individual("/queue/in"), inbox);
        WireFrame subscribe = peer.expectSubscribe();
        peer.receiptFor(subscribe);
        peer.sendMessage(subscribe.header("id"), "a1", Map.of(), "x");
        return inbox.next();
    }

    protected SendResult sendTogether(Delivery acknowledged, Duration timeout, OutgoingMessage... messages) {
        SendResult result = new SendResult();
        connection.send(new OutgoingTransaction(List.of(messages), acknowledged, timeout), result);
        return result;
    }

    protected SendResult sendTogether(Delivery acknowledged, String... bodies) {
        return sendTogether(
                acknowledged, LONG, Arrays.stream(bodies).map(WireTest::message).toArray(OutgoingMessage[]::new));
    }

    /** The next frames must be BEGIN and SENDs of these bodies in its transaction, each of which asks for a receipt. */
    protected List<WireFrame> expectBeginAndSends(String... bodies) {
        String id = peer.expectFrame("BEGIN").header("transaction");
        List<WireFrame> sends = new ArrayList<>();
        for (String body : bodies) {
            sends.add(member(peer.expectFrame("SEND"), id));
            check(body.equals(sends.get(sends.size() - 1).bodyText()), "the SEND of " + body, sends.get(0));
            check(sends.get(sends.size() - 1).has("receipt"), "a receipt", sends.get(0));
        }
        return sends;
    }

    /** The next frame must end or be part of the transaction of this one. */
    protected WireFrame expectInTransactionOf(WireFrame send, String command) {
        return member(peer.expectFrame(command), send.header("transaction"));
    }

    protected void refuse(WireFrame frame) {
        peer.send(
                ServerFrame.of("ERROR").header("message", "not allowed").header("receipt-id", frame.header("receipt")));
    }

    /** The connection works, and nothing was written before this message. */
    protected void assertUsable() throws Exception {
        SendResult next = send(connection, "next");
        WireFrame frame = peer.expectFrame("SEND");
        check(frame.bodyText().equals("next"), "the SEND of next", frame);
        peer.receiptFor(frame);
        next.assertConfirmed();
    }

    private static WireFrame member(WireFrame frame, String transaction) {
        check(transaction.equals(frame.header("transaction")), "transaction:" + transaction, frame);
        return frame;
    }

    private static void check(boolean asExpected, String expected, WireFrame frame) {
        if (!asExpected) {
            throw new AssertionError("expected " + expected + ", but it is\n" + frame);
        }
    }
}
