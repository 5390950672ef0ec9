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
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.DeadLetterMode;
import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.broker.SubscribeOptions;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.subscription.StompSubscription;
import io.github.camelstomp2.client.subscription.SubscriptionRequest;
import io.github.camelstomp2.client.transport.NettyTransport;
import io.github.camelstomp2.it.LogLines;
import io.github.camelstomp2.observation.MessageFigures;
import io.github.camelstomp2.options.StompClientOptionsFactory;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.testbed.ScriptedBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FailurePolicyTest {
    private static final Duration A_WHILE = Duration.ofMillis(150);

    private final ScriptedBroker broker = ScriptedBroker.start();
    private final NettyTransport transport = new NettyTransport("test");
    private final List<Delivery> delivered = new CopyOnWriteArrayList<>();
    private final AtomicInteger settled = new AtomicInteger();
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    private final Target target = new Target();

    private StompConnection connection;
    private StompSubscription subscription;
    private BrokerSide side;

    /** A dead letter target that ends when the test says so. */
    private static final class Target implements DeadLetterTarget {
        private final List<DeadLetterTarget.Done> underWay = new CopyOnWriteArrayList<>();
        private Map<String, String> headers;
        private String name = "the target";

        @Override
        public String name(FailedMessage failed) {
            return name;
        }

        @Override
        public boolean keeps() {
            return true;
        }

        @Override
        public void send(FailedMessage failed, Map<String, String> failureHeaders, DeadLetterTarget.Done done) {
            headers = failureHeaders;
            underWay.add(done);
        }
    }

    @BeforeEach
    void deliverOne() {
        Stomp2Configuration configuration = new Stomp2Configuration();
        configuration.setBrokerURL("tcp://" + broker.host() + ":" + broker.port());
        connection = new StompConnection("test", StompClientOptionsFactory.of(configuration, null), transport);
        connection.start();
        subscription = connection.subscribe(
                new SubscriptionRequest(
                        SubscribeOptions.of("/queue/orders", 10), AckMode.CLIENT_INDIVIDUAL, StompHeaders.EMPTY),
                delivered::addAll);
        side = BrokerSide.subscribed(broker, "RabbitMQ/4.1.0");
        side.deliver("a-1", "x");
        await().until(() -> delivered.size() == 1);
    }

    @AfterEach
    void close() {
        broker.close();
        connection.stop(Duration.ZERO);
        transport.close();
    }

    private FailurePolicy policy(DeadLetterMode mode, DeadLetterTarget deadLetters) {
        return new FailurePolicy(
                () -> "/queue/orders at tcp://b:61613",
                "route1",
                mode,
                deadLetters,
                new MessageFigures(),
                settled::incrementAndGet);
    }

    private FailedMessage failed() {
        return new FailedMessage(subscription, delivered.get(0), exchange, new IllegalStateException("no stock"));
    }

    @Test
    void theMessageIsSettledWhenItsDeadLetterIsSafe() {
        FailurePolicy policy = policy(DeadLetterMode.CLIENT, target);
        policy.failed(failed());
        side.connection.expectNoFrame(A_WHILE);
        assertThat(policy.underWay()).isEqualTo(1);
        assertThat(settled).hasValue(0);
        target.underWay.get(0).ended(null); // which has acknowledged it, as targets do
        side.connection.expectNoFrame(A_WHILE);
        assertThat(policy.underWay()).isZero();
        assertThat(settled).hasValue(1);
    }

    @Test
    void aTargetThatThrowsGivesTheOriginalBack() {
        FailurePolicy policy = policy(DeadLetterMode.CLIENT, new DeadLetterTarget() {
            @Override
            public boolean keeps() {
                return true;
            }

            @Override
            public String name(FailedMessage failed) {
                return "broken";
            }

            @Override
            public void send(FailedMessage failed, Map<String, String> headers, DeadLetterTarget.Done done) {
                throw new IllegalStateException("no such thing");
            }
        });
        policy.failed(failed());
        assertThat(side.expectNack("a-1").header("requeue")).isEqualTo("true");
        assertThat(policy.underWay()).isZero();
        assertThat(settled).hasValue(1);
    }

    @Test
    void theOriginalIsGivenBackWhenItsDeadLetterFailed() {
        FailurePolicy policy = policy(DeadLetterMode.CLIENT, target);
        policy.failed(failed());
        target.underWay.get(0).ended(new IllegalStateException("disk full"));
        assertThat(side.expectNack("a-1").header("requeue")).isEqualTo("true");
        assertThat(policy.underWay()).isZero();
        assertThat(settled).hasValue(1);
    }

    @Test
    void theBrokersOwnDeadLetteringIsToldAtOnce() {
        policy(DeadLetterMode.BROKER, target).failed(failed());
        assertThat(side.expectNack("a-1").header("requeue")).isEqualTo("false");
        assertThat(target.underWay).isEmpty();
    }

    @Test
    void withoutDeadLettersTheOriginalIsGivenBack() {
        policy(DeadLetterMode.NONE, target).failed(failed());
        assertThat(side.expectNack("a-1").header("requeue")).isEqualTo("true");
        assertThat(target.underWay).isEmpty();
    }

    @Test
    void withoutATargetTheOriginalIsGivenBack() {
        policy(DeadLetterMode.CLIENT, null).failed(failed());
        assertThat(side.expectNack("a-1").header("requeue")).isEqualTo("true");
    }

    @Test
    void itIsSettledWhenTheLastDeadLetterHasEnded() {
        FailurePolicy policy = policy(DeadLetterMode.CLIENT, target);
        policy.failed(failed());
        policy.failed(failed());
        assertThat(policy.underWay()).isEqualTo(2);
        target.underWay.get(1).ended(null);
        assertThat(settled).hasValue(0);
        target.underWay.get(0).ended(null);
        assertThat(settled).hasValue(1);
    }

    @Test
    void whoNamesTheQueueOfADeadLetterCannotWriteLinesOfTheLog() {
        target.name = "/queue/DLQ.x\nWARN all is lost";
        FailurePolicy policy = policy(DeadLetterMode.CLIENT, target);
        try (LogLines log = new LogLines()) {
            policy.failed(failed());
            target.underWay.get(0).ended(new IllegalStateException("disk full"));
            policy.failed(failed());
            target.underWay.get(1).ended(null);
            assertThat(log.operatorLines())
                    .hasSize(3)
                    .allMatch(line -> line.contains("/queue/DLQ.x\\nWARN all is lost"));
        }
    }

    @Test
    void redeliveriesOfCamelCountAsAttempts() {
        FailurePolicy policy = policy(DeadLetterMode.CLIENT, target);
        policy.failed(failed());
        assertThat(target.headers)
                .containsEntry(DeadLetterHeaders.ATTEMPTS, "1")
                .containsEntry(DeadLetterHeaders.ROUTE, "route1");
        exchange.getMessage().setHeader(Exchange.REDELIVERY_COUNTER, 4);
        policy.failed(failed());
        assertThat(target.headers).containsEntry(DeadLetterHeaders.ATTEMPTS, "5");
    }
}
