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
package io.github.camelstomp2.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.broker.BrokerDialects;
import io.github.camelstomp2.matrix.Feature;
import io.github.camelstomp2.matrix.Shown;
import io.github.camelstomp2.matrix.Shows;
import io.github.camelstomp2.testbed.BrokerExtension;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.SuspendableService;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a message is after routes have failed, rolled back, split, aggregated, handed over or stopped. */
abstract class ErrorHandlingSuite {
    private StompRoutes routes;
    private String queue;

    private final CountDownLatch release = new CountDownLatch(1);
    private final List<String> begun = new CopyOnWriteArrayList<>();

    abstract BrokerExtension broker();

    @BeforeEach
    void startCamel() {
        routes = new StompRoutes(broker(), "1.2,1.1,1.0");
        queue = broker().uniqueName("errors");
    }

    @AfterEach
    void stopCamel() {
        release.countDown();
        routes.close();
    }

    StompRoutes routes() {
        return routes;
    }

    private String uri() {
        return "stomp2:queue/" + queue;
    }

    /**
     * Adds a route that fails, and awaits that it consumes these queues, which are there and empty: what brokers deliver to a
     * pattern of what had been there is another matter.
     */
    final void addFailing(String uri, String... queues) throws Exception {
        for (String name : queues) {
            OnTheBroker.put(broker().broker(), name, "created");
            OnTheBroker.take(broker().broker(), name);
        }
        add(on -> on.from(uri).process(ErrorHandlingSuite::fail));
        for (String name : queues) {
            await().until(() -> broker().broker().consumerCount(name) == 1);
        }
    }

    /** One message in each of these queues fails: one dead letter for each is all there is then. */
    final void eachIsOneDeadLetterInAQueueOfItsOwn(String... queues) {
        for (String name : queues) {
            OnTheBroker.put(broker().broker(), name, "order");
        }
        for (String name : queues) {
            await().until(() -> broker().broker().messageCount("DLQ." + name) == 1);
        }
        await().during(Duration.ofMillis(400)).until(() -> List.of(queues).stream()
                .allMatch(name -> broker().broker().messageCount(name) == 0
                        && broker().broker().messageCount("DLQ." + name) == 1));
    }

    private void add(LambdaRouteBuilder added) throws Exception {
        RouteBuilder.addRoutes(routes.context(), added);
    }

    private void send(int count) {
        IntStream.range(0, count).forEach(i -> routes.template().sendBody(uri(), Integer.toString(i)));
    }

    private long onQueue() {
        return broker().broker().messageCount(queue);
    }

    private long deadLetters() {
        return broker().broker().messageCount("DLQ." + queue);
    }

    private void allAreDone(int expectedDeadLetters) {
        await().atMost(Duration.ofSeconds(20)).until(() -> onQueue() == 0);
        assertThat(deadLetters()).isEqualTo(expectedDeadLetters);
    }

    private void hold(Exchange exchange) throws InterruptedException {
        begun.add(exchange.getMessage().getBody(String.class));
        release.await();
    }

    private static void fail(Exchange exchange) {
        throw new IllegalStateException("no stock");
    }

    @Test
    void aMessageStaysOnTheBrokerWhileCamelRedelivers() throws Exception {
        AtomicBoolean inStock = new AtomicBoolean();
        AtomicInteger attempts = new AtomicInteger();
        add(on -> {
            on.errorHandler(on.defaultErrorHandler()
                    .maximumRedeliveries(-1)
                    .redeliveryDelay(20)
                    .asyncDelayedRedelivery());
            on.from(uri()).process(exchange -> {
                attempts.incrementAndGet();
                if (!inStock.get()) {
                    fail(exchange);
                }
            });
        });
        send(1);

        await().until(() -> attempts.get() > 3);
        assertThat(onQueue()).isOne();
        inStock.set(true);
        allAreDone(0);
    }

    @Test
    void aHandledFailureIsDoneWithAndAnotherIsADeadLetter() throws Exception {
        add(on -> {
            on.onException(IllegalArgumentException.class).handled(true);
            on.from(uri())
                    .choice()
                    .when(on.body().isEqualTo("0"))
                    .throwException(new IllegalArgumentException("handled"))
                    .otherwise()
                    .process(ErrorHandlingSuite::fail);
        });
        send(2);

        allAreDone(1);
    }

    @Test
    void aDeadLetterChannelOfCamelOnTheSameBrokerGetsTheMessageAndTheComponentsQueueDoesNot() throws Exception {
        add(on -> {
            on.errorHandler(on.deadLetterChannel(uri() + "-dead"));
            on.from(uri()).process(ErrorHandlingSuite::fail);
        });
        send(5);

        await().until(() -> broker().broker().messageCount(queue + "-dead") == 5);
        allAreDone(0);
    }

    @Test
    void aRollbackIsADeadLetterWithOrWithoutException() throws Exception {
        add(on -> on.from(uri())
                .choice()
                .when(on.body().isEqualTo("0"))
                .rollback("not today")
                .otherwise()
                .markRollbackOnly());
        send(2);

        await().until(() -> deadLetters() == 2);
        allAreDone(2);
    }

    @Test
    void aMessageThatCannotBeReadIsADeadLetterAlsoBehindABridgedErrorHandler() throws Exception {
        AtomicInteger bridged = new AtomicInteger();
        add(on -> {
            on.onException(Exception.class).handled(true).process(exchange -> bridged.incrementAndGet());
            on.from(uri() + "?payload=json&bridgeErrorHandler=true").process(exchange -> begun.add("read"));
        });
        routes.template().sendBody(uri(), "{no json");
        routes.template().sendBody(uri(), "{}");

        await().until(() -> begun.size() == 1);
        allAreDone(1);
        assertThat(bridged).hasValue(1);
    }

    @Test
    @Shows(Feature.NACK)
    void whatIsGivenBackIsDeliveredAgainUntilItSucceedsAndTheOthersAreProcessedOnce(Shown shown) throws Exception {
        AtomicInteger failures = new AtomicInteger();
        add(on -> on.from(uri() + "?deadLetterMode=none").process(exchange -> {
            String body = exchange.getMessage().getBody(String.class);
            if (body.equals("0") && failures.incrementAndGet() <= 2) {
                fail(exchange);
            }
            begun.add(body);
        }));
        send(10);

        allAreDone(0);
        assertThat(failures).hasValue(3);
        assertThat(begun).containsExactlyInAnyOrder("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        switch (BrokerDialects.named(broker().kind().id()).nackEffect()) {
            case CHOOSES -> shown.works("by NACK");
            case REJECTS -> shown.emulated("NACK would make it a dead letter: the component subscribes again");
            case ACKNOWLEDGES -> shown.emulated("NACK would acknowledge it: the component subscribes again");
        }
    }

    // ---- routes that go on elsewhere

    @ParameterizedTest
    @ValueSource(strings = {"threads", "seda", "seda that is waited for", "split", "multicast", "delay"})
    void nothingIsAcknowledgedBeforeItIsDoneElsewhere(String how) throws Exception {
        add(on -> {
            on.from("seda:later").process(this::hold);
            on.from("direct:branch").process(this::hold);
            var route = on.from(uri());
            switch (how) {
                case "threads" -> route.threads(4).process(this::hold);
                case "seda" -> route.to("seda:later");
                case "seda that is waited for" -> route.to("seda:later?waitForTaskToComplete=Always");
                case "split" -> route.split(on.body()).parallelProcessing().process(this::hold);
                case "multicast" -> route.multicast().parallelProcessing().to("mock:branch", "direct:branch");
                default -> route.delay(1).asyncDelayed().process(this::hold);
            }
        });
        send(10);

        await().until(() -> !begun.isEmpty());
        assertThat(onQueue()).isEqualTo(10);
        release.countDown();
        allAreDone(0);
        assertThat(begun).hasSize(10).doesNotHaveDuplicates();
    }

    private void addAggregating(boolean failing) throws Exception {
        // The completions leave the exchange before the aggregator ends it, and go along with the aggregate.
        AggregationStrategy withCompletions = (before, next) -> {
            Exchange aggregate = before == null ? next : before;
            next.getProperty("completions", Exchange.class)
                    .getExchangeExtension()
                    .handoverCompletions(aggregate);
            return aggregate;
        };
        add(on -> on.from(uri())
                .process(exchange -> {
                    Exchange completions = new DefaultExchange(exchange.getContext());
                    exchange.getExchangeExtension().handoverCompletions(completions);
                    exchange.setProperty("completions", completions);
                })
                .aggregate(on.constant(true), withCompletions)
                .completionSize(5)
                .process(this::hold)
                .filter(exchange -> failing)
                .process(ErrorHandlingSuite::fail));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void messagesThatTheRouteAggregatesEndWithTheirAggregate(boolean failing) throws Exception {
        addAggregating(failing);
        send(10);

        await().until(() -> !begun.isEmpty());
        assertThat(onQueue()).isEqualTo(10);
        release.countDown();
        allAreDone(failing ? 10 : 0);
    }

    // ---- stopping

    private void stopWithOneInProcess(String options) throws Exception {
        add(on -> on.from(uri() + options).routeId("in").process(this::hold));
        send(20);
        // The last of them may wait in the broker's socket for a moment.
        await().during(Duration.ofMillis(400))
                .until(() -> !begun.isEmpty() && broker().broker().unacknowledgedCount(queue) == 20);
        Thread stopping = new Thread(() -> {
            try {
                routes.context().getRouteController().stopRoute("in");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        stopping.start();
        await().until(() ->
                !routes.context().getRouteController().getRouteStatus("in").isStarted()
                        || routes.context().getRoute("in").getConsumer() instanceof SuspendableService s
                                && s.isSuspended());
        release.countDown();
        stopping.join();
    }

    @Test
    void aStoppedRouteLeavesToTheBrokerWhatItHasNotBegun() throws Exception {
        stopWithOneInProcess("");

        assertThat(begun).containsExactly("0");
        await().until(() -> onQueue() == 19);
        routes.context().getRouteController().startRoute("in");
        allAreDone(0);
        assertThat(begun).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void aStoppedRouteThatAcceptsMessagesWhileStoppingLeavesNothingOfItsPrefetch() throws Exception {
        stopWithOneInProcess("?acceptMessagesWhileStopping=true");

        assertThat(begun).hasSize(20).doesNotHaveDuplicates();
        allAreDone(0);
    }

    /** How many messages are left in the queue of one that is too long to be read. */
    long leftOfALongOne() {
        return 1;
    }

    @Test
    void aMessageOverALimitOfReadingIsToldAndTheOthersGoOn() throws Exception {
        routes.template().sendBody(uri(), "before");
        routes.template().sendBodyAndHeader(uri(), "long", "notes", "x".repeat(3_000));
        routes.template().sendBody(uri(), "behind");
        try (LogLines log = new LogLines()) {
            StompRoutes.Received received = routes.consume(uri() + "?maxHeaderLength=2048");
            await().until(() -> received.bodies().equals(Set.of("before", "behind")));
            await().until(() ->
                    !log.containing("is longer than this consumer reads").isEmpty());
            await().until(() -> onQueue() == leftOfALongOne());
            assertThat(log.operatorLines()).noneMatch(line -> line.contains("connection lost"));
        }
    }
}
