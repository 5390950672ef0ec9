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

import static io.github.camelstomp2.broker.dialects.Vocabulary.headers;
import static io.github.camelstomp2.broker.dialects.Vocabulary.of;
import static io.github.camelstomp2.broker.dialects.Vocabulary.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.broker.QueueOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RabbitMqNameTest {
    private static final QueueOptions DEAD_LETTERS = new QueueOptions(true, null, "DLQ.");
    private static final QueueOptions THERE = new QueueOptions(false, null, null);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/queue/a%2Fb",
                "/queue/a/b",
                "/topic/a%2Fb",
                "/topic/a/b",
                "/exchange/e/a%2Fb",
                "/exchange/e/a/b",
                "a%2Fb"
            })
    void aRoutingKeyIsTheNameThatTheDestinationStandsFor(String destination) {
        assertThat(headers("rabbitmq", of(destination, DEAD_LETTERS, null)))
                .endsWith("x-dead-letter-exchange= x-dead-letter-routing-key=DLQ.a/b");
    }

    @Test
    void senderConsumerAndDeadLettersMeanTheSameQueue() {
        assertThat(headers("rabbitmq", send("/queue/a%2Fb", DEAD_LETTERS))).endsWith("routing-key=DLQ.a/b");
        assertThat(BrokerDialects.RABBITMQ
                        .queueToDeclare(of("/queue/a%2Fb", DEAD_LETTERS, null))
                        .destination())
                .isEqualTo("/queue/DLQ.a%2Fb");
    }

    @Test
    void theQueueOfAVirtualTopicHasThisNameToo() {
        assertThat(headers("rabbitmq", of("Consumer.shop.VirtualTopic.a%2Fb", QueueOptions.DEFAULT, null)))
                .contains("x-queue-name=Consumer.shop.VirtualTopic.a/b ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/queue/a%2Fb", "a%2Fb"})
    void aQueueThatMustBeThereIsNeverDeclaredHoweverItIsWritten(String destination) {
        assertThat(BrokerDialects.RABBITMQ.destination(send(destination, THERE)))
                .isEqualTo("/amq/queue/a%2Fb");
        assertThat(BrokerDialects.RABBITMQ.destination(of(destination, THERE, null)))
                .isEqualTo("/amq/queue/a%2Fb");
    }

    @ParameterizedTest
    @CsvSource({
        "/queue/a/b, /queue/a%2Fb",
        "/queue/a%2Fb, /queue/a%2Fb",
        "/topic/a/b/c, /topic/a%2Fb%2Fc",
        "/amq/queue/a/b, /amq/queue/a%2Fb",
        "/exchange/e, /exchange/e",
        "/exchange/e/k, /exchange/e/k",
        "/exchange/e/k/l, /exchange/e/k%2Fl",
        "/exchange/e%2Fx/k/l, /exchange/e%2Fx/k%2Fl",
        "/reply-queue/a/b, /reply-queue/a/b",
        "/nowhere/x, /nowhere/x"
    })
    void aSlashInANameIsWrittenAsRabbitMqReadsIt(String destination, String wire) {
        assertThat(BrokerDialects.RABBITMQ.destination(send(destination, QueueOptions.DEFAULT)))
                .isEqualTo(wire);
        assertThat(BrokerDialects.RABBITMQ.destination(of(destination, QueueOptions.DEFAULT, null)))
                .isEqualTo(wire);
        assertThat(BrokerDialects.ACTIVEMQ.destination(send(destination, QueueOptions.DEFAULT)))
                .isEqualTo(destination);
    }

    @Test
    void aServiceOfDjangoStompNamesItToTheLetterAndTheBrokerCannotRejectInto() {
        QueueOptions shared = new QueueOptions(true, null, null, true);
        assertThat(headers("rabbitmq", send("/queue/a/b", shared))).endsWith("x-dead-letter-routing-key=DLQ.a%2Fb");
        assertThat(BrokerDialects.RABBITMQ.limitations(of("/queue/a/b", shared, null)))
                .isEmpty();
        assertThat(BrokerDialects.RABBITMQ.limitations(
                        of("/queue/a/b", new QueueOptions(true, null, "DLQ.", true), null)))
                .singleElement()
                .satisfies(limitation -> assertThat(limitation.fatal()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "/queue/orders, /queue/orders",
        "/queue/a%2Fb, /queue/a%2Fb",
        "/queue/50%25, /queue/50%",
        "/queue/%C3%BC, /queue/\u00fc",
        "/exchange/e%2Fx/k%25, /exchange/e%2Fx/k%",
        "/queue/a%252Fb, /queue/a%252Fb",
        "/queue/%FF, /queue/%FF",
        "/queue/100%, /queue/100%",
        "/queue/%zz, /queue/%zz"
    })
    void whatRabbitMqWritesIsReadAsItReadsIt(String written, String readable) {
        assertThat(BrokerDialects.RABBITMQ.readDestination(written)).isEqualTo(readable);
        assertThat(BrokerDialects.ACTIVEMQ.readDestination(written)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({
        "/queue/answers, answers",
        "/amq/queue/answers, answers",
        "/queue/50%, 50%",
        "/queue/a%2Fb, /queue/a%2Fb",
        "/topic/answers, /topic/answers",
        "/exchange/e/k, /exchange/e/k"
    })
    void aReplyAddressIsTheNameOfAQueueWhereThatIsTaken(String subscribed, String replyTo) {
        assertThat(BrokerDialects.RABBITMQ.replyTo(subscribed)).isEqualTo(replyTo);
        assertThat(BrokerDialects.ACTIVEMQ.replyTo(subscribed)).isEqualTo(subscribed);
    }
}
