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
package io.github.camelstomp2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A polling consumer is subscribed while somebody waits, and takes what it returns. */
@Timeout(60)
class PollingTest extends PollingTestSupport {
    private static final Duration A_WHILE = Duration.ofMillis(150);

    @Test
    void nobodyIsSubscribedBeforeTheFirstPoll() throws Exception {
        PollingConsumer consumer = poller("queue/orders");
        BrokerSide side = BrokerSide.connected(broker);
        side.connection.expectNoFrame(A_WHILE);
        CompletableFuture<Exchange> polled = later(consumer::receive);
        side.takeSubscribe();
        assertThat(side.subscribe().header("destination")).isEqualTo("/queue/orders");
        assertThat(side.subscribe().header("ack")).isEqualTo("client-individual");
        side.deliver("a-1", "x");
        assertThat(body(polled.join())).isEqualTo("x");
    }

    @Test
    void aMessageIsAcknowledgedWhenItsExchangeIsDoneAndNobodyIsSubscribedAfterThat() throws Exception {
        PollingConsumer consumer = poller("queue/orders");
        CompletableFuture<Exchange> polled = later(consumer::receive);
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        Exchange exchange = polled.join();
        side.connection.expectNoFrame(A_WHILE);

        done(exchange);

        side.expectAck("a-1");
        assertThat(side.connection.expectFrame("UNSUBSCRIBE").header("id"))
                .isEqualTo(side.subscribe().header("id"));
        side.connection.expectNoFrame(A_WHILE);
    }

    @Test
    void aPrefetchOfOneIsAskedForWhateverTheOptionSays() throws Exception {
        PollingConsumer consumer = poller("queue/orders", "prefetch=50", "ackMode=client", "subscriptionId=mine");
        later(consumer::receive);
        BrokerSide side = BrokerSide.subscribed(broker, "RabbitMQ/3.10.8");
        assertThat(side.subscribe().header("prefetch-count")).isEqualTo("1");
        assertThat(side.subscribe().header("ack")).isEqualTo("client-individual");
        assertThat(side.subscribe().header("id")).isNotEqualTo("mine");
    }

    @Test
    void theNextPollSubscribesAnewOnTheSameConnection() throws Exception {
        PollingConsumer consumer = poller("queue/orders");
        CompletableFuture<Exchange> first = later(consumer::receive);
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "1");
        done(first.join());
        side.expectAck("a-1");
        side.connection.expectFrame("UNSUBSCRIBE");

        CompletableFuture<Exchange> second = later(consumer::receive);
        String before = side.subscribe().header("id");
        side.takeSubscribe();
        assertThat(side.subscribe().header("id")).isNotEqualTo(before);
        side.deliver("a-2", "2");
        assertThat(body(second.join())).isEqualTo("2");
    }

    @Test
    void aPollDoesNotWaitForTheAnswerToAnotherMessage() throws Exception {
        PollingConsumer consumer = poller("queue/orders");
        CompletableFuture<Exchange> first = later(consumer::receive);
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "1");
        Exchange unfinished = first.join();
        String subscription = side.subscribe().header("id");

        CompletableFuture<Exchange> second = later(consumer::receive);
        side.takeSubscribe();
        side.deliver("a-2", "2");
        done(second.join());
        side.expectAck("a-2");
        side.connection.expectFrame("UNSUBSCRIBE");
        done(unfinished);
        side.expectAck("a-1");
        assertThat(side.connection.expectFrame("UNSUBSCRIBE").header("id")).isEqualTo(subscription);
    }

    @Test
    void severalThreadsGetAMessageEach() throws Exception {
        PollingConsumer consumer = poller("queue/orders");
        CompletableFuture<Exchange> one = later(consumer::receive);
        CompletableFuture<Exchange> other = later(consumer::receive);
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "1");
        side.takeSubscribe();
        side.deliver("a-2", "2");

        assertThat(List.of(body(one.join()), body(other.join()))).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void whatABrokerSendsBeyondTheFirstMessageIsNotTaken() throws Exception {
        PollingConsumer consumer = poller("queue/orders");
        CompletableFuture<Exchange> polled = later(consumer::receive);
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliverAtOnce("a-1", "a-2");

        done(polled.join());

        side.expectAck("a-1");
        side.connection.expectFrame("UNSUBSCRIBE");
        side.connection.expectNoFrame(A_WHILE);
    }

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
        side.connection.expectNoFrame(A_WHILE);
    }

    @Test
    @Holds(Rule.AFTER_UNSUBSCRIBE)
    void aMessageThatCrossesTheEndOfThePollReachesNobody() throws Exception {
        PollingConsumer consumer = poller("queue/orders");
        CompletableFuture<Exchange> polled = later(() -> consumer.receive(2_000));
        BrokerSide side = BrokerSide.subscribed(broker, "ActiveMQ/6.1.0");
        assertThat(polled.join()).isNull();
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

    @Test
    void aClientThatGaveUpConnectingTellsWhoeverPolls() throws Exception {
        broker.refuse();
        PollingConsumer consumer = poller("queue/orders", "reconnectMaxAttempts=1");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> later(consumer::receive).join())
                    .hasCauseInstanceOf(StompConnectionException.class)
                    .hasMessageContaining("gave up connecting");
        }
    }

    @Test
    void whatTheBrokerCannotDoIsToldToWhoeverPolls() throws Exception {
        PollingConsumer consumer = poller("queue/orders", "selector=a%3D1");
        CompletableFuture<Exchange> polled = later(consumer::receive);
        BrokerSide.connected(broker, "RabbitMQ/3.10.8");
        assertThatThrownBy(polled::join).hasMessageContaining("selector");
    }

    // ---- without waiting

    @Test
    void withoutWaitingAMessageThatFollowsTheReceiptIsTaken() throws Exception {
        PollingConsumer consumer = poller("queue/orders");
        CompletableFuture<Exchange> polled = later(consumer::receiveNoWait);
        BrokerSide side = BrokerSide.connected(broker);
        WireFrame subscribe = side.connection.expectSubscribe();
        side.connection.expectNoFrame(Stomp2PollingConsumer.NO_WAIT.plus(A_WHILE));
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
                        .orTimeout(10, TimeUnit.SECONDS)
                        .join())
                .isNull();
    }

    @Test
    void withoutWaitingABrokerThatDoesNotAnswerIsGivenUpAfterTheConnectTimeout() throws Exception {
        PollingConsumer consumer = poller("queue/orders", "connectTimeout=300");
        CompletableFuture<Exchange> polled = later(consumer::receiveNoWait);
        BrokerSide side = BrokerSide.connected(broker);
        side.connection.expectFrame("SUBSCRIBE");
        assertThat(polled.join()).isNull();
        side.connection.expectFrame("UNSUBSCRIBE");
    }

    // ---- a shared connection

    @Test
    void withASharedConnectionAPollingConsumerThatStopsGivesBackWhatIsNotAnsweredAndOthersGoOn() throws Exception {
        PollingConsumer one = poller("queue/orders", "sharedConnection=true");
        PollingConsumer other = poller("queue/prices", "sharedConnection=true");
        CompletableFuture<Exchange> polled = later(one::receive);
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        polled.join();

        one.stop();

        assertThat(side.connection.expectFrame("UNSUBSCRIBE").header("id"))
                .isEqualTo(side.subscribe().header("id"));
        CompletableFuture<Exchange> next = later(other::receive);
        side.takeSubscribe();
        side.deliver("b-1", "y");
        done(next.join());
        side.expectAck("b-1");
        broker.expectNoConnection(A_WHILE);
    }

    // ---- stop and interrupt

    @Test
    void whoWaitsWhileThePollingConsumerIsStoppedGetsNothingAtOnce() throws Exception {
        PollingConsumer consumer = poller("queue/orders");
        CompletableFuture<Exchange> one = later(consumer::receive);
        CompletableFuture<Exchange> other = later(() -> consumer.receive(60_000));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.takeSubscribe();

        CompletableFuture<Void> stopped = inBackground(consumer::stop);

        assertThat(one.join()).isNull();
        assertThat(other.join()).isNull();
        side.connection.expectFrame("UNSUBSCRIBE");
        side.connection.expectFrame("UNSUBSCRIBE");
        side.expectGoodbye();
        stopped.join();
        assertThatThrownBy(consumer::receive).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aReturnedMessageThatIsNotAnsweredGoesBackWhenThePollingConsumerIsStopped() throws Exception {
        PollingConsumer consumer = poller("queue/orders");
        CompletableFuture<Exchange> polled = later(consumer::receive);
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        Exchange unfinished = polled.join();

        CompletableFuture<Void> stopped = inBackground(consumer::stop);

        side.connection.expectFrame("UNSUBSCRIBE");
        side.expectGoodbye();
        stopped.join();
        done(unfinished);
        broker.expectNoConnection(A_WHILE);
    }

    @Test
    void anAcknowledgementJustBeforeTheStopIsWritten() throws Exception {
        PollingConsumer consumer = poller("queue/orders");
        CompletableFuture<Exchange> polled = later(consumer::receive);
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        done(polled.join());
        CompletableFuture<Void> stopped = inBackground(consumer::stop);
        side.expectAck("a-1");
        side.connection.expectFrame("UNSUBSCRIBE");
        side.expectGoodbye();
        stopped.join();
    }

    @Test
    void aDeadLetterThatIsOnItsWayIsWaitedFor() throws Exception {
        PollingConsumer consumer = poller("queue/orders");
        CompletableFuture<Exchange> polled = later(consumer::receive);
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        failed(polled.join(), new IllegalStateException("no stock"));
        WireFrame letter = side.expectSend("/queue/DLQ.orders");
        CompletableFuture<Void> stopped = inBackground(consumer::stop);
        side.connection.expectNoFrame(A_WHILE);
        side.connection.receiptFor(letter);
        side.expectAck("a-1");
        side.connection.expectFrame("UNSUBSCRIBE");
        side.expectGoodbye();
        stopped.join();
    }

    @Test
    void anInterruptedPollEndsAndTheThreadStaysInterrupted() throws Exception {
        PollingConsumer consumer = poller("queue/orders");
        CompletableFuture<Thread> waiting = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = later(() -> {
            waiting.complete(Thread.currentThread());
            assertThat(consumer.receive()).isNull();
            return Thread.currentThread().isInterrupted();
        });
        BrokerSide side = BrokerSide.subscribed(broker);

        waiting.join().interrupt();

        assertThat(interrupted.join()).isTrue();
        side.connection.expectFrame("UNSUBSCRIBE");
    }

    @Test
    void aPollingConsumerThatIsStartedAgainConnectsAnew() throws Exception {
        PollingConsumer consumer = poller("queue/orders");
        BrokerSide first = BrokerSide.connected(broker);
        CompletableFuture<Void> stopped = inBackground(consumer::stop);
        first.expectGoodbye();
        stopped.join();
        consumer.start();
        CompletableFuture<Exchange> polled = later(consumer::receive);
        BrokerSide.subscribed(broker).deliver("a-1", "x");
        assertThat(body(polled.join())).isEqualTo("x");
    }
}
