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
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several routes that consume one endpoint. */
@Timeout(60)
class ManyConsumersTest extends RouteTestSupport {

    @Test
    void eachRouteFromTheSameUriHasAConnectionAndASubscriptionOfItsOwnAlsoWhenItIsAddedLater() throws Exception {
        String uri = stomp("topic/news");
        MockEndpoint end = context.getEndpoint("mock:end", MockEndpoint.class);
        end.expectedMessageCount(3);
        start(on -> {
            on.from(uri).routeId("one").to("mock:end");
            on.from(uri).routeId("two").to("mock:end");
        });
        BrokerSide one = BrokerSide.subscribed(broker);
        BrokerSide two = BrokerSide.subscribed(broker);
        start(on -> on.from(uri).routeId("three").to("mock:end"));
        BrokerSide three = BrokerSide.subscribed(broker);
        for (BrokerSide side : new BrokerSide[] {one, two, three}) {
            side.deliver("a-1", "x");
            side.expectAck("a-1");
        }
        end.assertIsSatisfied();
    }

    @Test
    void oneOfThemThatStopsLeavesTheOthers() throws Exception {
        String uri = stomp("queue/orders");
        start(on -> on.from(uri).routeId("one").to("mock:end"));
        BrokerSide one = BrokerSide.subscribed(broker);
        start(on -> on.from(uri).routeId("two").to("mock:end"));
        BrokerSide two = BrokerSide.subscribed(broker);
        var stopped = inBackground(() -> stop("one"));
        one.expectEndOfConsumer();
        stopped.join();
        two.deliver("a-1", "x");
        two.expectAck("a-1");
    }

    @Test
    void onOneConnectionTheyHaveDifferentIds() throws Exception {
        String uri = stomp("topic/news", "sharedConnection=true");
        start(on -> {
            on.from(uri).routeId("one").to("mock:end");
            on.from(uri).routeId("two").to("mock:end");
        });
        BrokerSide side = BrokerSide.subscribed(broker);
        WireFrame first = side.subscribe();
        assertThat(side.takeSubscribe().subscribe().header("id")).isNotEqualTo(first.header("id"));
    }

    @Test
    void oneIdForTwoOnOneConnectionIsRefusedAndFreeAgainWhenTheFirstHasStopped() throws Exception {
        String uri = stomp("topic/news", "sharedConnection=true", "subscriptionId=mine");
        start(on -> on.from(uri).routeId("one").to("mock:end"));
        BrokerSide first = BrokerSide.subscribed(broker);
        assertThatThrownBy(() -> start(on -> on.from(uri).routeId("two").to("mock:end")))
                .hasStackTraceContaining(
                        "subscriptionId=mine is the one of another consumer on the connection that both"
                                + " share (sharedConnection=true); give each consumer its own, or leave it out");
        var stopped = inBackground(() -> stop("one"));
        first.expectEndOfConsumer();
        stopped.join();
        context.getRouteController().startRoute("two");
        assertThat(BrokerSide.subscribed(broker).subscribe().header("id")).isEqualTo("mine");
    }

    @Test
    void withConnectionsOfTheirOwnTheyMayHaveOneId() throws Exception {
        String uri = stomp("topic/news", "subscriptionId=mine");
        start(on -> {
            on.from(uri).routeId("one").to("mock:end");
            on.from(uri).routeId("two").to("mock:end");
        });
        assertThat(BrokerSide.subscribed(broker).subscribe().header("id")).isEqualTo("mine");
        assertThat(BrokerSide.subscribed(broker).subscribe().header("id")).isEqualTo("mine");
    }

    @Test
    void whereTheBrokerTakesAClientIdOnceTheSecondConsumerIsRefusedAtItsStart() throws Exception {
        String uri = stomp("queue/orders", "clientId=app", "broker=activemq");
        start(on -> on.from(uri).routeId("one").to("mock:end"));
        assertThatThrownBy(() -> start(on -> on.from(uri).routeId("two").to("mock:end")))
                .hasStackTraceContaining(
                        "clientId=app is the one of more than one consumer, and ActiveMQ Classic takes one"
                                + " connection at a time with it; give each consumer its own, or leave it out");
    }

    @Test
    void whereItTakesADurableNameOnceTheSecondConsumerOfOneConnectionIsRefusedAtItsStart() throws Exception {
        String uri = stomp(
                "topic/news",
                "clientId=app",
                "broker=activemq",
                "durable=true",
                "subscriptionName=s",
                "sharedConnection=true");
        start(on -> on.from(uri).routeId("one").to("mock:end"));
        assertThatThrownBy(() -> start(on -> on.from(uri).routeId("two").to("mock:end")))
                .hasStackTraceContaining("durable=true with subscriptionName=s is the one of more than one consumer");
    }

    @Test
    void whereTheBrokerIsNotKnownYetItIsSaidOnce() throws Exception {
        String uri = stomp("queue/orders", "clientId=app");
        try (LogLines log = new LogLines()) {
            start(on -> {
                on.from(uri).routeId("one").to("mock:end");
                on.from(uri).routeId("two").to("mock:end");
                on.from(uri).routeId("three").to("mock:end");
            });
            assertThat(log.operatorLines())
                    .filteredOn(line -> line.contains("clientId=app"))
                    .singleElement()
                    .asString()
                    .startsWith("WARN clientId=app is the one of more than one consumer, and ActiveMQ Classic takes one"
                            + " connection at a time with it: should this broker be one");
        }
    }

    @Test
    void brokersThatTakeAClientIdTwiceAreAskedTwice() throws Exception {
        String uri = stomp("queue/orders", "clientId=app", "broker=artemis");
        start(on -> {
            on.from(uri).routeId("one").to("mock:end");
            on.from(uri).routeId("two").to("mock:end");
        });
        assertThat(BrokerSide.subscribed(broker).connect.header("client-id")).isEqualTo("app");
        assertThat(BrokerSide.subscribed(broker).connect.header("client-id")).isEqualTo("app");
    }
}
