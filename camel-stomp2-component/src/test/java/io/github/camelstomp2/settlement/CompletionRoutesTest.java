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

import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.HoldUp;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.List;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message is done when all is done that its route made of it, wherever and in how many pieces that happens. */
@Timeout(60)
class CompletionRoutesTest extends RouteTestSupport {
    private static final String DEAD = "/queue/DLQ.orders";

    private final HoldUp holdUp = new HoldUp("slow");

    private static void fail(Exchange exchange) {
        throw new IllegalStateException("no stock");
    }

    /** Delivers one message with this body; nothing may be said of it before the test lets it go, and then its ACK. */
    private void isAcknowledgedOnceItIsDone(String body) {
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", body);
        holdUp.awaitBegun(1);
        expectNoFrame(side.connection);
        holdUp.release();
        side.expectAck("a-1");
        expectNoFrame(side.connection);
    }

    private WireFrame isADeadLetter(String body) {
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", body);
        WireFrame letter = side.expectDeadLetter(DEAD, "a-1");
        expectNoFrame(side.connection);
        return letter;
    }

    @Test
    void threadsOfTheRoute() throws Exception {
        start(on -> on.from(stomp("queue/orders")).threads(2).process(holdUp));
        isAcknowledgedOnceItIsDone("slow");
    }

    @Test
    void aFailureOnThreadsOfTheRoute() throws Exception {
        start(on -> on.from(stomp("queue/orders")).threads(2).process(CompletionRoutesTest::fail));
        assertThat(isADeadLetter("x").header("dead-letter-reason")).isEqualTo("no stock");
    }

    @Test
    void sedaThatIsWaitedFor() throws Exception {
        start(on -> {
            on.from(stomp("queue/orders")).to("seda:later?waitForTaskToComplete=Always");
            on.from("seda:later").process(holdUp);
        });
        isAcknowledgedOnceItIsDone("slow");
    }

    @Test
    void aFailureBehindSedaThatIsWaitedForIsTheRoutesToHandle() throws Exception {
        start(on -> {
            on.from(stomp("queue/orders"))
                    .doTry()
                    .to("seda:later?waitForTaskToComplete=Always")
                    .doCatch(IllegalStateException.class)
                    .process(holdUp)
                    .end();
            on.from("seda:later").process(CompletionRoutesTest::fail);
        });
        isAcknowledgedOnceItIsDone("slow");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void thePartsOfASplitMessage(boolean parallel) throws Exception {
        start(on -> on.from(stomp("queue/orders"))
                .split(on.body().tokenize(","))
                .parallelProcessing(parallel)
                .process(holdUp)
                .end());
        isAcknowledgedOnceItIsDone("fast,slow,fast");
        assertThat(holdUp.begun()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPartThatFails(boolean parallel) throws Exception {
        start(on -> on.from(stomp("queue/orders"))
                .split(on.body().tokenize(","))
                .parallelProcessing(parallel)
                .stopOnException()
                .filter(on.body().isEqualTo("bad"))
                .process(CompletionRoutesTest::fail)
                .end());
        assertThat(isADeadLetter("good,bad,good").bodyText()).isEqualTo("good,bad,good");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theBranchesOfAMulticast(boolean parallel) throws Exception {
        start(on -> {
            on.from(stomp("queue/orders"))
                    .multicast()
                    .parallelProcessing(parallel)
                    .to("direct:one", "direct:other");
            on.from("direct:one").to("mock:one");
            on.from("direct:other").process(holdUp);
        });
        isAcknowledgedOnceItIsDone("slow");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsToBeDoneOnCompletion(boolean beforeConsumer) throws Exception {
        start(on -> {
            var onCompletion = on.onCompletion();
            (beforeConsumer ? onCompletion.modeBeforeConsumer() : onCompletion.modeAfterConsumer()).process(holdUp);
            on.from(stomp("queue/orders")).to("mock:end");
        });
        isAcknowledgedOnceItIsDone("slow");
    }

    @Test
    void whatFailsAtTheEndOfTheUnitOfWorkIsAFailure() throws Exception {
        start(on -> on.from(stomp("queue/orders"))
                .process(exchange -> exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                    @Override
                    public void onComplete(Exchange completed) {
                        completed.setException(new IllegalStateException("commit failed"));
                    }
                })));
        assertThat(isADeadLetter("x").header("dead-letter-reason")).isEqualTo("commit failed");
    }

    // ---- aggregates

    /** Camel's aggregator ends the exchanges that it takes: to wait for the aggregate is for the route to say. */
    @Test
    void aMessageIsDoneWhenTheAggregatorHasTakenIt() throws Exception {
        start(on -> on.from(stomp("queue/orders"))
                .aggregate(on.constant(true), (before, next) -> before == null ? next : before)
                .completionSize(2)
                .to("mock:aggregated"));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        side.expectAck("a-1");
    }

    private void startAggregating(Processor aggregated) throws Exception {
        // The completions leave the exchange before the aggregator ends it, and go along with the aggregate.
        AggregationStrategy withCompletions = (before, next) -> {
            Exchange aggregate = before == null ? next : before;
            next.getProperty("completions", Exchange.class)
                    .getExchangeExtension()
                    .handoverCompletions(aggregate);
            return aggregate;
        };
        start(on -> on.from(stomp("queue/orders"))
                .process(exchange -> {
                    Exchange completions = new DefaultExchange(exchange.getContext());
                    exchange.getExchangeExtension().handoverCompletions(completions);
                    exchange.setProperty("completions", completions);
                })
                .aggregate(on.constant(true), withCompletions)
                .completionSize(2)
                .process(aggregated));
    }

    @Test
    void handedOverCompletionsAcknowledgeEachMessageWhenTheAggregateIsDone() throws Exception {
        startAggregating(holdUp);
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "slow");
        expectNoFrame(side.connection);
        side.deliver("a-2", "slow");
        holdUp.awaitBegun(1);
        expectNoFrame(side.connection);
        holdUp.release();
        assertThat(side.connection.expectFrame("ACK").header("id")).isIn("a-1", "a-2");
        assertThat(side.connection.expectFrame("ACK").header("id")).isIn("a-1", "a-2");
        expectNoFrame(side.connection);
    }

    @Test
    void handedOverCompletionsMakeADeadLetterOfEachMessageWhenTheAggregateFails() throws Exception {
        startAggregating(CompletionRoutesTest::fail);
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "one");
        side.deliver("a-2", "two");
        WireFrame letter = side.expectSend(DEAD);
        WireFrame other = side.expectSend(DEAD);
        assertThat(letter.header("dead-letter-reason")).isEqualTo("no stock");
        assertThat(other.header("dead-letter-reason")).isEqualTo("no stock");
        assertThat(List.of(letter.bodyText(), other.bodyText())).containsExactlyInAnyOrder("one", "two");
        side.connection.receiptFor(letter);
        side.connection.expectFrame("ACK");
        side.connection.receiptFor(other);
        side.connection.expectFrame("ACK");
    }
}
