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
package io.github.camelstomp2.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.ScriptedConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Stops of many routes, and of routes that are not done, with a broker that does not answer any more. */
@Timeout(120)
class GoodbyesTest extends RouteTestSupport {
    private static final int ROUTES = 10;

    /** A frame that wants a receipt. */
    private static final Pattern WAITING = Pattern.compile("receipt:");

    /** Far more than one goodbye takes, and far less than ten. */
    private static final Duration SIDE_BY_SIDE = Goodbyes.LIMIT.multipliedBy(4);

    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Queue<String> stackTraces = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.WARN) && event.getThrowableProxy() != null) {
                stackTraces.add(event.getLoggerName() + ": " + event.getFormattedMessage() + " "
                        + event.getThrowableProxy().getClassName() + " "
                        + event.getThrowableProxy().getMessage());
            }
        }
    };

    @BeforeEach
    void listen() {
        appender.start();
        root.addAppender(appender);
    }

    @AfterEach
    void listenNoMore() {
        root.detachAppender(appender);
    }

    private List<BrokerSide> startTen() throws Exception {
        start(on -> {
            for (int i = 0; i < ROUTES; i++) {
                on.from(stomp("queue/orders" + i)).to("mock:end");
            }
        });
        List<BrokerSide> sides = new ArrayList<>();
        for (int i = 0; i < ROUTES; i++) {
            sides.add(BrokerSide.subscribed(broker));
        }
        return sides;
    }

    private static void assertAllLeave(List<BrokerSide> sides) {
        sides.forEach(side -> {
            side.connection.expectFrame("UNSUBSCRIBE");
            side.connection.expectFrame("DISCONNECT");
        });
    }

    @Test
    void tenRoutesOfAContextThatStopsSayGoodbyeSideBySide() throws Exception {
        context.getShutdownStrategy().setTimeout(60); // so that it is not what ends the waiting
        List<BrokerSide> sides = startTen();
        CompletableFuture<Void> stopped = inBackground(context::stop);
        assertAllLeave(sides);
        assertThat(stopped).succeedsWithin(SIDE_BY_SIDE);
        assertThat(stackTraces).isEmpty();
    }

    @Test
    void routesThatAreCutOffSayGoodbyeSideBySideAndLeaveTheirMessagesToTheBroker() throws Exception {
        context.getShutdownStrategy().setTimeout(1);
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        start(on -> {
            for (int i = 0; i < ROUTES; i++) {
                on.from(stomp("queue/orders" + i)).process(exchange -> {
                    begun.incrementAndGet();
                    never.await();
                });
            }
        });
        List<BrokerSide> sides = new ArrayList<>();
        for (int i = 0; i < ROUTES; i++) {
            BrokerSide side = BrokerSide.subscribed(broker);
            side.deliver("a-" + i, "x");
            sides.add(side);
        }
        await().until(() -> begun.get() == ROUTES);
        CompletableFuture<Void> stopped = inBackground(context::stop);
        assertAllLeave(sides); // with no ACK before it
        assertThat(stopped).succeedsWithin(SIDE_BY_SIDE);
        assertThat(stackTraces).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "prefetch=10, priority=4",
        "transacted=true, transacted=true",
        "deadLetterMode=none, priority=4",
        "ackMode=client, priority=4",
        "prefetch=10, exchangePattern=InOut"
    })
    void sendsThatNobodyConfirmsAreWaitedForNoLongerThanCamelSaysAndEndWithoutAStackTrace(String from, String to)
            throws Exception {
        context.getShutdownStrategy().setTimeout(1);
        start(on -> on.from(stomp("queue/in", "concurrentConsumers=3", from)).to(stomp("queue/out", to)));
        BrokerSide.Pair sides = BrokerSide.producerAndConsumer(broker);
        for (int i = 0; i < 6; i++) {
            sides.consumer().deliver("a-" + i, "x");
        }
        await().until(() ->
                WAITING.matcher(written(sides.producer().connection)).find());

        CompletableFuture<Void> stopped = inBackground(context::stop);

        await().until(() -> written(sides.consumer().connection).contains("DISCONNECT\n"));
        broker.close(); // saves the rest of the goodbye
        assertThat(stopped).as("Camel's timeout, and one goodbye").succeedsWithin(SIDE_BY_SIDE);
        if (!to.startsWith("transacted")) {
            assertThat(written(sides.consumer().connection)).doesNotContain("ACK\n");
        }
        assertThat(stackTraces).isEmpty();
    }

    @Test
    void whatEndsAfterTheStopEndsQuietlyAndIsNotAcknowledged() throws Exception {
        context.getShutdownStrategy().setTimeout(1);
        CompletableFuture<AsyncCallback> kept = new CompletableFuture<>();
        start(on -> on.from(stomp("queue/in")).routeId("in").process(new AsyncProcessorSupport() {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                kept.complete(callback);
                return false;
            }
        }));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        side.deliver("a-2", "behind it");
        AsyncCallback callback = kept.get(20, TimeUnit.SECONDS);
        CompletableFuture<Void> stopped = inBackground(context::stop);
        side.expectEndOfConsumer();
        stopped.join();

        callback.done(false);

        assertThat(stackTraces).isEmpty();
        assertThat(written(side.connection)).doesNotContain("ACK\n");
    }

    @Test
    void aSendOfAStoppedProducerSaysThatItIsStopped() throws Exception {
        context.start();
        Endpoint out = context.getEndpoint(stomp("queue/out"));
        AsyncProducer producer = out.createAsyncProducer();
        producer.start();
        BrokerSide side = BrokerSide.connected(broker);
        CompletableFuture<Void> stopped = inBackground(producer::stop);
        side.expectGoodbye();
        stopped.join();
        Exchange exchange = out.createExchange();
        exchange.getMessage().setBody("x");

        producer.process(exchange);

        assertThat(exchange.getException())
                .isInstanceOf(StompConnectionException.class)
                .hasMessage("not sent: this producer is stopped");
    }

    private static String written(ScriptedConnection connection) {
        return new String(connection.received(), StandardCharsets.UTF_8);
    }
}
