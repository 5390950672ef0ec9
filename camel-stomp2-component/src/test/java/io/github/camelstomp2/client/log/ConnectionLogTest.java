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
package io.github.camelstomp2.client.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.github.camelstomp2.broker.QueueOptions;
import io.github.camelstomp2.broker.QueueType;
import io.github.camelstomp2.broker.SubscribeOptions;
import io.github.camelstomp2.client.Inbox;
import io.github.camelstomp2.client.SendResult;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.link.ConnectionState;
import io.github.camelstomp2.client.options.Identity;
import io.github.camelstomp2.client.subscription.StompSubscription;
import io.github.camelstomp2.client.subscription.StreamPosition;
import io.github.camelstomp2.client.subscription.SubscriptionRequest;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an operator reads. */
class ConnectionLogTest extends LogTestSupport {
    @Test
    void aConnectionIsOneLineWithBrokerVersionAndHeartBeats() {
        StompConnection connection = start(settings().heartBeat(10_000, 20_000, 2));

        broker.accept().handshake("1.2", "5000,30000", "RabbitMQ/3.10.8");
        awaitState(connection, ConnectionState.CONNECTED);

        await().atMost(LONG).untilAsserted(() -> assertThat(texts(Level.INFO))
                .containsExactly("test: connected to " + url(broker)
                        + " (RabbitMQ/3.10.8, dialect rabbitmq, STOMP 1.2, heart-beats out 30000 ms, in 20000"
                        + " ms)"));
        assertThat(texts(Level.WARN)).isEmpty();
    }

    @Test
    void aBrokerThatHidesItsNameIsStillALine() {
        StompConnection connection = start(settings());

        handshake();
        awaitState(connection, ConnectionState.CONNECTED);

        await().atMost(LONG).untilAsserted(() -> assertThat(texts(Level.INFO))
                .singleElement()
                .asString()
                .contains("does not say its name", "dialect generic"));
    }

    @Test
    void aConnectionIsSaidWithItsSubscriptionWhenTheBrokerHasTakenThat() {
        StompConnection connection = start(settings());
        connection.subscribe(individual("/queue/orders"), new Inbox());
        ScriptedConnection peer = broker.accept();
        peer.handshake("1.2", "0,0", "RabbitMQ/4.3.6");
        WireFrame subscribe = peer.expectSubscribe();
        expectNothing(peer);
        assertThat(texts(Level.INFO)).isEmpty();

        peer.receiptFor(subscribe);

        awaitLines(Level.INFO, "connected to", 1);
        assertThat(texts(Level.INFO)).singleElement().asString().contains("; /queue/orders");
        assertThat(texts(Level.WARN)).isEmpty();
    }

    @Test
    void aSubscriptionThatTheBrokerDoesNotAnswerIsOneWarningAndOneLineWhenItDoes() {
        StompConnection connection = start(settings());
        connection.subscribe(individual("/queue/orders"), new Inbox());
        ScriptedConnection peer = broker.accept();
        peer.handshake("1.2", "0,0", "RabbitMQ/4.3.6");
        WireFrame subscribe = peer.expectSubscribe();

        awaitLines(Level.WARN, "has not answered", 1);
        assertThat(texts(Level.WARN))
                .singleElement()
                .asString()
                .startsWith("test: " + url(broker) + " has not answered the subscription to /queue/orders for 5 s;");
        awaitLines(Level.INFO, "connected to", 1);
        assertThat(texts(Level.INFO)).singleElement().asString().doesNotContain("/queue/orders");

        peer.receiptFor(subscribe);

        awaitLines(Level.INFO, "subscribed to /queue/orders", 1);
        assertThat(texts(Level.WARN)).hasSize(1);
    }

    @Test
    void afterAReconnectTheLineSaysWhereAStreamGoesOn() throws Exception {
        StompConnection connection = start(settings());
        Inbox inbox = new Inbox();
        StompSubscription stream = connection.subscribe(streamFrom("first"), new StreamPosition(), inbox);
        ScriptedConnection peer = broker.accept();
        peer.handshake("1.2", "0,0", "RabbitMQ/4.3.6");
        WireFrame subscribe = peer.expectSubscribe();
        peer.receiptFor(subscribe);
        peer.sendMessage(subscribe.header("id"), "a1", Map.of("x-stream-offset", "10"), "x");
        stream.ack(inbox.next());
        peer.expectFrame("ACK");

        peer.close();
        ScriptedConnection next = broker.accept();
        next.handshake("1.2", "0,0", "RabbitMQ/4.3.6");
        next.receiptFor(next.expectSubscribe());

        awaitLines(Level.INFO, "connected to", 2);
        assertThat(texts(Level.INFO)).last().asString().contains("x-stream-offset:offset=11");
    }

    private static SubscriptionRequest streamFrom(String offset) {
        SubscribeOptions plain = SubscribeOptions.of("/queue/orders", 10);
        SubscribeOptions stream = new SubscribeOptions(
                plain.destination(),
                plain.prefetch(),
                new QueueOptions(true, QueueType.STREAM, null),
                null,
                null,
                false,
                false,
                false,
                offset);
        return new SubscriptionRequest(stream, AckMode.CLIENT_INDIVIDUAL, StompHeaders.EMPTY);
    }

    @Test
    void anUnreachableBrokerIsOneWarningHoweverOftenItIsTried() {
        broker.refuse();
        start(settings());

        awaitLines(Level.DEBUG, REFUSED, 5);

        assertThat(texts(Level.WARN)).singleElement().asString().contains("cannot connect", url(broker), REFUSED);
    }

    @Test
    void anotherReasonIsAnotherWarning() {
        broker.refuse();
        start(settings());
        awaitLines(Level.WARN, REFUSED, 1);

        broker.reopen();
        ScriptedConnection peer = broker.accept();
        peer.expectFrame("CONNECT");
        peer.send(ServerFrame.of("ERROR").header("message", "Access refused"));

        awaitLines(Level.WARN, "Access refused", 1);
        assertThat(texts(Level.WARN)).hasSize(2);
    }

    @Test
    void aLostConnectionIsOneWarningThatSaysWhatHappensNext() {
        StompConnection connection = start(settings().reconnectDelay(Duration.ofMinutes(1)));
        ScriptedConnection peer = handshake();
        awaitState(connection, ConnectionState.CONNECTED);

        peer.close();

        awaitLines(Level.WARN, "connection lost", 1);
        assertThat(texts(Level.WARN))
                .singleElement()
                .asString()
                .contains(url(broker), "closed by the broker", "reconnecting in");
    }

    @Test
    void givingUpIsAnErrorThatSaysWhatToDo() {
        broker.refuse();
        StompConnection connection = start(settings().maxAttempts(2));

        awaitState(connection, ConnectionState.FAILED);

        awaitLines(Level.ERROR, "gave up", 1);
        assertThat(texts(Level.ERROR)).singleElement().asString().contains(url(broker), REFUSED, "restart the route");
    }

    @Test
    void anErrorOfTheBrokerIsOneWarningWithItsWordsMadePrintable() {
        StompConnection connection = start(settings());
        ScriptedConnection peer = handshake();
        awaitState(connection, ConnectionState.CONNECTED);

        peer.send(ServerFrame.of("ERROR").header("message", "bad\nthing \u001b[31m"));

        awaitLines(Level.WARN, "bad", 1);
        assertThat(texts(Level.WARN))
                .singleElement()
                .asString()
                .contains("bad\\nthing \\u001b[31m")
                .doesNotContain("\n");
    }

    @Test
    void aRefusedSubscriptionIsOneWarningWithItsDestination() {
        StompConnection connection = start(settings());
        connection.subscribe(individual("/queue/secret-plans"), new Inbox());
        ScriptedConnection peer = handshake();
        peer.expectSubscribe();

        peer.send(ServerFrame.of("ERROR").header("message", "not allowed"));

        awaitLines(Level.WARN, "not allowed", 1);
        assertThat(texts(Level.WARN))
                .singleElement()
                .asString()
                .contains("/queue/secret-plans", "subscribing again in");
    }

    @Test
    void aRefusedLoginNamesTheBroker() {
        start(settings());
        ScriptedConnection peer = broker.accept();
        peer.expectFrame("CONNECT");
        peer.send(ServerFrame.of("ERROR").header("message", "Bad CONNECT").body("Access refused for user 'joe'\n"));

        awaitLines(Level.WARN, "Access refused", 1);
        assertThat(texts(Level.WARN))
                .singleElement()
                .asString()
                .isEqualTo("test: cannot connect: " + url(broker)
                        + " refused: Broker error: Bad CONNECT: Access refused for user 'joe'; trying again in 20 ms, and no"
                        + " sooner after each refusal");
    }

    @Test
    void aPasscodeIsInNoLineAndNoException() throws Exception {
        StompConnection connection = start(
                settings().identity(new Identity("joe", "pa55w0rd", null, null)).maxAttempts(2));
        SendResult result = send(connection, "x");
        for (int i = 0; i < 2; i++) {
            ScriptedConnection peer = broker.accept();
            assertThat(peer.expectFrame("CONNECT").header("passcode")).isEqualTo("pa55w0rd");
            peer.send(
                    ServerFrame.of("ERROR").header("message", "Access refused").body("for user 'joe'"));
        }

        assertThat(result.failure()).hasStackTraceContaining("Access refused").satisfies(failure -> {
            for (Throwable t = failure; t != null; t = t.getCause()) {
                assertThat(t.toString()).doesNotContain("pa55w0rd");
            }
        });
        awaitLines(Level.ERROR, "gave up", 1);
        assertThat(lines.list).hasSizeGreaterThan(1).noneMatch(line -> line.getFormattedMessage()
                .contains("pa55w0rd"));
        assertThat(connection.lastFailure()).asString().doesNotContain("pa55w0rd");
    }
}
