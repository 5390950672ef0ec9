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
package io.github.camelstomp2.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.HoldUp;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.AutoResponder;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.ServiceStatus;
import org.apache.camel.throttling.ThrottlingExceptionRoutePolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routes that are started, suspended, resumed and stopped, by hand and by policies, while messages flow. */
@Timeout(60)
class RouteControlTest extends RouteTestSupport {
    private final List<String> processed = new CopyOnWriteArrayList<>();

    private void keep(Exchange exchange) {
        processed.add(exchange.getMessage().getBody(String.class));
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    @Test
    void aRouteThatIsNotStartedAutomaticallyConnectsWhenItIsStarted() throws Exception {
        start(on ->
                on.from(stomp("queue/orders")).routeId("in").autoStartup(false).process(this::keep));
        broker.expectNoConnection(A_WHILE);
        context.getRouteController().startRoute("in");
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        side.expectAck("a-1");
    }

    @Test
    void aSuspendedRouteEndsWhatIsInProcessBeforeItUnsubscribes() throws Exception {
        HoldUp holdUp = new HoldUp();
        start(on -> on.from(stomp("queue/orders")).routeId("in").process(holdUp));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliverAtOnce("a-1", "a-2");
        holdUp.awaitBegun(1);
        var suspended = inBackground(() -> suspend("in"));
        await().until(() -> consumer().isSuspended());
        expectNoFrame(side.connection);
        holdUp.release();
        side.expectAck("a-1");
        side.connection.expectFrame("UNSUBSCRIBE");
        suspended.join();
        assertThat(context.getRouteController().getRouteStatus("in")).isEqualTo(ServiceStatus.Suspended);
        context.getRouteController().resumeRoute("in");
        side.takeSubscribe();
        side.deliver("b-2", "x");
        side.expectAck("b-2");
        assertThat(holdUp.begun()).containsExactly("a-1", "x");
    }

    @Test
    void resumedBeforeThatHasEndedItGoesOnInOrderOnTheSameSubscription() throws Exception {
        HoldUp holdUp = new HoldUp();
        start(on -> on.from(stomp("queue/orders")).routeId("in").process(holdUp));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliverAtOnce("a-1", "a-2");
        holdUp.awaitBegun(1);
        consumer().suspend();
        side.deliver("a-3", "a-3");
        consumer().resume();
        holdUp.release();
        side.expectAck("a-1");
        side.expectAck("a-2");
        side.expectAck("a-3");
        assertThat(holdUp.begun()).containsExactly("a-1", "a-2", "a-3");
    }

    @Test
    void aConnectionThatIsLostWhileTheRouteIsSuspendedIsMadeAgainWithoutSubscribing() throws Exception {
        start(on -> on.from(stomp("queue/orders")).routeId("in").process(this::keep));
        BrokerSide first = BrokerSide.subscribed(broker);
        suspend("in");
        first.connection.expectFrame("UNSUBSCRIBE");
        first.connection.close();
        BrokerSide second = BrokerSide.connected(broker);
        expectNoFrame(second.connection);
        context.getRouteController().resumeRoute("in");
        second.takeSubscribe();
        second.deliver("a-1", "x");
        second.expectAck("a-1");
    }

    @ParameterizedTest
    @CsvSource({"1, false", "4, false", "1, true", "4, true"})
    void howeverOftenItIsSuspendedEachMessageIsProcessedAndAcknowledgedOnce(int concurrency, boolean accept)
            throws Exception {
        int messages = 600;
        ModelQueue queue = new ModelQueue(messages, 20, false);
        AutoResponder responder = broker.respondAutomatically("1.2", queue);
        start(on -> on.from(stomp(
                        "queue/model", "concurrentConsumers=" + concurrency, "acceptMessagesWhileStopping=" + accept))
                .routeId("in")
                .process(this::keep)
                .delay(1)
                .asyncDelayed());
        Random random = new Random(4);
        while (processed.size() < messages) {
            int next = Math.min(messages, processed.size() + random.nextInt(20));
            await().pollInterval(Duration.ofMillis(1)).until(() -> processed.size() >= next);
            consumer().suspend();
            if (random.nextBoolean()) {
                await().pollInterval(Duration.ofMillis(1))
                        .until(() -> responder.frames("SUBSCRIBE") == responder.frames("UNSUBSCRIBE"));
            }
            consumer().resume();
        }
        await().until(() -> queue.acknowledged().size() == messages);
        assertThat(processed).containsExactlyInAnyOrderElementsOf(numbers(messages));
        assertThat(queue.acknowledged()).doesNotHaveDuplicates();
        assertThat(queue.tooLate()).isEmpty();
        responder.verify();
    }

    @Test
    void aPolicyThatOpensItsCircuitLosesNothing() throws Exception {
        AtomicBoolean inStock = new AtomicBoolean();
        ModelQueue queue = new ModelQueue(20, 10, false);
        AutoResponder responder = broker.respondAutomatically("1.2", queue);
        // It closes only when its last failure is out of the window at the time of the trial.
        ThrottlingExceptionRoutePolicy policy = new ThrottlingExceptionRoutePolicy(2, 200, 2_000, null);
        start(on -> on.from(stomp("queue/model"))
                .routeId("in")
                .routePolicy(policy)
                .process(exchange -> {
                    if (!inStock.get()) {
                        throw new IllegalStateException("no stock");
                    }
                })
                .process(this::keep));
        await().until(() -> responder.frames("UNSUBSCRIBE") == 1);
        assertThat(policy.getStateAsString()).isEqualTo("opened");
        assertThat(consumer().isSuspended()).isTrue();
        await().until(() -> responder.frames("UNSUBSCRIBE") == 2);
        inStock.set(true);
        await().until(() -> queue.acknowledged().size() == 20);
        await().until(() -> policy.getStateAsString().equals("closed"));
        assertThat(processed).doesNotHaveDuplicates().doesNotContainAnyElementsOf(queue.deadLetters());
        assertThat(processed.size() + queue.deadLetters().size()).isEqualTo(20);
        assertThat(queue.deadLetters()).as("two, and one of each trial").hasSizeBetween(3, 5);
        responder.verify();
    }

    @Test
    void aSupervisingRouteControllerFindsTheRouteStartedWithoutABroker() throws Exception {
        broker.refuse();
        context.getRouteController().supervising().setInitialDelay(1);
        start(on -> on.from(stomp("queue/orders")).routeId("in").process(this::keep));
        await().until(() -> context.getRouteController().getRouteStatus("in") == ServiceStatus.Started);
        broker.reopen();
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        side.expectAck("a-1");
    }

    @Test
    void aRouteThatIsStoppedWhileItsMessageIsInProcessWaitsForThatAndStartsAnew() throws Exception {
        HoldUp holdUp = new HoldUp("slow");
        start(on -> on.from(stomp("queue/orders")).routeId("in").process(holdUp));
        BrokerSide first = BrokerSide.subscribed(broker);
        first.deliver("a-1", "slow");
        holdUp.awaitBegun(1);
        var stopped = inBackground(() -> stop("in"));
        expectNoFrame(first.connection);
        holdUp.release();
        first.expectAck("a-1");
        first.expectEndOfConsumer();
        assertThat(stopped).succeedsWithin(10, TimeUnit.SECONDS);
        context.getRouteController().startRoute("in");
        BrokerSide second = BrokerSide.subscribed(broker);
        second.deliver("b-1", "fast");
        second.expectAck("b-1");
    }
}
