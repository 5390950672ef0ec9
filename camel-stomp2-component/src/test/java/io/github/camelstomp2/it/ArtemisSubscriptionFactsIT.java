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

import static io.github.camelstomp2.it.RawFrames.receive;
import static io.github.camelstomp2.it.RawFrames.receiveBodies;
import static io.github.camelstomp2.it.RawFrames.send;
import static io.github.camelstomp2.it.RawFrames.subscribe;
import static io.github.camelstomp2.it.RawFrames.unsubscribe;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.RawStompClient;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How Artemis selects, routes and sends ahead, asked without the component. */
class ArtemisSubscriptionFactsIT {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.ARTEMIS);

    private final String queue = "/queue/" + BROKER.uniqueName("facts");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "convert_string_expressions:amount > 100",
                "convert_string_expressions:paid = TRUE",
                "region = 'EU'",
                "\"my-region\" = 'EU'",
                "convert_string_expressions:\"my-region\" = 'EU' AND amount > 100",
                "hyphenated_props:my-region = 'EU'",
                "AMQPriority > 6",
                "JMSType = 'order' AND JMSCorrelationID = 'c-1'"
            })
    void aSelectorThatMatches(String selector) {
        try (RawStompClient client = selectFromTwo(selector)) {
            assertThat(receiveBodies(client, 1)).containsExactly("wanted");
        }
    }

    /** The headers of a STOMP message are texts. */
    @ParameterizedTest
    @ValueSource(strings = {"amount > 100", "paid = TRUE", "convert_string_expressions:JMSPriority > 6"})
    void aSelectorThatNeverMatches(String selector) {
        try (RawStompClient client = selectFromTwo(selector)) {
            assertThat(receiveBodies(client, 0)).isEmpty();
        }
    }

    private RawStompClient selectFromTwo(String selector) {
        RawStompClient client = connect();
        client.ask(subscribe("s", queue, "selector", selector));
        client.ask(send(queue, "other", "my-region", "US"));
        client.ask(send(
                queue,
                "wanted",
                "amount",
                "150",
                "paid",
                "true",
                "region",
                "EU",
                "my-region",
                "EU",
                "priority",
                "8",
                "type",
                "order",
                "correlation-id",
                "c-1"));
        return client;
    }

    @Test
    void aSelectorThatItDoesNotUnderstandIsRefused() {
        try (RawStompClient client = connect()) {
            assertError(client.ask(subscribe("s", queue, "selector", "region = ")), "Invalid selector \"region = \"");
        }
    }

    /** The broker puts the selector, prefix and all, into parentheses. */
    @Test
    void aSelectorWithItsPrefixCannotBeCombinedWithNoLocal() {
        try (RawStompClient client = connect()) {
            assertError(
                    client.ask(subscribe(
                            "s", queue, "selector", "convert_string_expressions:amount > 1", "no-local", "true")),
                    "AMQ339016 Error creating subscription s");
        }
    }

    @Test
    void noLocalLeavesOutWhatTheConnectionSentItself() {
        String topic = "/topic/" + BROKER.uniqueName("facts");
        try (RawStompClient client = connect();
                RawStompClient other = connect()) {
            client.ask(subscribe("s", topic, "no-local", "true"));
            client.ask(send(topic, "own"));
            other.ask(send(topic, "other"));
            assertThat(receiveBodies(client, 1)).containsExactly("other");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exclusive", "activemq.exclusive"})
    void itTakesNoNoticeOfExclusive(String header) {
        try (RawStompClient first = connect();
                RawStompClient second = connect()) {
            first.ask(subscribe("s", queue, header, "true"));
            second.ask(subscribe("s", queue, header, "true"));
            first.ask(send(queue, "one"));
            first.ask(send(queue, "two"));
            receive(first, 1);
            receive(second, 1);
        }
    }

    /** Which is why browsing must never be tried there. */
    @Test
    void aBrowserIsAConsumerThatTakesMessages() {
        try (RawStompClient client = connect()) {
            client.ask(send(queue, "one"));
            client.ask(subscribe("s", queue, "browser", "true"));
            client.ack(receive(client, 1).get(0));
            assertThat(BROKER.broker().messageCount(queue)).isZero();
        }
    }

    /**
     * The window counts bytes, of encoded messages, of which some 230 are headers and names; one message comes however large
     * it is.
     */
    @ParameterizedTest
    @CsvSource({"0, 10, 1", "1, 10, 1", "1024, 10240, 1", "102400, 10240, 10"})
    void soManyMessagesComeUnacknowledged(int window, int bodyBytes, int messages) {
        try (RawStompClient client = connect()) {
            for (int i = 0; i < 12; i++) {
                client.ask(send(queue, "x".repeat(bodyBytes)));
            }
            client.ask(subscribe("s", queue, "consumer-window-size", Integer.toString(window)));
            WireFrame first = receive(client, messages).get(0);
            assertThat(BROKER.broker().unacknowledgedCount(queue)).isEqualTo(messages);
            client.ack(first);
            receive(client, 1);
        }
    }

    /** As it was with ANYCAST also without its type, and lost without one: unlike the other brokers' bare names. */
    @ParameterizedTest
    @ValueSource(strings = {"orders", "/queue/orders"})
    void whatIsSentWithoutARoutingTypeIsLostBeforeSomebodySubscribes(String prefix) {
        String destination = BROKER.uniqueName(prefix);
        try (RawStompClient client = connect()) {
            client.send(destination, Map.of("persistent", "true"), "lost");
            client.ask(ServerFrame.of("SUBSCRIBE").header("id", "s").header("destination", destination));
            receive(client, 0);
        }
    }

    @Test
    void anUnsubscribeGivesUnacknowledgedMessagesBackAtOnceAndDoesNotSaySo() {
        try (RawStompClient client = connect();
                RawStompClient other = connect()) {
            client.ask(send(queue, "order"));
            client.ask(subscribe("s", queue));
            receive(client, 1);
            client.ask(unsubscribe("s"));
            other.ask(subscribe("s", queue));
            assertThat(receive(other, 1).get(0).header("redelivered")).isEqualTo("false");
        }
    }

    private static RawStompClient connect() {
        return RawStompClient.connect(BROKER.broker());
    }

    private static void assertError(WireFrame answer, String words) {
        assertThat(answer.command()).isEqualTo("ERROR");
        assertThat(answer.header("message") + " " + answer.bodyText()).contains(words);
    }
}
