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

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.consumer.PollWait;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long a poll waits, for a message, for a connection, or not at all. */
@Timeout(60)
class PollingTimesTest extends PollingTestSupport {
    // ---- time

    @Test
    void withoutAMessageThePollEndsAfterItsTimeAndUnsubscribes() throws Exception {
        PollingConsumer consumer = poller("queue/orders");
        long begin = System.nanoTime();
        CompletableFuture<Exchange> polled = later(() -> consumer.receive(2_000));
        BrokerSide side = BrokerSide.subscribed(broker);

        assertThat(polled.join()).isNull();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        side.connection.expectFrame("UNSUBSCRIBE");
        expectNoFrame(side.connection);
    }

    @Test
    @Holds(Rule.AFTER_UNSUBSCRIBE)
    void aMessageThatCrossesTheEndOfThePollReachesNobody() throws Exception {
        PollingConsumer consumer = poller("queue/orders");
        Polling polling = Polling.begin(consumer);
        BrokerSide side = BrokerSide.subscribed(broker, "ActiveMQ/6.1.0");
        assertThat(polling.end()).isNull();
        side.connection.expectFrame("UNSUBSCRIBE");

        side.deliver("a-1", "too late");
        CompletableFuture<Exchange> next = later(consumer::receive);
        side.takeSubscribe();
        side.deliver("a-2", "in time");

        assertThat(body(next.join())).isEqualTo("in time");
        broker.expectNoConnection(A_WHILE);
    }

    @Test
    void withoutABrokerThePollEndsAfterItsTime() throws Exception {
        broker.refuse();
        PollingConsumer consumer = poller("queue/orders");
        long begin = System.nanoTime();

        assertThat(later(() -> consumer.receive(300)).join()).isNull();

        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(Duration.ofMillis(300), Duration.ofSeconds(10));
    }

    @Test
    void aBrokerThatComesWhileSomebodyWaitsIsInTime() throws Exception {
        broker.refuse();
        PollingConsumer consumer = poller("queue/orders");
        CompletableFuture<Exchange> polled = later(consumer::receive);
        broker.reopen();
        BrokerSide.subscribed(broker).deliver("a-1", "x");
        assertThat(body(polled.join())).isEqualTo("x");
    }

    @Test
    void aPollWhoseConnectionIsLostGoesOnOnTheNext() throws Exception {
        PollingConsumer consumer = poller("queue/orders");
        CompletableFuture<Exchange> polled = later(consumer::receive);
        BrokerSide.subscribed(broker).connection.close();
        BrokerSide second = BrokerSide.subscribed(broker);
        second.deliver("a-1", "x");
        done(polled.join());
        second.expectAck("a-1");
    }

    // ---- without waiting

    @Test
    void withoutWaitingAMessageThatFollowsTheReceiptIsTaken() throws Exception {
        PollingConsumer consumer = poller("queue/orders");
        CompletableFuture<Exchange> polled = later(consumer::receiveNoWait);
        BrokerSide side = BrokerSide.connected(broker);
        WireFrame subscribe = side.connection.expectSubscribe();
        side.connection.expectNoFrame(PollWait.NO_WAIT.plus(A_WHILE));
        assertThat(polled).as("before the broker has answered").isNotDone();
        side.confirmAndDeliver(subscribe, "a-1", "x");

        done(polled.join());

        side.expectAck("a-1");
    }

    @Test
    void withoutWaitingAndWithoutAMessageItEndsSoonAfterTheReceipt() throws Exception {
        PollingConsumer consumer = poller("queue/orders");
        CompletableFuture<Exchange> polled = later(consumer::receiveNoWait);
        BrokerSide side = BrokerSide.subscribed(broker);
        assertThat(polled.join()).isNull();
        side.connection.expectFrame("UNSUBSCRIBE");
    }

    @Test
    void withoutWaitingAndWithoutABrokerThereIsNothing() throws Exception {
        broker.refuse();
        PollingConsumer consumer = poller("queue/orders", "connectTimeout=60000");
        assertThat(later(consumer::receiveNoWait)
                        .orTimeout(30, TimeUnit.SECONDS)
                        .join())
                .isNull();
    }

    @Test
    void withoutWaitingABrokerThatDoesNotAnswerIsGivenUpAfterTheConnectTimeout() throws Exception {
        PollingConsumer consumer = poller("queue/orders", "connectTimeout=1000");
        CompletableFuture<Exchange> polled = later(consumer::receiveNoWait);
        BrokerSide side = BrokerSide.connected(broker);
        side.connection.expectFrame("SUBSCRIBE");
        assertThat(polled.join()).isNull();
        side.connection.expectFrame("UNSUBSCRIBE");
    }
}
