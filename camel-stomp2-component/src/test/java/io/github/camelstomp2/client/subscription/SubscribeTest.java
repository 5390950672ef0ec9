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
import io.github.camelstomp2.broker.SubscribeOptions;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.link.ConnectionState;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How subscriptions are written, and what is written besides. */
class SubscribeTest extends ConsumeTestSupport {
    @Test
    void subscribeIsWrittenWithTheDialectsAndTheUsersHeaders() {
        StompConnection connection = start(settings());
        connection.subscribe(
                new SubscriptionRequest(
                        new SubscribeOptions(
                                "/queue/a",
                                7,
                                new QueueOptions(false, null, null),
                                null,
                                null,
                                false,
                                false,
                                false,
                                null),
                        AckMode.CLIENT,
                        StompHeaders.of("x-priority", "5")),
                inbox);
        ScriptedConnection peer = broker.accept();
        peer.handshake("1.2", null, "RabbitMQ/3.10.8");

        peer.expectBytes("SUBSCRIBE\nid:s-1\ndestination:/amq/queue/a\nack:client\nx-priority:5\nprefetch-count:7\n"
                + "receipt:r-1\n\n\0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/queue/orders.*", "/queue/orders.>", "/queue/*.new", "/queue/a,b", "/topic/a,/queue/b"})
    void activeMqIsMadeToLookForWhatLiesInSeveralQueuesWhenItHasConfirmedTheSubscription(String destination)
            throws InterruptedException {
        StompConnection connection = start(settings());
        connection.subscribe(individual(destination), inbox);
        ScriptedConnection peer = broker.accept();
        peer.handshake("1.2", null, "ActiveMQ/6.1.7");
        WireFrame subscribe = peer.expectFrame("SUBSCRIBE");
        expectNothing(peer);
        peer.receiptFor(subscribe);

        WireFrame second = peer.expectFrame("SUBSCRIBE");
        assertThat(second.header("destination")).isEqualTo(destination);
        assertThat(second.header("activemq.prefetchSize")).isEqualTo("0");
        assertThat(second.header("id")).isNotEqualTo(subscribe.header("id"));
        assertThat(peer.expectFrame("UNSUBSCRIBE").header("id")).isEqualTo(second.header("id"));
        peer.sendMessage(subscribe.header("id"), "a1", Map.of(), "x");
        assertThat(inbox.next().frame().body()).asString().isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/queue/orders", "/queue/a*b", "/topic/news.>", "/queue/a?consumer.selector=b > 1"})
    void oneQueueAndTopicsNeedNoSecondLook(String destination) {
        StompConnection connection = start(settings());
        connection.subscribe(individual(destination), inbox);
        ScriptedConnection peer = broker.accept();
        peer.handshake("1.2", null, "ActiveMQ/6.1.7");
        peer.expectSubscribe();
        expectNothing(peer);
    }

    @Test
    void aRefusedWildcardIsNotLookedForAgainBeforeItIsSubscribed() {
        StompConnection connection = start(settings());
        connection.subscribe(individual("/queue/orders.*"), inbox);
        ScriptedConnection peer = broker.accept();
        peer.handshake("1.2", null, "ActiveMQ/6.1.7");
        WireFrame subscribe = peer.expectFrame("SUBSCRIBE");
        peer.send(ServerFrame.of("ERROR").header("message", "no").header("receipt-id", subscribe.header("receipt")));
        expectNothing(peer);
    }

    @Test
    void aSubscriptionMadeLaterIsWrittenAtOnce() {
        StompConnection connection = start(settings());
        ScriptedConnection peer = handshake();
        awaitState(connection, ConnectionState.CONNECTED);

        connection.subscribe(individual("/queue/a"), inbox);

        assertThat(peer.expectSubscribe().header("destination")).isEqualTo("/queue/a");
    }

    @Test
    void aSubscriptionThatCannotBeWrittenLeavesTheOthersAsTheyAreWhetherItWasMadeBeforeOrLater() {
        SubscriptionRequest impossible = new SubscriptionRequest(
                SubscribeOptions.of("/queue/a", 7), AckMode.CLIENT, StompHeaders.of("selector", "a\0b"));
        StompConnection connection = connection(settings());
        connection.subscribe(impossible, inbox);
        connection.subscribe(individual("/queue/before"), inbox);
        connection.start();
        ScriptedConnection peer = handshake();
        assertThat(peer.expectSubscribe().header("destination")).isEqualTo("/queue/before");

        connection.subscribe(impossible, inbox);
        connection.subscribe(individual("/queue/later"), inbox);

        assertThat(peer.expectSubscribe().header("destination")).isEqualTo("/queue/later");
    }
}
