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
package io.github.camelstomp2.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.ScriptedConnection;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A broker that does not know prefetch is held up in every ack mode, and nobody waits for ever because of that. */
@Timeout(60)
class UnaskedMessagesTest extends RouteTestSupport {
    private static final int BODY = 50_000;

    /** What one read of the socket may bring beyond the watermark: sixteen times 64 KiB. */
    private static final int ONE_READ = 16 * 65_536 / BODY + 1;

    private static final int MESSAGES = 600;
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void letGo() {
        release.countDown();
    }

    private Thread flood(BrokerSide side, int messages) {
        Thread flood = new Thread(() -> {
            try {
                for (int i = 0; i < messages; i++) {
                    side.connection.sendMessage(side.subscribe().header("id"), "a-" + i, Map.of(), new byte[BODY]);
                }
            } catch (UncheckedIOException e) {
                // the test is over
            }
        });
        flood.setDaemon(true);
        flood.start();
        return flood;
    }

    private void consumeSlowly(String... options) throws Exception {
        start(on -> on.from(stomp("queue/in", options)).routeId("in").process(exchange -> release.await()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ackMode=client-individual", "ackMode=client", "transacted=true", "manualAck=true"})
    void nearTwicePrefetchReadingPausesAndAllIsProcessedInTheEnd(String option) throws Exception {
        consumeSlowly("prefetch=10", option);
        BrokerSide side = BrokerSide.subscribed(broker);
        Thread flood = flood(side, MESSAGES);

        await().until(() -> consumer().getWaitingMessages() > 19);
        flood.join(1_000);
        assertThat(flood.isAlive()).as("the broker waits").isTrue();
        assertThat(consumer().getWaitingMessages()).isLessThanOrEqualTo(20 + ONE_READ);
        release.countDown();

        flood.join(TimeUnit.SECONDS.toMillis(30));
        await().until(() -> consumer().getWaitingMessages() == 0);
        assertThat(side.connection.isClosedByClient()).isFalse();
    }

    @Test
    void largeMessagesCountByTheRoomThatTheyTake() throws Exception {
        consumeSlowly("prefetch=1000", "maxFrameSize=1000000");
        BrokerSide side = BrokerSide.subscribed(broker);
        Thread flood = flood(side, MESSAGES);

        await().until(() -> consumer().getWaitingMessages() > 19);
        flood.join(1_000);

        assertThat(flood.isAlive()).as("the broker waits").isTrue();
        assertThat(consumer().getWaitingMessages()).isLessThanOrEqualTo(20 + ONE_READ);
    }

    @Test
    void aSendOnTheSameConnectionGetsTheReceiptThatStandsBehindMessages() throws Exception {
        consumeSlowly("prefetch=2", "sharedConnection=true");
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliverAtOnce("a-1", "a-2", "a-3", "a-4", "a-5", "a-6", "a-7");
        await().until(() -> consumer().getWaitingMessages() > 4);

        var send = inBackground(
                () -> context.createProducerTemplate().sendBody(stomp("queue/out", "sharedConnection=true"), "x"));
        var frame = side.connection.expectFrame("SEND");
        side.deliver("a-8", "in front of the receipt");
        side.connection.receiptFor(frame);

        send.get(20, TimeUnit.SECONDS);
        // The messages of one read are handed on behind its receipts.
        await().until(() -> consumer().getWaitingMessages() == 7);
    }

    @Test
    void whatCameOnALostConnectionDoesNotKeepTheNextOneFromBeingRead() throws Exception {
        consumeSlowly("prefetch=2", "outgoingHeartbeat=100");
        ScriptedConnection peer = subscribed();
        for (int i = 0; i < 7; i++) {
            peer.sendMessage("s-1", "a-" + i, Map.of(), "x");
        }
        // The fifth that waits pauses the reading, and the route may take one after that.
        await().until(() -> consumer().getWaitingMessages() > 3);
        peer.close(); // which the heart-beats notice

        ScriptedConnection next = subscribed();
        next.sendMessage("s-1", "b-1", Map.of(), "x");
        next.sendMessage("s-1", "b-2", Map.of(), "x");

        await().until(() -> consumer().getWaitingMessages() == 2);
    }

    private ScriptedConnection subscribed() {
        ScriptedConnection peer = broker.accept();
        peer.handshake("1.2", "0,100", null);
        peer.receiptFor(peer.expectSubscribe());
        return peer;
    }

    @Test
    void onAConnectionThatIsSharedACumulativeAcknowledgementOfRabbitMqWaitsForNobodyElse() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(stomp("queue/in", "sharedConnection=true", "ackMode=client", "deadLetterMode=none"))
                        .process(exchange -> {});
            }
        });
        context.start();
        BrokerSide side = BrokerSide.subscribed(broker, "RabbitMQ/3.10.8");

        assertThat(side.subscribe().header("ack")).isEqualTo("client-individual");
    }

    @Test
    void onAConnectionOfItsOwnItStaysCumulative() throws Exception {
        consumeSlowly("ackMode=client", "deadLetterMode=none");
        BrokerSide side = BrokerSide.subscribed(broker, "RabbitMQ/3.10.8");

        assertThat(side.subscribe().header("ack")).isEqualTo("client");
    }
}
