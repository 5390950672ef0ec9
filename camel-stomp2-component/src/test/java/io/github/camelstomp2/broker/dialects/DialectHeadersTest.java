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

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.BrokerDialect.NackEffect;
import io.github.camelstomp2.broker.MessageOptions;
import io.github.camelstomp2.broker.QueueOptions;
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.broker.SubscribeOptions;
import io.github.camelstomp2.protocol.StompHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectHeadersTest {
    @ParameterizedTest
    @CsvSource({
        "activemq, /queue/a, activemq.prefetchSize=7",
        "artemis, /queue/a, consumer-window-size=7168 subscription-type=ANYCAST",
        "artemis, /topic/a, consumer-window-size=7168 subscription-type=MULTICAST",
        "artemis, a, consumer-window-size=7168 subscription-type=ANYCAST",
        "artemis, a::b, consumer-window-size=7168",
        "rabbitmq, /queue/a, prefetch-count=7",
        "generic, /queue/a, ''"
    })
    void subscribeSaysPrefetchAndRoutingInTheBrokersWords(String dialect, String destination, String expected) {
        assertThat(subscribe(dialect, destination, 7, StompHeaders.EMPTY)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 2048", "100, 102400", "2147483647, 2147483647"})
    void artemisCountsItsWindowInBytesAndOneAtATimeIsZero(int prefetch, String window) {
        assertThat(subscribe("artemis", "/a", prefetch, StompHeaders.EMPTY))
                .isEqualTo("consumer-window-size=" + window);
    }

    @Test
    void artemisWouldStopAtTheEndOfAWindowWhereNothingIsAcknowledged() {
        StompHeaders.Builder headers = StompHeaders.builder();
        BrokerDialects.ARTEMIS.addAutoAckHeaders(headers);
        BrokerDialects.ARTEMIS.addSubscribeHeaders(SubscribeOptions.of("/topic/a", 100), headers);
        assertThat(headers.build().get("consumer-window-size")).isEqualTo("-1");
    }

    @ParameterizedTest
    @CsvSource({
        "activemq, activemq.prefetchSize",
        "artemis, consumer-window-size",
        "artemis, subscription-type",
        "rabbitmq, prefetch-count"
    })
    void theUsersOwnSubscribeHeaderWins(String dialect, String header) {
        assertThat(subscribe(dialect, "/queue/a", 7, StompHeaders.of(header, "mine")))
                .startsWith(header + "=mine")
                .containsOnlyOnce(header);
    }

    @ParameterizedTest
    @CsvSource({
        "activemq, /queue/a, persistent=true",
        "artemis, /queue/a, persistent=true destination-type=ANYCAST",
        "artemis, /topic/a, persistent=true destination-type=MULTICAST",
        "artemis, a, persistent=true destination-type=ANYCAST",
        "artemis, a::b, persistent=true",
        "rabbitmq, /queue/a, persistent=true",
        "generic, /queue/a, persistent=true"
    })
    void aPersistentSendSaysSo(String dialect, String destination, String expected) {
        assertThat(send(dialect, destination, true, StompHeaders.EMPTY)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"activemq", "artemis", "rabbitmq", "generic"})
    void aSendThatNeedNotSurviveARestartSaysNothing(String dialect) {
        assertThat(send(dialect, "/a", false, StompHeaders.EMPTY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"activemq", "artemis", "rabbitmq", "generic"})
    void theUsersOwnSendHeaderWins(String dialect) {
        assertThat(send(dialect, "/a", true, StompHeaders.of("persistent", "false")))
                .isEqualTo("persistent=false");
    }

    @ParameterizedTest
    @CsvSource({
        "rabbitmq, /queue/a, true, /queue/a",
        "rabbitmq, /queue/a, false, /amq/queue/a",
        "rabbitmq, /queue/a/queue/b, false, /amq/queue/a%2Fqueue%2Fb",
        "rabbitmq, /topic/a, false, /topic/a",
        "rabbitmq, /exchange/x/queue/a, false, /exchange/x/queue%2Fa",
        "rabbitmq, a, false, /amq/queue/a",
        "activemq, /queue/a, false, /queue/a",
        "artemis, /queue/a, false, /queue/a",
        "generic, /queue/a, false, /queue/a"
    })
    void onlyRabbitMqNamesAQueueDifferentlyThatMustBeThere(
            String dialect, String destination, boolean declare, String expected) {
        QueueOptions queue = new QueueOptions(declare, null, null);
        SendOptions send = new SendOptions(destination, true, 0, queue, MessageOptions.PERSISTENT);
        SubscribeOptions subscribe = new SubscribeOptions(destination, 1, queue, null, null, false, false, false, null);

        assertThat(BrokerDialects.named(dialect).destination(send)).isEqualTo(expected);
        assertThat(BrokerDialects.named(dialect).destination(subscribe)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"activemq, REJECTS", "artemis, ACKNOWLEDGES", "rabbitmq, CHOOSES", "generic, REJECTS"})
    void aNackDoesWhatTheBrokerMakesOfIt(String dialect, NackEffect effect) {
        assertThat(BrokerDialects.named(dialect).nackEffect()).isEqualTo(effect);
    }

    @Test
    void onRabbitMqAHeaderChoosesBetweenDeadLetterAndDeliveringAgain() {
        assertThat(BrokerDialects.RABBITMQ.rejectHeaders()).isEqualTo(StompHeaders.of("requeue", "false"));
        assertThat(BrokerDialects.RABBITMQ.requeueHeaders()).isEqualTo(StompHeaders.of("requeue", "true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"activemq", "artemis", "generic"})
    void elsewhereANackNeedsNoHeader(String dialect) {
        assertThat(BrokerDialects.named(dialect).rejectHeaders()).isEqualTo(StompHeaders.EMPTY);
        assertThat(BrokerDialects.named(dialect).requeueHeaders()).isEqualTo(StompHeaders.EMPTY);
    }

    @Test
    void onArtemisTextSaysThatItIsSince11And12HaveALengthForItToo() {
        StompHeaders.Builder headers = StompHeaders.of("content-length", "1").toBuilder();
        BrokerDialects.ARTEMIS.addTextHeaders(headers);
        assertThat(BrokerDialects.ARTEMIS.isTextMessage(headers.build())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"activemq, true, false", "artemis, true, false", "rabbitmq, false, true", "generic, false, false"})
    void textMessagesAndCumulativeAcks(String dialect, boolean byMissingContentLength, boolean spansConnection) {
        BrokerDialect broker = BrokerDialects.named(dialect);

        assertThat(broker.isTextMessage(StompHeaders.EMPTY)).isEqualTo(byMissingContentLength);
        assertThat(broker.isTextMessage(StompHeaders.of("content-length", "1"))).isFalse();
        assertThat(broker.makesTextByMissingContentLength()).isEqualTo(byMissingContentLength);
        assertThat(broker.cumulativeAckSpansConnection()).isEqualTo(spansConnection);
    }

    private static String subscribe(String dialect, String destination, int prefetch, StompHeaders own) {
        StompHeaders.Builder headers = own.toBuilder();
        BrokerDialects.named(dialect).addSubscribeHeaders(SubscribeOptions.of(destination, prefetch), headers);
        return text(headers.build());
    }

    private static String send(String dialect, String destination, boolean persistent, StompHeaders own) {
        StompHeaders.Builder headers = own.toBuilder();
        BrokerDialects.named(dialect).addSendHeaders(SendOptions.of(destination, persistent, true), headers);
        return text(headers.build());
    }

    private static String text(StompHeaders headers) {
        StringBuilder text = new StringBuilder();
        headers.forEach(
                (name, value) -> text.append(name).append('=').append(value).append(' '));
        return text.toString().strip();
    }
}
