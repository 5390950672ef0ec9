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
package io.github.camelstomp2.client.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.broker.QueueOptions;
import io.github.camelstomp2.broker.QueueType;
import io.github.camelstomp2.broker.SubscribeOptions;
import io.github.camelstomp2.client.ClientSettings;
import io.github.camelstomp2.client.Inbox;
import io.github.camelstomp2.client.SendResult;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.WireTest;
import io.github.camelstomp2.client.link.ConnectionState;
import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** RabbitMQ keeps messages of subscriptions that have ended: they are given back, if need be by connecting anew. */
class GivingBackTest extends WireTest {
    private final Inbox inbox = new Inbox();

    private ScriptedConnection rabbitMq(String version) {
        ScriptedConnection peer = broker.accept();
        peer.handshake(version, null, "RabbitMQ/3.10.8");
        return peer;
    }

    private static String subscribed(ScriptedConnection peer) {
        WireFrame subscribe = peer.expectSubscribe();
        peer.receiptFor(subscribe);
        return subscribe.header("id");
    }

    private static void goodbye(ScriptedConnection peer) {
        peer.receiptFor(peer.expectFrame("DISCONNECT"));
        peer.expectEof();
    }

    private static ServerFrame aboutAMessageOnItsWay() {
        return ServerFrame.of("ERROR")
                .header("message", "Subscription not found")
                .body("There is no current subscription with tag 'T_s-1'.");
    }

    @Test
    @Holds(Rule.GIVEN_BACK)
    void in10TheUnansweredMessagesOfAClosedSubscriptionGoBackByConnectingAnew() throws Exception {
        StompConnection connection = start(settings());
        StompSubscription subscription = connection.subscribe(individual("/queue/a"), inbox);
        ScriptedConnection peer = rabbitMq("1.0");
        peer.sendMessage(subscribed(peer), "a1", Map.of(), "x");
        inbox.next();

        subscription.close();

        peer.expectFrame("UNSUBSCRIBE");
        goodbye(peer);
        expectNothing(rabbitMq("1.0"));
    }

    @Test
    @Holds({Rule.GIVEN_BACK, Rule.NO_NACK})
    void in10AMessageThatIsReleasedGoesBackByConnectingAnew() throws Exception {
        StompConnection connection = start(settings());
        StompSubscription subscription = connection.subscribe(individual("/queue/a"), inbox);
        ScriptedConnection peer = rabbitMq("1.0");
        peer.sendMessage(subscribed(peer), "a1", Map.of(), "x");

        subscription.release(inbox.next(), RetryPauses.after(0));

        goodbye(peer);
        ScriptedConnection next = rabbitMq("1.0");
        next.sendMessage(subscribed(next), "b1", Map.of("redelivered", "true"), "x");
        assertThat(inbox.next().frame().headers().get("message-id")).isEqualTo("b1");
    }

    @Test
    void theUnansweredMessagesOfAClosedSubscriptionAreGivenBackOnTheSameConnection() throws Exception {
        StompConnection connection = start(settings());
        StompSubscription subscription = connection.subscribe(individual("/queue/a"), inbox);
        ScriptedConnection peer = rabbitMq("1.2");
        peer.sendMessage(subscribed(peer), "a1", Map.of(), "x");
        inbox.next();

        subscription.close();

        peer.expectFrame("BEGIN");
        assertThat(peer.expectFrame("NACK").header("requeue")).isEqualTo("true");
        peer.receiptFor(peer.expectFrame("UNSUBSCRIBE"));
        peer.receiptFor(peer.expectFrame("COMMIT"));
        expectNothing(peer);
    }

    @Test
    void fromAStreamNothingIsGivenBack() throws Exception {
        StompConnection connection = start(settings());
        SubscribeOptions plain = SubscribeOptions.of("/queue/a", 10);
        SubscribeOptions stream = new SubscribeOptions(
                plain.destination(),
                plain.prefetch(),
                new QueueOptions(true, QueueType.STREAM, null),
                null,
                null,
                false,
                false,
                false,
                null);
        StompSubscription subscription = connection.subscribe(
                new SubscriptionRequest(stream, AckMode.CLIENT_INDIVIDUAL, StompHeaders.EMPTY), inbox);
        ScriptedConnection peer = rabbitMq("1.2");
        String id = subscribed(peer);
        peer.sendMessage(id, "a1", Map.of(), "x");
        inbox.next();

        subscription.close();

        peer.expectFrame("UNSUBSCRIBE");
        peer.sendMessage(id, "a2", Map.of(), "late");
        expectNothing(peer);
    }

    @Test
    @Holds(Rule.GIVEN_BACK)
    void connectingAnewWaitsForTheMessagesOfOtherSubscriptions() throws Exception {
        StompConnection connection = start(settings());
        StompSubscription busy = connection.subscribe(individual("/queue/a"), inbox);
        StompSubscription ending = connection.subscribe(individual("/queue/b"), new Inbox());
        ScriptedConnection peer = rabbitMq("1.2");
        peer.sendMessage(subscribed(peer), "a1", Map.of(), "x");
        Delivery inProcess = inbox.next();
        String id = subscribed(peer);
        ending.close();
        peer.expectFrame("UNSUBSCRIBE");

        peer.sendMessage(id, "b1", Map.of(), "late");
        expectNothing(peer);
        busy.ack(inProcess);

        peer.expectFrame("ACK");
        goodbye(peer);
        assertThat(rabbitMq("1.2").expectSubscribe().header("destination")).isEqualTo("/queue/a");
    }

    @Test
    void connectingAnewWaitsForTheReceiptOfASend() throws Exception {
        StompConnection connection = start(settings());
        ScriptedConnection peer = rabbitMq("1.2");
        SendResult result = send(connection, "x");
        WireFrame send = peer.expectFrame("SEND");

        peer.send(aboutAMessageOnItsWay());
        expectNothing(peer);
        peer.receiptFor(send);

        result.assertConfirmed();
        goodbye(peer);
    }

    @Test
    void whoSubscribesMeanwhileIsSubscribedOnTheNextConnection() throws Exception {
        StompConnection connection = start(settings());
        ScriptedConnection peer = rabbitMq("1.2");
        SendResult result = send(connection, "x");
        WireFrame send = peer.expectFrame("SEND");
        peer.send(aboutAMessageOnItsWay());
        expectNothing(peer);

        connection.subscribe(individual("/queue/a"), inbox);

        expectNothing(peer);
        peer.receiptFor(send);
        result.assertConfirmed();
        goodbye(peer);
        assertThat(rabbitMq("1.2").expectSubscribe().header("destination")).isEqualTo("/queue/a");
    }

    @Test
    @Holds(Rule.ERROR_STAYS_OPEN)
    void theErrorAboutAMessageOnItsWayIsNotTakenForTheRefusalOfASubscription() throws Exception {
        StompConnection connection = start(settings());
        connection.subscribe(individual("/queue/a"), inbox);
        ScriptedConnection peer = rabbitMq("1.2");
        WireFrame subscribe = peer.expectSubscribe();

        peer.send(aboutAMessageOnItsWay());

        goodbye(peer);
        assertThat(subscribe.header("destination")).isEqualTo("/queue/a");
        assertThat(rabbitMq("1.2").expectSubscribe().header("destination")).isEqualTo("/queue/a");
    }

    @Test
    void itConnectsAgainAtOnceAndToTheSameBroker() throws Exception {
        StompConnection connection =
                start(new ClientSettings("tcp://127.0.0.1:1," + url(broker)).reconnectDelay(Duration.ofMinutes(1)));
        ScriptedConnection peer = rabbitMq("1.2");
        awaitState(connection, ConnectionState.CONNECTED);

        peer.send(aboutAMessageOnItsWay());

        goodbye(peer);
        rabbitMq("1.2");
        awaitState(connection, ConnectionState.CONNECTED);
    }

    @Test
    void onOtherBrokersAMessageThatComesTooLateChangesNothing() throws Exception {
        StompConnection connection = start(settings());
        StompSubscription subscription = connection.subscribe(individual("/queue/a"), inbox);
        ScriptedConnection peer = broker.accept();
        peer.handshake("1.2", null, "ActiveMQ/6.1.0");
        String id = subscribed(peer);
        subscription.close();
        peer.expectFrame("UNSUBSCRIBE");

        peer.sendMessage(id, "a1", Map.of(), "late");

        expectNothing(peer);
    }
}
