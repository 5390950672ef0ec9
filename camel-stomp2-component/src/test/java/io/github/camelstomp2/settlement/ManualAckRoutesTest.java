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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.HeldConnections;
import io.github.camelstomp2.Stomp2Acknowledgment;
import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With manualAck the route decides, once, from whatever thread and whenever it likes. */
@Timeout(60)
class ManualAckRoutesTest extends RouteTestSupport {
    private static final String DEAD = "/queue/DLQ.orders";

    private final Map<String, Stomp2Acknowledgment> kept = new ConcurrentHashMap<>();

    private void keep(Exchange exchange) {
        kept.put(
                exchange.getMessage().getBody(String.class),
                exchange.getProperty(Stomp2Constants.ACKNOWLEDGMENT, Stomp2Acknowledgment.class));
    }

    private BrokerSide deliver(String... options) throws Exception {
        start(on -> on.from(stomp("queue/orders", options)).routeId("in").process(this::keep));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "one");
        await().until(() -> kept.containsKey("one"));
        return side;
    }

    @Test
    void anotherThreadAcknowledgesAfterTheRoutesEnd() throws Exception {
        BrokerSide side = deliver("manualAck=true");
        inBackground(kept.get("one")::ack).join();
        side.expectAck("a-1");
    }

    @Test
    void anotherThreadRefusesAfterTheRoutesEnd() throws Exception {
        BrokerSide side = deliver("manualAck=true");
        inBackground(kept.get("one")::nack).join();
        side.expectDeadLetter(DEAD, "a-1");
    }

    @Test
    void whoDecidesTwiceIsToldAndTheBrokerIsNot() throws Exception {
        BrokerSide side = deliver("manualAck=true");
        kept.get("one").ack();
        assertThatThrownBy(kept.get("one")::ack).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(kept.get("one")::nack).isInstanceOf(IllegalStateException.class);
        side.expectAck("a-1");
        expectNoFrame(side.connection);
    }

    @Test
    void aRouteThatAcknowledgesAndThenFailsHasAcknowledged() throws Exception {
        start(on -> on.from(stomp("queue/orders", "manualAck=true"))
                .process(exchange -> {
                    keep(exchange);
                    kept.get("one").ack();
                })
                .throwException(new IllegalStateException("too late")));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "one");
        side.expectAck("a-1");
        expectNoFrame(side.connection);
    }

    @Test
    void aRouteThatFailsBeforeItDecidesHasFailed() throws Exception {
        start(on -> on.from(stomp("queue/orders", "manualAck=true"))
                .process(this::keep)
                .throwException(new IllegalStateException("no stock")));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "one");
        side.expectDeadLetter(DEAD, "a-1");
        assertThatThrownBy(kept.get("one")::ack).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Holds(Rule.STALE_ACKNOWLEDGEMENT)
    void afterAReconnectAnEarlierMessageIsNotAcknowledgedAndThatIsCounted() throws Exception {
        BrokerSide first = deliver("manualAck=true");
        first.connection.close();
        BrokerSide second = BrokerSide.subscribed(broker);
        kept.get("one").ack();
        expectNoFrame(second.connection);
        await().until(() -> HeldConnections.of(consumer()).staleAcknowledgements() == 1);
    }

    @Test
    @Holds(Rule.CUMULATIVE)
    void cumulativelyTheAcknowledgementWaitsForThoseBefore() throws Exception {
        BrokerSide side = deliver("manualAck=true", "ackMode=client");
        side.deliver("a-2", "two");
        await().until(() -> kept.containsKey("two"));
        kept.get("two").ack();
        expectNoFrame(side.connection);
        kept.get("one").ack();
        side.expectAck("a-2");
    }

    @Test
    void whatARouteKeepsDoesNotHoldUpTheStop() throws Exception {
        BrokerSide side = deliver("manualAck=true");
        context.getShutdownStrategy().setTimeout(60); // so that it is not what ends the waiting
        var stopped = inBackground(context::stop);
        side.expectEndOfConsumer();
        assertThat(stopped).succeedsWithin(Duration.ofSeconds(20));
        kept.get("one").ack();
    }
}
