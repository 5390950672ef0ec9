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
package io.github.camelstomp2.kamelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With which credentials Kamelets connect, and what they write. */
@Timeout(60)
class KameletConnectionTest extends RouteTestSupport {
    private Stomp2Component component;
    private final Properties properties = new Properties();

    @BeforeEach
    void useBroker() {
        component = context.getComponent("stomp2", Stomp2Component.class);
        component.getConfiguration().setBrokerURL("tcp://" + broker.host() + ":" + broker.port());
        context.getPropertiesComponent().setInitialProperties(properties);
    }

    /** Starts a route from each Kamelet that is a source. */
    private void startSource(String kamelet, String parameters) throws Exception {
        Kamelets.load(
                context,
                """
                - from:
                    uri: kamelet:%s
                    parameters:
                      deadLetterQueue: queue/DLQ.in
                      parkingQueue: queue/PARKED.in
                      destination: queue/in
                %s
                    steps:
                      - to:
                          uri: mock:end
                """
                        .formatted(kamelet, parameters.indent(6))
                        .replaceAll(
                                kamelet.equals("stomp2-source")
                                        ? " +(deadLetter|parking)Queue.*\n"
                                        : " +destination.*\n",
                                ""));
        context.start();
    }

    private WireFrame connectOf(String kamelet, String parameters) throws Exception {
        startSource(kamelet, parameters);
        return BrokerSide.connected(broker).connect;
    }

    @ParameterizedTest
    @CsvSource({"stomp2-source", "stomp2-dlq-replay-source"})
    void withoutCredentialsNoneAreSent(String kamelet) throws Exception {
        assertThat(connectOf(kamelet, "").headerNames()).doesNotContain("login", "passcode");
    }

    @ParameterizedTest
    @CsvSource({"stomp2-source", "stomp2-dlq-replay-source"})
    void theCredentialsOfTheComponentAreUsedWhenTheKameletHasNone(String kamelet) throws Exception {
        component.getConfiguration().setUsername("of-component");
        component.getConfiguration().setPassword("secret");

        WireFrame connect = connectOf(kamelet, "");

        assertThat(connect.header("login")).isEqualTo("of-component");
        assertThat(connect.header("passcode")).isEqualTo("secret");
    }

    @ParameterizedTest
    @CsvSource({"stomp2-source", "stomp2-dlq-replay-source"})
    void theCredentialsOfTheKameletReplaceThoseOfTheComponent(String kamelet) throws Exception {
        component.getConfiguration().setUsername("of-component");
        component.getConfiguration().setPassword("secret");

        WireFrame connect = connectOf(kamelet, "username: own\npassword: other");

        assertThat(connect.header("login")).isEqualTo("own");
        assertThat(connect.header("passcode")).isEqualTo("other");
    }

    @Test
    void aPasswordOfAPropertyMayHaveAnyCharacter() throws Exception {
        properties.setProperty("camel.kamelet.stomp2-source.username", "own");
        properties.setProperty("camel.kamelet.stomp2-source.password", "a&b+c%20=d?e#{f}");

        assertThat(connectOf("stomp2-source", "").header("passcode")).isEqualTo("a&b+c%20=d?e#{f}");
    }

    @Test
    void theOptionsOfTheSourceReachTheBroker() throws Exception {
        startSource(
                "stomp2-source",
                """
                selector: "region = 'EU'"
                prefetch: 7
                durable: true
                subscriptionName: invoices
                clientId: billing
                host: shop
                """);

        BrokerSide peer = BrokerSide.connected(broker, "ActiveMQ/6.1.7");
        WireFrame subscribe = peer.connection.expectFrame("SUBSCRIBE");

        assertThat(peer.connect.header("client-id")).isEqualTo("billing");
        assertThat(peer.connect.header("host")).isEqualTo("shop");
        assertThat(subscribe.header("destination")).isEqualTo("/queue/in");
        assertThat(subscribe.header("selector")).isEqualTo("region = 'EU'");
        assertThat(subscribe.header("activemq.prefetchSize")).isEqualTo("7");
    }

    @Test
    void aSinkSendsWithoutWaitingForAReply() throws Exception {
        Kamelets.load(
                context,
                """
                - from:
                    uri: direct:in
                    steps:
                      - to:
                          uri: kamelet:stomp2-sink
                          parameters:
                            destination: queue/out
                """);
        context.start();
        CompletableFuture<Object> done = context.createProducerTemplate().asyncRequestBody("direct:in", "hello");

        BrokerSide peer = BrokerSide.connected(broker);
        WireFrame send = peer.connection.expectFrame("SEND");
        peer.connection.receiptFor(send);

        assertThat(peer.connect.headerNames()).doesNotContain("login", "passcode");
        assertThat(send.header("destination")).isEqualTo("/queue/out");
        assertThat(send.headerNames()).doesNotContain("reply-to");
        assertThat(done.get()).isEqualTo("hello");
    }
}
