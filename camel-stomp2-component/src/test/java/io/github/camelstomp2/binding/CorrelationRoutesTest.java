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
package io.github.camelstomp2.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.MissingCorrelationIdException;
import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which correlation id routes and brokers see. */
@Timeout(60)
class CorrelationRoutesTest extends RouteTestSupport {

    private static void fail(Exchange exchange) {
        throw new IllegalStateException("no stock");
    }

    private Set<String> correlationIds(BrokerSide producer, int sends) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < sends; i++) {
            WireFrame send = producer.expectSend("/queue/out");
            producer.connection.receiptFor(send);
            ids.add(send.header("correlation-id"));
        }
        return ids;
    }

    @Test
    void allThatAnExchangeSendsHasTheIdOfTheMessage() throws Exception {
        start(on -> {
            on.from(stomp("queue/in"))
                    .removeHeaders("*")
                    .wireTap(stomp("queue/out"))
                    .multicast()
                    .to(stomp("queue/out"), "direct:more")
                    .end()
                    .split(on.body().tokenize(","))
                    .to(stomp("queue/out"))
                    .end();
            on.from("direct:more").to(stomp("queue/out"));
        });
        BrokerSide.Pair sides = BrokerSide.producerAndConsumer(broker);
        sides.consumer().deliver("a-1", Map.of("correlation-id", "c-1"), "x,y");
        assertThat(correlationIds(sides.producer(), 5)).containsExactly("c-1");
        sides.consumer().expectAck("a-1");
    }

    @Test
    void aGeneratedOneIsTheSameForAllThatAnExchangeSends() throws Exception {
        start(on -> on.from(stomp("queue/in"))
                .wireTap(stomp("queue/out"))
                .split(on.body().tokenize(","))
                .to(stomp("queue/out")));
        BrokerSide.Pair sides = BrokerSide.producerAndConsumer(broker);
        sides.consumer().deliver("a-1", "x,y");
        assertThat(correlationIds(sides.producer(), 3)).hasSize(1).doesNotContainNull();
        sides.consumer().expectAck("a-1");
    }

    @Test
    void aDeadLetterHasTheIdThatTheRouteSaw() throws Exception {
        start(on -> on.from(stomp("queue/in"))
                .setProperty("seen", on.exchangeProperty(Stomp2Constants.CORRELATION_ID))
                .to("mock:seen")
                .process(CorrelationRoutesTest::fail));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        String id = side.expectDeadLetter("/queue/DLQ.in", "a-1").header("correlation-id");
        Exchange seen = context.getEndpoint("mock:seen", MockEndpoint.class)
                .getExchanges()
                .get(0);
        assertThat(id).isNotBlank().isEqualTo(seen.getProperty("seen"));

        side.deliver("a-2", Map.of("correlation-id", "c-2"), "x");
        assertThat(side.expectDeadLetter("/queue/DLQ.in", "a-2").header("correlation-id"))
                .isEqualTo("c-2");
    }

    @Test
    void aDeadLetterAtAnyEndpointHasItToo() throws Exception {
        MockEndpoint dead = context.getEndpoint("mock:dead", MockEndpoint.class);
        dead.expectedMessageCount(1);
        start(on -> on.from(stomp("queue/in", "deadLetterUri=mock:dead"))
                .to("mock:seen")
                .process(CorrelationRoutesTest::fail));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", Map.of("reply-to", "/queue/r", "timestamp", "1700000000123"), "x");
        side.expectAck("a-1");
        dead.assertIsSatisfied();
        Exchange letter = dead.getExchanges().get(0);
        Exchange seen = context.getEndpoint("mock:seen", MockEndpoint.class)
                .getExchanges()
                .get(0);
        assertThat(letter.getProperty(Stomp2Constants.CORRELATION_ID))
                .isNotNull()
                .isEqualTo(seen.getProperty(Stomp2Constants.CORRELATION_ID));
        assertThat(letter.getProperty(Stomp2Constants.MESSAGE_ID)).isEqualTo("a-1");
        assertThat(letter.getMessage().getHeader("reply-to")).isEqualTo("/queue/r");
        assertThat(letter.getMessage().getMessageTimestamp()).isEqualTo(1_700_000_000_123L);
    }

    @Test
    void aMessageWithoutTheRequiredIdIsADeadLetterAndNeverSeenByTheRoute() throws Exception {
        start(on -> on.from(stomp("queue/in", "correlationIdRequired=true")).to("mock:end"));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        WireFrame letter = side.expectDeadLetter("/queue/DLQ.in", "a-1");
        assertThat(letter.header("dead-letter-reason"))
                .isEqualTo("the header correlation-id is missing, and correlationIdRequired=true");
        assertThat(letter.header("dead-letter-exception")).isEqualTo(MissingCorrelationIdException.class.getName());
        assertThat(letter.has("correlation-id")).isFalse();
        assertThat(letter.bodyText()).isEqualTo("x");

        side.deliver("a-2", Map.of("correlation-id", ""), "x");
        assertThat(side.expectDeadLetter("/queue/DLQ.in", "a-2").header("dead-letter-reason"))
                .isEqualTo("the header correlation-id is empty, and correlationIdRequired=true");

        side.deliver("a-3", Map.of("correlation-id", "c-3"), "x");
        side.expectAck("a-3");
        MockEndpoint end = context.getEndpoint("mock:end", MockEndpoint.class);
        end.expectedMessageCount(1);
        end.assertIsSatisfied();
    }
}
