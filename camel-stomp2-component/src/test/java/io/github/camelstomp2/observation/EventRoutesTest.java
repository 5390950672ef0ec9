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
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.event.Stomp2ConnectedEvent;
import io.github.camelstomp2.event.Stomp2DeadLetterEvent;
import io.github.camelstomp2.event.Stomp2DisconnectedEvent;
import io.github.camelstomp2.event.Stomp2GaveUpEvent;
import io.github.camelstomp2.event.Stomp2SubscriptionLostEvent;
import io.github.camelstomp2.event.Stomp2SubscriptionRestoredEvent;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the event notifiers of an application are told. */
@Timeout(60)
class EventRoutesTest extends RouteTestSupport {
    private ToldEvents told;

    private void consume(String... options) throws Exception {
        context.getManagementStrategy().addEventNotifier(new FailingNotifier());
        told = ToldEvents.of(context);
        start(on -> on.from(stomp("queue/orders", options))
                .routeId("in")
                .filter(on.body().isEqualTo("bad"))
                .throwException(new IllegalStateException("bad")));
    }

    /** Is asked first, and must not keep events from the others. */
    private static final class FailingNotifier extends EventNotifierSupport {
        @Override
        public void notify(CamelEvent event) {
            throw new IllegalStateException("this notifier is broken");
        }

        @Override
        public boolean isEnabled(CamelEvent event) {
            return event.getType() == CamelEvent.Type.Custom;
        }
    }

    private String address() {
        return "tcp://" + broker.host() + ":" + broker.port();
    }

    @Test
    void aConnectionThatIsLostAndMadeAgainIsToldInOrderAndOffTheEventLoop() throws Exception {
        consume();
        BrokerSide first = BrokerSide.subscribed(broker, "ActiveMQ/6.1.7");
        Stomp2ConnectedEvent connected = told.first(Stomp2ConnectedEvent.class);
        assertThat(connected.getConnection()).isEqualTo("stomp2 consumer of /queue/orders");
        assertThat(connected.getBroker()).isEqualTo(address());
        assertThat(connected.getServer()).isEqualTo("ActiveMQ/6.1.7");
        assertThat(connected.getVersion()).isEqualTo("1.2");
        assertThat(connected.getComponent()).isEqualTo("stomp2");
        assertThat(connected.getSource()).isSameAs(context);
        assertThat(connected.getTimestamp()).isPositive();
        awaitFlowing();

        first.connection.reset();
        BrokerSide.subscribed(broker);
        told.first(Stomp2SubscriptionRestoredEvent.class);
        assertThat(told.kinds())
                .containsExactly(
                        Stomp2ConnectedEvent.class,
                        Stomp2SubscriptionLostEvent.class,
                        Stomp2DisconnectedEvent.class,
                        Stomp2ConnectedEvent.class,
                        Stomp2SubscriptionRestoredEvent.class);
        Stomp2DisconnectedEvent lost = told.first(Stomp2DisconnectedEvent.class);
        assertThat(lost.getReason()).contains(address());
        assertThat(lost.getNextAttempt().toMillis()).isBetween(1L, 100L);
        assertThat(told.threads()).allSatisfy(thread -> assertThat(thread).contains("Stomp2Worker"));
    }

    private void awaitFlowing() {
        await().until(() -> consumer().getSubscriptionState().equals("FLOWING"));
    }

    @Test
    void anOutageIsToldOnceAndNotForEachAttempt() throws Exception {
        broker.refuse();
        consume();
        told.first(Stomp2DisconnectedEvent.class);
        await().until(() -> consumer().getFailedAttempts() >= 4);
        broker.reopen();
        BrokerSide.subscribed(broker);
        told.first(Stomp2ConnectedEvent.class);
        assertThat(told.kinds()).containsExactly(Stomp2DisconnectedEvent.class, Stomp2ConnectedEvent.class);
    }

    @Test
    void aSubscriptionThatTheBrokerRefusesIsLostUntilItIsConfirmed() throws Exception {
        consume();
        BrokerSide side = BrokerSide.connected(broker);
        for (int refusals = 0; refusals < 2; refusals++) {
            WireFrame subscribe = side.connection.expectFrame("SUBSCRIBE");
            side.connection.send(ServerFrame.of("ERROR")
                    .header("message", "not for you")
                    .header("receipt-id", subscribe.header("receipt")));
        }
        side.takeSubscribe();
        told.first(Stomp2SubscriptionRestoredEvent.class);
        assertThat(told.kinds())
                .containsExactly(
                        Stomp2ConnectedEvent.class,
                        Stomp2SubscriptionLostEvent.class,
                        Stomp2SubscriptionRestoredEvent.class);
        Stomp2SubscriptionLostEvent lost = told.first(Stomp2SubscriptionLostEvent.class);
        assertThat(lost.getReason()).contains("not for you");
        assertThat(lost.getDestination()).isEqualTo("/queue/orders");
        assertThat(lost.getRouteId()).isEqualTo("in");
    }

    @Test
    void aDeadLetterIsToldWithItsMessageItsPlacesAndItsReason() throws Exception {
        consume("deadLetterMode=broker");
        BrokerSide side = BrokerSide.subscribed(broker, "ActiveMQ/6.1.7");
        side.deliver("a-1", "bad");
        side.connection.expectFrame("NACK");
        Stomp2DeadLetterEvent letter = told.first(Stomp2DeadLetterEvent.class);
        assertThat(letter.getMessageId()).isNotBlank();
        assertThat(letter.getDestination()).isEqualTo("/queue/orders");
        assertThat(letter.getRouteId()).isEqualTo("in");
        assertThat(letter.getTarget()).isNull();
        assertThat(letter.getCause()).hasMessage("bad");
    }

    @Test
    void aConnectionThatGivesUpTellsItAndNoEventShowsAPassword() throws Exception {
        consume("reconnectMaxAttempts=1", "username=anna", "password=s3cr3t");
        ScriptedConnection peer = broker.accept();
        peer.expectFrame("CONNECT");
        peer.send(ServerFrame.of("ERROR").header("message", "Access refused"));
        peer.close();
        Stomp2GaveUpEvent end = told.first(Stomp2GaveUpEvent.class);
        assertThat(end.getReason()).contains("Access refused");
        assertThat(end.getBroker()).isEqualTo(address());
        assertThat(told.all()).allSatisfy(event -> assertThat(event.toString()).doesNotContain("s3cr3t", "anna"));
    }

    @Test
    void aConnectionThatIsMadeAnewOnPurposeIsNoNews() throws Exception {
        consume();
        BrokerSide first = BrokerSide.subscribed(broker);
        awaitFlowing();
        consumer().reconnect();
        first.connection.receiptFor(first.connection.expectFrame("DISCONNECT"));
        BrokerSide.subscribed(broker);
        await().until(() -> consumer().getReconnects() == 1);
        awaitFlowing();
        stop("in");
        assertThat(told.kinds()).containsExactly(Stomp2ConnectedEvent.class);
    }
}
