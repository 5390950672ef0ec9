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
import io.github.camelstomp2.testbed.WireHeader;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where failed messages may go instead: to any endpoint, to the broker own dead letters, or back. */
@Timeout(60)
class DeadLetterModesTest extends DeadLetterTestSupport {
    @Test
    void deadLettersMayGoToAnyEndpoint() throws Exception {
        MockEndpoint dead = context.getEndpoint("mock:dead", MockEndpoint.class);
        dead.expectedBodiesReceived("x".getBytes());
        dead.expectedHeaderReceived("order", "7");
        dead.expectedHeaderReceived("dead-letter-destination", "/queue/orders");
        startFailing("deadLetterUri=mock:dead");
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", Map.of("order", "7", "CamelFileName", "/etc/passwd"), "x");
        side.expectAck("a-1");
        dead.assertIsSatisfied();
        Exchange letter = dead.getExchanges().get(0);
        assertThat(letter.getProperty(Exchange.EXCEPTION_CAUGHT)).isInstanceOf(IllegalStateException.class);
        assertThat(letter.getMessage().getHeaders()).doesNotContainKey("CamelFileName");
    }

    @Test
    void deadLettersMayGoToAFile(@TempDir Path directory) throws Exception {
        startFailing("deadLetterUri=RAW(file:" + directory + "?fileName=letter)");
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", Map.of("order", "7"), "x");
        side.expectAck("a-1");
        assertThat(directory.resolve("letter")).hasContent("x");
    }

    @Test
    void deadLettersMayGoToARouteOfTheirOwn() throws Exception {
        start(on -> {
            on.from(stomp("queue/orders", "deadLetterUri=seda:dead")).process(DeadLetterTestSupport::fail);
            on.from("seda:dead").to("mock:dead");
        });
        MockEndpoint dead = context.getEndpoint("mock:dead", MockEndpoint.class);
        dead.expectedHeaderReceived("dead-letter-reason", "no\\nstock");
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        side.expectAck("a-1");
        dead.assertIsSatisfied();
    }

    @Test
    void aDeadLetterEndpointThatFailsLeavesTheOriginalUnacknowledged() throws Exception {
        start(on -> {
            on.from(stomp("queue/orders", "deadLetterUri=direct:dead")).process(DeadLetterTestSupport::fail);
            on.from("direct:dead").process(exchange -> {
                throw new IllegalArgumentException("disk full");
            });
        });
        BrokerSide side = BrokerSide.subscribed(broker, RABBITMQ);
        side.deliver("a-1", "x");
        assertThat(side.expectNack("a-1").header("requeue")).isEqualTo("true");
    }

    @Test
    void theBrokersOwnDeadLetteringTakesANack() throws Exception {
        startFailing("deadLetterMode=broker");
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        side.connection.expectBytes("NACK\nid:a-1\n\n\0");
    }

    @Test
    void onRabbitMqTheNackSaysNotToRequeue() throws Exception {
        startFailing("deadLetterMode=broker");
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);
        side.expectDeclarationOf("/queue/DLQ.orders");
        side.takeSubscribe();
        side.deliver("a-1", "x");
        BrokerSide.confirmQueue(broker, RABBITMQ, "/queue/DLQ.orders");
        side.connection.expectBytes("NACK\nid:a-1\nrequeue:false\n\n\0");
    }

    @Test
    void rabbitMqIsToldWhereRejectedMessagesGoAndThatQueueIsThereBefore() throws Exception {
        startFailing("deadLetterMode=broker&queueType=quorum");
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);

        assertThat(side.expectDeclarationOf("/queue/DLQ.orders").headers())
                .doesNotContain(new WireHeader("x-dead-letter-routing-key", "DLQ.DLQ.orders"))
                .contains(new WireHeader("x-queue-type", "quorum"));
        assertThat(side.takeSubscribe().subscribe().headers())
                .contains(
                        new WireHeader("x-dead-letter-exchange", ""),
                        new WireHeader("x-dead-letter-routing-key", "DLQ.orders"),
                        new WireHeader("x-queue-type", "quorum"));
    }

    @Test
    void withoutDeadLettersTheMessageIsGivenBackAfterAPause() throws Exception {
        startFailing("deadLetterMode=none");
        BrokerSide side = BrokerSide.subscribed(broker, RABBITMQ);
        side.deliver("a-1", "x");
        expectNoFrame(side.connection);
        side.connection.expectBytes("NACK\nid:a-1\nrequeue:true\n\n\0");
    }

    @Test
    void whereANackWouldLoseTheMessageItIsGivenBackByTheEndOfTheSubscription() throws Exception {
        startFailing("deadLetterMode=none");
        BrokerSide side = BrokerSide.subscribed(broker, "ActiveMQ-Artemis/2.50.0");
        side.deliver("a-1", "x");
        assertThat(side.connection.expectFrame("UNSUBSCRIBE").header("id"))
                .isEqualTo(side.subscribe().header("id"));
        side.takeSubscribe();
        side.deliver("a-1", "x");
    }

    @Test
    void deadLettersHaveNoDeadLetters() throws Exception {
        start(on -> on.from(stomp("queue/DLQ.orders")).process(DeadLetterTestSupport::fail));
        BrokerSide side = BrokerSide.subscribed(broker, RABBITMQ);
        side.deliver("a-1", "x");
        assertThat(side.expectNack("a-1").header("requeue")).isEqualTo("true");
    }
}
