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

import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Camel's error handlers and the words stop and rollback mean for a message. */
@Timeout(60)
class ErrorHandlersRoutesTest extends RouteTestSupport {
    private static final String DEAD = "/queue/DLQ.orders";

    private static void fail(Exchange exchange) {
        throw new IllegalStateException("no stock");
    }

    private BrokerSide deliver() {
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        return side;
    }

    private void isAcknowledged() {
        BrokerSide side = deliver();
        side.expectAck("a-1");
        expectNoFrame(side.connection);
    }

    private WireFrame isADeadLetter() {
        BrokerSide side = deliver();
        WireFrame letter = side.expectDeadLetter(DEAD, "a-1");
        expectNoFrame(side.connection);
        return letter;
    }

    // ---- redeliveries of Camel

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whileCamelRedeliversNothingIsSaidToTheBroker(boolean async) throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        AtomicBoolean inStock = new AtomicBoolean();
        start(on -> {
            var handler = on.defaultErrorHandler().maximumRedeliveries(-1).redeliveryDelay(5);
            on.errorHandler(async ? handler.asyncDelayedRedelivery() : handler);
            on.from(stomp("queue/orders")).process(exchange -> {
                attempts.incrementAndGet();
                if (!inStock.get()) {
                    fail(exchange);
                }
            });
        });
        BrokerSide side = deliver();
        await().until(() -> attempts.get() > 3);
        expectNoFrame(side.connection);
        inStock.set(true);
        side.expectAck("a-1");
        expectNoFrame(side.connection);
    }

    @Test
    void redeliveriesAreCountedAlsoWhereTheMessageWasHandedOver() throws Exception {
        start(on -> {
            on.errorHandler(on.defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(1));
            on.from(stomp("queue/orders")).to("seda:later");
            on.from("seda:later").process(ErrorHandlersRoutesTest::fail);
        });
        assertThat(isADeadLetter().header("dead-letter-attempts")).isEqualTo("3");
    }

    @Test
    void withoutErrorHandlerAFailureIsAFailure() throws Exception {
        start(on -> {
            on.errorHandler(on.noErrorHandler());
            on.from(stomp("queue/orders")).process(ErrorHandlersRoutesTest::fail);
        });
        WireFrame letter = isADeadLetter();
        assertThat(letter.header("dead-letter-reason")).isEqualTo("no stock");
        assertThat(letter.header("dead-letter-attempts")).isEqualTo("1");
    }

    @Test
    void anExceptionThatIsHandledByFailingAgainIsAFailure() throws Exception {
        start(on -> {
            on.onException(IllegalStateException.class)
                    .handled(true)
                    .throwException(new IllegalArgumentException("no mail either"));
            on.from(stomp("queue/orders")).process(ErrorHandlersRoutesTest::fail);
        });
        assertThat(isADeadLetter().header("dead-letter-reason")).isEqualTo("no mail either");
    }

    @Test
    void anExceptionThatIsOnlyWatchedIsAFailure() throws Exception {
        start(on -> {
            on.onException(IllegalStateException.class).handled(false).to("mock:watched");
            on.from(stomp("queue/orders")).process(ErrorHandlersRoutesTest::fail);
        });
        isADeadLetter();
    }

    @Test
    void doFinallyHandlesNothing() throws Exception {
        start(on -> on.from(stomp("queue/orders"))
                .doTry()
                .process(ErrorHandlersRoutesTest::fail)
                .doFinally()
                .to("mock:finally")
                .end());
        isADeadLetter();
    }

    @Test
    void aDeadLetterChannelThatFailsItselfHasHandledItAllTheSame() throws Exception {
        start(on -> {
            on.errorHandler(on.deadLetterChannel("direct:dead"));
            on.from(stomp("queue/orders")).process(ErrorHandlersRoutesTest::fail);
            on.from("direct:dead").errorHandler(on.noErrorHandler()).throwException(new IllegalStateException("full"));
        });
        isAcknowledged();
    }

    @Test
    void unlessTheChannelIsToldNotToHandleNewExceptions() throws Exception {
        start(on -> {
            on.errorHandler(on.deadLetterChannel("direct:dead").deadLetterHandleNewException(false));
            on.from(stomp("queue/orders")).process(ErrorHandlersRoutesTest::fail);
            on.from("direct:dead").errorHandler(on.noErrorHandler()).throwException(new IllegalStateException("full"));
        });
        assertThat(isADeadLetter().header("dead-letter-reason")).isEqualTo("full");
    }

    // ---- stop and rollback

    @Test
    void aRouteThatStopsIsDone() throws Exception {
        start(on -> on.from(stomp("queue/orders")).stop().process(ErrorHandlersRoutesTest::fail));
        isAcknowledged();
    }

    @Test
    void soIsOneThatIsStoppedByAProcessor() throws Exception {
        start(on -> on.from(stomp("queue/orders"))
                .process(exchange -> exchange.setRouteStop(true))
                .process(ErrorHandlersRoutesTest::fail));
        isAcknowledged();
    }

    @Test
    void rollbackIsAFailureThatSaysSo() throws Exception {
        start(on -> on.from(stomp("queue/orders")).rollback("not today"));
        WireFrame letter = isADeadLetter();
        assertThat(letter.header("dead-letter-exception")).isEqualTo("org.apache.camel.RollbackExchangeException");
        assertThat(letter.header("dead-letter-reason")).contains("not today");
    }

    @Test
    void rollbackOnlyIsARefusal() throws Exception {
        start(on -> on.from(stomp("queue/orders")).markRollbackOnly());
        assertThat(isADeadLetter().header("dead-letter-reason")).isEqualTo("refused by the route");
    }

    @Test
    void rollbackOnlyOfTheLastTransactionIsARefusal() throws Exception {
        start(on -> on.from(stomp("queue/orders")).markRollbackOnlyLast());
        assertThat(isADeadLetter().header("dead-letter-reason")).isEqualTo("refused by the route");
    }

    @Test
    void rollbackOnlyByAProcessorIsARefusal() throws Exception {
        start(on -> on.from(stomp("queue/orders"))
                .process(exchange -> exchange.setRollbackOnly(true))
                .process(ErrorHandlersRoutesTest::fail));
        assertThat(isADeadLetter().header("dead-letter-reason")).isEqualTo("refused by the route");
    }

    @Test
    void aHandledExceptionThatIsRolledBackIsTheReasonOfTheDeadLetter() throws Exception {
        start(on -> {
            on.onException(IllegalStateException.class).handled(true).markRollbackOnly();
            on.from(stomp("queue/orders")).process(ErrorHandlersRoutesTest::fail);
        });
        assertThat(isADeadLetter().header("dead-letter-reason")).isEqualTo("no stock");
    }

    @Test
    void aRollbackBehindSedaIsARefusal() throws Exception {
        start(on -> {
            on.from(stomp("queue/orders")).to("seda:later");
            on.from("seda:later").markRollbackOnly();
        });
        isADeadLetter();
    }

    // ---- messages that cannot be read

    /** The error handler gets an exchange of its own without the payload: what it handles is not the message. */
    @Test
    void aBridgedErrorHandlerSeesWhatCannotBeReadAndItIsADeadLetterAllTheSame() throws Exception {
        MockEndpoint bridged = context.getEndpoint("mock:bridged", MockEndpoint.class);
        bridged.expectedMessageCount(1);
        start(on -> {
            on.onException(Exception.class).handled(true).to(bridged);
            on.from(stomp("queue/orders", "payload=json", "bridgeErrorHandler=true"))
                    .to("mock:end");
        });
        assertThat(isADeadLetter().bodyText()).isEqualTo("x");
        bridged.assertIsSatisfied();
        assertThat(bridged.getExchanges().get(0).getProperty(Exchange.EXCEPTION_CAUGHT))
                .isInstanceOf(Exception.class);
    }

    @Test
    void aBridgedErrorHandlerThatFailsChangesNothing() throws Exception {
        start(on -> {
            on.onException(Exception.class).handled(true).process(ErrorHandlersRoutesTest::fail);
            on.from(stomp("queue/orders", "payload=json", "bridgeErrorHandler=true"))
                    .to("mock:end");
        });
        isADeadLetter();
    }
}
