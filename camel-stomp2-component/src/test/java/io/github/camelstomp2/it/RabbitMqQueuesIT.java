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
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.FaultProxy;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What routes declare on RabbitMQ, as the broker's own view shows it. */
class RabbitMqQueuesIT extends OptionsSuite {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.RABBITMQ);

    private static final String BY_BROKER = "deadLetterMode=broker";

    @Override
    BrokerExtension broker() {
        return BROKER;
    }

    private Map<String, String> deadLettering() {
        return Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", "DLQ." + name);
    }

    private void addFailing(String uri) throws Exception {
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).throwException(new IllegalStateException("no"));
            }
        });
    }

    @Test
    void aQueueHasNoArgumentsUnlessTheyAreAskedFor() throws Exception {
        routes.consume(queue("testConnectionOnStartup=true"));
        await().until(() -> view().consumerCount(name) == 1);
        // From 4.0 on the broker adds the type that the virtual host has by default.
        assertThat(view().queueArguments(name))
                .isEqualTo(RabbitMqVersions.isFour(view()) ? Map.of("x-queue-type", "classic") : Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "queueType=quorum"})
    void whatTheBrokerIsToDeadLetterIsDeclaredBeforeTheFirstMessage(String type) throws Exception {
        addFailing(queue(BY_BROKER, type));
        await().atMost(LATE_VIEW).until(() -> view().consumerCount(name) == 1);

        assertThat(view().queueArguments(name)).containsAllEntriesOf(deadLettering());
        if (!type.isEmpty()) {
            assertThat(view().queueArguments(name)).containsEntry("x-queue-type", "quorum");
            assertThat(view().queueArguments("DLQ." + name)).containsExactly(Map.entry("x-queue-type", "quorum"));
        }
        send(queue(BY_BROKER, type), "order");
        await().atMost(LATE_VIEW).until(() -> view().messageCount("DLQ." + name) == 1);
        await().atMost(LATE_VIEW).until(() -> view().messageCount(name) == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {BY_BROKER, "queueType=quorum", BY_BROKER + "&queueType=quorum"})
    void consumersAndProducersAgreeWhoeverComesFirst(String options) throws Exception {
        send(queue(options), "before");
        StompRoutes.Received received = routes.consume(queue(options));
        send(queue(options), "after");
        assertThat(bodies(received, 2)).containsExactly("before", "after");
    }

    @Test
    void deadLettersAreConsumedByAnOrdinaryRoute() throws Exception {
        addFailing(queue(BY_BROKER));
        send(queue(BY_BROKER), "order");
        StompRoutes.Received dead = routes.consume("stomp2:queue/DLQ." + name);
        assertThat(dead.next().getMessage().getBody()).isEqualTo("order");
    }

    @Test
    void aProducerThatDisagreesFailsWithTheBrokersWords() throws Exception {
        routes.consume(queue(BY_BROKER));
        await().until(() -> view().consumerCount(name) == 1);

        Throwable thrown = catchThrowable(() -> send(queue(""), "order"));

        assertThat(thrown)
                .hasStackTraceContaining(
                        "PRECONDITION_FAILED - inequivalent arg 'x-dead-letter-exchange' for queue '" + name + "'");
    }

    @Test
    void aConsumerThatDisagreesSaysSoInTheBrokersWords() throws Exception {
        send(queue(""), "order");
        try (LogLines log = new LogLines()) {
            StompRoutes.Received received = routes.consume(queue(BY_BROKER));
            await().until(() -> log.operatorLines().stream()
                    .anyMatch(
                            line -> line.contains("PRECONDITION_FAILED - inequivalent arg 'x-dead-letter-exchange'")));
            assertThat(received.size()).isZero();
        }
        assertThat(view().messageCount(name)).isOne();
    }

    /** As it is written in a URI, and the queue's name. */
    @ParameterizedTest
    @CsvSource({"/b, /b", "%2Fb, /b", "50%, 50%", "50%25, 50%", "a b+c#d, a b+c#d", "%2f%3B, /;"})
    void aQueueWithAnyNameIsReachedAndReadAgainByWhatAMessageSaysOfIt(String written, String bare) throws Exception {
        isReachedAndReadAgain(written);
        await().until(() -> view().consumerCount("/queue/" + name + bare) == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00fc\u20ac", "%C3%BC"})
    void aNameThatIsNotAsciiIsReadAsItWasWritten(String written) throws Exception {
        isReachedAndReadAgain(written);
    }

    private void isReachedAndReadAgain(String written) throws Exception {
        String uri = "stomp2:queue/" + name + written;
        StompRoutes.Received received = routes.consume(uri);
        send(uri, "1");
        Exchange first = received.next();
        send(
                "stomp2:queue/other",
                "2",
                Map.of(Stomp2Constants.OVERRIDE_DESTINATION, first.getProperty(Stomp2Constants.DESTINATION)));
        assertThat(received.next().getMessage().getBody()).isEqualTo("2");
    }

    @Test
    void withoutDeclaringNobodyDisagrees() throws Exception {
        send(queue(BY_BROKER), "1");
        send(queue("declare=false"), "2");
        StompRoutes.Received received = routes.consume(queue("declare=false", "queueType=quorum"));
        assertThat(bodies(received, 2)).containsExactly("1", "2");
    }

    /** A dead letter queue that somebody deleted is there again when the consumer is. */
    @Test
    void theDeadLetterQueueIsDeclaredAgainAfterALostConnection() throws Exception {
        try (FaultProxy proxy = FaultProxy.to(broker().host(), broker().port())) {
            addFailing(queue(BY_BROKER, "brokerURL=tcp://" + proxy.host() + ":" + proxy.port()));
            await().until(() -> view().consumerCount(name) == 1);
            view().deleteQueue("DLQ." + name);

            int before = proxy.accepted();
            proxy.resetAll();
            await().until(() -> proxy.accepted() > before && view().consumerCount(name) == 1);

            send(queue(BY_BROKER), "order");
            await().atMost(LATE_VIEW).until(() -> view().messageCount("DLQ." + name) == 1);
        }
    }

    @Test
    void aMessageThatTheRouteGivesBackIsDeliveredAgain() throws Exception {
        // Before the route, which would declare it at the same moment: RabbitMQ 3.10 drops what meets with that.
        send(queue("queueType=quorum"), "order");
        StompRoutes.Received received = new StompRoutes.Received();
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(queue("deadLetterMode=none", "queueType=quorum"))
                        .process(received::add)
                        .filter(header("x-delivery-count").isNull())
                        .throwException(new IllegalStateException("not yet"));
            }
        });
        assertThat(bodies(received, 2)).containsExactly("order", "order");
        await().atMost(LATE_VIEW).until(() -> view().messageCount(name) == 0);
    }
}
