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
package io.github.camelstomp2.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.concurrent.CompletableFuture;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The figures and operations that JMX shows of consumers, producers and endpoints. */
@Timeout(60)
class ManagedFiguresTest extends RouteTestSupport {
    private MBeanServer server() {
        return context.getManagementStrategy().getManagementAgent().getMBeanServer();
    }

    /** The only bean of this type whose name says Stomp2, or whose name has this text. */
    private ObjectName bean(String type, String text) throws Exception {
        return server().queryNames(new ObjectName("org.apache.camel:type=" + type + ",*"), null).stream()
                .filter(name -> name.toString().contains("\"" + context.getName() + "\"")
                        || name.toString().contains(context.getName()))
                .filter(name ->
                        name.toString().toLowerCase(java.util.Locale.ROOT).contains(text))
                .findFirst()
                .orElseThrow();
    }

    private Object attribute(ObjectName bean, String name) throws Exception {
        return server().getAttribute(bean, name);
    }

    @Test
    void aConsumerShowsItsConnectionItsSubscriptionAndWhatBecameOfItsMessages() throws Exception {
        start(on -> on.from(stomp("queue/orders", "prefetch=7", "deadLetterMode=broker"))
                .routeId("in")
                .filter(on.body().isEqualTo("bad"))
                .throwException(new IllegalStateException("bad")));
        BrokerSide side = BrokerSide.subscribed(broker, "ActiveMQ/6.1.7");
        side.deliver("a-1", "good");
        side.expectAck("a-1");
        side.deliver("a-2", "bad");
        side.connection.expectFrame("NACK");

        ObjectName consumer = bean("consumers", "stomp2");
        await().untilAsserted(() ->
                assertThat(attribute(consumer, "DeadLetteredMessages")).isEqualTo(1L));
        assertThat(attribute(consumer, "ReceivedMessages")).isEqualTo(2L);
        assertThat(attribute(consumer, "AcknowledgedMessages")).isEqualTo(1L);
        assertThat(attribute(consumer, "FailedMessages")).isEqualTo(1L);
        assertThat(attribute(consumer, "RedeliveredMessages")).isEqualTo(0L);
        assertThat(attribute(consumer, "UnsettledMessages")).isEqualTo(0);
        assertThat(attribute(consumer, "WaitingMessages")).isEqualTo(0);
        assertThat(attribute(consumer, "Prefetch")).isEqualTo(7);
        assertThat(attribute(consumer, "SubscriptionState")).isEqualTo("FLOWING");
        assertThat(attribute(consumer, "ConnectionState")).isEqualTo("CONNECTED");
        assertThat(attribute(consumer, "BrokerAddress")).isEqualTo("tcp://" + broker.host() + ":" + broker.port());
        assertThat(attribute(consumer, "BrokerName")).isEqualTo("ActiveMQ/6.1.7");
        assertThat(attribute(consumer, "StompVersion")).isEqualTo("1.2");
        assertThat(attribute(consumer, "Reconnects")).isEqualTo(0L);
        assertThat(attribute(consumer, "DisconnectedSince")).isEqualTo("");
    }

    @Test
    void anOperatorLetsAConsumerConnectAnew() throws Exception {
        start(on -> on.from(stomp("queue/orders")).routeId("in").to("mock:end"));
        BrokerSide first = BrokerSide.subscribed(broker);
        ObjectName consumer = bean("consumers", "stomp2");
        await().until(() -> attribute(consumer, "SubscriptionState").equals("FLOWING"));
        server().invoke(consumer, "reconnect", null, null);
        first.connection.receiptFor(first.connection.expectFrame("DISCONNECT"));
        BrokerSide second = BrokerSide.subscribed(broker);
        second.deliver("a-1", "x");
        second.expectAck("a-1");
        assertThat(attribute(consumer, "Reconnects")).isEqualTo(1L);
    }

    @Test
    void anOperatorEndsTheWaitBeforeTheNextAttempt() throws Exception {
        broker.refuse();
        start(on -> on.from(stomp("queue/orders")
                        .replace("reconnectDelay=50&reconnectMaxDelay=100", "reconnectDelay=10m&reconnectMaxDelay=10m"))
                .routeId("in")
                .to("mock:end"));
        ObjectName consumer = bean("consumers", "stomp2");
        await().until(() -> attribute(consumer, "ConnectionState").equals("WAITING"));
        assertThat((String) attribute(consumer, "ConnectionFailure")).contains("failed");
        assertThat((Integer) attribute(consumer, "FailedAttempts")).isPositive();
        broker.reopen();
        server().invoke(consumer, "reconnect", null, null);
        BrokerSide.subscribed(broker);
    }

    @Test
    void aProducerAndItsEndpointShowWhatBecameOfTheSends() throws Exception {
        start(on -> on.from("direct:in").to(stomp("queue/out")));
        CompletableFuture<Void> one =
                inBackground(() -> context.createProducerTemplate().sendBody("direct:in", "x"));
        BrokerSide side = BrokerSide.connected(broker);
        WireFrame send = side.expectSend("/queue/out");
        ObjectName producer = bean("producers", "stomp2");
        ObjectName endpoint = bean("endpoints", "stomp2");
        assertThat(attribute(producer, "SendsPending")).isEqualTo(1L);
        side.connection.receiptFor(send);
        one.join();
        CompletableFuture<Void> two =
                inBackground(() -> context.createProducerTemplate().sendBody("direct:in", "y"));
        side.connection.send(ServerFrame.of("ERROR")
                .header("message", "not for you")
                .header("receipt-id", side.expectSend("/queue/out").header("receipt")));
        assertThat(two).failsWithin(java.time.Duration.ofSeconds(30));
        for (ObjectName bean : new ObjectName[] {producer, endpoint}) {
            assertThat(attribute(bean, "SendsConfirmed")).isEqualTo(1L);
            assertThat(attribute(bean, "SendsRejected")).isEqualTo(1L);
            assertThat(attribute(bean, "SendsUnknown")).isEqualTo(0L);
            assertThat(attribute(bean, "SendsPending")).isEqualTo(0L);
            assertThat(attribute(bean, "BrokerAddress")).isEqualTo("tcp://" + broker.host() + ":" + broker.port());
        }
    }
}
