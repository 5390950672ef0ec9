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

import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The broker being there is enough, whenever that is: no restart, no user code. */
@Timeout(60)
class UnreachableBrokerTest extends RouteTestSupport {

    @Test
    void aContextStartsWithoutABrokerAndItsConsumersWorkWhenItAppears() throws Exception {
        broker.refuse();
        start(on -> on.from(stomp("queue/orders")).to("mock:end"));
        assertThat(context.isStarted()).isTrue();
        broker.reopen();
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        side.expectAck("a-1");
    }

    @Test
    void whatIsSentWithoutABrokerIsSentWhenItAppears() throws Exception {
        broker.refuse();
        start(on -> on.from("direct:in").to(stomp("queue/orders")));
        ProducerTemplate template = context.createProducerTemplate();
        CompletableFuture<Void> sent = inBackground(() -> template.sendBody("direct:in", "x"));
        broker.reopen();
        BrokerSide side = BrokerSide.connected(broker);
        WireFrame send = side.expectSend("/queue/orders");
        side.connection.receiptFor(send);
        sent.join();
    }

    @Test
    void aConsumerGoesOnAfterTheBrokerWasAway() throws Exception {
        start(on -> on.from(stomp("queue/orders")).to("mock:end"));
        BrokerSide first = BrokerSide.subscribed(broker);
        first.deliver("a-1", "x");
        first.expectAck("a-1");
        broker.refuse();
        first.connection.reset();
        broker.reopen();
        BrokerSide second = BrokerSide.subscribed(broker);
        second.deliver("a-2", "x");
        second.expectAck("a-2");
    }
}
