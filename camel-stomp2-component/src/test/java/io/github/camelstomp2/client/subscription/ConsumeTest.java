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
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.client.Inbox;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConsumeTest extends ConsumeTestSupport {
    @Test
    void theMessagesOfOneReadComeInOneListInTheirOrder() throws InterruptedException {
        StompConnection connection = start(settings());
        connection.subscribe(individual("/queue/a"), inbox);
        ScriptedConnection peer = handshake();
        String id = peer.expectSubscribe().header("id");
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        for (int i = 0; i < 20; i++) {
            messages.writeBytes(message(id, "a" + i).bytes("1.2"));
        }

        peer.send(messages.toByteArray());

        assertThat(inbox.nextBatch())
                .extracting(delivery -> delivery.frame().headers().get("ack"))
                .hasSize(20)
                .startsWith("a0", "a1")
                .endsWith("a18", "a19");
    }

    @Test
    @Holds(Rule.ROUTING)
    void subscriptionsGetTheirOwnMessagesOnly() throws InterruptedException {
        StompConnection connection = start(settings());
        Inbox other = new Inbox();
        connection.subscribe(individual("/queue/a"), inbox);
        connection.subscribe(individual("/queue/b"), other);
        ScriptedConnection peer = handshake();
        String a = peer.expectSubscribe().header("id");
        String b = peer.expectSubscribe().header("id");

        peer.sendMessage("s-99", "a0", Map.of(), "to nobody");
        peer.sendMessage(b, "a1", Map.of(), "to b");
        peer.sendMessage(a, "a2", Map.of(), "to a");

        assertThat(other.next().frame().body()).asString().isEqualTo("to b");
        assertThat(inbox.next().frame().body()).asString().isEqualTo("to a");
    }

    @Test
    @Holds({Rule.ACK_NAMES, Rule.COLON_WRITTEN})
    void anAckIsWrittenAsItsBytes() throws InterruptedException {
        StompConnection connection = start(settings());
        StompSubscription subscription = connection.subscribe(individual("/queue/a"), inbox);
        ScriptedConnection peer = handshake();
        peer.sendMessage(peer.expectSubscribe().header("id"), "a:1", Map.of(), "x");

        subscription.ack(inbox.next());

        peer.expectBytes("ACK\nid:a\\c1\n\n\0");
        assertThat(connection.staleAcknowledgements()).isZero();
    }

    @Test
    void aRejectedMessageIsANackAsTheBrokerNeedsIt() throws InterruptedException {
        StompConnection connection = start(settings().dialect(BrokerDialects.RABBITMQ));
        StompSubscription subscription = connection.subscribe(individual("/queue/a"), inbox);
        ScriptedConnection peer = handshake();
        peer.sendMessage(peer.expectSubscribe().header("id"), "a1", Map.of(), "x");

        subscription.reject(inbox.next());

        peer.expectBytes("NACK\nid:a1\nrequeue:false\n\n\0");
    }

    @Test
    void aReleasedMessageIsRequeuedWhereANackCanDoThat() throws InterruptedException {
        StompConnection connection = start(settings().dialect(BrokerDialects.RABBITMQ));
        StompSubscription subscription = connection.subscribe(individual("/queue/a"), inbox);
        ScriptedConnection peer = handshake();
        peer.sendMessage(peer.expectSubscribe().header("id"), "a1", Map.of(), "x");

        subscription.release(inbox.next(), RetryPauses.after(0));

        peer.expectBytes("NACK\nid:a1\nrequeue:true\n\n\0");
    }

    @Test
    void elsewhereAReleasedMessageComesAgainBySubscribingAnew() throws InterruptedException {
        StompConnection connection = start(settings().dialect(BrokerDialects.ARTEMIS));
        StompSubscription subscription = connection.subscribe(individual("/queue/a"), inbox);
        ScriptedConnection peer = handshake();
        String id = peer.expectSubscribe().header("id");
        peer.sendMessage(id, "a1", Map.of(), "x");

        subscription.release(inbox.next(), RetryPauses.after(0));

        assertThat(peer.expectFrame("UNSUBSCRIBE").header("id")).isEqualTo(id);
        assertThat(peer.expectSubscribe().header("id")).isNotEqualTo(id);
    }

    @Test
    @Holds(Rule.CUMULATIVE)
    void cumulativeAcknowledgementsOfOneBatchAreOneFrame() throws InterruptedException {
        StompConnection connection = start(settings());
        StompSubscription subscription = connection.subscribe(request("/queue/a", AckMode.CLIENT), inbox);
        ScriptedConnection peer = handshake();
        String id = peer.expectSubscribe().header("id");
        peer.send(concat(message(id, "a1"), message(id, "a2"), message(id, "a3")));
        List<Delivery> deliveries = inbox.nextBatch();

        subscription.ack(deliveries.get(2));
        subscription.ack(deliveries.get(1));
        expectNothing(peer);
        subscription.ack(deliveries.get(0));

        peer.expectBytes("ACK\nid:a3\n\n\0");
    }

    @Test
    @Holds(Rule.CUMULATIVE)
    void onRabbitMqACumulativeAckWaitsForAllSubscriptionsOfTheConnection() throws InterruptedException {
        StompConnection connection = start(settings());
        Inbox other = new Inbox();
        StompSubscription first = connection.subscribe(request("/queue/a", AckMode.CLIENT), inbox);
        StompSubscription second = connection.subscribe(request("/queue/b", AckMode.CLIENT), other);
        ScriptedConnection peer = broker.accept();
        peer.handshake("1.2", null, "RabbitMQ/3.10.8");
        peer.sendMessage(peer.expectSubscribe().header("id"), "a1", Map.of(), "x");
        Delivery unfinished = inbox.next();
        peer.sendMessage(peer.expectSubscribe().header("id"), "b1", Map.of(), "x");

        second.ack(other.next());
        expectNothing(peer);
        first.ack(unfinished);

        peer.expectBytes("ACK\nid:b1\n\n\0");
    }

    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    @Holds(Rule.ACK_WITHOUT_NAME)
    void aMessageThatCouldNotBeAcknowledgedIsNotProcessedButEndsTheConnection(AckMode ackMode)
            throws InterruptedException {
        StompConnection connection = start(settings());
        connection.subscribe(request("/queue/a", ackMode), inbox);
        ScriptedConnection peer = handshake();

        peer.sendMessage(peer.expectSubscribe().header("id"), null, Map.of(), "without an ack header");

        peer.expectEof();
        ScriptedConnection next = handshake();
        next.sendMessage(next.expectSubscribe().header("id"), "a1", Map.of(), "with one");
        assertThat(inbox.next().frame().headers().get("ack")).isEqualTo("a1");
    }

    @Test
    @Holds(Rule.AUTO)
    void autoIsNeverAcknowledged() throws InterruptedException {
        StompConnection connection = start(settings());
        StompSubscription subscription = connection.subscribe(request("/queue/a", AckMode.AUTO), inbox);
        ScriptedConnection peer = handshake();
        peer.sendMessage(peer.expectSubscribe().header("id"), "a1", Map.of(), "x");

        subscription.ack(inbox.next());

        expectNothing(peer);
    }

    @Test
    @Holds(Rule.AFTER_UNSUBSCRIBE)
    void aClosedSubscriptionIsUnsubscribedAndItsMessagesReachNobody() {
        StompConnection connection = start(settings());
        StompSubscription subscription = connection.subscribe(individual("/queue/a"), inbox);
        ScriptedConnection peer = handshake();
        WireFrame subscribe = peer.expectSubscribe();

        subscription.close();
        String id = subscribe.header("id");
        peer.expectBytes("UNSUBSCRIBE\nid:" + id + "\ndestination:/queue/a\n\n\0");
        peer.sendMessage(id, "a1", Map.of(), "late");
        expectNothing(peer);

        assertThat(inbox.isEmpty()).isTrue();
        peer.close();
        expectNothing(handshake());
    }

    @Test
    @Holds({Rule.AFTER_UNSUBSCRIBE, Rule.STALE_ACKNOWLEDGEMENT})
    void anAckAfterTheEndOfItsSubscriptionIsDroppedAndCounted() throws InterruptedException {
        StompConnection connection = start(settings());
        StompSubscription subscription = connection.subscribe(individual("/queue/a"), inbox);
        ScriptedConnection peer = handshake();
        peer.sendMessage(peer.expectSubscribe().header("id"), "a1", Map.of(), "x");
        Delivery delivery = inbox.next();
        subscription.close();
        peer.expectFrame("UNSUBSCRIBE");

        subscription.ack(delivery);

        await().atMost(LONG).until(() -> connection.staleAcknowledgements() == 1);
        expectNothing(peer);
    }

    private static byte[] concat(ServerFrame... frames) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (ServerFrame frame : frames) {
            bytes.writeBytes(frame.bytes("1.2"));
        }
        return bytes.toByteArray();
    }
}
