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
package io.github.camelstomp2.broker;

import static io.github.camelstomp2.broker.dialects.Vocabulary.headers;
import static io.github.camelstomp2.broker.dialects.Vocabulary.of;
import static io.github.camelstomp2.broker.dialects.Vocabulary.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.broker.dialects.Vocabulary;
import io.github.camelstomp2.protocol.StompHeaders;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DjangoStompConventionsTest {
    private static final QueueOptions SHARED = new QueueOptions(true, null, null, true);
    private static final QueueOptions SHARED_BROKER_DEAD_LETTERS = new QueueOptions(true, null, "DLQ.", true);

    private static String arguments(String name) {
        return "x-dead-letter-exchange= x-dead-letter-routing-key=DLQ." + name;
    }

    @ParameterizedTest
    @CsvSource({
        "/queue/orders, orders",
        "orders, orders",
        "/topic/prices, prices",
        "/queue/DLQ.orders, DLQ.orders",
        "Consumer.shop.VirtualTopic.prices, Consumer.shop.VirtualTopic.prices",
        "/queue/Consumer.shop.VirtualTopic.prices, Consumer.shop.VirtualTopic.prices"
    })
    void onRabbitMqASubscriptionDescribesItsQueue(String destination, String queue) {
        assertThat(headers("rabbitmq", of(destination, SHARED, null)))
                .isEqualTo("prefetch-count=5 x-queue-name=" + queue + " durable=true auto-delete=false exclusive=false "
                        + arguments(queue));
    }

    @ParameterizedTest
    @CsvSource({"activemq, activemq.prefetchSize=5", "generic, ''"})
    void elsewhereASubscriptionSaysNothingOfIt(String dialect, String expected) {
        assertThat(headers(dialect, of("/queue/orders", SHARED, null))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"rabbitmq, ''", "activemq, ''", "artemis, ' destination-type=ANYCAST'", "generic, ''"})
    void aSendDescribesTheQueueToEveryBroker(String dialect, String further) {
        assertThat(headers(dialect, send("/queue/orders", SHARED))).isEqualTo(arguments("orders") + further);
    }

    @Test
    void aSendToATopicDescribesAQueueToo() {
        assertThat(headers("rabbitmq", send("/topic/VirtualTopic.prices", SHARED)))
                .isEqualTo(arguments("VirtualTopic.prices"));
    }

    @Test
    void whatAMessageThatIsSentOnSaysOfItsFirstQueueIsReplaced() {
        StompHeaders.Builder headers = StompHeaders.builder().add("x-dead-letter-routing-key", "DLQ.first");
        BrokerDialects.RABBITMQ.addSendHeaders(send("/queue/second", SHARED), headers);

        assertThat(Vocabulary.text(headers)).isEqualTo("x-dead-letter-routing-key=DLQ.second x-dead-letter-exchange=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/queue/orders", "orders", "/topic/orders"})
    void theDeadLetterQueueIsDeclaredBeforeWithOneOfItsOwn(String destination) {
        SendOptions declared = BrokerDialects.RABBITMQ.queueToDeclare(of(destination, SHARED, null));

        assertThat(declared.destination()).isEqualTo("/queue/DLQ.orders");
        assertThat(headers("rabbitmq", declared)).isEqualTo("persistent=true " + arguments("DLQ.orders"));
    }

    @Test
    void whoEmptiesADeadLetterQueueNeedsAnotherOnlyWhenTheBrokerIsToFillIt() {
        assertThat(BrokerDialects.RABBITMQ.queueToDeclare(of("/queue/DLQ.orders", SHARED, null)))
                .isNull();
        assertThat(BrokerDialects.RABBITMQ
                        .queueToDeclare(of("/queue/DLQ.orders", SHARED_BROKER_DEAD_LETTERS, null))
                        .destination())
                .isEqualTo("/queue/DLQ.DLQ.orders");
    }

    @Test
    void aQueueThatMustBeThereIsNotDeclared() {
        QueueOptions there = new QueueOptions(false, null, null, true);

        assertThat(headers("rabbitmq", of("/queue/orders", there, null))).isEqualTo("prefetch-count=5");
        assertThat(BrokerDialects.RABBITMQ.destination(of("/queue/orders", there, null)))
                .isEqualTo("/amq/queue/orders");
        assertThat(BrokerDialects.RABBITMQ.queueToDeclare(of("/queue/orders", there, null)))
                .isNull();
    }

    @Test
    void aMessageSaysWhatEveryMessageOfThatLibrarySays() {
        StompHeaders.Builder headers = StompHeaders.builder()
                .add("content-type", "text/plain")
                .add("tshoot-destination", "/queue/first")
                .add("correlation-id", "c-1");
        DjangoStompConventions.addMessageHeaders("/queue/orders", headers);

        assertThat(Vocabulary.text(headers))
                .isEqualTo("content-type=application/json;charset=utf-8 tshoot-destination=/queue/orders"
                        + " correlation-id=c-1");
    }

    @Test
    void aMessageWithoutACorrelationIdGetsOne() {
        StompHeaders.Builder headers = StompHeaders.builder();
        DjangoStompConventions.addMessageHeaders("/queue/orders", headers);

        assertThat(UUID.fromString(headers.build().get("correlation-id"))).isNotNull();
    }
}
