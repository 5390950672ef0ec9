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
import static io.github.camelstomp2.broker.dialects.Vocabulary.message;
import static io.github.camelstomp2.broker.dialects.Vocabulary.of;
import static io.github.camelstomp2.broker.dialects.Vocabulary.selecting;
import static io.github.camelstomp2.broker.dialects.Vocabulary.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.broker.DurableName;
import io.github.camelstomp2.broker.Limitation;
import io.github.camelstomp2.broker.QueueOptions;
import io.github.camelstomp2.broker.QueueType;
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.broker.SubscribeOptions;
import io.github.camelstomp2.protocol.StompVersion;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a broker cannot do: an error where going on without it would be wrong, otherwise one line. */
class LimitationsTest {

    private static String found(List<Limitation> limitations) {
        return limitations.stream()
                .map(limitation -> limitation.option() + (limitation.fatal() ? "!" : ""))
                .collect(Collectors.joining(" "));
    }

    private static String found(String dialect, SubscribeOptions options) {
        return found(BrokerDialects.named(dialect).limitations(options));
    }

    private static String found(String dialect, SendOptions options) {
        return found(BrokerDialects.named(dialect).limitations(options));
    }

    @ParameterizedTest
    @ValueSource(strings = {"activemq", "artemis", "rabbitmq", "generic"})
    void whatNobodyAskedForIsNoLimitation(String dialect) {
        assertThat(found(dialect, SubscribeOptions.of("/queue/a", 5))).isEmpty();
        assertThat(found(dialect, SendOptions.of("/queue/a", true, true))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"activemq, ''", "artemis, ''", "rabbitmq, selector!", "generic, selector!"})
    void aSelectorThatWouldBeIgnoredIsAnError(String dialect, String expected) {
        assertThat(found(dialect, selecting("a = 1"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "activemq, ''",
        "artemis, exclusive=true browse=true!",
        "rabbitmq, noLocal=true! browse=true! exclusive=true",
        "generic, noLocal=true! browse=true! exclusive=true"
    })
    void whoWouldGetOrTakeTooMuchIsAnErrorAndWhoIsNotAloneALine(String dialect, String expected) {
        assertThat(found(dialect, flagged("/queue/a", true, true, true)).split(" "))
                .containsExactlyInAnyOrder(expected.split(" "));
    }

    @Test
    void aTopicCannotBeBrowsed() {
        assertThat(found("activemq", flagged("/topic/a", false, false, true))).isEqualTo("browse=true!");
    }

    @Test
    void artemisCannotCombineASelectorWithNoLocal() {
        SubscribeOptions both =
                new SubscribeOptions("/topic/a", 5, QueueOptions.DEFAULT, null, "size > 3", true, false, false, null);

        assertThat(found("artemis", both)).isEqualTo("noLocal=true with selector!");
        assertThat(found("activemq", both)).isEmpty();
    }

    @Test
    void activeMqBrowsesAndForgetsSubscriptionsInLaterVersionsOnly() {
        DurableName removed = new DurableName("prices", "app", true);
        DurableName sameName = new DurableName("app", "app", true);

        assertThat(found("activemq", ofVersion10("/queue/a", null, true))).isEqualTo("browse=true!");
        assertThat(found("activemq", ofVersion10("/topic/a", removed, false)))
                .isEqualTo("removeSubscriptionOnStop=true");
        assertThat(found("activemq", ofVersion10("/topic/a", sameName, false))).isEmpty();
        assertThat(found("activemq", ofVersion10("/topic/a", PRICES, false))).isEmpty();
        assertThat(found("activemq", durable("/topic/a", removed))).isEmpty();
    }

    private static SubscribeOptions ofVersion10(String destination, DurableName name, boolean browse) {
        return new SubscribeOptions(
                destination, 5, QueueOptions.DEFAULT, name, null, false, false, browse, null, StompVersion.V1_0, 5);
    }

    @ParameterizedTest
    @CsvSource({"activemq, durable=true!", "artemis, durable=true!", "rabbitmq, ''", "generic, durable=true!"})
    void aDurableSubscriptionWithoutAClientIdWouldBeANewOneEachTime(String dialect, String expected) {
        assertThat(found(dialect, durable("/topic/a", new DurableName("prices", null, false))))
                .isEqualTo(expected);
        assertThat(found(dialect, durable("/queue/a", new DurableName("prices", null, false))))
                .isEmpty();
    }

    @Test
    void rabbitMqDeletesTheQueueOfATopicOnly() {
        DurableName removed = new DurableName("prices", null, true);

        assertThat(found("rabbitmq", durable("/exchange/e/k", removed))).isEqualTo("removeSubscriptionOnStop=true!");
        assertThat(found("rabbitmq", durable("/topic/a", removed))).isEmpty();
        assertThat(found("rabbitmq", durable("/exchange/e/k", PRICES))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "activemq, queueType, queueType=stream! streamOffset!",
        "artemis, queueType, queueType=stream! streamOffset!",
        "rabbitmq, '', ''",
        "generic, queueType, queueType=stream! streamOffset!"
    })
    void kindsOfQueuesAreRabbitMqs(String dialect, String quorum, String stream) {
        assertThat(found(dialect, of("/queue/a", new QueueOptions(true, QueueType.QUORUM, null), null)))
                .isEqualTo(quorum);
        assertThat(found(dialect, send("/queue/a", new QueueOptions(true, QueueType.QUORUM, null))))
                .isEqualTo(quorum);
        assertThat(found(dialect, of("/queue/a", new QueueOptions(true, QueueType.STREAM, null), "first")))
                .isEqualTo(stream);
    }

    @ParameterizedTest
    @CsvSource({
        "activemq, ''",
        "artemis, ''",
        "rabbitmq, deliveryDelay! messageGroup",
        "generic, deliveryDelay! messageGroup priority timeToLive"
    })
    void aMessageThatWouldComeTooEarlyIsAnErrorAndTheRestALine(String dialect, String expected) {
        assertThat(found(dialect, send(message(7, 60_000, 500, "g")))).isEqualTo(expected);
    }

    @Test
    void theSentenceNamesTheOptionTheBrokerAndWhatToDo() {
        List<Limitation> limitations = BrokerDialects.RABBITMQ.limitations(selecting("a = 1"));

        assertThat(Limitation.sentence(BrokerDialects.RABBITMQ.name(), limitations))
                .isEqualTo(
                        "selector is not possible on the broker rabbitmq: it would deliver all messages; filter in the"
                                + " route, or use a destination for each kind of message");
    }
}
