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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualTopicTest {
    private static final String QUEUE = "Consumer.shop.VirtualTopic.prices";
    private static final QueueOptions THERE = new QueueOptions(false, null, null);
    private static final QueueOptions DEAD_LETTERS = new QueueOptions(true, null, "DLQ.");

    @ParameterizedTest
    @CsvSource({
        "Consumer.shop.VirtualTopic.prices, Consumer.shop.VirtualTopic.prices, /topic/VirtualTopic.prices",
        "/queue/Consumer.shop.VirtualTopic.prices, Consumer.shop.VirtualTopic.prices, /topic/VirtualTopic.prices",
        "Consumer.a.VirtualTopic.eu.prices, Consumer.a.VirtualTopic.eu.prices, /topic/VirtualTopic.eu.prices",
        "Consumer.my.shop.VirtualTopic.prices, Consumer.my.shop.VirtualTopic.prices, /topic/VirtualTopic.prices",
        "Consumer.a.VirtualTopic.b.VirtualTopic.c, Consumer.a.VirtualTopic.b.VirtualTopic.c,"
                + " /topic/VirtualTopic.b.VirtualTopic.c"
    })
    void aQueueOfThisNameIsFedByTheTopic(String destination, String queue, String topic) {
        assertThat(VirtualTopic.of(destination)).isEqualTo(new VirtualTopic(queue, topic));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/topic/VirtualTopic.prices",
                "/topic/Consumer.shop.VirtualTopic.prices",
                "/queue/DLQ.Consumer.shop.VirtualTopic.prices",
                "DLQ.Consumer.shop.VirtualTopic.prices",
                "/amq/queue/Consumer.shop.VirtualTopic.prices",
                "Consumer.VirtualTopic.prices",
                "Consumer..VirtualTopic.prices",
                "Consumer.shop.VirtualTopic.",
                "consumer.shop.virtualtopic.prices",
                "Consumer.shop.VirtualTopic.a/b",
                "MyConsumer.shop.VirtualTopic.prices",
                "/queue/orders"
            })
    void otherDestinationsAreWhatTheyAre(String destination) {
        assertThat(VirtualTopic.of(destination)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {QUEUE, "/queue/" + QUEUE})
    void onRabbitMqOneSubscriptionCreatesTheQueueAndBindsItToTheTopic(String destination) {
        SubscribeOptions options = of(destination, QueueOptions.DEFAULT, null);

        assertThat(BrokerDialects.RABBITMQ.destination(options)).isEqualTo("/topic/VirtualTopic.prices");
        assertThat(headers("rabbitmq", options))
                .isEqualTo("prefetch-count=5 x-queue-name=" + QUEUE + " durable=true auto-delete=false");
    }

    @Test
    void onRabbitMqAQueueThatMustBeThereIsConsumedAsItIs() {
        SubscribeOptions options = of(QUEUE, THERE, null);

        assertThat(BrokerDialects.RABBITMQ.destination(options)).isEqualTo("/amq/queue/" + QUEUE);
        assertThat(headers("rabbitmq", options)).isEqualTo("prefetch-count=5");
    }

    @Test
    void onRabbitMqASendToTheQueueSaysTheSameOfIt() {
        String arguments = "x-dead-letter-exchange= x-dead-letter-routing-key=DLQ." + QUEUE;

        assertThat(headers("rabbitmq", of(QUEUE, DEAD_LETTERS, null))).endsWith(arguments);
        assertThat(headers("rabbitmq", send(QUEUE, DEAD_LETTERS))).isEqualTo(arguments);
        assertThat(BrokerDialects.RABBITMQ
                        .queueToDeclare(of(QUEUE, DEAD_LETTERS, null))
                        .destination())
                .isEqualTo("/queue/DLQ." + QUEUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {QUEUE, "/queue/" + QUEUE})
    void onArtemisItIsAQueueOfTheTopicsAddress(String destination) {
        SubscribeOptions subscribe = of(destination, QueueOptions.DEFAULT, null);
        SendOptions send = send(destination, QueueOptions.DEFAULT);

        assertThat(BrokerDialects.ARTEMIS.destination(subscribe)).isEqualTo("/topic/VirtualTopic.prices::" + QUEUE);
        assertThat(BrokerDialects.ARTEMIS.destination(send)).isEqualTo("/topic/VirtualTopic.prices::" + QUEUE);
        assertThat(headers("artemis", subscribe)).contains("subscription-type=MULTICAST");
        assertThat(headers("artemis", send)).isEqualTo("destination-type=MULTICAST");
    }

    @Test
    void artemisMayForgetAnEmptyQueueOfWhichItWarns() {
        assertThat(BrokerDialects.ARTEMIS.limitations(of(QUEUE, QueueOptions.DEFAULT, null)))
                .singleElement()
                .satisfies(limitation -> {
                    assertThat(limitation.fatal()).isFalse();
                    assertThat(limitation.reason()).contains("auto-delete-queues");
                });
        assertThat(BrokerDialects.RABBITMQ.limitations(of(QUEUE, QueueOptions.DEFAULT, null)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"activemq", "generic"})
    void activeMqDoesItByItself(String dialect) {
        assertThat(BrokerDialects.named(dialect).destination(of(QUEUE, QueueOptions.DEFAULT, null)))
                .isEqualTo(QUEUE);
    }
}
