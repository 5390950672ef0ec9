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

import io.github.camelstomp2.it.LogLines;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.HoldUp;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.apache.camel.impl.engine.PooledProcessorExchangeFactory;
import org.apache.camel.model.ProcessorDefinition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code exchangeFactory=pooled}, with which Camel loses the completions of exchanges that go through some patterns. */
@Timeout(60)
class PooledExchangesTest extends RouteTestSupport {
    private static final String DLQ = "/queue/DLQ.orders";

    @BeforeEach
    void pool() {
        context.getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
        context.getCamelContextExtension().setProcessorExchangeFactory(new PooledProcessorExchangeFactory());
    }

    private static ProcessorDefinition<?> pattern(String name, ProcessorDefinition<?> route) {
        return switch (name) {
            case "split" -> route.split().body().to("mock:part").end();
            case "multicast" -> route.multicast().to("mock:one", "mock:two").end();
            case "recipientList" ->
                route.recipientList().constant("mock:one,mock:two").end();
            case "enrich" -> route.enrich("direct:other");
            default -> route.to("mock:plain");
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "split", "multicast", "recipientList", "enrich"})
    void eachMessageIsAcknowledgedOnceAndTheConsumerGoesOn(String name) throws Exception {
        start(on -> {
            pattern(name, on.from(stomp("queue/orders", "prefetch=2")));
            on.from("direct:other").to("mock:other");
        });
        BrokerSide side = BrokerSide.subscribed(broker);
        for (int i = 0; i < 5; i++) {
            side.deliver("a-" + i, "x");
            side.expectAck("a-" + i);
        }
        expectNoFrame(side.connection);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "split", "multicast", "recipientList", "enrich"})
    void aRouteThatFailsBehindItLeavesADeadLetter(String name) throws Exception {
        start(on -> {
            pattern(name, on.from(stomp("queue/orders"))).process(PooledExchangesTest::fail);
            on.from("direct:other").to("mock:other");
        });
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        assertThat(side.expectDeadLetter(DLQ, "a-1").header("dead-letter-reason"))
                .isEqualTo("no stock");
        expectNoFrame(side.connection);
    }

    private static void fail(Exchange exchange) {
        throw new IllegalStateException("no stock");
    }

    @Test
    void aRequestThatIsSplitIsAnswered() throws Exception {
        start(on -> pattern("split", on.from(stomp("queue/orders"))).setBody(on.constant("two")));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", Map.of("reply-to", "/queue/answers"), "x");
        BrokerSide producers = BrokerSide.connected(broker);
        WireFrame reply = producers.expectSend("/queue/answers");
        assertThat(reply.bodyText()).isEqualTo("two");
        producers.connection.receiptFor(reply);
        side.expectAck("a-1");
    }

    @Test
    void whatIsHandedOverIsAcknowledgedByWhoeverEndsIt() throws Exception {
        HoldUp hold = new HoldUp();
        start(on -> {
            on.from(stomp("queue/orders")).to("seda:later");
            on.from("seda:later").process(hold);
        });
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        hold.awaitBegun(1);
        expectNoFrame(side.connection);
        hold.release();
        side.expectAck("a-1");
    }

    @Test
    void theLogSaysAtStartWhatPoolingCosts() throws Exception {
        try (LogLines log = new LogLines()) {
            start(on -> on.from(stomp("queue/orders")).to("mock:end"));
            BrokerSide.subscribed(broker);
            assertThat(log.operatorLines())
                    .filteredOn(line -> line.startsWith("WARN"))
                    .singleElement()
                    .asString()
                    .contains("exchangeFactory=pooled", "split", "/queue/orders");
        }
    }
}
