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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.protocol.StompHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterNameTest {

    private static String queue(String dialect, String subscribed, String said) {
        BrokerDialect broker = BrokerDialects.named(dialect);
        return broker.deadLetterQueue(broker.source(subscribed, StompHeaders.of("destination", said)), "DLQ.");
    }

    @ParameterizedTest
    @CsvSource({
        "/queue/orders, /queue/DLQ.orders",
        "/amq/queue/orders, /queue/DLQ.orders",
        "/topic/news, /queue/DLQ.news",
        "/exchange/ex/key, /queue/DLQ.key",
        "/exchange/ex, /queue/DLQ.ex",
        "/dsub/mine, /queue/DLQ.mine",
        "/exchange/ex/a.b, /queue/DLQ.a.b",
        "/temp-queue/mine, /queue/DLQ.mine",
        "orders, DLQ.orders"
    })
    void theDeadLetterQueueIsNamedAfterTheDestinationOnEachBroker(String destination, String expected) {
        for (String dialect : new String[] {"activemq", "artemis", "rabbitmq", "generic"}) {
            assertThat(queue(dialect, destination, destination)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/queue/A,B; /queue/B; /queue/DLQ.B",
                "/queue/A,queue://B; /queue/B; /queue/DLQ.B",
                "/queue/A,topic://T; /topic/T; /queue/DLQ.T",
                "/queue/orders.*; /queue/orders.eu; /queue/DLQ.orders.eu",
                "/queue/orders.>; /queue/orders.eu.fr; /queue/DLQ.orders.eu.fr",
                "/topic/prices.>; /topic/prices.eu; /queue/DLQ.prices.eu",
                "/queue/orders.#; /queue/orders.eu; /queue/DLQ.orders.eu",
                "/queue/A?consumer.prefetchSize=5; /queue/A; /queue/DLQ.A"
            })
    void whereASubscriptionStandsForSeveralItIsNamedAfterWhereTheMessageWas(
            String subscribed, String said, String expected) {
        assertThat(queue("activemq", subscribed, said)).isEqualTo(expected);
        assertThat(queue("artemis", subscribed, said)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/queue/A,B; /queue/DLQ.A_B",
                "/queue/orders.>; /queue/DLQ.orders._",
                "/queue/A?consumer.priority=5; /queue/DLQ.A",
                "/queue/A,topic://T; /queue/DLQ.A_topic_T"
            })
    void itIsOneQueueAlsoIfTheMessageDoesNotSayWhereItWas(String subscribed, String expected) {
        BrokerDialect broker = BrokerDialects.ACTIVEMQ;
        assertThat(broker.deadLetterQueue(broker.source(subscribed, StompHeaders.EMPTY), "DLQ."))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/topic/prices::mine, /queue/DLQ.mine",
        "prices::mine, DLQ.mine",
        "/queue/orders::orders, /queue/DLQ.orders"
    })
    void aQueueOfAnAddressOfArtemisIsNamedByItsOwnName(String subscribed, String expected) {
        assertThat(queue("artemis", subscribed, "/topic/prices")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/topic/prices.#, /topic/prices.eu, /queue/DLQ.prices.#",
        "/exchange/ex/prices.*, /exchange/ex/prices.eu, /queue/DLQ.prices.*",
        "/queue/orders, /exchange/ex/key, /queue/DLQ.orders",
        "/queue/a%2Fb, /queue/a%2Fb, /queue/DLQ.a%2Fb"
    })
    void rabbitMqHasOneQueueForEachSubscriptionAndNamesTheDeadLettersAfterThat(
            String subscribed, String said, String expected) {
        assertThat(queue("rabbitmq", subscribed, said)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"activemq", "artemis", "rabbitmq", "generic"})
    void thereAreNoDeadLettersOfDeadLetters(String dialect) {
        assertThat(queue(dialect, "/queue/DLQ.orders", "/queue/DLQ.orders")).isNull();
        assertThat(queue(dialect, "DLQ.orders", "DLQ.orders")).isNull();
        assertThat(queue(dialect, "/queue/orders.DLQ.", "/queue/orders.DLQ.")).isEqualTo("/queue/DLQ.orders.DLQ.");
    }

    @Test
    void aRouteThatConsumesItsOwnDeadLettersLeavesThemThere() {
        assertThat(queue("activemq", "/queue/>", "/queue/DLQ.orders")).isNull();
        assertThat(queue("activemq", "/queue/orders,DLQ.orders", "/queue/DLQ.orders"))
                .isNull();
        assertThat(queue("activemq", "/queue/>", "/queue/orders")).isEqualTo("/queue/DLQ.orders");
    }

    @Test
    void anotherPrefixIsAnotherQueue() {
        assertThat(BrokerDialects.ACTIVEMQ.deadLetterQueue("/queue/DLQ.orders", "dead-"))
                .isEqualTo("/queue/dead-DLQ.orders");
    }

    @Test
    void aPrefixDoesNotMakeSeveralQueuesOfOne() {
        assertThat(BrokerDialects.ACTIVEMQ.deadLetterQueue("/queue/orders", "orders,"))
                .isEqualTo("/queue/orders_orders");
        assertThat(BrokerDialects.ACTIVEMQ.deadLetterQueue("/queue/orders_orders", "orders,"))
                .isNull();
    }
}
