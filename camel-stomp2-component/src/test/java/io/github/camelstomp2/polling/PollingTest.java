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

import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.scripted.BrokerSide;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A polling consumer is subscribed while somebody waits, and takes what it returns. */
@Timeout(60)
class PollingTest extends PollingTestSupport {
    @Test
    void nobodyIsSubscribedBeforeTheFirstPoll() throws Exception {
        PollingConsumer consumer = poller("queue/orders");
        BrokerSide side = BrokerSide.connected(broker);
        expectNoFrame(side.connection);
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
        expectNoFrame(side.connection);

        done(exchange);

        side.expectAck("a-1");
        assertThat(side.connection.expectFrame("UNSUBSCRIBE").header("id"))
                .isEqualTo(side.subscribe().header("id"));
        expectNoFrame(side.connection);
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
        expectNoFrame(side.connection);
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
}
