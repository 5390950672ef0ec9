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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often work is handed to the worker threads: once for what one read of the socket brings, not once a message. */
class HandOversTest extends RouteTestSupport {
    private static final int MESSAGES = 1_000;

    /** Far fewer than messages, far more than a busy machine needs when it cuts what is read into small pieces. */
    private static final int FEW = MESSAGES / 4;

    /** With several at a time: on a machine so busy that quick messages look slow, some of them get workers of their own. */
    private static final int HALF = MESSAGES / 2;

    private final LongAdder handOvers = new LongAdder();

    @BeforeEach
    void countWhatWorkersAreGiven() {
        context.getExecutorServiceManager().setThreadPoolFactory(new DefaultThreadPoolFactory() {
            @Override
            public ExecutorService newCachedThreadPool(ThreadFactory threads) {
                return new ThreadPoolExecutor(0, 1_000, 60, TimeUnit.SECONDS, new SynchronousQueue<>(), threads) {
                    @Override
                    public void execute(Runnable work) {
                        handOvers.increment();
                        super.execute(work);
                    }
                };
            }
        });
    }

    @Test
    void messagesThatComeTogetherAreHandedOverTogether() throws Exception {
        LongAdder processed = new LongAdder();
        start(on -> on.from(stomp("queue/in", "prefetch=1000")).process(exchange -> processed.increment()));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliverAtOnce(
                IntStream.range(0, MESSAGES).mapToObj(Integer::toString).toArray(String[]::new));
        side.expectAckUpTo(Integer.toString(MESSAGES - 1));
        assertThat(processed.sum()).isEqualTo(MESSAGES);
        assertThat(handOvers.sum()).isBetween(1L, (long) FEW);
    }

    @Test
    void severalAtATimeWakeOneWorkerForQuickMessagesThatComeTogether() throws Exception {
        LongAdder processed = new LongAdder();
        start(on -> on.from(stomp("queue/in", "ackMode=auto&concurrentConsumers=10"))
                .process(exchange -> processed.increment()));
        BrokerSide side = BrokerSide.subscribed(broker);
        long fewest = Long.MAX_VALUE;
        for (int burst = 1; burst <= 20 && fewest > HALF; burst++) {
            handOvers.reset();
            for (int i = 0; i < MESSAGES; i += 20) {
                side.deliverAtOnce(
                        IntStream.range(i, i + 20).mapToObj(Integer::toString).toArray(String[]::new));
            }
            long all = (long) burst * MESSAGES;
            await().until(() -> processed.sum() == all);
            fewest = Math.min(fewest, handOvers.sum());
        }
        assertThat(fewest).isBetween(1L, (long) HALF);
    }

    @Test
    void receiptsThatComeTogetherAreHandedOverTogether() throws Exception {
        context.start();
        Endpoint endpoint = context.getEndpoint(stomp("queue/out"));
        AsyncProducer producer = endpoint.createAsyncProducer();
        producer.start();
        // While code is not compiled yet, receipts are read more slowly than they are handed over.
        long fewest = Long.MAX_VALUE;
        BrokerSide side = null;
        for (int burst = 0; burst < 10 && fewest > FEW; burst++) {
            handOvers.reset();
            LongAdder confirmed = send(endpoint, producer);
            side = side == null ? BrokerSide.connected(broker) : side;
            side.confirmAtOnce("/queue/out", MESSAGES);
            await().until(() -> confirmed.sum() == MESSAGES);
            fewest = Math.min(fewest, handOvers.sum());
        }
        assertThat(fewest).isBetween(1L, (long) FEW);
    }

    @Test
    void aBridgeWakesAWorkerOnceForEachReceiptAndNotAgainForTheNextMessage() throws Exception {
        start(on -> on.from(stomp("queue/in", "ackMode=auto")).routeId("in").to(stomp("queue/out")));
        BrokerSide.Pair sides = BrokerSide.producerAndConsumer(broker);
        sides.consumer()
                .deliverAtOnce(
                        IntStream.range(0, MESSAGES).mapToObj(Integer::toString).toArray(String[]::new));
        for (int i = 0; i < MESSAGES; i++) {
            sides.producer().confirmAtOnce("/queue/out", 1);
        }
        await().until(() -> consumer().getPendingExchangesSize() == 0);
        assertThat(handOvers.sum()).isBetween((long) FEW, (long) MESSAGES + FEW);
    }

    @Test
    void aBridgeWithManyMessagesInTheRouteHandsOverReceiptsThatComeTogetherTogether() throws Exception {
        int atATime = 100;
        start(on -> on.from(stomp("queue/in", "ackMode=auto&concurrentConsumers=" + atATime))
                .routeId("in")
                .to(stomp("queue/out")));
        BrokerSide.Pair sides = BrokerSide.producerAndConsumer(broker);
        // Code that is not compiled yet looks as if it blocked.
        long fewest = Long.MAX_VALUE;
        for (int burst = 0; burst < 20 && fewest > HALF; burst++) {
            handOvers.reset();
            sides.consumer()
                    .deliverAtOnce(IntStream.range(0, MESSAGES)
                            .mapToObj(Integer::toString)
                            .toArray(String[]::new));
            for (int i = 0; i < MESSAGES; i += atATime) {
                sides.producer().confirmAtOnce("/queue/out", atATime);
            }
            await().until(() -> consumer().getPendingExchangesSize() == 0);
            fewest = Math.min(fewest, handOvers.sum());
        }
        assertThat(fewest).isBetween(1L, (long) HALF);
    }

    @Test
    void oneSendAtATimeWakesOneWorkerForItsReceipt() throws Exception {
        context.start();
        String out = stomp("queue/out");
        CompletableFuture<Void> sender = inBackground(() -> {
            for (int i = 0; i < MESSAGES; i++) {
                context.createFluentProducerTemplate().to(out).withBody("x").send();
            }
        });
        BrokerSide side = BrokerSide.connected(broker);
        for (int i = 0; i < MESSAGES; i++) {
            side.confirmAtOnce("/queue/out", 1);
        }
        sender.get();
        assertThat(handOvers.sum()).isBetween((long) FEW, (long) MESSAGES + FEW);
    }

    private static LongAdder send(Endpoint endpoint, AsyncProducer producer) {
        LongAdder confirmed = new LongAdder();
        for (int i = 0; i < MESSAGES; i++) {
            Exchange exchange = endpoint.createExchange();
            exchange.getMessage().setBody("x");
            producer.process(exchange, doneSync -> confirmed.increment());
        }
        return confirmed;
    }
}
