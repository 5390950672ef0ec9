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
package io.github.camelstomp2.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A consumer and a producer are ready while messages can flow, and only then. */
@Timeout(60)
class HealthRoutesTest extends RouteTestSupport {
    private static final String CONSUMER = "consumer:in";
    private static final String PRODUCER = "stomp2-producer:/queue/out";

    private Health health;

    @BeforeEach
    void turnOn() {
        health = Health.of(context);
    }

    private void consume(String... options) throws Exception {
        start(on -> on.from(stomp("queue/orders", options)).routeId("in").to("mock:end"));
    }

    @Test
    void aRouteThatWaitsForItsBrokerAtTheStartIsNotReadyAndAlive() throws Exception {
        broker.refuse();
        consume();
        HealthCheck.Result down = health.awaitDown(CONSUMER);
        assertThat(health.isAlive()).isTrue();
        assertThat(down.getDetails())
                .containsEntry("destination", "/queue/orders")
                .containsEntry("brokers", "tcp://" + broker.host() + ":" + broker.port())
                .containsKeys("since", "reason", "failed.attempts");
        broker.reopen();
        BrokerSide.subscribed(broker);
        health.awaitUp(CONSUMER);
    }

    @Test
    void aSubscriptionThatIsNotConfirmedYetIsNotReady() throws Exception {
        consume();
        BrokerSide side = BrokerSide.connected(broker);
        WireFrame subscribe = side.connection.expectFrame("SUBSCRIBE");
        HealthCheck.Result down = health.of(CONSUMER);
        assertThat(down.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(Health.text(down)).contains("has not confirmed the subscription to /queue/orders");
        side.connection.receiptFor(subscribe);
        health.awaitUp(CONSUMER);
    }

    @Test
    void aLostConnectionIsDownWithTheReasonAndUpWhenMessagesFlowAgain() throws Exception {
        consume();
        BrokerSide first = BrokerSide.subscribed(broker);
        health.awaitUp(CONSUMER);
        broker.refuse();
        first.connection.reset();
        HealthCheck.Result down = health.await(CONSUMER, HealthCheck.State.DOWN, Duration.ofSeconds(10));
        assertThat(down.getDetails()).containsEntry("broker", "tcp://" + broker.host() + ":" + broker.port());
        assertThat(health.isAlive()).isTrue();
        broker.reopen();
        BrokerSide.subscribed(broker);
        health.awaitUp(CONSUMER);
    }

    @Test
    void aRefusedLoginIsDownWithTheBrokersWordsAndWithoutThePassword() throws Exception {
        consume("username=anna", "password=s3cr3t");
        refuseLogin();
        HealthCheck.Result down = health.awaitDown(CONSUMER);
        org.awaitility.Awaitility.await().untilAsserted(() -> assertThat(Health.text(health.of(CONSUMER)))
                .contains("Access refused for user")
                .doesNotContain("s3cr3t"));
        assertThat(down.getDetails()).doesNotContainValue("s3cr3t");
    }

    private void refuseLogin() {
        ScriptedConnection peer = broker.accept();
        peer.expectFrame("CONNECT");
        peer.send(ServerFrame.of("ERROR").header("message", "Access refused for user"));
        peer.close();
    }

    @Test
    void aConnectionThatGaveUpIsDown() throws Exception {
        broker.refuse();
        consume("reconnectMaxAttempts=1");
        org.awaitility.Awaitility.await()
                .untilAsserted(
                        () -> assertThat(health.of(CONSUMER).getDetails()).containsEntry("connection", "FAILED"));
        assertThat(health.of(CONSUMER).getState()).isEqualTo(HealthCheck.State.DOWN);
    }

    @Test
    void aRefusedSubscriptionIsDownWithTheBrokersWordsWhileItsConnectionGoesOn() throws Exception {
        consume();
        BrokerSide side = BrokerSide.connected(broker);
        WireFrame subscribe = side.connection.expectFrame("SUBSCRIBE");
        side.connection.send(ServerFrame.of("ERROR")
                .header("message", "not for you")
                .header("receipt-id", subscribe.header("receipt")));
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(health.of(CONSUMER).getDetails())
                        .containsEntry("connection", "CONNECTED")
                        .containsEntry("refusals", 1));
        assertThat(Health.text(health.of(CONSUMER))).contains("no subscription to /queue/orders", "not for you");
        side.takeSubscribe();
        health.awaitUp(CONSUMER);
    }

    @Test
    void aFrozenBrokerIsDownWithinHeartBeatTimesTolerance() throws Exception {
        consume("incomingHeartbeat=200", "heartbeatTolerance=2");
        ScriptedConnection peer = broker.accept();
        peer.handshake("1.2", "200,0", null);
        peer.receiptFor(peer.expectFrame("SUBSCRIBE"));
        health.awaitUp(CONSUMER);
        HealthCheck.Result down = health.await(CONSUMER, HealthCheck.State.DOWN, Duration.ofSeconds(5));
        assertThat(Health.text(down)).contains("heart-beat");
    }

    @Test
    void aProducerIsAsReadyAsItsConnection() throws Exception {
        broker.refuse();
        start(on -> on.from("direct:out").to(stomp("queue/out")));
        assertThat(Health.text(health.awaitDown(PRODUCER))).contains("no connection to");
        broker.reopen();
        BrokerSide.connected(broker);
        health.awaitUp(PRODUCER);
        stop("route1");
    }

    @Test
    void theComponentMayTurnTheChecksOff() throws Exception {
        Stomp2Component component = context.getComponent("stomp2", Stomp2Component.class);
        component.setHealthCheckConsumerEnabled(false);
        component.setHealthCheckProducerEnabled(false);
        broker.refuse();
        start(on -> {
            on.from(stomp("queue/orders")).routeId("in").to("mock:end");
            on.from("direct:out").to(stomp("queue/out"));
        });
        health.awaitUp(CONSUMER);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> health.of(PRODUCER))
                .hasMessageContaining("no check");
    }
}
