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

import java.time.Duration;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.SuspendableService;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that are done elsewhere, later, or when their route stops. */
abstract class DoneElsewhereSuite extends FailingRoutesSuite {
    private void hold(Exchange exchange) throws InterruptedException {
        begun.add(exchange.getMessage().getBody(String.class));
        release.await();
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
        await().untilAsserted(() -> assertThat(onQueue()).isEqualTo(10));
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
                .process(FailingRoutesSuite::fail));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void messagesThatTheRouteAggregatesEndWithTheirAggregate(boolean failing) throws Exception {
        addAggregating(failing);
        send(10);

        await().until(() -> !begun.isEmpty());
        await().untilAsserted(() -> assertThat(onQueue()).isEqualTo(10));
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
}
