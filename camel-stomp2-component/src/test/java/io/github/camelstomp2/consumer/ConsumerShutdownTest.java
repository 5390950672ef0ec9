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

import io.github.camelstomp2.Stomp2Consumer;
import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.connection.Goodbyes;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stopping is orderly: what is in flight ends and is acknowledged, what was not begun stays with the broker. */
@Timeout(60)
class ConsumerShutdownTest extends RouteTestSupport {
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();

    private void holdUp(Exchange exchange) throws InterruptedException {
        begun.incrementAndGet();
        assertThat(release.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private CompletableFuture<Void> stopInBackground() {
        Stomp2Consumer consumer = consumer();
        CompletableFuture<Void> stopped = inBackground(context::stop);
        await().until(() -> consumer.isSuspended() || consumer.isStopped());
        return stopped;
    }

    @Test
    @Holds(Rule.DISCONNECT_LAST)
    void anIdleConsumerUnsubscribesAndSaysGoodbye() throws Exception {
        start(on -> on.from(stomp("queue/orders")).routeId("in").to("mock:end"));
        BrokerSide side = BrokerSide.subscribed(broker);
        CompletableFuture<Void> stopped = inBackground(context::stop);
        assertThat(side.connection.expectFrame("UNSUBSCRIBE").header("id"))
                .isEqualTo(side.subscribe().header("id"));
        side.expectGoodbye();
        stopped.join();
    }

    @Test
    @Holds({Rule.AFTER_UNSUBSCRIBE, Rule.DISCONNECT_LAST})
    void theMessageInFlightEndsAndIsAcknowledgedAndThoseBehindItAreNotBegun() throws Exception {
        start(on -> on.from(stomp("queue/orders")).routeId("in").process(this::holdUp));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "in flight");
        side.deliver("a-2", "waits");
        await().until(() -> begun.get() == 1);
        CompletableFuture<Void> stopped = stopInBackground();
        expectNoFrame(side.connection);
        release.countDown();
        side.expectAck("a-1");
        side.connection.expectFrame("UNSUBSCRIBE");
        side.expectGoodbye();
        stopped.join();
        assertThat(begun).hasValue(1);
    }

    @Test
    void aMessageThatWasHandedOverEndsAndIsAcknowledged() throws Exception {
        start(on -> {
            on.from(stomp("queue/orders")).routeId("in").to("seda:later");
            on.from("seda:later").process(this::holdUp);
        });
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "in flight");
        await().until(() -> begun.get() == 1);
        CompletableFuture<Void> stopped = stopInBackground();
        expectNoFrame(side.connection);
        release.countDown();
        side.expectAck("a-1");
        side.connection.expectFrame("UNSUBSCRIBE");
        side.expectGoodbye();
        stopped.join();
    }

    @Test
    @Holds(Rule.DISCONNECT_LAST)
    void cumulativeAcknowledgementsAreFlushedBeforeTheGoodbye() throws Exception {
        start(on -> on.from(stomp("queue/orders", "ackMode=client", "concurrentConsumers=2"))
                .routeId("in")
                .process(this::holdUp));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "in flight");
        side.deliver("a-2", "in flight");
        await().until(() -> begun.get() == 2);
        CompletableFuture<Void> stopped = stopInBackground();
        release.countDown();
        side.expectAckUpTo("a-2");
        side.connection.expectFrame("UNSUBSCRIBE");
        side.expectGoodbye();
        stopped.join();
    }

    @Test
    void aRouteThatNeverEndsIsNotWaitedForLongerThanCamelSays() throws Exception {
        context.getShutdownStrategy().setTimeout(1);
        start(on -> on.from(stomp("queue/orders")).routeId("in").process(this::holdUp));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "in flight");
        await().until(() -> begun.get() == 1);
        CompletableFuture<Void> stopped = inBackground(context::stop);
        side.connection.expectFrame("UNSUBSCRIBE");
        side.expectGoodbye();
        release.countDown();
        stopped.join();
    }

    @Test
    void aRouteThatBlocksForEverIsInterruptedAndItsMessageStaysWithTheBroker() throws Exception {
        context.getShutdownStrategy().setTimeout(1);
        start(on -> on.from(stomp("queue/orders")).routeId("in").process(exchange -> {
            begun.incrementAndGet();
            new CountDownLatch(1).await();
        }));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "in flight");
        await().until(() -> begun.get() == 1);
        CompletableFuture<Void> stopped = inBackground(context::stop);
        side.expectEndOfConsumer();
        assertThat(stopped).as("it does not wait for ever").succeedsWithin(Duration.ofSeconds(30));
        await().untilAsserted(() -> assertThat(threadsOfTheComponent()).isEmpty());
    }

    private List<String> threadsOfTheComponent() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("(" + context.getName() + ")") && name.contains("Stomp2"))
                .toList();
    }

    @Test
    void aSuspendedRouteTakesNoMessagesAndAResumedOneDoes() throws Exception {
        start(on -> on.from(stomp("queue/orders")).routeId("in").to("mock:end"));
        BrokerSide side = BrokerSide.subscribed(broker);
        context.getRouteController().suspendRoute("in");
        side.connection.expectFrame("UNSUBSCRIBE");
        expectNoFrame(side.connection);
        context.getRouteController().resumeRoute("in");
        side.takeSubscribe();
        side.deliver("a-1", "x");
        side.expectAck("a-1");
    }

    @Test
    void aRouteThatIsStoppedAndStartedConnectsAnew() throws Exception {
        start(on -> on.from(stomp("queue/orders")).routeId("in").to("mock:end"));
        BrokerSide first = BrokerSide.subscribed(broker);
        CompletableFuture<Void> stopped = inBackground(() -> stop("in"));
        first.connection.expectFrame("UNSUBSCRIBE");
        first.expectGoodbye();
        stopped.join();
        context.getRouteController().startRoute("in");
        BrokerSide second = BrokerSide.subscribed(broker);
        second.deliver("a-1", "x");
        second.expectAck("a-1");
    }

    @Test
    void aContextStopsQuicklyWhenThereIsNoBroker() throws Exception {
        broker.refuse();
        context.getShutdownStrategy().setTimeout(60); // so that it is not what ends the waiting
        start(on -> {
            on.from(stomp("queue/orders")).routeId("in").to(stomp("queue/out"));
        });
        assertThat(inBackground(context::stop)).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    @Holds(Rule.DISCONNECT_ANSWER)
    void aBrokerThatDoesNotAnswerTheGoodbyeIsNotWaitedForLong() throws Exception {
        context.getShutdownStrategy().setTimeout(60); // so that it is not what ends the waiting
        start(on -> on.from(stomp("queue/orders")).routeId("in").to("mock:end"));
        BrokerSide side = BrokerSide.subscribed(broker);
        CompletableFuture<Void> stopped = inBackground(context::stop);
        side.connection.expectFrame("UNSUBSCRIBE");
        side.connection.expectFrame("DISCONNECT");
        assertThat(stopped).succeedsWithin(Goodbyes.LIMIT.multipliedBy(5));
    }
}
