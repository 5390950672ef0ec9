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

import static io.github.camelstomp2.broker.dialects.Vocabulary.PRICES;
import static io.github.camelstomp2.broker.dialects.Vocabulary.durable;
import static io.github.camelstomp2.broker.dialects.Vocabulary.flagged;
import static io.github.camelstomp2.broker.dialects.Vocabulary.headers;
import static io.github.camelstomp2.broker.dialects.Vocabulary.message;
import static io.github.camelstomp2.broker.dialects.Vocabulary.of;
import static io.github.camelstomp2.broker.dialects.Vocabulary.selecting;
import static io.github.camelstomp2.broker.dialects.Vocabulary.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.broker.DurableName;
import io.github.camelstomp2.broker.QueueOptions;
import io.github.camelstomp2.broker.QueueType;
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.protocol.StompHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One option, and what each broker calls it. */
class DialectVocabularyTest {
    private static final QueueOptions DEAD_LETTERS = new QueueOptions(true, null, "DLQ.");

    @ParameterizedTest
    @CsvSource({
        "activemq, activemq.prefetchSize=5 activemq.subscriptionName=prices",
        "artemis, consumer-window-size=5120 subscription-type=MULTICAST durable-subscription-name=prices",
        "rabbitmq, prefetch-count=5 x-queue-name=app.prices durable=true auto-delete=false"
    })
    void aDurableSubscriptionOfATopicHasAName(String dialect, String expected) {
        assertThat(headers(dialect, durable("/topic/a", PRICES))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"activemq", "artemis", "rabbitmq"})
    void aQueueKeepsItsMessagesWithoutBeingDurable(String dialect) {
        assertThat(headers(dialect, durable("/queue/a", PRICES))).doesNotContain("prices", "durable");
        assertThat(headers(dialect, durable("a", PRICES))).doesNotContain("prices", "durable");
    }

    @Test
    void withoutAClientIdRabbitMqNamesTheQueueOfASubscriptionByItsNameAlone() {
        assertThat(headers("rabbitmq", durable("/exchange/e/k", new DurableName("prices", null, false))))
                .contains("x-queue-name=prices ");
    }

    @ParameterizedTest
    @CsvSource({
        "activemq, true, activemq.subscriptionName=prices",
        "artemis, false, durable-subscription-name=prices",
        "rabbitmq, false, x-queue-name=app.prices durable=true",
        "generic, false, ''"
    })
    void aBrokerIsToldToForgetADurableSubscription(String dialect, boolean second, String expected) {
        StompHeaders.Builder headers = StompHeaders.builder();
        BrokerDialects.named(dialect).addRemoveHeaders(durable("/topic/a", PRICES), headers);

        assertThat(Vocabulary.text(headers)).isEqualTo(expected);
        assertThat(BrokerDialects.named(dialect).removesWithSecondUnsubscribe()).isEqualTo(second);
    }

    @ParameterizedTest
    @CsvSource({
        "activemq, activemq.prefetchSize=5 selector=size > 3",
        "artemis, consumer-window-size=5120 subscription-type=ANYCAST selector=convert_string_expressions:size > 3"
    })
    void aSelectorIsPassedOn(String dialect, String expected) {
        assertThat(headers(dialect, selecting("size > 3"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"convert_string_expressions:", "no_convert_string_expressions:", "hyphenated_props:"})
    void aSelectorForArtemisMaySayItselfHowItIsRead(String prefix) {
        assertThat(headers("artemis", selecting(prefix + "size > 3"))).endsWith("selector=" + prefix + "size > 3");
    }

    @Test
    void consumersThatAreAloneOrOnlyLookOrLeaveOutTheirOwn() {
        assertThat(headers("activemq", flagged("/queue/a", true, true, true)))
                .isEqualTo("activemq.prefetchSize=5 activemq.noLocal=true activemq.exclusive=true browser=true");
        assertThat(headers("artemis", flagged("/topic/a", true, false, false))).contains("no-local=true");
        // RabbitMQ would declare a queue that lives and dies with the connection.
        assertThat(headers("rabbitmq", flagged("/queue/a", true, true, true))).isEqualTo("prefetch-count=5");
    }

    @Test
    void activeMqSaysThatBrowsingHasEnded() {
        StompHeaders end = StompHeaders.of("browser", "end");

        assertThat(BrokerDialects.ACTIVEMQ.isEndOfBrowsing(end)).isTrue();
        assertThat(BrokerDialects.ACTIVEMQ.isEndOfBrowsing(StompHeaders.of("browser", "true")))
                .isFalse();
        assertThat(BrokerDialects.RABBITMQ.isEndOfBrowsing(end)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "activemq, priority=7 expires=61000 AMQ_SCHEDULED_DELAY=500 JMSXGroupID=g",
        "artemis, priority=7 expires=61500 AMQ_SCHEDULED_DELAY=500 JMSXGroupID=g destination-type=MULTICAST",
        "rabbitmq, priority=7 expiration=60000",
        "generic, ''"
    })
    void whatASendAsksFor(String dialect, String expected) {
        assertThat(headers(dialect, send(message(7, 60_000, 500, "g")))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"activemq", "rabbitmq"})
    void aMessageWithoutADelayLivesFromWhenItWasSent(String dialect) {
        assertThat(headers(dialect, send(message(null, 60_000, 0, null))))
                .isEqualTo(dialect.equals("activemq") ? "expires=61000" : "expiration=60000");
    }

    @ParameterizedTest
    @CsvSource({"QUORUM, x-queue-type=quorum", "CLASSIC, x-queue-type=classic", "STREAM, x-queue-type=stream"})
    void subscribeAndSendSayTheSameOfAQueueOfRabbitMq(QueueType type, String expected) {
        QueueOptions queue = new QueueOptions(true, type, null);

        assertThat(headers("rabbitmq", of("/queue/a", queue, null))).isEqualTo("prefetch-count=5 " + expected);
        assertThat(headers("rabbitmq", send("/queue/a", queue))).isEqualTo(expected);
    }

    @Test
    void nothingIsSaidOfAQueueThatMayNotBeDeclared() {
        assertThat(headers("rabbitmq", of("/amq/queue/a", DEAD_LETTERS, null))).isEqualTo("prefetch-count=5");
        assertThat(BrokerDialects.RABBITMQ.queueToDeclare(of("/amq/queue/a", DEAD_LETTERS, null)))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/topic/a", "/exchange/e/k", "/amq/queue/a"})
    void aSendSaysNothingOfQueuesThatItDoesNotDeclare(String destination) {
        assertThat(headers("rabbitmq", send(destination, new QueueOptions(true, QueueType.QUORUM, "DLQ."))))
                .isEmpty();
    }

    @Test
    void whatIsRejectedByTheConsumerOfATopicIsNotLostEither() {
        QueueOptions queue = new QueueOptions(true, QueueType.QUORUM, "DLQ.");

        // Of its kind nothing: a queue that lives and dies with the connection cannot be replicated.
        assertThat(headers("rabbitmq", of("/topic/a", queue, null)))
                .isEqualTo("prefetch-count=5 x-dead-letter-exchange= x-dead-letter-routing-key=DLQ.a");
        assertThat(BrokerDialects.RABBITMQ
                        .queueToDeclare(of("/topic/a", queue, null))
                        .destination())
                .isEqualTo("/queue/DLQ.a");
    }

    @Test
    void aQueueThatMustBeThereIsNotDescribed() {
        QueueOptions there = new QueueOptions(false, QueueType.QUORUM, "DLQ.");

        assertThat(headers("rabbitmq", send("/queue/a", there))).isEmpty();
        assertThat(BrokerDialects.RABBITMQ.queueToDeclare(of("/queue/a", there, null)))
                .isNull();
    }

    @Test
    void whereRabbitMqDeadLettersItIsToldWhereTo() {
        String arguments = "x-dead-letter-exchange= x-dead-letter-routing-key=DLQ.a";

        assertThat(headers("rabbitmq", of("/queue/a", DEAD_LETTERS, null))).isEqualTo("prefetch-count=5 " + arguments);
        assertThat(headers("rabbitmq", send("/queue/a", DEAD_LETTERS))).isEqualTo(arguments);
        assertThat(headers("activemq", send("/queue/a", DEAD_LETTERS))).isEmpty();
    }

    @Test
    void thatQueueIsDeclaredBeforeAndHasNoDeadLettersItself() {
        SendOptions queue = BrokerDialects.RABBITMQ.queueToDeclare(of("/queue/a", DEAD_LETTERS, null));

        assertThat(queue.destination()).isEqualTo("/queue/DLQ.a");
        assertThat(headers("rabbitmq", queue)).isEqualTo("persistent=true");
        assertThat(BrokerDialects.RABBITMQ.queueToDeclare(of("/queue/DLQ.a", DEAD_LETTERS, null)))
                .isNull();
        assertThat(BrokerDialects.ACTIVEMQ.queueToDeclare(of("/queue/a", DEAD_LETTERS, null)))
                .isNull();
    }

    @Test
    void aStreamHasNoDeadLettersAndItsDeadLetterQueueIsNoStream() {
        QueueOptions stream = new QueueOptions(true, QueueType.STREAM, "DLQ.");

        assertThat(headers("rabbitmq", of("/queue/a", stream, "first")))
                .isEqualTo("prefetch-count=5 x-queue-type=stream x-stream-offset=first");
        assertThat(BrokerDialects.RABBITMQ.queueToDeclare(of("/queue/a", stream, null)))
                .isNull();
        assertThat(stream.ofDeadLetters().type()).isNull();
        assertThat(new QueueOptions(true, QueueType.QUORUM, null)
                        .ofDeadLetters()
                        .type())
                .isEqualTo(QueueType.QUORUM);
    }

    @Test
    void aConsumerOfAStreamGoesOnBehindWhatItHas() {
        StompHeaders.Builder headers = StompHeaders.builder().add("x-stream-offset", "first");
        BrokerDialects.RABBITMQ.startAt(42, headers);

        assertThat(Vocabulary.text(headers)).isEqualTo("x-stream-offset=offset=42");
        assertThat(BrokerDialects.RABBITMQ.streamOffset(StompHeaders.of("x-stream-offset", "41")))
                .hasValue(41);
        assertThat(BrokerDialects.RABBITMQ.streamOffset(StompHeaders.of("x-stream-offset", "mine")))
                .isEmpty();
        assertThat(BrokerDialects.ACTIVEMQ.streamOffset(StompHeaders.of("x-stream-offset", "41")))
                .isEmpty();
    }
}
