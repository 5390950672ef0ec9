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
package io.github.camelstomp2.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.Stomp2Acknowledgment;
import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing is acknowledged before its route is done, and everything whose route is done is acknowledged. */
@Timeout(60)
class AcknowledgingRoutesTest extends RouteTestSupport {
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();

    /** Holds up the exchanges with this body until the test releases them. */
    private Processor holdUp(String body) {
        return exchange -> {
            begun.incrementAndGet();
            if (exchange.getMessage().getBody(String.class).equals(body)) {
                assertThat(release.await(20, TimeUnit.SECONDS)).isTrue();
            }
        };
    }

    private static void fail(Exchange exchange) {
        throw new IllegalStateException("no stock");
    }

    @Test
    void aMessageIsAcknowledgedWhenItsRouteIsDoneAndNotBefore() throws Exception {
        start(on -> on.from(stomp("queue/orders")).process(holdUp("slow")));
        BrokerSide side = BrokerSide.subscribed(broker);
        assertThat(side.subscribe().header("ack")).isEqualTo("client-individual");
        side.deliver("a-1", "slow");
        await().until(() -> begun.get() == 1);
        expectNoFrame(side.connection);
        release.countDown();
        side.expectAck("a-1");
    }

    @Test
    void oneConsumerKeepsTheOrderOfMessagesAndOfAcknowledgements() throws Exception {
        MockEndpoint end = context.getEndpoint("mock:end", MockEndpoint.class);
        start(on -> on.from(stomp("queue/orders")).to(end));
        BrokerSide side = BrokerSide.subscribed(broker);
        for (int i = 0; i < 20; i++) {
            side.deliver("a-" + i, Map.of("content-type", "text/plain"), "body " + i);
        }
        for (int i = 0; i < 20; i++) {
            side.expectAck("a-" + i);
        }
        end.expectedMessageCount(20);
        end.assertIsSatisfied();
        for (int i = 0; i < 20; i++) {
            assertThat(end.getExchanges().get(i).getMessage().getBody()).isEqualTo("body " + i);
        }
    }

    @Test
    void withSeveralConsumersASlowMessageHoldsUpNoOther() throws Exception {
        start(on -> on.from(stomp("queue/orders", "concurrentConsumers=2")).process(holdUp("slow")));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "slow");
        side.deliver("a-2", "fast");
        side.deliver("a-3", "fast");
        side.expectAck("a-2");
        side.expectAck("a-3");
        release.countDown();
        side.expectAck("a-1");
    }

    @Test
    @Holds(Rule.CUMULATIVE)
    void acknowledgingCumulativelyNeverCoversAMessageThatIsNotDone() throws Exception {
        start(on -> on.from(stomp("queue/orders", "concurrentConsumers=2", "ackMode=client"))
                .process(holdUp("slow")));
        BrokerSide side = BrokerSide.subscribed(broker);
        assertThat(side.subscribe().header("ack")).isEqualTo("client");
        side.deliver("a-1", "slow");
        side.deliver("a-2", "fast");
        await().until(() -> begun.get() == 2);
        expectNoFrame(side.connection);
        release.countDown();
        side.expectAckUpTo("a-2");
    }

    @Test
    @Holds(Rule.AUTO)
    void withAckModeAutoNothingIsAcknowledged() throws Exception {
        start(on -> on.from(stomp("queue/orders", "ackMode=auto")).process(holdUp("x")));
        BrokerSide side = BrokerSide.subscribed(broker);
        assertThat(side.subscribe().header("ack")).isEqualTo("auto");
        side.deliver("a-1", "fast");
        await().until(() -> begun.get() == 1);
        expectNoFrame(side.connection);
    }

    // ---- routes that go on elsewhere

    @Test
    void aMessageThatIsHandedOverToSedaIsAcknowledgedWhenItsLastRouteIsDone() throws Exception {
        start(on -> {
            on.from(stomp("queue/orders")).to("seda:later");
            on.from("seda:later").process(holdUp("slow"));
        });
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "slow");
        await().until(() -> begun.get() == 1);
        expectNoFrame(side.connection);
        release.countDown();
        side.expectAck("a-1");
    }

    @Test
    void aMessageThatFailsBehindSedaBecomesADeadLetter() throws Exception {
        start(on -> {
            on.from(stomp("queue/orders")).to("seda:later");
            on.from("seda:later").process(AcknowledgingRoutesTest::fail);
        });
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        side.connection.receiptFor(side.expectSend("/queue/DLQ.orders"));
        side.expectAck("a-1");
    }

    @Test
    void aWireTapIsNotWaitedFor() throws Exception {
        start(on -> {
            on.from(stomp("queue/orders")).wireTap("direct:tap").to("mock:end");
            on.from("direct:tap").process(holdUp("slow"));
        });
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "slow");
        side.expectAck("a-1");
        await().until(() -> begun.get() == 1);
        release.countDown();
    }

    @Test
    void anAsynchronousDelayIsWaitedForAndKeepsTheOrder() throws Exception {
        start(on -> on.from(stomp("queue/orders"))
                .delay(on.simple("${header.wait}"))
                .asyncDelayed()
                .to("mock:end"));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", Map.of("wait", "2000"), "x");
        side.deliver("a-2", Map.of("wait", "1"), "x");
        expectNoFrame(side.connection);
        side.expectAck("a-1");
        side.expectAck("a-2");
    }

    @Test
    void aRouteThatSendsOnIsDoneWhenTheOtherBrokerHasConfirmed() throws Exception {
        start(on -> on.from(stomp("queue/in")).to(stomp("queue/out")));
        BrokerSide.Pair sides = BrokerSide.producerAndConsumer(broker);
        BrokerSide out = sides.producer();
        BrokerSide in = sides.consumer();
        in.deliver("a-1", "x");
        WireFrame send = out.expectSend("/queue/out");
        expectNoFrame(in.connection);
        out.connection.receiptFor(send);
        in.expectAck("a-1");
    }

    // ---- failures that the route handles

    @Test
    void aHandledExceptionIsNoFailure() throws Exception {
        start(on -> {
            on.onException(IllegalStateException.class).handled(true).to("mock:handled");
            on.from(stomp("queue/orders")).process(AcknowledgingRoutesTest::fail);
        });
        isAcknowledgedWithoutDeadLetter();
    }

    @Test
    void aContinuedExceptionIsNoFailure() throws Exception {
        start(on -> {
            on.onException(IllegalStateException.class).continued(true);
            on.from(stomp("queue/orders"))
                    .process(AcknowledgingRoutesTest::fail)
                    .to("mock:end");
        });
        isAcknowledgedWithoutDeadLetter();
    }

    @Test
    void aCaughtExceptionIsNoFailure() throws Exception {
        start(on -> on.from(stomp("queue/orders"))
                .doTry()
                .process(AcknowledgingRoutesTest::fail)
                .doCatch(IllegalStateException.class)
                .to("mock:caught")
                .end());
        isAcknowledgedWithoutDeadLetter();
    }

    @Test
    void aDeadLetterChannelOfCamelIsEnough() throws Exception {
        start(on -> {
            on.errorHandler(on.deadLetterChannel("mock:dead"));
            on.from(stomp("queue/orders")).process(AcknowledgingRoutesTest::fail);
        });
        isAcknowledgedWithoutDeadLetter();
    }

    private void isAcknowledgedWithoutDeadLetter() {
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        side.expectAck("a-1");
    }

    // ---- the route decides

    @Test
    void withManualAckTheRouteDecidesAlsoAfterItsEnd() throws Exception {
        Map<String, Stomp2Acknowledgment> kept = new ConcurrentHashMap<>();
        start(on -> on.from(stomp("queue/orders", "manualAck=true"))
                .process(exchange -> kept.put(
                        exchange.getMessage().getBody(String.class),
                        exchange.getProperty(Stomp2Constants.ACKNOWLEDGMENT, Stomp2Acknowledgment.class))));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "one");
        side.deliver("a-2", "two");
        await().until(() -> kept.size() == 2);
        expectNoFrame(side.connection);
        kept.get("two").ack();
        side.expectAck("a-2");
        kept.get("one").nack();
        WireFrame letter = side.expectSend("/queue/DLQ.orders");
        assertThat(letter.header("dead-letter-reason")).isEqualTo("refused by the route");
        side.connection.receiptFor(letter);
        side.expectAck("a-1");
    }

    @Test
    void withoutManualAckThereIsNothingToDecideWith() throws Exception {
        AtomicReference<Object> property = new AtomicReference<>("none");
        start(on -> on.from(stomp("queue/orders"))
                .process(exchange -> property.set(exchange.getProperty(Stomp2Constants.ACKNOWLEDGMENT))));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "one");
        side.expectAck("a-1");
        assertThat(property).hasValue(null);
    }

    // ---- connections

    @Test
    @Holds(Rule.STALE_ACKNOWLEDGEMENT)
    void anAcknowledgementOfALostConnectionIsNotSentOnTheNext() throws Exception {
        start(on -> on.from(stomp("queue/orders")).process(holdUp("slow")));
        BrokerSide first = BrokerSide.subscribed(broker);
        first.deliver("a-1", "slow");
        await().until(() -> begun.get() == 1);
        first.connection.close();
        BrokerSide second = BrokerSide.subscribed(broker);
        release.countDown();
        expectNoFrame(second.connection);
        second.deliver("a-1", "again");
        second.expectAck("a-1");
    }

    @Test
    void routesRunOnThreadsOfCamelAndNotOnThoseOfTheNetwork() throws Exception {
        CompletableFuture<String> consuming = new CompletableFuture<>();
        CompletableFuture<String> afterSending = new CompletableFuture<>();
        start(on -> on.from(stomp("queue/in"))
                .process(exchange -> consuming.complete(Thread.currentThread().getName()))
                .to(stomp("queue/out"))
                .process(
                        exchange -> afterSending.complete(Thread.currentThread().getName())));
        BrokerSide.Pair sides = BrokerSide.producerAndConsumer(broker);
        BrokerSide out = sides.producer();
        BrokerSide in = sides.consumer();
        in.deliver("a-1", "x");
        out.connection.receiptFor(out.expectSend("/queue/out"));
        in.expectAck("a-1");
        for (String thread : List.of(consuming.join(), afterSending.join())) {
            assertThat(thread).contains("Stomp2Worker").doesNotContain("Netty");
        }
    }
}
