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
package io.github.camelstomp2.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.FaultProxy;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.RouteController;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of RabbitMQ in routes. */
class RabbitMqStreamsIT extends OptionsSuite {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.RABBITMQ);

    private static final String STREAM = "queueType=stream";

    @Override
    BrokerExtension broker() {
        return BROKER;
    }

    @BeforeEach
    void fill() {
        send(queue(STREAM), "0", "1", "2");
    }

    private String routeId() {
        return routes.context().getRoutes().get(0).getRouteId();
    }

    @ParameterizedTest
    @CsvSource({"first, 012", "offset=1, 12", "timestamp=0, 012"})
    void aConsumerBeginsWhereItSays(String offset, String bodies) throws Exception {
        StompRoutes.Received received = routes.consume(queue(STREAM, "streamOffset=" + offset));
        assertThat(bodies(received, bodies.length())).containsExactly(bodies.split(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "streamOffset=next"})
    void aConsumerOfWhatComesNextGetsNothingOfWhatIsThere(String offset) throws Exception {
        StompRoutes.Received received = routes.consume(queue(STREAM, offset));
        await().until(() -> view().consumerCount(name) == 1);
        // A consumer is counted before the broker has looked up where it begins.
        await().until(() -> {
            send(queue(STREAM), "3");
            return received.size() > 0;
        });
        assertThat(received.next().getMessage().getBody(String.class)).isEqualTo("3");
    }

    /** From 4.0 on a message says {@code persistent:1}, for which the broker refuses a SEND. */
    @Test
    void aMessageOfAStreamCanBePassedOn() throws Exception {
        String passedOn = name + ".other";
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(queue(STREAM, "streamOffset=first")).to("stomp2:queue/" + passedOn);
            }
        });
        OnTheBroker.sendTransient(view(), "/queue/" + name, "3", "x-queue-type", "stream");
        await().until(() -> view().messageCount(passedOn) == 4);
    }

    @Test
    void aConsumerGoesOnWhereItWasAfterItsConnectionWasLost() throws Exception {
        try (FaultProxy proxy = FaultProxy.to(broker().host(), broker().port())) {
            StompRoutes.Received received = routes.consume(
                    queue(STREAM, "streamOffset=first", "brokerURL=tcp://" + proxy.host() + ":" + proxy.port()));
            assertThat(bodies(received, 3)).containsExactly("0", "1", "2");
            await().until(() -> routes.context().getInflightRepository().size() == 0);

            proxy.resetAll();
            send(queue(STREAM), "3");

            assertThat(bodies(received, 1)).containsExactly("3");
        }
    }

    @Test
    void aConsumerGoesOnWhereItWasWhenItIsResumedAndBeginsAnewWhenItIsStarted() throws Exception {
        StompRoutes.Received received = routes.consume(queue(STREAM, "streamOffset=first"));
        assertThat(bodies(received, 3)).containsExactly("0", "1", "2");
        RouteController controller = routes.context().getRouteController();

        controller.suspendRoute(routeId());
        send(queue(STREAM), "3");
        controller.resumeRoute(routeId());
        assertThat(bodies(received, 1)).containsExactly("3");

        controller.stopRoute(routeId());
        controller.startRoute(routeId());
        assertThat(bodies(received, 4)).containsExactly("0", "1", "2", "3");
    }

    /** Nothing can be rejected from a stream: the component's own dead letters stand in. */
    @ParameterizedTest
    @ValueSource(strings = {"client", "broker"})
    void aFailedMessageIsADeadLetterAndTheConsumerGoesOn(String mode) throws Exception {
        StompRoutes.Received dead = routes.consume("stomp2:queue/DLQ." + name);
        StompRoutes.Received received = new StompRoutes.Received();
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(queue(STREAM, "streamOffset=first", "deadLetterMode=" + mode))
                        .filter(body().isEqualTo("1"))
                        .throwException(new IllegalStateException("no"))
                        .end()
                        .process(received::add);
            }
        });
        assertThat(bodies(received, 2)).containsExactly("0", "2");
        assertThat(dead.next().getMessage().getBody()).isEqualTo("1");
    }

    @Test
    void prefetchLetsTheStreamFlowInSmallPortionsToo() throws Exception {
        StompRoutes.Received received = routes.consume(queue(STREAM, "streamOffset=first", "prefetch=1"));
        assertThat(bodies(received, 3)).containsExactly("0", "1", "2");
    }

    @Test
    void aStreamThatIsThereIsConsumedWithoutDeclaringIt() throws Exception {
        StompRoutes.Received received = routes.consume(queue(STREAM, "streamOffset=offset=2", "declare=false"));
        assertThat(bodies(received, 1)).containsExactly("2");
    }
}
