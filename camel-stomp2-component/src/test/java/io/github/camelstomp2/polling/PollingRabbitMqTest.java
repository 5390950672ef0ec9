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
package io.github.camelstomp2.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** RabbitMQ keeps for the connection what it delivers to a subscription that ends: nothing may stay there. */
@Timeout(60)
class PollingRabbitMqTest extends PollingTestSupport {
    private static final String SERVER = "RabbitMQ/3.10.8";

    private BrokerSide side;

    private Exchange poll(PollingConsumer consumer, String ackId) {
        CompletableFuture<Exchange> polled = later(consumer::receive);
        side = side == null ? BrokerSide.subscribed(broker, SERVER) : side.takeSubscribe();
        side.deliver(ackId, ackId);
        return polled.join();
    }

    private void expectLastAck(String ackId) {
        String transaction = side.connection.expectFrame("BEGIN").header("transaction");
        WireFrame ack = side.connection.expectFrame("ACK");
        assertThat(ack.header("id")).isEqualTo(ackId);
        assertThat(ack.header("transaction")).isEqualTo(transaction);
        side.connection.receiptFor(side.connection.expectFrame("UNSUBSCRIBE"));
        side.connection.receiptFor(side.connection.expectFrame("COMMIT"));
    }

    /** Comes to an empty poll that has ended already. */
    private void letAMessageCross(PollingConsumer consumer) {
        Polling polling = Polling.begin(consumer);
        side = side == null ? BrokerSide.subscribed(broker, SERVER) : side.takeSubscribe();
        assertThat(polling.end()).isNull();
        side.connection.expectFrame("UNSUBSCRIBE");
        side.deliver("late", "late");
    }

    /** As before; the client has read that message when this returns, for it has another one that came behind it. */
    private Exchange letAMessageCrossBefore(String ackId, PollingConsumer consumer) {
        Polling ended = Polling.begin(consumer);
        WireFrame subscription = side.takeSubscribe().subscribe();
        Polling polling = Polling.begin(consumer);
        side.takeSubscribe();
        assertThat(ended.end()).isNull();
        side.connection.expectFrame("UNSUBSCRIBE");
        side.connection.sendMessage(subscription.header("id"), "late", Map.of(), "late");
        side.deliver(ackId, "behind it");
        return polling.join();
    }

    @Test
    void theAcknowledgementTakesEffectWhenItDeliversNoMore() throws Exception {
        Exchange exchange = poll(poller("queue/orders"), "a-1");

        done(exchange);

        expectLastAck("a-1");
        expectNoFrame(side.connection);
    }

    @Test
    @Holds({Rule.AFTER_UNSUBSCRIBE, Rule.GIVEN_BACK})
    void aMessageThatCrossesTheEndOfAPollIsGivenBackByConnectingAnew() throws Exception {
        PollingConsumer consumer = poller("queue/orders");
        letAMessageCross(consumer);

        side.expectGoodbye();

        side = BrokerSide.connected(broker, SERVER);
        done(poll(consumer, "a-1"));
        expectLastAck("a-1");
    }

    @Test
    @Holds(Rule.GIVEN_BACK)
    void soIsOneOfWhichOnlyAnErrorTells() throws Exception {
        PollingConsumer consumer = poller("queue/orders");
        Polling polling = Polling.begin(consumer);
        side = BrokerSide.subscribed(broker, SERVER);
        assertThat(polling.end()).isNull();
        side.connection.expectFrame("UNSUBSCRIBE");

        side.connection.send(ServerFrame.of("ERROR")
                .header("message", "Subscription not found")
                .body("There is no current subscription with tag 'T_s-1'."));

        side.expectGoodbye();
        BrokerSide.connected(broker, SERVER);
    }

    @Test
    void thatWaitsForTheMessageOnWhichSomebodyIsAtWork() throws Exception {
        PollingConsumer consumer = poller("queue/orders");
        Exchange inProcess = poll(consumer, "a-1");
        Exchange behind = letAMessageCrossBefore("a-2", consumer);

        done(inProcess);
        expectLastAck("a-1");
        done(behind);

        expectLastAck("a-2");
        side.expectGoodbye();
    }

    @Test
    void whoeverPollsMeanwhileIsServedByTheNextConnection() throws Exception {
        PollingConsumer consumer = poller("queue/orders");
        Exchange inProcess = poll(consumer, "a-1");
        Exchange behind = letAMessageCrossBefore("a-2", consumer);
        Polling next = Polling.begin(consumer).awaitWaiting();

        done(inProcess);
        expectLastAck("a-1");
        done(behind);
        expectLastAck("a-2");
        side.expectGoodbye();

        side = BrokerSide.subscribed(broker, SERVER);
        side.deliver("b-1", "again");

        assertThat(body(next.join())).isEqualTo("again");
    }

    @Test
    void aMessageThatCameButWasNotTakenIsGivenBackWithoutConnectingAnew() throws Exception {
        PollingConsumer consumer = poller("queue/orders");
        CompletableFuture<Exchange> polled = later(consumer::receive);
        side = BrokerSide.subscribed(broker, SERVER);
        side.deliverAtOnce("a-1", "a-2");
        done(polled.join());
        String transaction = side.connection.expectFrame("BEGIN").header("transaction");
        side.expectAck("a-1");
        WireFrame back = side.expectNack("a-2");
        assertThat(back.header("requeue")).isEqualTo("true");
        assertThat(back.header("transaction")).isEqualTo(transaction);
        side.connection.expectFrame("UNSUBSCRIBE");
        side.connection.expectFrame("COMMIT");
        expectNoFrame(side.connection);
    }

    @Test
    void aBrokerThatDoesNotAnswerTheGoodbyeIsLeftForTheNextConnection() throws Exception {
        PollingConsumer consumer = poller("queue/orders");
        letAMessageCross(consumer);
        side.connection.expectFrame("DISCONNECT");
        side.connection.sendMessage(side.subscribe().header("id"), "later", Map.of(), "x");
        side.connection.expectEof(Duration.ofSeconds(20));
        BrokerSide.connected(broker, SERVER);
    }

    @Test
    void aPollingConsumerThatIsStoppedWhileItConnectsAnewStaysStopped() throws Exception {
        PollingConsumer consumer = poller("queue/orders");
        letAMessageCross(consumer);
        WireFrame goodbye = side.connection.expectFrame("DISCONNECT");
        Thread stopping = new Thread(consumer::stop, "test-stop");
        stopping.start();
        // That it is stopping is said before the connection is told: it is when the thread waits for the connection's
        // end.
        await().until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
        expectNoFrame(side.connection);
        side.connection.receiptFor(goodbye);
        side.connection.expectEof();
        stopping.join(Duration.ofSeconds(60).toMillis());
        assertThat(stopping.isAlive()).isFalse();
        broker.expectNoConnection(A_WHILE);
    }
}
