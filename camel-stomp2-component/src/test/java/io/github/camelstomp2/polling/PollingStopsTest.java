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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of polls, and of messages that are not answered, when their polling consumer is stopped. */
@Timeout(60)
class PollingStopsTest extends PollingTestSupport {
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
        expectNoFrame(side.connection);
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
