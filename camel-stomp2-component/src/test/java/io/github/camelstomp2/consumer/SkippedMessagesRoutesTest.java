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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.it.LogLines;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.WireFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ConsumerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message over a limit of reading is told, lost by nobody, and holds up nothing but the place that it takes. */
@Timeout(60)
class SkippedMessagesRoutesTest extends RouteTestSupport {
    private static final String LONG = "x".repeat(70_000);

    private final LogLines log = new LogLines();
    private final BlockingQueue<String> processed = new LinkedBlockingQueue<>();

    @AfterEach
    void endLog() {
        log.close();
    }

    /** What an operator reads of such messages. */
    private List<String> told() {
        return log.operatorLines().stream()
                .filter(line -> line.contains("longer than this consumer reads"))
                .toList();
    }

    private void consume(String... options) throws Exception {
        start(on -> on.from(stomp("queue/in", options))
                .routeId("in")
                .process(exchange -> processed.add(exchange.getMessage().getBody(String.class))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"maxHeaderLength", "maxHeaders", "maxFrameSize"})
    void itStaysUnacknowledgedAndThoseBehindItGoOnOnTheSameConnection(String limit) throws Exception {
        consume("maxFrameSize=1000", "maxHeaders=20", "prefetch=3");
        BrokerSide side = BrokerSide.subscribed(broker);
        deliverTooLong(side, limit, "a-1");

        side.deliver("a-2", "behind it");

        assertThat(side.connection.expectFrame("ACK").header("id")).isEqualTo("a-2");
        assertThat(processed).containsExactly("behind it");
        assertThat(told())
                .singleElement()
                .asString()
                .contains("ERROR", "/queue/in", "message-id", limit, "one of the 3 places of prefetch")
                .contains("The limit is the option " + limit);
    }

    private static void deliverTooLong(BrokerSide side, String limit, String ackId) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (limit.equals("maxHeaderLength")) {
            headers.put("long", LONG);
        }
        for (int i = 0; limit.equals("maxHeaders") && i < 20; i++) {
            headers.put("h" + i, "v");
        }
        side.deliver(ackId, headers, limit.equals("maxFrameSize") ? LONG : "short");
    }

    @Test
    void whenItTakesTheLastPlaceThatIsSaidAndNothingIsMadeAnew() throws Exception {
        consume("prefetch=2");
        BrokerSide side = BrokerSide.subscribed(broker);

        deliverTooLong(side, "maxHeaderLength", "a-1");
        deliverTooLong(side, "maxHeaderLength", "a-2");
        side.deliver("a-3", "more than the broker was asked for");

        assertThat(side.connection.expectFrame("ACK").header("id")).isEqualTo("a-3");
        List<String> lines = told();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).contains("all places of prefetch=2", "STANDS STILL");
        assertThat(side.connection.isClosedByClient()).isFalse();
    }

    @Test
    void whereARefusalIsSafeTheBrokerDeadLettersAllOfIt() throws Exception {
        consume();
        BrokerSide side = BrokerSide.subscribed(broker, "ActiveMQ/6.1.7");

        side.deliver("a-1", Map.of("persistent", "true", "long", LONG), "kept by the broker");
        assertThat(side.connection.expectFrame("NACK").header("id")).isEqualTo("a-1");
        side.deliver("a-2", Map.of("long", LONG), "a refusal would be the end of one that is not persistent");
        side.deliver("a-3", "next");

        assertThat(side.connection.expectFrame("ACK").header("id")).isEqualTo("a-3");
        assertThat(told()).hasSize(2);
    }

    @Test
    void withDeadLettersOfTheBrokerTheBrokersRulesDecide() throws Exception {
        consume("deadLetterMode=broker", "broker=generic");
        BrokerSide side = BrokerSide.subscribed(broker);

        deliverTooLong(side, "maxHeaderLength", "a-1");

        assertThat(side.connection.expectFrame("NACK").header("id")).isEqualTo("a-1");
    }

    @Test
    void withCumulativeAcknowledgementsNoneCoversIt() throws Exception {
        consume("ackMode=client");
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "before");
        assertThat(side.connection.expectFrame("ACK").header("id")).isEqualTo("a-1");
        deliverTooLong(side, "maxHeaderLength", "a-2");

        side.deliver("a-3", "behind");

        assertThat(processed.poll(20, TimeUnit.SECONDS)).isEqualTo("before");
        assertThat(processed.poll(20, TimeUnit.SECONDS)).isEqualTo("behind");
        side.connection.expectNoFrame(Duration.ofMillis(200));
        assertThat(told()).singleElement().asString().contains("ackMode=client-individual");
    }

    @Test
    void whatTheBrokerHasForgottenIsSaidToBeLost() throws Exception {
        consume("ackMode=auto");
        BrokerSide side = BrokerSide.subscribed(broker);

        deliverTooLong(side, "maxHeaderLength", null);
        side.deliver(null, "next");

        assertThat(processed.poll(20, TimeUnit.SECONDS)).isEqualTo("next");
        assertThat(told()).singleElement().asString().contains("it is lost");
    }

    @Test
    void whoPollsIsTold() throws Exception {
        context.start();
        var poll = inBackground(() -> {
            try (ConsumerTemplate template = context.createConsumerTemplate()) {
                assertThatThrownBy(() -> template.receive(stomp("queue/in"), 20_000))
                        .hasMessageContaining("which is maxHeaderLength")
                        .hasMessageContaining("it goes back to the broker");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        BrokerSide side = BrokerSide.subscribed(broker);

        deliverTooLong(side, "maxHeaderLength", "a-1");

        side.connection.expectFrame("UNSUBSCRIBE");
        poll.get(20, TimeUnit.SECONDS);
    }

    @Test
    void aReplyThatIsTooLongEndsItsRequestAtOnce() throws Exception {
        context.start();
        var request = inBackground(() -> assertThatThrownBy(() -> context.createProducerTemplate()
                        .requestBody(stomp("queue/service", "broker=activemq"), "question"))
                .isInstanceOf(CamelExecutionException.class)
                .rootCause()
                .hasMessageContaining("its reply cannot come any more")
                .hasMessageContaining("which is maxHeaderLength"));
        BrokerSide side = BrokerSide.connected(broker).takeSubscribe();
        WireFrame send = side.connection.expectFrame("SEND");
        side.connection.receiptFor(send);

        side.deliver(null, Map.of("correlation-id", send.header("correlation-id"), "long", LONG), "answer");

        request.get(20, TimeUnit.SECONDS);
    }
}
