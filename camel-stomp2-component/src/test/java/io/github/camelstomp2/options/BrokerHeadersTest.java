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
package io.github.camelstomp2.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.Properties;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which options become which headers of which frames. */
@Timeout(60)
class BrokerHeadersTest extends RouteTestSupport {

    private void startBoth(String... options) throws Exception {
        start(on -> {
            on.from(stomp("queue/in", options)).to("mock:end");
            on.from("direct:out").to(stomp("queue/out", options));
        });
    }

    private WireFrame sendBy(BrokerSide producer) {
        ProducerTemplate template = context.createProducerTemplate();
        inBackground(() -> template.sendBody("direct:out", "x"));
        WireFrame send = producer.expectSend("/queue/out");
        producer.connection.receiptFor(send);
        return send;
    }

    @Test
    void rawHeadersLandOnTheFramesThatTheyAreFor() throws Exception {
        startBoth("connectHeader.tenant=c", "subscribeHeader.tier=s", "sendHeader.colour=p");
        BrokerSide.Pair sides = BrokerSide.producerAndConsumer(broker);
        WireFrame send = sendBy(sides.producer());
        WireFrame subscribe = sides.consumer().subscribe();
        for (BrokerSide side : new BrokerSide[] {sides.producer(), sides.consumer()}) {
            assertThat(side.connect.header("tenant")).isEqualTo("c");
            assertThat(side.connect.headerNames()).doesNotContain("tier", "colour");
        }
        assertThat(subscribe.header("tier")).isEqualTo("s");
        assertThat(subscribe.headerNames()).doesNotContain("tenant", "colour");
        assertThat(send.header("colour")).isEqualTo("p");
        assertThat(send.headerNames()).doesNotContain("tenant", "tier");
    }

    @Test
    void customHeadersLandOnConnectAndSubscribe() throws Exception {
        Properties custom = new Properties();
        custom.setProperty("x-one", "1");
        custom.setProperty("tenant", "custom");
        context.getRegistry().bind("mine", custom);
        startBoth("customHeaders=#mine", "connectHeader.tenant=named");
        BrokerSide.Pair sides = BrokerSide.producerAndConsumer(broker);
        assertThat(sides.consumer().connect.header("x-one")).isEqualTo("1");
        assertThat(sides.consumer().connect.header("tenant")).isEqualTo("named");
        assertThat(sides.consumer().subscribe().header("x-one")).isEqualTo("1");
        assertThat(sides.consumer().subscribe().header("tenant")).isEqualTo("custom");
        assertThat(sendBy(sides.producer()).headerNames()).doesNotContain("x-one", "tenant");
    }

    @Test
    @Holds(Rule.NO_INJECTION)
    void rawHeadersDoNotReplaceWhatTheProtocolNeeds() throws Exception {
        startBoth(
                "connectHeader.accept-version=9",
                "subscribeHeader.destination=/queue/stolen",
                "subscribeHeader.ack=auto",
                "sendHeader.destination=/queue/stolen");
        BrokerSide.Pair sides = BrokerSide.producerAndConsumer(broker);
        assertThat(sides.consumer().connect.header("accept-version")).isEqualTo("1.2,1.1,1.0");
        assertThat(sides.consumer().subscribe().header("destination")).isEqualTo("/queue/in");
        assertThat(sides.consumer().subscribe().header("ack")).isEqualTo("client-individual");
        assertThat(sendBy(sides.producer()).header("destination")).isEqualTo("/queue/out");
    }

    @Test
    void whoConnectsIsSaidOnConnect() throws Exception {
        startBoth("login=me", "passcode=RAW(a:b&c)", "clientId=unit-1", "host=shop", "outgoingHeartbeat=5s");
        BrokerSide.Pair sides = BrokerSide.producerAndConsumer(broker);
        WireFrame connect = sides.consumer().connect;
        assertThat(connect.header("login")).isEqualTo("me");
        assertThat(connect.header("passcode")).isEqualTo("a:b&c");
        assertThat(connect.header("client-id")).isEqualTo("unit-1");
        assertThat(connect.header("host")).isEqualTo("shop");
        assertThat(connect.header("heart-beat")).isEqualTo("5000,10000");
    }

    @ParameterizedTest
    @CsvSource({
        "activemq, activemq.prefetchSize, 7",
        "rabbitmq, prefetch-count, 7",
        "artemis, consumer-window-size, 7168"
    })
    void prefetchIsSaidInTheWordsOfTheBroker(String kind, String header, String value) throws Exception {
        start(on -> on.from(stomp("queue/in", "prefetch=7", "broker=" + kind)).to("mock:end"));
        assertThat(BrokerSide.subscribed(broker).subscribe().header(header)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "ActiveMQ/6.1.7, activemq.prefetchSize, activemq",
        "RabbitMQ/4.1.0, prefetch-count, rabbitmq",
        "ActiveMQ-Artemis/2.50.0 ActiveMQ Artemis Messaging Engine, consumer-window-size, artemis",
        "Apollo/1.7, , generic",
        ", , generic"
    })
    void whatKindOfBrokerItIsIsKnownByWhatItSaysOfItself(String server, String header, String name) throws Exception {
        start(on -> on.from(stomp("queue/in")).to("mock:end"));
        BrokerSide side = BrokerSide.subscribed(broker, server);
        if (header != null) {
            assertThat(side.subscribe().headerNames()).contains(header);
        } else {
            assertThat(side.subscribe().headerNames()).containsExactlyInAnyOrder("id", "destination", "ack", "receipt");
        }
        side.deliver("a-1", "x");
        side.expectAck("a-1");
        var exchanges = context.getEndpoint("mock:end", org.apache.camel.component.mock.MockEndpoint.class)
                .getExchanges();
        assertThat(exchanges.get(0).getProperty(Stomp2Constants.BROKER)).isEqualTo(name);
    }

    @Test
    void anExplicitBrokerCountsMoreThanWhatItSaysOfItself() throws Exception {
        start(on -> on.from(stomp("queue/in", "broker=rabbitmq")).to("mock:end"));
        BrokerSide side = BrokerSide.subscribed(broker, "ActiveMQ/6.1.7");
        assertThat(side.connect.header("host")).isEqualTo("/");
        assertThat(side.subscribe().headerNames()).contains("prefetch-count").doesNotContain("activemq.prefetchSize");
    }

    @Test
    void onRabbitMqAQueueThatMustBeThereIsNotDeclared() throws Exception {
        startBoth("broker=rabbitmq", "declare=false");
        BrokerSide.Pair sides = BrokerSide.producerAndConsumer(broker);
        assertThat(sides.consumer().subscribe().header("destination")).isEqualTo("/amq/queue/in");
    }

    @Test
    void messagesThatNeedNotSurviveAreNotMarkedPersistent() throws Exception {
        startBoth("persistent=false");
        assertThat(sendBy(BrokerSide.producerAndConsumer(broker).producer()).has("persistent"))
                .isFalse();
    }

    @Test
    @Holds(Rule.LENGTH_SUPPRESSED)
    void onActiveMqTextGoesWithoutContentLengthAndBytesWithIt() throws Exception {
        start(on -> on.from("direct:out").to(stomp("queue/out", "broker=activemq")));
        BrokerSide side = BrokerSide.connected(broker);
        assertThat(sendBy(side).has("content-length")).isFalse();
        ProducerTemplate template = context.createProducerTemplate();
        inBackground(() -> template.sendBody("direct:out", new byte[] {1, 2}));
        assertThat(side.expectSend("/queue/out").header("content-length")).isEqualTo("2");
    }
}
