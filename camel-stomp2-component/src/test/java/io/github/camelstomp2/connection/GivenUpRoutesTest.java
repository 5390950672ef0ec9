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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.HeldConnections;
import io.github.camelstomp2.client.link.ConnectionState;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The broker is back after the client gave up. */
@Timeout(60)
class GivenUpRoutesTest extends RouteTestSupport {
    private static final String ONE_ATTEMPT = "reconnectMaxAttempts=1";

    @BeforeEach
    void noBroker() {
        broker.refuse();
    }

    @Test
    void theNextSendIsConfirmed() throws Exception {
        start(on -> on.from("direct:in").to(stomp("queue/orders", ONE_ATTEMPT)));
        ProducerTemplate template = context.createProducerTemplate();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> template.sendBody("direct:in", "x"))
                    .isInstanceOf(CamelExecutionException.class)
                    .hasStackTraceContaining("gave up connecting")
                    .hasStackTraceContaining("the next send");
        }
        broker.reopen();

        CompletableFuture<Void> sent = inBackground(() -> template.sendBody("direct:in", "y"));

        BrokerSide side = BrokerSide.connected(broker);
        WireFrame send = side.expectSend("/queue/orders");
        assertThat(send.bodyText()).isEqualTo("y");
        side.connection.receiptFor(send);
        sent.join();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRestartOfTheRouteConsumesAgain(boolean shared) throws Exception {
        start(on -> on.from(stomp("queue/orders", ONE_ATTEMPT, "sharedConnection=" + shared))
                .routeId("in")
                .to("mock:end"));
        await().until(() -> HeldConnections.of(consumer()).state() == ConnectionState.FAILED);
        broker.reopen();

        stop("in");
        context.getRouteController().startRoute("in");

        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        side.expectAck("a-1");
    }

    @Test
    void theNextPollGetsItsMessage() throws Exception {
        context.start();
        ConsumerTemplate template = context.createConsumerTemplate();
        String uri = stomp("queue/orders", ONE_ATTEMPT);
        assertThatThrownBy(() -> template.receiveBody(uri))
                .hasStackTraceContaining("the next send or poll tries again");
        broker.reopen();

        CompletableFuture<Void> polled = inBackground(
                () -> assertThat(template.receiveBody(uri, String.class)).isEqualTo("x"));

        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        side.expectAck("a-1");
        polled.join();
    }
}
