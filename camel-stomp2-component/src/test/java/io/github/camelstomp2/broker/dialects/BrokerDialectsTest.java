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
package io.github.camelstomp2.broker.dialects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerDialectsTest {
    @ParameterizedTest
    @CsvSource({
        "ActiveMQ/6.1.7, activemq",
        "ActiveMQ/5.18.3, activemq",
        "ActiveMQ-Artemis/2.44.0 ActiveMQ Artemis Messaging Engine, artemis",
        "RabbitMQ/3.10.8, rabbitmq",
        "Apache/1.3.9, generic",
        "vertx-stomp, generic",
        "'', generic",
        ", generic"
    })
    void theServerHeaderTellsTheDialect(String server, String dialect) {
        assertThat(BrokerDialects.ofServer(server).name()).isEqualTo(dialect);
    }

    @ParameterizedTest
    @ValueSource(strings = {"activemq", "artemis", "rabbitmq", "generic"})
    void aDialectIsFoundByItsName(String name) {
        assertThat(BrokerDialects.named(name).name()).isEqualTo(name);
    }

    @Test
    void theOptionNamesThemAll() throws Exception {
        String option = Stream.concat(
                        Stream.of("auto"), BrokerDialects.ALL.stream().map(BrokerDialect::name))
                .map(name -> '"' + name + '"')
                .collect(Collectors.joining(", ", "\"enum\": [ ", " ]"));
        try (InputStream catalog = getClass().getResourceAsStream("/META-INF/io/github/camelstomp2/stomp2.json")) {
            assertThat(new String(catalog.readAllBytes(), StandardCharsets.UTF_8))
                    .contains(option);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hornetq", "", "RabbitMQ ", "auto"})
    void anUnknownNameIsRefusedWithThoseThatAreAllowed(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BrokerDialects.named(name))
                .withMessageContaining("'" + name + "'")
                .withMessageContaining("auto, activemq, artemis, rabbitmq, vertx, spring, stomp-js, generic");
    }

    @ParameterizedTest
    @CsvSource({
        "Bad CONNECT, Virtual host 'localhost' access denied",
        "Bad CONNECT, 'virtual host \"x\" does not exist'",
        "bad connect: Virtual host 'x' access denied,"
    })
    void aRefusedVirtualHostTellsRabbitMq(String message, String body) {
        assertThat(BrokerDialects.ofRefusedVirtualHost(error(message, body))).isSameAs(BrokerDialects.RABBITMQ);
    }

    @ParameterizedTest
    @CsvSource({
        "Bad CONNECT, Access refused for user 'joe'",
        "Bad CONNECT,",
        "Access refused, Virtual host 'x' access denied",
        "'', ''"
    })
    void anyOtherRefusalTellsNothing(String message, String body) {
        assertThat(BrokerDialects.ofRefusedVirtualHost(error(message, body))).isNull();
    }

    @Test
    void onlyRabbitMqHasAVirtualHostOfItsOwn() {
        assertThat(BrokerDialects.RABBITMQ.defaultVirtualHost("mq.example")).isEqualTo("/");
        assertThat(BrokerDialects.ACTIVEMQ.defaultVirtualHost("mq.example")).isEqualTo("mq.example");
        assertThat(BrokerDialects.ARTEMIS.defaultVirtualHost("mq.example")).isEqualTo("mq.example");
        assertThat(BrokerDialects.GENERIC.defaultVirtualHost("mq.example")).isEqualTo("mq.example");
    }

    @Test
    void rabbitMqEndsASubscriptionForTwoReasonsInTheSameWords() {
        assertThat(BrokerDialects.RABBITMQ.advice(error("Server cancelled subscription", "x")))
                .contains("the queue was deleted")
                .contains("consumer_timeout");
        assertThat(BrokerDialects.RABBITMQ.advice(error("not_found", "x"))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "not_found, true",
        "precondition_failed, true",
        "access_refused, true",
        "Unknown destination, false",
        "Server cancelled subscription, false",
        "Processing error, false",
        "failed, false",
        "'', false"
    })
    void rabbitMqClosesAfterAnErrorOfAmqpAlsoWhenItDoesNotSayItsName(String message, boolean closes) {
        assertThat(BrokerDialects.RABBITMQ.closesAfter(error(message, "x"))).isEqualTo(closes);
        assertThat(BrokerDialects.GENERIC.closesAfter(error(message, "x"))).isEqualTo(closes);
        assertThat(BrokerDialects.ACTIVEMQ.closesAfter(error(message, "x"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "exchange, received none but current is the value '' of type 'longstr', true",
        "routing-key, received the value 'DEAD.a' of type 'longstr' but current is the value 'DLQ.a' of type 'longstr', true",
        "exchange, received the value '' of type 'longstr' but current is none, false",
        "routing-key, received the value 'DLQ.a' of type 'longstr' but current is the value 'DEAD.a' of type 'longstr', false"
    })
    void aQueueThatHasDeadLettersAsDjangoStompDeclaresThemIsADjangoStompQueue(
            String argument, String difference, boolean advised) {
        String advice = BrokerDialects.RABBITMQ.advice(error(
                "precondition_failed",
                "PRECONDITION_FAILED - inequivalent arg 'x-dead-letter-" + argument + "' for queue 'a' in vhost '/': "
                        + difference));
        assertThat(advice != null && advice.contains("djangoStomp=true")).isEqualTo(advised);
    }

    private static StompBrokerException error(String message, String body) {
        return StompBrokerException.of(new StompFrame(
                StompCommand.ERROR,
                StompHeaders.of("message", message),
                body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8)));
    }
}
