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
package io.github.camelstomp2.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.testbed.ScriptedBroker;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One connection as the broker sees it, past the handshake. */
public final class BrokerSide {
    public final ScriptedConnection connection;
    public final WireFrame connect;
    private WireFrame subscribe;

    private BrokerSide(ScriptedConnection connection, WireFrame connect) {
        this.connection = connection;
        this.connect = connect;
    }

    /** Accepts the next connection and its CONNECT. */
    public static BrokerSide connected(ScriptedBroker broker) {
        return connected(broker, null);
    }

    /**
     * Accepts the next connection and its CONNECT.
     *
     * @param server what the broker says it is
     */
    public static BrokerSide connected(ScriptedBroker broker, String server) {
        ScriptedConnection connection = broker.accept();
        return new BrokerSide(connection, connection.handshake("1.2", "0,0", server));
    }

    /** Accepts the next connection, its CONNECT and its SUBSCRIBE. */
    public static BrokerSide subscribed(ScriptedBroker broker) {
        return subscribed(broker, null);
    }

    /** Accepts the next connection, its CONNECT and its SUBSCRIBE. */
    public static BrokerSide subscribed(ScriptedBroker broker, String server) {
        return connected(broker, server).takeSubscribe();
    }

    /** The connections of a producer and of a consumer, which may come in any order. */
    public record Pair(BrokerSide producer, BrokerSide consumer) {}

    /** Accepts two connections, the SUBSCRIBE of the consumer's among them. */
    public static Pair producerAndConsumer(ScriptedBroker broker) {
        return producerAndConsumer(broker, null);
    }

    /** Accepts two connections, the SUBSCRIBE of the consumer's among them. */
    public static Pair producerAndConsumer(ScriptedBroker broker, String server) {
        BrokerSide one = connected(broker, server);
        BrokerSide other = connected(broker, server);
        await().until(() -> one.hasSubscribed() || other.hasSubscribed());
        return one.hasSubscribed() ? new Pair(other, one.takeSubscribe()) : new Pair(one, other.takeSubscribe());
    }

    /** The connections of a producer and of two consumers, which may come in any order. */
    public record Three(BrokerSide producer, BrokerSide consumer, BrokerSide otherConsumer) {}

    /** Accepts three connections, and the SUBSCRIBE of two of them. */
    public static Three producerAndTwoConsumers(ScriptedBroker broker, String server) {
        List<BrokerSide> all = List.of(connected(broker, server), connected(broker, server), connected(broker, server));
        await().until(() -> all.stream().filter(BrokerSide::hasSubscribed).count() == 2);
        List<BrokerSide> consumers = all.stream()
                .filter(BrokerSide::hasSubscribed)
                .map(BrokerSide::takeSubscribe)
                .toList();
        BrokerSide producer =
                all.stream().filter(one -> !consumers.contains(one)).findFirst().orElseThrow();
        return new Three(producer, consumers.get(0), consumers.get(1));
    }

    private boolean hasSubscribed() {
        return new String(connection.received(), StandardCharsets.UTF_8).contains("SUBSCRIBE");
    }

    /** Takes a transaction that is aborted: by the SEND in it the broker creates the queue, and has no message in it. */
    public WireFrame expectDeclarationOf(String destination) {
        String transaction = connection.expectFrame("BEGIN").header("transaction");
        WireFrame send = connection.expectFrame("SEND");
        assertThat(send.header("destination")).isEqualTo(destination);
        assertThat(send.header("transaction")).isEqualTo(transaction);
        assertThat(connection.expectFrame("ABORT").header("transaction")).isEqualTo(transaction);
        return send;
    }

    /** Says on a connection of its own that a queue is there, as RabbitMQ does when it has been told to create it. */
    public static void confirmQueue(ScriptedBroker broker, String server, String queue) {
        BrokerSide check = connected(broker, server);
        check.expectDeclarationOf(queue);
        if (server.startsWith("RabbitMQ/")) {
            check.answerCheck("PRECONDITION_FAILED - invalid arg 'x-stream-offset' for queue 'DLQ.orders'");
        } else {
            check.connection.receiptFor(check.connection.expectFrame("DISCONNECT"));
        }
    }

    /** As {@link #confirmQueue}, on a connection for each of these queues, in any order. */
    public static void confirmQueues(ScriptedBroker broker, String server, String... queues) {
        Set<String> left = new HashSet<>(Set.of(queues));
        while (!left.isEmpty()) {
            BrokerSide check = connected(broker, server);
            check.connection.expectFrame("BEGIN");
            assertThat(left.remove(check.connection.expectFrame("SEND").header("destination")))
                    .isTrue();
            check.connection.expectFrame("ABORT");
            check.answerCheck("PRECONDITION_FAILED - invalid arg 'x-stream-offset' for queue 'any'");
        }
    }

    /** Refuses the SUBSCRIBE that asks for a queue; as RabbitMQ does, with the receipt behind the refusal. */
    public WireFrame answerCheck(String refusal) {
        return answerCheck(refusal, "refused");
    }

    /** As {@link #answerCheck(String)}, with the broker's name for the kind of refusal. */
    public WireFrame answerCheck(String refusal, String kind) {
        WireFrame asking = connection.expectSubscribe();
        connection.send(ServerFrame.of("ERROR").header("message", kind).body(refusal));
        connection.receiptFor(asking);
        connection.close();
        return asking;
    }

    public BrokerSide takeSubscribe() {
        subscribe = connection.expectSubscribe();
        connection.receiptFor(subscribe);
        return this;
    }

    public WireFrame subscribe() {
        return subscribe;
    }

    /** Delivers a message on the subscription. */
    public void deliver(String ackId, String body) {
        deliver(ackId, Map.of(), body);
    }

    /** Delivers a message on the subscription. */
    public void deliver(String ackId, Map<String, String> headers, String body) {
        connection.sendMessage(subscribe.header("id"), ackId, headers, body);
    }

    /** Delivers messages in one write, so that the client has them all when it begins with the first; body is the id. */
    public void deliverAtOnce(String... ackIds) {
        connection.sendAtOnce(
                Arrays.stream(ackIds).map(ackId -> message(ackId, ackId)).toArray(ServerFrame[]::new));
    }

    /** Takes so many SENDs to this destination, and writes their RECEIPTs in one piece. */
    public void confirmAtOnce(String destination, int sends) {
        ServerFrame[] receipts = new ServerFrame[sends];
        for (int i = 0; i < sends; i++) {
            receipts[i] = ServerFrame.of("RECEIPT")
                    .header("receipt-id", expectSend(destination).header("receipt"));
        }
        connection.sendAtOnce(receipts);
    }

    private ServerFrame message(String ackId, String body) {
        return ServerFrame.of("MESSAGE")
                .header("subscription", subscribe.header("id"))
                .header("destination", subscribe.header("destination"))
                .header("message-id", ackId)
                .header("ack", ackId)
                .body(body);
    }

    /** Takes the next SUBSCRIBE and has a message for it already. */
    public void takeSubscribeAndDeliver(String ackId, String body) {
        confirmAndDeliver(connection.expectSubscribe(), ackId, body);
    }

    /** Confirms a SUBSCRIBE and delivers the first message of it, without a pause between the two. */
    public void confirmAndDeliver(WireFrame confirmed, String ackId, String body) {
        subscribe = confirmed;
        connection.sendAtOnce(
                ServerFrame.of("RECEIPT").header("receipt-id", confirmed.header("receipt")), message(ackId, body));
    }

    /** ACKs up to that of this message, which cover those before it. */
    public void expectAckUpTo(String ackId) {
        WireFrame ack = connection.expectFrame("ACK");
        while (!ackId.equals(ack.header("id"))) {
            ack = connection.expectFrame("ACK");
        }
    }

    /** The next frame must be the ACK of this message. */
    public void expectAck(String ackId) {
        expectAnswer("ACK", ackId);
    }

    /** The next frame must be the NACK of this message. */
    public WireFrame expectNack(String ackId) {
        return expectAnswer("NACK", ackId);
    }

    private WireFrame expectAnswer(String command, String ackId) {
        WireFrame frame = connection.expectFrame(command);
        if (!ackId.equals(frame.header("id"))) {
            throw new AssertionError("expected " + command + " of " + ackId + ", but it is\n" + frame);
        }
        return frame;
    }

    /** The next frame must be a SEND to this destination; its RECEIPT is not written. */
    public WireFrame expectSend(String destination) {
        WireFrame send = connection.expectFrame("SEND");
        if (!destination.equals(send.header("destination"))) {
            throw new AssertionError("expected a SEND to " + destination + ", but it is\n" + send);
        }
        return send;
    }

    /**
     * The next frames must be the dead letter of this message in this queue, which is confirmed, and then its ACK.
     *
     * @return the dead letter
     */
    public WireFrame expectDeadLetter(String queue, String ackId) {
        WireFrame letter = expectSend(queue);
        connection.receiptFor(letter);
        expectAck(ackId);
        return letter;
    }

    /**
     * The next frames must be one transaction with these: BEGIN, a SEND to each destination, and, when the SENDs are
     * confirmed, the ACK and COMMIT.
     *
     * @param ackId {@code null}: there is no ACK
     * @return the COMMIT, whose RECEIPT is not written
     */
    public WireFrame expectTransaction(String ackId, String... destinations) {
        List<WireFrame> sends = expectMembers(destinations);
        sends.forEach(connection::receiptFor);
        return expectCommit(ackId);
    }

    /**
     * The next frames must be the ACK of this message in a transaction, and its COMMIT.
     *
     * @param ackId {@code null}: there is no ACK
     * @return the COMMIT, whose RECEIPT is not written
     */
    public WireFrame expectCommit(String ackId) {
        WireFrame ack = ackId == null ? null : expectAnswer("ACK", ackId);
        WireFrame commit = connection.expectFrame("COMMIT");
        if (ack != null) {
            assertThat(ack.header("transaction")).isEqualTo(commit.header("transaction"));
        }
        return commit;
    }

    /**
     * The next frames must be BEGIN and a SEND to each destination, all of one transaction.
     *
     * @return the SENDs, whose RECEIPTs are not written
     */
    public List<WireFrame> expectMembers(String... destinations) {
        List<WireFrame> members = new ArrayList<>();
        String id = connection.expectFrame("BEGIN").header("transaction");
        for (String destination : destinations) {
            members.add(expectSend(destination));
        }
        for (WireFrame member : members) {
            if (!id.equals(member.header("transaction"))) {
                throw new AssertionError("expected a frame of transaction " + id + ", but it is\n" + member);
            }
        }
        return members;
    }

    /** Answers a frame with an ERROR that names it. */
    public void refuse(WireFrame frame) {
        connection.send(
                ServerFrame.of("ERROR").header("message", "not allowed").header("receipt-id", frame.header("receipt")));
    }

    /** The next frames must be UNSUBSCRIBE and DISCONNECT, which is answered. */
    public void expectEndOfConsumer() {
        connection.expectFrame("UNSUBSCRIBE");
        expectGoodbye();
    }

    /** The next frame must be DISCONNECT, which is answered. */
    public void expectGoodbye() {
        connection.receiptFor(connection.expectFrame("DISCONNECT"));
        connection.expectEof();
    }
}
